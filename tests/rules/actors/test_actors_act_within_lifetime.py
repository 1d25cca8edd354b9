"""The rule `actors-act-within-lifetime`: nothing acts before it begins or after it ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.actors.actors_act_within_lifetime import ActorsActWithinLifetime, Lifetimes
from checks.rules.common.days import FAR_AWAY
from tests.helpers.actor_tables import harbour, model_frame, verdict
from tests.helpers.claim_tables import cells, claims_found, outcome, sides

RULE = ActorsActWithinLifetime()


def raid(date, claim="a"):
    return (claim, "gull", "raided", "cove", date)


def test_the_model_asks_for_acts_from_the_earliest_begin_to_the_latest_end():
    frame = model_frame(
        "actor_id lifetime earliest_begin latest_end earliest_act latest_act",
        ("gull", "begins", 100, FAR_AWAY, 100, 900, None),
        ("tern", "begins", 100, FAR_AWAY, 99, 900, None),
        ("gull", "ends", -FAR_AWAY, 100, 50, 100, None),
        ("auk", "ends", -FAR_AWAY, 100, 50, 101, None),
        ("skua", "ends", -FAR_AWAY, 100, 50, 101, "unknown"),
    )
    assert failing(Lifetimes, frame)["actor_id"].tolist() == ["tern", "auk"]


LAUNCHED, SCRAPPED = ("l", "gull", "launched"), ("l", "gull", "scrapped")


@pytest.mark.parametrize(
    ("life", "act", "expected"),
    [
        ((*LAUNCHED, "2004"), raid("2003"), "1 day"),
        ((*LAUNCHED, "2004-03"), raid("2004-01"), "30 days"),
        ((*LAUNCHED, "[2004..]"), raid("[..2002]"), "366 days"),
        ((*SCRAPPED, "2004"), raid("2005"), "1 day"),
        ((*SCRAPPED, "[..2004]"), raid("[2006..]"), "366 days"),
        # It may fall within the lifetime.
        ((*LAUNCHED, "2004-06"), raid("2004"), "passes"),
        ((*LAUNCHED, "2004"), raid("2003/2004"), "passes"),
        ((*SCRAPPED, "2004"), raid("2004-12-31"), "passes"),
        ((*SCRAPPED, "2004"), raid("1950"), "passes"),
        # No end of a lifetime, no act, or not of the same actor.
        ((*LAUNCHED, "2004"), raid(""), "not compared"),
        ((*LAUNCHED, ""), raid("2003"), "not compared"),
        (("l", "gull", "painted", "2004"), raid("2003"), "not compared"),
        (("l", "cove", "launched", "2004"), raid("2003"), "not compared"),
        # Open on the side that matters.
        ((*LAUNCHED, "[..2004]"), raid("2003"), "a date of the beginning has no first day"),
        ((*SCRAPPED, "[2004..]"), raid("2005"), "a date of the end has no last day"),
        ((*LAUNCHED, "2004"), raid("[2003..]"), "no act has a last day"),
        ((*SCRAPPED, "2004"), raid("[..2005]"), "no act has a first day"),
        # Only the side that acts must exist.
        ((*LAUNCHED, "2004"), ("a", "cove", "rescued_by", "gull", "2003"), "1 day"),
        ((*LAUNCHED, "2004"), ("a", "cove", "feuded_with", "gull", "2003"), "1 day"),
        ((*LAUNCHED, "2004"), ("a", "cove", "raided", "gull", "2003"), "not compared"),
        ((*LAUNCHED, "2004"), ("a", "gull", "near", "cove", "2003"), "not compared"),
    ],
)
def test_no_act_lies_certainly_beyond_the_lifetime(life, act, expected):
    tables = harbour([act], [life])
    count, findings = outcome(RULE, tables)
    said = [finding.explanation for finding in findings]
    days = [text.removeprefix("The dates are at least ").removesuffix(" apart.") for text in said]
    seen = [*days, *count.reasons, *["passes"] * count.passed]
    assert (seen or ["not compared"]) == [expected]


@pytest.mark.parametrize(
    ("life", "act", "expected"),
    [
        ([("l", "launched", "2004"), ("m", "launched", "2002")], "2003", []),
        ([("l", "launched", "2004"), ("m", "launched", "2002")], "2001", [("a", "l", "m")]),
        ([("l", "launched", "2004"), ("m", "rebuilt", "2002")], "2003", []),
        ([("l", "launched", "2004"), ("m", "launched", "[..2006]")], "2001", []),
        ([("l", "launched", "2004"), ("m", "launched", "")], "2003", [("a", "l")]),
        ([("l", "scrapped", "2004"), ("m", "scrapped", "2006")], "2005", []),
        ([("l", "scrapped", "2004"), ("m", "scrapped", "2006")], "2007", [("a", "l", "m")]),
        ([("l", "scrapped", "2004"), ("m", "scrapped", "[2002..]")], "2007", []),
    ],
)
def test_an_act_violates_only_if_it_lies_beyond_every_date_of_one_end(life, act, expected):
    dates = [(claim, "gull", term, day) for claim, term, day in life]
    assert claims_found(RULE, harbour([raid(act)], dates)) == expected


def test_begin_and_end_are_two_findings_each_with_all_acts_beyond_it():
    dates = [("l", "gull", "launched", "2004"), ("m", "gull", "scrapped", "2006")]
    acts = [raid("2001", "a"), raid("2002", "b"), raid("2005", "c"), raid("2008", "d")]
    assert claims_found(RULE, harbour(acts, dates)) == [("a", "b", "l"), ("d", "m")]


def test_persons_are_left_to_another_rule():
    dates = [("l", "ada", "launched", "2004")]
    tables = harbour([("a", "ada", "raided", "cove", "2003")], dates, people=["ada"])
    assert verdict(RULE, tables) == "not compared"


@pytest.mark.parametrize(
    ("life", "deed", "headline", "apart"),
    [
        (
            "launched",
            "2004-02-28",
            "Gull acts before it begins: raided Cove on 28 February 2004, launched on 1 March 2004",
            "2 days",
        ),
        (
            "scrapped",
            "2004-03-02",
            "Gull acts after it ends: raided Cove on 2 March 2004, scrapped on 1 March 2004",
            "1 day",
        ),
    ],
)
def test_a_finding_names_the_end_of_the_lifetime_and_the_acts_beyond_it(
    life, deed, headline, apart
):
    """What the gull did on the very day is no part of the finding."""
    day = "2004-03-01"
    dates = [("l", "gull", life, day), ("s", "gull", "sailed", day)]
    (finding,) = outcome(RULE, harbour([raid(deed)], dates))[1]
    assert (finding.headline, finding.explanation) == (headline, f"The dates are {apart} apart.")
    assert cells(finding) == [("a", "start", deed, "raided cove"), ("l", "date", day, life)]
    assert sides(finding)[1] == f"{life} 1 March 2004"


ranges = st.tuples(st.integers(0, 30), st.integers(0, 5)).map(lambda it: (it[0], sum(it)))


def text(days):
    return "/".join(f"{date(2004, 1, 1) + timedelta(days=day)}" for day in days)


@settings(max_examples=20)
@given(begins=st.lists(ranges, min_size=1, max_size=3), acts=st.lists(ranges, max_size=4))
def test_found_are_the_acts_before_the_begin_on_every_choice_of_days(begins, acts):
    dates = [(f"l{n}", "gull", "launched", text(days)) for n, days in enumerate(begins)]
    relations = [raid(text(days), f"a{n}") for n, days in enumerate(acts)]
    days_of_begin = {day for first, last in begins for day in range(first, last + 1)}
    early = {
        f"a{n}"
        for n, (first, last) in enumerate(acts)
        if all(act < begin for act in range(first, last + 1) for begin in days_of_begin)
    }
    found = {claim for claims in claims_found(RULE, harbour(relations, dates)) for claim in claims}
    assert found == (early | {claim for claim, *_ in dates} if early else set())
