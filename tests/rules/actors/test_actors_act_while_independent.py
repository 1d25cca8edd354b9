"""The rule `actors-act-while-independent`: who has become a part of another acts no more alone."""

import pytest

from checks.rules.actors.actors_act_while_independent import ActorsActWhileIndependent
from tests.helpers.actor_tables import harbour
from tests.helpers.claim_tables import cells, claims_found, outcome

RULE = ActorsActWhileIndependent()

JOINED = ("j", "gull", "joined", "fleet", "2004")


def found(*relations, dates=()):
    """The claims of the findings about some relations (claim, subject, predicate, object, ...)."""
    return claims_found(RULE, harbour(relations, dates))


@pytest.mark.parametrize(
    ("act", "days"),
    [
        (("a", "gull", "raided", "cove", "2005-01-01"), "1 day"),
        (("a", "gull", "raided", "cove", "2006"), "366 days"),
        (("a", "gull", "raided", "fleet", "2006"), "366 days"),
        (("a", "gull", "raided", "cove", "[2006..]"), "366 days"),
        (("a", "cove", "rescued_by", "gull", "2006"), "366 days"),
        (("a", "gull", "feuded_with", "cove", "2006"), "366 days"),
        (("a", "cove", "feuded_with", "gull", "2006"), "366 days"),
        (("a", "gull", "joined", "other-fleet", "2006"), "366 days"),
    ],
)
def test_an_act_after_the_ending_of_independence_is_found_with_the_days_between(act, days):
    count, findings = outcome(RULE, harbour([JOINED, act]))
    assert [finding.claims for finding in findings] == [("a", "j")]
    assert f"up to {days} later" in findings[0].message
    assert count.found == 1


@pytest.mark.parametrize(
    ("start", "act"),
    [
        ("[..2004]", "2005"),
        ("2004-12-31", "2005-01-01"),
        ("2003/2004", "2005"),
        ("2004~", "2005-01"),
    ],
)
def test_an_ending_is_over_on_the_last_day_that_its_date_allows(start, act):
    ending = ("j", "gull", "joined", "fleet", start)
    assert found(ending, ("a", "gull", "raided", "cove", act)) == [("a", "j")]


@pytest.mark.parametrize(
    "act",
    [
        ("a", "gull", "raided", "cove", "2003"),
        ("a", "gull", "raided", "cove", "2004"),
        ("a", "gull", "raided", "cove", "2004-12-31"),
        ("a", "gull", "raided", "cove", "2004/2009"),
        ("a", "gull", "raided", "cove", "[..2009]"),
        ("a", "fleet", "raided", "cove", "2009"),
        ("a", "fleet", "rescued_by", "cove", "2009"),
        ("a", "cove", "raided", "gull", "2009"),
        ("a", "gull", "rescued_by", "cove", "2009"),
        ("a", "gull", "near", "cove", "2009"),
    ],
)
def test_earlier_acts_acts_of_others_and_what_is_no_act_pass(act):
    assert found(JOINED, act) == []


def test_being_bought_ends_independence_although_the_buyer_acts():
    bought = ("j", "gull", "bought_by", "fleet", "2004")
    assert found(bought, ("a", "gull", "raided", "cove", "2006")) == [("a", "j")]
    assert found(bought, ("a", "fleet", "raided", "cove", "2006")) == []


def test_a_dated_property_with_agency_is_an_act_and_another_is_none():
    assert found(JOINED, dates=[("a", "gull", "sailed", "2006")]) == [("a", "j")]
    assert found(JOINED, dates=[("a", "gull", "sailed", "[2006..]")]) == [("a", "j")]
    assert found(JOINED, dates=[("a", "gull", "painted", "2006")]) == []


def test_the_same_ending_told_again_at_another_time_is_no_act():
    assert found(JOINED, ("k", "gull", "joined", "fleet", "2009")) == []


def test_all_acts_after_one_ending_are_one_finding_with_every_claim_of_that_ending():
    again = ("k", "gull", "joined", "fleet", "2005")
    acts = [("a", "gull", "raided", "cove", "2006"), ("b", "gull", "hired", "cove", "2008")]
    assert found(JOINED, again, *acts) == [("a", "b", "j", "k")]


def test_two_endings_are_two_findings():
    bought = ("k", "gull", "bought_by", "company", "2005")
    act = ("a", "gull", "raided", "cove", "2006")
    assert found(JOINED, bought, act) == [("a", "j"), ("a", "k")]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2008", []),
        ("2006", []),
        ("2007-06", []),
        ("[..2010]", []),
        ("2009", [("a", "j")]),
        ("[2009..]", [("a", "j")]),
    ],
)
def test_an_act_counts_only_while_the_ending_certainly_lasts(end, expected):
    ending = ("j", "gull", "joined", "fleet", "2004", end)
    count, findings = outcome(RULE, harbour([ending, ("a", "gull", "raided", "cove", "2008")]))
    assert [finding.claims for finding in findings] == expected
    assert (count.passed, count.not_evaluable) == (1 - len(expected), 0)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2006", []),
        ("2008", []),
        ("", []),
        ("[..2006]", []),
        ("2004", []),
        ("2009", [("a", "j")]),
        ("2003", [("a", "j")]),
    ],
)
def test_who_may_have_left_before_the_act_is_independent_again(start, expected):
    left = ("b", "gull", "left", "fleet", start)
    assert found(JOINED, ("a", "gull", "raided", "cove", "2008"), left) == expected


