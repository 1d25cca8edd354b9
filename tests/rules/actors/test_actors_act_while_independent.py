"""The rule `actors-act-while-independent`: who merged into another no longer acts alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.actors.actors_act_while_independent import ActorsActWhileIndependent, Mergers
from checks.rules.common.days import FAR_AWAY
from tests.helpers.actor_tables import harbour, model_frame, reasons_of, verdict
from tests.helpers.claim_tables import cells, claims_found, outcome

RULE = ActorsActWhileIndependent()

JOINED = ("j", "gull", "joined", "fleet", "2004")


def found(*relations, dates=()):
    """The claims of the findings about some relations (claim, subject, predicate, object, ...)."""
    return claims_found(RULE, harbour(relations, dates))


def test_the_model_asks_for_an_act_by_the_merger_or_when_independent_again():
    days = "merged_by independent_from act_earliest act_latest"
    never = FAR_AWAY + 1
    frame = model_frame(
        f"actor_id predicate_id object_id {days}",
        ("gull", "joined", "fleet", 100, never, 100, 900, None),
        ("tern", "joined", "fleet", 100, never, 101, 101, None),
        ("auk", "joined", "fleet", 100, 300, 101, 299, None),
        ("skua", "joined", "fleet", 100, 300, 101, 300, None),
        ("crake", "joined", "fleet", 100, never, 101, 101, "unknown"),
    )
    assert failing(Mergers, frame)["actor_id"].tolist() == ["tern", "auk"]


@pytest.mark.parametrize(
    ("merger", "act", "days"),
    [
        ("2004", ("a", "gull", "raided", "cove", "2005-01-01"), "1 day"),
        ("2004", ("a", "gull", "raided", "cove", "2006"), "366 days"),
        ("2004", ("a", "gull", "raided", "fleet", "2006"), "366 days"),
        ("2004", ("a", "gull", "raided", "cove", "[2006..]"), "366 days"),
        ("2004", ("a", "cove", "rescued_by", "gull", "2006"), "366 days"),
        ("2004", ("a", "gull", "feuded_with", "cove", "2006"), "366 days"),
        ("2004", ("a", "cove", "feuded_with", "gull", "2006"), "366 days"),
        ("2004", ("a", "gull", "joined", "other-fleet", "2006"), "366 days"),
        ("[..2004]", ("a", "gull", "raided", "cove", "2005"), "1 day"),
        ("2004-12-31", ("a", "gull", "raided", "cove", "2005-01-01"), "1 day"),
        ("2003/2004", ("a", "gull", "raided", "cove", "2005"), "1 day"),
        ("2004~", ("a", "gull", "raided", "cove", "2005-01"), "1 day"),
    ],
)
def test_an_act_after_the_last_day_of_the_merger_is_found_with_the_days_between(merger, act, days):
    (finding,) = outcome(RULE, harbour([("j", "gull", "joined", "fleet", merger), act]))[1]
    assert finding.claims == ("a", "j")
    assert f"up to {days} later" in finding.message


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (("a", "gull", "raided", "cove", "2003"), "passes"),
        (("a", "gull", "raided", "cove", "2004-12-31"), "passes"),
        (("a", "gull", "raided", "cove", "2004/2009"), "passes"),
        (("a", "gull", "raided", "cove", "[..2009]"), "not evaluable"),
        (("a", "gull", "raided", "cove", ""), "not compared"),
        (("a", "fleet", "raided", "cove", "2009"), "not compared"),
        (("a", "fleet", "rescued_by", "cove", "2009"), "not compared"),
        (("a", "cove", "raided", "gull", "2009"), "not compared"),
        (("a", "gull", "rescued_by", "cove", "2009"), "not compared"),
        (("a", "gull", "near", "cove", "2009"), "not compared"),
        (("k", "gull", "joined", "fleet", "2009"), "not compared"),
    ],
)
def test_earlier_acts_pass_and_what_is_no_act_of_the_actor_is_not_compared(act, expected):
    assert verdict(RULE, harbour([JOINED, act])) == expected


def test_being_bought_ends_independence_although_the_buyer_acts():
    bought = ("j", "gull", "bought_by", "fleet", "2004")
    assert found(bought, ("a", "gull", "raided", "cove", "2006")) == [("a", "j")]
    assert found(bought, ("a", "fleet", "raided", "cove", "2006")) == []


@pytest.mark.parametrize(
    ("term", "day", "expected"),
    [
        ("sailed", "2006", "found"),
        ("sailed", "[2006..]", "found"),
        ("sailed", "2004", "passes"),
        ("sailed", "[..2006]", "not evaluable"),
        ("sailed", "", "not compared"),
        ("painted", "2006", "not compared"),
    ],
)
def test_a_dated_property_is_an_act_if_it_has_agency(term, day, expected):
    assert verdict(RULE, harbour([JOINED], [("a", "gull", term, day)])) == expected


@pytest.mark.parametrize(
    ("merger", "act", "reason"),
    [
        ("", "2006", "the merger has no last day"),
        ("[2004..]", "2006", "the merger has no last day"),
        ("2004", "[..2006]", "the act has no first day"),
    ],
)
def test_what_is_not_evaluable_has_a_reason(merger, act, reason):
    relations = [("j", "gull", "joined", "fleet", merger), ("a", "gull", "raided", "cove", act)]
    assert reasons_of(RULE, harbour(relations)) == [reason]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2008", "passes"),
        ("2006", "passes"),
        ("2007-06", "passes"),
        ("[..2010]", "passes"),
        ("2008-12-31", "passes"),
        ("2009-01-01", "found"),
        ("2009", "found"),
        ("[2009..]", "found"),
    ],
)
def test_an_act_counts_only_while_the_merger_certainly_lasts(end, expected):
    merger = ("j", "gull", "joined", "fleet", "2004", end)
    tables = harbour([merger, ("a", "gull", "raided", "cove", "2008")])
    assert verdict(RULE, tables) == expected


@pytest.mark.parametrize(
    ("joined", "left", "expected"),
    [
        ("2004", "2006", []),
        ("2004", "2008-12-31", []),
        ("2004", "", []),
        ("2004", "[..2006]", []),
        ("2004", "2004", []),
        ("2004", "2009", [("a", "j")]),
        ("2004", "2003", [("a", "j")]),
        ("[..2004]", "2003", []),
        ("2004-03-01", "2004-03-01", []),
    ],
)
def test_who_may_have_left_after_joining_is_independent_again(joined, left, expected):
    merger, leaving = ("j", "gull", "joined", "fleet", joined), ("b", "gull", "left", "fleet", left)
    assert found(merger, ("a", "gull", "raided", "cove", "2008"), leaving) == expected


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


def test_mergers_into_two_others_are_two_findings():
    bought = ("k", "gull", "bought_by", "company", "2005")
    act = ("a", "gull", "raided", "cove", "2006")
    assert found(JOINED, bought, act) == [("a", "j"), ("a", "k")]


def test_a_finding_holds_all_mergers_and_acts_that_conflict_and_no_other():
    relations = [
        JOINED,
        ("k", "gull", "joined", "fleet", "2004-05"),
        ("l", "gull", "joined", "fleet"),
        ("a", "gull", "raided", "cove", "2006"),
        ("b", "reef", "rescued_by", "gull", "2007"),
        ("c", "gull", "hired", "cove", "[..2009]"),
        ("d", "gull", "hired", "cove", "2003"),
    ]
    (finding,) = outcome(RULE, harbour(relations))[1]
    assert finding.message == (
        "gull joined fleet (2004 and 2004-05), and acts separately up to 945 days later: "
        "raided cove 2006, reef rescued_by 2007"
    )
    assert cells(finding) == [
        ("a", "start", "2006", "raided cove"),
        ("b", "start", "2007", "reef rescued_by"),
        ("j", "start", "2004", "ending"),
        ("k", "start", "2004-05", "ending"),
    ]


ranges = st.tuples(st.integers(0, 30), st.integers(0, 5)).map(lambda it: (it[0], sum(it)))


def text(days: tuple[int, int]) -> str:
    return "/".join(f"{date(2004, 1, 1) + timedelta(days=day)}" for day in days)


@settings(max_examples=40)
@given(merger=ranges, leaving=st.none() | ranges, act=ranges)
def test_an_act_is_found_if_no_choice_of_days_puts_it_before_the_merger_or_after_leaving(
    merger, leaving, act
):
    relations = [
        ("j", "gull", "joined", "fleet", text(merger)),
        ("a", "gull", "raided", "cove", text(act)),
    ]
    may_leave = range(0)
    if leaving:
        relations.append(("l", "gull", "left", "fleet", text(leaving)))
        may_leave = range(leaving[0], leaving[1] + 1)
    is_possible = any(
        act_day <= merger_day
        or any(merger[0] <= leaving[1] and act_day >= day for day in may_leave)
        for act_day in range(act[0], act[1] + 1)
        for merger_day in range(merger[0], merger[1] + 1)
    )
    assert found(*relations) == ([] if is_possible else [("a", "j")])
