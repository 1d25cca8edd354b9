"""The rule `relations-compatible`: opposite relations do not hold at one time."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.actors.relations_compatible import OppositeRelations, RelationsCompatible
from checks.rules.common.days import FAR_AWAY
from tests.helpers.actor_tables import harbour, model_frame, verdict
from tests.helpers.claim_tables import cells, claims_found, outcome

RULE = RelationsCompatible()


def pair(one, other):
    """Trade and a feud of the same two, each (start, end)."""
    return harbour(
        [("t", "gull", "traded_with", "cove", *one), ("f", "cove", "feuded_with", "gull", *other)]
    )


def test_the_model_asks_that_the_relations_may_hold_at_different_times():
    """Each relation: the first and last day of its start, and of the time when it holds."""
    never = (FAR_AWAY, -FAR_AWAY)
    days = "starts_from starts_by holds_from holds_to"
    opposed = " ".join(f"{name}_other" for name in days.split())
    two = ("cove", "gull", "feuded_with")
    frame = model_frame(
        f"one_id other_id predicate opposite {days} {opposed}",
        (*two, "follows", 10, 20, 20, 29, 30, 30, 30, 39, None),
        (*two, "overlaps", 10, 20, 20, 30, 30, 30, 30, 39, None),
        (*two, "starts during", 10, 20, 20, 40, 30, 40, *never, None),
        (*two, "is lasting", 30, 40, *never, 10, 20, 20, 40, None),
        (*two, "may start before", 10, 20, 20, 40, 19, 40, *never, None),
        (*two, "may start after", 10, 20, 20, 40, 30, 41, *never, None),
        (*two, "never holds", 10, 20, *never, 10, 20, *never, None),
        (*two, "is unknown", 10, 20, 20, 30, 30, 30, 30, 39, "unknown"),
    )
    failures = failing(OppositeRelations, frame)
    assert failures["opposite"].tolist() == ["overlaps", "starts during", "is lasting"]


OPEN = "the start of a relation is open"


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
        # They may follow each other.
        (("2004",), ("2004",), "passes"),
        (("2004-05-05",), ("2004-05-06",), "passes"),
        (("2001", "2004"), ("2004", "2009"), "passes"),
        (("2001", "2004-05-05"), ("2004-05-05",), "passes"),
        (("2001", "2004-05"), ("2004-05-05",), "passes"),
        (("2001", "[..2009]"), ("2004",), "passes"),
        (("[..2004]", "2009"), ("2002-05-05",), "passes"),
        (("2001", "2004-06-30"), ("2004",), "passes"),
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
        days = [finding.message.split("at least ")[1].split(")")[0] for finding in findings]
        assert [*days, *count.reasons, *["passes"] * count.passed] == [expected]


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
        "cove and gull at one time (at least 1 day): "
        "feuded_with (2004-05-05) and traded_with (2001 to 2009)"
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
