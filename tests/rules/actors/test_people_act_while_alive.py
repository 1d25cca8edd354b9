"""The rule `people-act-while-alive`: nobody acts after a reported death."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.actors.people_act_while_alive import PeopleActWhileAlive, ReportedDeaths
from tests.helpers.actor_tables import harbour, model_frame, verdict
from tests.helpers.claim_tables import claims_found, outcome

RULE = PeopleActWhileAlive()

DROWNED = ("d", "ada", "drowned", "2004-11")


def of_ada(*dates, relations=()):
    return harbour(relations, dates, people=["ada"])


def test_the_model_asks_for_acts_by_the_last_day_of_the_death():
    frame = model_frame(
        "actor_id latest_end latest_act",
        ("ada", 100, 100, None),
        ("bo", 100, 101, None),
        ("cy", 100, 101, "unknown"),
    )
    assert failing(ReportedDeaths, frame)["actor_id"].tolist() == ["bo"]


@pytest.mark.parametrize(
    ("term", "day", "expected"),
    [
        ("sailed", "2004-12", "found"),
        ("sailed", "2004-12-01/2009", "found"),
        ("sailed", "[2005..]", "found"),
        ("sailed", "2004-11-30", "passes"),
        ("sailed", "2004", "passes"),
        ("sailed", "2003", "passes"),
        ("sailed", "2004/2009", "passes"),
        ("sailed", "[..2009]", "no act has a first day"),
        ("sailed", "", "not compared"),
        ("painted", "2006", "not compared"),
    ],
)
def test_an_appearance_certainly_after_the_death_is_found(term, day, expected):
    assert verdict(RULE, of_ada(DROWNED, ("a", "ada", term, day))) == expected


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (("a", "gull", "rescued_by", "ada", "2006"), "found"),
        (("a", "ada", "rescued_by", "gull", "2006"), "not compared"),
        (("a", "gull", "raided", "cove", "2006"), "not compared"),
    ],
)
def test_relations_are_acts_of_the_side_that_acts(act, expected):
    assert verdict(RULE, of_ada(DROWNED, relations=[act])) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2006", []), ("2009", []), ("2010", [("a", "d", "e")])]
)
def test_an_act_violates_only_if_it_comes_after_every_reported_death(day, expected):
    tables = of_ada(DROWNED, ("e", "ada", "drowned", "2009"), ("a", "ada", "sailed", day))
    assert claims_found(RULE, tables) == expected


def test_a_death_without_a_last_day_is_not_evaluable():
    tables = of_ada(("d", "ada", "drowned", "[2004..]"), ("a", "ada", "sailed", "2006"))
    assert verdict(RULE, tables) == "a date of the end has no last day"


def test_a_birth_and_the_end_of_a_ship_are_left_to_another_rule():
    act = ("a", "ada", "raided", "cove", "2001")
    assert verdict(RULE, of_ada(("b", "ada", "launched", "2004"), relations=[act])) == (
        "not compared"
    )
    act = ("a", "gull", "raided", "cove", "2006")
    assert verdict(RULE, harbour([act], [("b", "gull", "drowned", "2004")])) == "not compared"


def test_a_finding_says_that_the_death_was_reported():
    (finding,) = outcome(RULE, of_ada(DROWNED, ("a", "ada", "sailed", "2005-02")))[1]
    assert finding.severity == "warning"
    assert finding.message == (
        "Ada acts after a reported death: sailed in February 2005, drowned in November 2004. "
        "The dates are at least 63 days apart."
    )
