"""The rule `people-act-while-alive`: nobody acts after a reported death."""

import pytest

from checks.rules.actors.people_act_while_alive import PeopleActWhileAlive
from tests.helpers.actor_tables import harbour
from tests.helpers.claim_tables import claims_found, outcome

RULE = PeopleActWhileAlive()

DROWNED = ("d", "ada", "drowned", "2004-11")


def found(dates=(), relations=()):
    return claims_found(RULE, harbour(relations, [DROWNED, *dates], people=["ada"]))


@pytest.mark.parametrize("date", ["2004-12", "2005", "2004-12-01/2009", "[2005..]"])
def test_an_appearance_certainly_after_the_death_is_found(date):
    assert found([("a", "ada", "sailed", date)]) == [("a", "d")]


@pytest.mark.parametrize("date", ["2004-11-30", "2004", "2003", "2004/2009", "[..2009]"])
def test_an_appearance_that_may_come_before_the_death_passes(date):
    assert found([("a", "ada", "sailed", date)]) == []


def test_relations_are_acts_of_the_side_that_acts():
    assert found(relations=[("a", "gull", "rescued_by", "ada", "2006")]) == [("a", "d")]
    assert found(relations=[("a", "ada", "rescued_by", "gull", "2006")]) == []


def test_what_happens_to_the_dead_without_their_doing_is_no_act():
    assert found([("a", "ada", "painted", "2006")]) == []


def test_what_others_do_after_the_death_passes():
    assert found(relations=[("a", "gull", "raided", "cove", "2006")]) == []


def test_an_act_after_one_reported_death_and_before_another_passes():
    dates = [("e", "ada", "drowned", "2009"), ("a", "ada", "sailed", "2006")]
    assert found(dates) == []


def test_an_act_after_every_reported_death_stands_against_all_of_them():
    dates = [("e", "ada", "drowned", "2009"), ("a", "ada", "sailed", "2010")]
    assert found(dates) == [("a", "d", "e")]


def test_a_birth_is_not_the_matter_of_this_rule():
    tables = harbour(
        [("a", "ada", "raided", "cove", "2001")], [("b", "ada", "launched", "2004")], people=["ada"]
    )
    assert outcome(RULE, tables)[0].examined == 0


def test_what_is_no_person_is_not_the_matter_of_this_rule():
    tables = harbour([("a", "gull", "raided", "cove", "2006")], [("b", "gull", "drowned", "2004")])
    assert outcome(RULE, tables)[0].examined == 0


@pytest.mark.parametrize(
    ("death", "act"), [("[2004..]", "2006"), ("2004", "[..2006]"), ("2004", "[..2003]")]
)
def test_a_death_without_a_latest_day_or_acts_without_an_earliest_are_not_evaluable(death, act):
    dates = [("d", "ada", "drowned", death), ("a", "ada", "sailed", act)]
    count, findings = outcome(RULE, harbour([], dates, people=["ada"]))
    assert findings == ()
    assert (count.examined, count.passed, count.not_evaluable) == (1, 0, 1)


def test_a_finding_says_that_the_death_was_reported():
    tables = harbour([], [DROWNED, ("a", "ada", "sailed", "2005-02")], people=["ada"])
    (finding,) = outcome(RULE, tables)[1]
    assert finding.severity == "warning"
    assert finding.message == (
        "ada acts after a reported death: sailed 2005-02, drowned 2004-11 (63 days apart)"
    )
