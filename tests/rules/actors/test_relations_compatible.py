"""The rule `relations-compatible`: opposite relations do not hold at one time."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.actors.relations_compatible import OppositeRelations, RelationsCompatible
from tests.helpers.actor_tables import harbour, model_frame, verdict
from tests.helpers.claim_tables import cells, claims_found, ordered, outcome, sides, with_bounds

RULE = RelationsCompatible()


def pair(one, other):
    """Trade and a feud of the same two, each (start, end)."""
    return harbour(
        [("t", "gull", "traded_with", "cove", *one), ("f", "cove", "feuded_with", "gull", *other)]
    )


def test_the_model_asks_that_the_relations_may_hold_at_different_times():
    """How many days each at least lasts after the other has begun."""
    two = ("cove", "gull", "feuded_with")
    frame = model_frame(
        "one_id other_id predicate opposite lasts_after lasts_after_other",
        (*two, "overlaps", 0, 9, None),
        (*two, "begin at once", 0, 0, None),
        (*two, "may have ended", -1, 9, None),
        (*two, "other may have ended", 9, -1, None),
        (*two, "is unknown", 0, 9, "unknown"),
    )
    failures = failing(OppositeRelations, frame)
    assert failures["opposite"].tolist() == ["overlaps", "begin at once"]


OPEN = "neither a date nor an order says which relation began first"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("2004-05-05",), ("2004-05-05",), "1 day"),
        (("2004-05-05", "2004-05-05"), ("2004-05-05", "2004-05-05"), "1 day"),
        (("2001", "2009"), ("2004",), "1 day"),
        (("2001", "2009"), ("2002", "2008"), "1,827 days"),
        (("[..2001]", "[2009..]"), ("2004-05",), "1 day"),
        (("2001-01-01", "2004-05-05"), ("2004-05-04",), "1 day"),
        (("2001", "2009"), ("2004", "2004"), "1 day"),
        (("2004-01-01", "2005-01-01"), ("2004",), "1 day"),
        # One has no bounded start, and yet holds when the other does.
        (("", "2009"), ("2001", "2010"), "1 day"),
        (("2004/2012", "[2007..]"), ("2005", "2030"), "1 day"),
        # They may follow each other.
        (("2004",), ("2004",), "passes"),
        (("2004-05-05",), ("2004-05-06",), "passes"),
        (("2001", "2004"), ("2004", "2009"), "passes"),
        (("2001", "2004-05-05"), ("2004-05-05",), "passes"),
        (("2001", "2004-05"), ("2004-05-05",), "passes"),
        (("2001", "[..2009]"), ("2004",), "passes"),
        (("[..2004]", "2009"), ("2002-05-05",), "passes"),
        (("2001", "2004-06-30"), ("2004",), "passes"),
        (("", "2009"), ("2010",), "passes"),
        (("[2004..]",), ("2003",), "passes"),
        # A relation without a bounded start.
        ((), ("2004-05-05",), OPEN),
        (("", "2009"), ("2004-05-05",), OPEN),
        (("[..2004]",), ("2002",), OPEN),
        (("[2004..]", "2010"), ("2009",), OPEN),
    ],
)
def test_opposite_relations_do_not_certainly_overlap(one, other, expected):
    for tables in (pair(one, other), pair(other, one)):
        count, findings = outcome(RULE, tables)
        said = [finding.explanation.partition(":")[0] for finding in findings]
        days = [text.removeprefix("Both hold on at least ") for text in said]
        assert [*days, *count.reasons, *["passes"] * count.passed] == [expected]


def pair_with_events(one, other, dates=(), orders=()):
    """Trade and a feud of the same two, each (start, end): dates, or events that have no digit.

    An event `sailed` once; the raft was `painted` several times. A dating is (event, date), an
    order is (earlier event, later event, least lag, greatest lag).
    """
    times = [(*time, "")[:2] for time in (one, other)]
    events = [[name.strip("-.[]0123456789") for name in time] for time in times]
    term = {"": "", "raft": "painted"}
    tables = pair(
        *[
            ["" if name else day for day, name in zip(*sides, strict=True)]
            for sides in zip(times, events, strict=True)
        ]
    )
    for place, side in enumerate(("start", "end")):
        names = pd.Series([named[place] for named in events], dtype="str")
        tables["relations"][f"{side}_entity_id"] = names
        terms = [term.get(name, "sailed") for name in names]
        tables["relations"][f"{side}_property_id"] = pd.Series(terms, dtype="str")
    datings = [("d", event, term.get(event, "sailed"), day) for event, day in dates]
    lags = [("s", earlier, "sailed", later, "sailed", *lag) for earlier, later, *lag in orders]
    ordering = ordered(datings, lags)
    return {**tables, "dates": ordering["dates"], "sequences": ordering["sequences"]}


@pytest.mark.parametrize(
    ("one", "other", "dates", "orders", "expected"),
    [
        # Both begin with one event, whenever that was.
        (("feast",), ("feast",), [], [], "found"),
        # An event has a date, or what came before and after it has.
        (("feast",), ("2004-05-05",), [("feast", "2004-05-05")], [], "found"),
        (("feast",), ("2004-05-05",), [("feast", "2004")], [], "passes"),
        (("flood", "truce"), ("2004",), [("flood", "2001"), ("truce", "2009")], [], "found"),
        (("flood", "truce"), ("2004",), [("flood", "2001"), ("truce", "2004")], [], "passes"),
        (
            ("flood", "truce"),
            ("2004",),
            [("ball", "2001"), ("feast", "2009")],
            [("flood", "ball", "0", ""), ("feast", "truce", "0", "")],
            "found",
        ),
        (
            ("flood", "truce"),
            ("2004",),
            [("ball", "2001"), ("feast", "2003")],
            [("flood", "ball", "0", ""), ("feast", "truce", "0", "")],
            "passes",
        ),
        # Lags between events, with and without a date.
        (
            ("flood",),
            ("2001-01-20", "2001-03-01"),
            [("feast", "2001-01-01")],
            [("feast", "flood", "30", "40")],
            "found",
        ),
        (
            ("flood",),
            ("2001-01-20", "2001-02-05"),
            [("feast", "2001-01-01")],
            [("feast", "flood", "30", "40")],
            "passes",
        ),
        (
            ("feast", "truce"),
            ("flood",),
            [],
            [("feast", "flood", "0", ""), ("flood", "truce", "1", "")],
            "found",
        ),
        (
            ("feast", "truce"),
            ("flood",),
            [],
            [("feast", "flood", "0", ""), ("flood", "truce", "0", "")],
            "passes",
        ),
        # An order says which of the two began first; the first may have ended by then.
        (("feast",), ("flood",), [], [("feast", "flood", "0", "")], "passes"),
        (("", "truce"), ("truce",), [], [], "passes"),
        # Nothing says which began first.
        (("feast",), ("flood",), [], [], "unknown"),
        (("feast",), ("2004-05-05",), [], [], "unknown"),
        (("", "truce"), ("feast",), [], [("feast", "truce", "0", "")], "unknown"),
        (("raft",), ("raft",), [("raft", "2004-05-05"), ("raft", "2009")], [], "unknown"),
        # Orders that contradict each other say nothing here.
        (
            ("feast",),
            ("flood",),
            [],
            [("feast", "flood", "0", ""), ("flood", "feast", "1", "")],
            "unknown",
        ),
    ],
)
def test_an_event_stands_in_place_of_a_date(one, other, dates, orders, expected):
    words = {OPEN: "unknown"}
    for times in ((one, other), (other, one)):
        found = verdict(RULE, pair_with_events(*times, dates, orders))
        assert words.get(found, found) == expected


def test_an_event_beside_a_date_is_not_looked_at():
    tables = pair_with_events(("feast",), ("feast",))
    relations = tables["relations"].assign(start=["2001-01-01", "2004-05-05"])
    tables["relations"] = with_bounds(relations, "start")
    assert verdict(RULE, tables) == "passes"


def test_without_the_tables_that_place_events_nothing_is_known_of_them():
    tables = pair_with_events(("feast",), ("feast",))
    del tables["sequences"]
    assert verdict(RULE, tables) == OPEN


def test_a_finding_names_the_event_where_there_is_no_date():
    (finding,) = outcome(RULE, pair_with_events(("feast", "2009"), ("feast",)))[1]
    assert cells(finding) == [
        ("f", "start", "feast sailed", "feuded_with"),
        ("t", "start", "feast sailed to 2009", "traded_with"),
    ]
    assert sides(finding) == ["feuded with (feast sailed)", "traded with (feast sailed to 2009)"]


TIME = ("2004-05-05", "2009")


def test_one_sided_relations_are_opposite_only_in_one_direction():
    hired = ("h", "gull", "hired", "cove", *TIME)
    assert claims_found(RULE, harbour([hired, ("s", "gull", "sacked", "cove", *TIME)])) == [
        ("h", "s")
    ]
    assert claims_found(RULE, harbour([hired, ("s", "cove", "sacked", "gull", *TIME)])) == []


def test_it_is_enough_that_one_of_two_predicates_names_the_other_as_its_opposite():
    relations = [("j", "gull", "joined", "cove", *TIME), ("l", "gull", "left", "cove", *TIME)]
    assert claims_found(RULE, harbour(relations)) == [("j", "l")]


@pytest.mark.parametrize("symmetric", ["traded_with", "feuded_with"])
def test_two_entities_are_unordered_if_either_predicate_is_symmetric(symmetric):
    tables = pair(TIME, TIME)
    is_symmetric = tables["properties"]["property_id"].eq(symmetric)
    tables["properties"] = tables["properties"].assign(symmetric=is_symmetric)
    assert claims_found(RULE, tables) == [("f", "t")]


@pytest.mark.parametrize(
    "other",
    [
        ("f", "gull", "feuded_with", "reef", *TIME),
        ("f", "gull", "traded_with", "cove", *TIME),
        ("f", "gull", "raided", "cove", *TIME),
    ],
)
def test_other_pairs_and_predicates_that_are_not_opposite_are_not_compared(other):
    tables = harbour([("t", "gull", "traded_with", "cove", *TIME), other])
    assert verdict(RULE, tables) == "not compared"


def test_a_finding_holds_the_relations_that_overlap_with_an_opposite_one_and_no_other():
    relations = [
        ("t", "gull", "traded_with", "cove", "2001", "2003"),
        ("u", "gull", "traded_with", "cove", "2005", "2009"),
        ("v", "gull", "traded_with", "cove"),
        ("f", "gull", "feuded_with", "cove", "2002-05-05"),
        ("g", "gull", "feuded_with", "cove", "2004"),
        ("h", "gull", "feuded_with", "cove", "2002-06-06"),
    ]
    assert claims_found(RULE, harbour(relations)) == [("f", "h", "t")]


def test_a_finding_shows_both_relations_with_their_times():
    (finding,) = outcome(RULE, pair(("2001", "2009"), ("2004-05-05",)))[1]
    assert finding.message == (
        "Cove and Gull: feuded with and traded with at one time. "
        "Both hold on at least 1 day: feuded with (5 May 2004) and traded with (2001 to 2009)."
    )
    assert cells(finding) == [
        ("f", "start", "2004-05-05", "feuded_with"),
        ("t", "start", "2001 to 2009", "traded_with"),
    ]


def test_pairs_of_two_oppositions_that_share_a_predicate_are_findings_of_their_own():
    tables = harbour(
        [
            ("f1", "gull", "feuded_with", "cove", "2001-01-01"),
            ("f2", "gull", "feuded_with", "cove", "2009-09-09"),
            ("t", "gull", "traded_with", "cove", "2001-01-01"),
            ("x", "gull", "fished_with", "cove", "2009-09-09"),
        ]
    )
    trade = tables["properties"]["property_id"].eq("traded_with")
    fishing = tables["properties"][trade].assign(property_id="fished_with")
    tables["properties"] = pd.concat([tables["properties"], fishing], ignore_index=True)
    findings = outcome(RULE, tables)[1]
    assert sorted(finding.claims for finding in findings) == [("f1", "t"), ("f2", "x")]