def test_an_ending_that_may_have_begun_at_any_time_is_undone_by_every_leaving():
    joined, left = (*JOINED[:4], "[..2004]"), ("b", "gull", "left", "fleet", "2003")
    assert found(joined, left, ("a", "gull", "raided", "cove", "2008")) == []


@pytest.mark.parametrize(
    "opposites", [{"joined": "left"}, {"left": "joined"}, {"joined": "left", "left": "joined"}]
)
def test_it_is_enough_that_one_of_joining_and_leaving_names_the_other_as_its_opposite(opposites):
    left = ("b", "gull", "left", "fleet", "2006")
    tables = harbour([JOINED, left, ("a", "gull", "raided", "cove", "2008")])
    opposite = tables["properties"]["property_id"].map(opposites).fillna("").astype("str")
    tables["properties"] = tables["properties"].assign(opposite=opposite)
    assert claims_found(RULE, tables) == []


def test_leaving_somebody_else_does_not_make_independent():
    left = ("b", "gull", "left", "other-fleet", "2003")
    assert found(JOINED, left, ("a", "gull", "raided", "cove", "2008")) == [("a", "j")]


@pytest.mark.parametrize(
    ("ending", "act"), [("", "2006"), ("[2004..]", "2006"), ("2004", "[..2006]")]
)
def test_an_ending_without_a_latest_day_and_an_act_without_an_earliest_are_not_evaluable(
    ending, act
):
    joined = ("j", "gull", "joined", "fleet", ending)
    raided = harbour([joined, ("a", "gull", "raided", "cove", act)])
    for tables in (raided, harbour([joined], [("a", "gull", "sailed", act)])):
        count, findings = outcome(RULE, tables)
        assert findings == ()
        assert (count.examined, count.passed, count.not_evaluable) == (1, 0, 1)


def test_endings_and_acts_that_are_not_evaluable_are_no_part_of_a_finding():
    acts = [("a", "gull", "raided", "cove", "2006"), ("b", "gull", "hired", "cove", "[..2009]")]
    assert found(JOINED, ("k", "gull", "joined", "fleet"), *acts) == [("a", "j")]


def test_an_act_without_a_time_is_not_compared():
    raided = harbour([JOINED, ("a", "gull", "raided", "cove")])
    for tables in (raided, harbour([JOINED], [("a", "gull", "sailed", "")])):
        count, findings = outcome(RULE, tables)
        assert (findings, count.examined) == ((), 0)


def test_a_finding_says_what_ended_the_independence_and_what_came_later():
    acts = [("a", "gull", "raided", "cove", "2006"), ("b", "reef", "rescued_by", "gull", "2007")]
    (finding,) = outcome(RULE, harbour([JOINED, *acts]))[1]
    assert finding.message == (
        "gull joined fleet (2004), and acts separately up to 731 days later: "
        "raided cove 2006, reef rescued_by 2007"
    )
    assert [(item.claim, item.column, item.value) for item in finding.evidence] == [
        ("a", "start", "2006"),
        ("b", "start", "2007"),
        ("j", "start", "2004"),
    ]


def test_a_finding_tells_the_ending_from_the_acts():
    acts = [("a", "gull", "raided", "cove", "2006"), ("b", "reef", "rescued_by", "gull", "2007")]
    (finding,) = outcome(RULE, harbour([JOINED, *acts]))[1]
    assert cells(finding) == [
        ("a", "start", "2006", "raided cove"),
        ("b", "start", "2007", "reef rescued_by"),
        ("j", "start", "2004", "ending"),
    ]


def test_a_finding_gives_each_form_of_the_ending():
    again = ("k", *JOINED[1:4], "2004-05")
    (finding,) = outcome(RULE, harbour([JOINED, again, ("a", "gull", "raided", "cove", "2006")]))[1]
    assert finding.claims == ("a", "j", "k")
    assert "gull joined fleet (2004 and 2004-05), and acts" in finding.message


@pytest.mark.parametrize(
    ("act", "expected"), [("2006-04-30", [("a", "j")]), ("2006-05-01", []), ("2006-05-02", [])]
)
def test_from_the_first_day_on_which_it_may_be_independent_again_an_actor_may_act(act, expected):
    left, deed = ("l", "gull", "left", "fleet", "2006-05"), ("a", "gull", "raided", "cove", act)
    assert found(JOINED, left, deed) == expected
    ended = (*JOINED, "2006-05")
    assert found(ended, deed) == expected


def test_to_leave_on_the_very_day_of_joining_undoes_it():
    joined = ("j", "gull", "joined", "fleet", "2004-03-01")
    left = ("l", "gull", "left", "fleet", "2004-03-01")
    assert found(joined, left, ("a", "gull", "raided", "cove", "2006")) == []
