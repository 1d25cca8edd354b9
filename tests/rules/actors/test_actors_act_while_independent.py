"""The rule `actors-act-while-independent`: who merged into another no longer acts alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.actors.actors_act_while_independent import ActorsActWhileIndependent, Mergers
from checks.rules.common.days import FAR_AWAY
from tests.helpers.actor_tables import harbour, model_frame, verdict
from tests.helpers.claim_tables import cells, claims_found, outcome, sides

RULE = ActorsActWhileIndependent()

JOINED = ("j", "gull", "joined", "fleet", "2004")
BOUGHT = ("j", "gull", "bought_by", "fleet", "2004")
RAID_IN_2008 = ("a", "gull", "raided", "cove", "2008")


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
        ("2004", ("a", "gull", "raided", "fleet", "2006"), "366 days"),
        ("2004", ("a", "gull", "raided", "cove", "[2006..]"), "366 days"),
        ("2004", ("a", "cove", "rescued_by", "gull", "2006"), "366 days"),
        ("2004", ("a", "cove", "feuded_with", "gull", "2006"), "366 days"),
        ("2004", ("a", "gull", "joined", "other-fleet", "2006"), "366 days"),
        ("[..2004]", ("a", "gull", "raided", "cove", "2005"), "1 day"),
        ("2003/2004", ("a", "gull", "raided", "cove", "2005"), "1 day"),
    ],
)
def test_an_act_after_the_last_day_of_the_merger_is_found_with_the_days_between(merger, act, days):
    (finding,) = outcome(RULE, harbour([("j", "gull", "joined", "fleet", merger), act]))[1]
    assert finding.claims == ("a", "j")
    assert finding.explanation.startswith(f"An act of its own follows at least {days} later: ")


NO_LAST_DAY, NO_FIRST_DAY = "the merger has no last day", "the act has no first day"


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ([JOINED, ("a", "gull", "raided", "cove", "2004-12-31")], "passes"),
        ([JOINED, ("a", "gull", "raided", "cove", "2004/2009")], "passes"),
        ([JOINED, ("a", "gull", "raided", "cove", "[..2009]")], NO_FIRST_DAY),
        ([JOINED[:4], ("a", "gull", "raided", "cove", "2009")], NO_LAST_DAY),
        ([(*JOINED[:4], "[2004..]"), ("a", "gull", "raided", "cove", "2009")], NO_LAST_DAY),
        ([JOINED, ("a", "gull", "raided", "cove", "")], "not compared"),
        ([JOINED, ("a", "fleet", "raided", "cove", "2009")], "not compared"),
        ([JOINED, ("a", "cove", "raided", "gull", "2009")], "not compared"),
        ([JOINED, ("a", "gull", "rescued_by", "cove", "2009")], "not compared"),
        ([JOINED, ("a", "gull", "near", "cove", "2009")], "not compared"),
        ([JOINED, ("k", "gull", "joined", "fleet", "2009")], "not compared"),
        # Being bought ends independence, although the buyer acts.
        ([BOUGHT, ("a", "gull", "raided", "cove", "2006")], "found"),
        ([BOUGHT, ("a", "fleet", "raided", "cove", "2006")], "not compared"),
        # An act counts only while the merger certainly lasts.
        ([(*JOINED, "2008"), RAID_IN_2008], "passes"),
        ([(*JOINED, "[..2010]"), RAID_IN_2008], "passes"),
        ([(*JOINED, "2008-12-31"), RAID_IN_2008], "passes"),
        ([(*JOINED, "2009-01-01"), RAID_IN_2008], "found"),
        ([(*JOINED, "[2009..]"), RAID_IN_2008], "found"),
        # Who may have left after joining is independent again.
        ([JOINED, ("b", "gull", "left", "fleet", "2006"), RAID_IN_2008], "passes"),
        ([JOINED, ("b", "gull", "left", "fleet", ""), RAID_IN_2008], "passes"),
        ([JOINED, ("b", "gull", "left", "fleet", "2004"), RAID_IN_2008], "passes"),
        ([JOINED, ("b", "gull", "left", "fleet", "2009"), RAID_IN_2008], "found"),
        ([JOINED, ("b", "gull", "left", "fleet", "2003"), RAID_IN_2008], "found"),
        ([JOINED, ("b", "gull", "left", "other-fleet", "2006"), RAID_IN_2008], "found"),
    ],
)
def test_an_actor_acts_before_its_merger_or_after_it_has_ended(relations, expected):
    tables = harbour(relations)
    assert verdict(RULE, tables) == expected


@pytest.mark.parametrize(
    ("term", "day", "expected"),
    [
        ("sailed", "2006", "found"),
        ("sailed", "2004", "passes"),
        ("sailed", "", "not compared"),
        ("painted", "2006", "not compared"),
    ],
)
def test_a_dated_property_is_an_act_if_it_has_agency(term, day, expected):
    assert verdict(RULE, harbour([JOINED], [("a", "gull", term, day)])) == expected


@pytest.mark.parametrize("opposites", [{"joined": "left"}, {"left": "joined"}])
def test_it_is_enough_that_one_of_joining_and_leaving_names_the_other_as_its_opposite(opposites):
    tables = harbour([JOINED, ("b", "gull", "left", "fleet", "2006"), RAID_IN_2008])
    opposite = tables["properties"]["property_id"].map(opposites).fillna("").astype("str")
    tables["properties"] = tables["properties"].assign(opposite=opposite)
    assert claims_found(RULE, tables) == []


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
    assert finding.headline == (
        "Gull joined Fleet in 2004 and in May 2004, yet acts as a separate party later"
    )
    assert finding.explanation == (
        "Acts of its own follow, the last at least 945 days later: "
        "raided Cove in 2006, Reef rescued by Gull in 2007."
    )
    assert cells(finding) == [
        ("a", "start", "2006", "raided cove"),
        ("b", "start", "2007", "reef rescued_by gull"),
        ("j", "start", "2004", "ending"),
        ("k", "start", "2004-05", "ending"),
    ]
    assert sides(finding) == [
        "raided Cove 2006",
        "Reef rescued by Gull 2007",
        "joined Fleet 2004",
        "joined Fleet May 2004",
    ]


def test_a_headline_without_room_for_the_dates_leaves_them_out():
    armada = "the-grand-united-armada-of-all-the-seven-wide-and-stormy-seas"
    relations = [("j", "gull", "joined", armada, "2004/2005"), RAID_IN_2008]
    (finding,) = outcome(RULE, harbour(relations))[1]
    assert finding.headline == (
        "Gull joined The-Grand-United-Armada-Of-All-The-Seven-Wide-And-Stormy-Seas, "
        "yet acts on its own later"
    )


ranges = st.tuples(st.integers(0, 30), st.integers(0, 5)).map(lambda it: (it[0], sum(it)))


def text(days: tuple[int, int]) -> str:
    return "/".join(f"{date(2004, 1, 1) + timedelta(days=day)}" for day in days)


@settings(max_examples=20)
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
