"""The rule `totals-match-parts`: parts fit the total that is stated for them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.totals_match_parts import TotalAndParts, TotalsMatchParts
from tests.helpers.claim_tables import cells, outcome
from tests.helpers.figure_tables import figures
from tests.helpers.rule_frames import judged, verdict

RULE = TotalsMatchParts()


def test_the_model_says_that_the_parts_can_add_up_to_the_total():
    totals = judged(
        TotalAndParts,
        total=["equal", "open", "no-end", "too-much", "too-little", "unknown"],
        lowest_sum=[4, 4, 4, 5, 4, 5],
        highest_sum=[4, 4, None, None, 4, None],
        lowest_total=[4, 9, 9, None, 5, None],
        highest_total=[4, 9, 9, 4, None, 4],
        exhaustive=[True, False, True, False, True, False],
        not_evaluable=[None] * 5 + ["not judged"],
    )
    assert failing(TotalAndParts, totals)["total"].tolist() == ["too-much", "too-little"]


def split(total, *parts, partition="disjoint", **changes):
    """A total f0, and its parts f1, f2, ... of different populations in one passage.

    A part is a value, perhaps with changes to its row.
    """
    rows = [{"value": total}]
    for number, part in enumerate(parts):
        value, own = part if isinstance(part, tuple) else (part, {})
        tie = {"part_of_claim_id": "f0", "partition": partition}
        rows.append({"value": value, "population_id": f"p{number}", **tie, **changes, **own})
    return figures(rows)


@pytest.mark.parametrize(
    ("total", "parts", "message"),
    [
        ("100", ["60", "41"], "parts 60, 41 add up to at least 101, the total is 100 (1 apart)"),
        ("<=100", [">=60", ">=50"], "at least 110, the total is up to 100 (10 apart)"),
        ("90..100", ["100.5"], "at least 100.45, the total is 90 to 100 (0.45 apart)"),
        ("100", [">60", "40", "~4"], "the total is 100 (the bound itself is excluded)"),
        ("100", ["101", "<=4"], "(1 apart)"),
        ("1", ["99999999999999"] * 1000, "(99999999999998999 apart)"),
    ],
)
def test_disjoint_parts_that_exceed_their_total_are_found(total, parts, message):
    (finding,) = outcome(RULE, split(total, *parts))[1]
    assert sorted(finding.claims) == sorted(f"f{number}" for number in range(len(parts) + 1))
    assert message in finding.message


@pytest.mark.parametrize(
    ("total", "parts", "distance"),
    [
        ("100", ["60", "41"], "1 apart"),
        ("100", ["60", "<=39"], "1 apart"),
        (">100", ["60", "40"], "the bound itself is excluded"),
        (">=100", ["60", "10..20"], "20 apart"),
    ],
)
def test_exhaustive_parts_that_miss_their_total_are_found(total, parts, distance):
    (finding,) = outcome(RULE, split(total, *parts, partition="exhaustive"))[1]
    assert f"({distance})" in finding.message


ALL = {"partition": "exhaustive"}
BOATS = {"unit": "boats"}
OPEN = {"partition": ""}
AGAIN = {"population_id": "p0", "passage_id": "s2"}
NO_END = "the total has no highest value"
NO_PART = "the extent of a part is not known"
UNIT = "a part has another unit than the total"
NO_TOTAL = "the total is not coded as a figure"
NOT_PLACED = "a part does not say how it lies in the total"


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (split("100", "60", "40"), "passed"),
        (split("100", "60"), "passed"),
        (split("<=100", ">=60", ">=40"), "passed"),
        (split("100", ">60", "39.9"), "passed"),
        (split("100", "60", "40", **ALL), "passed"),
        (split("<=100", "60", "10..90", **ALL), "passed"),
        (split(">100", "60", "40.5", **ALL), "passed"),
        (split("100", "60", ("30", {"partition": "disjoint"}), **ALL), "passed"),
        (split("many 200", "150"), NO_END),
        (split(">=200", "150", "300"), NO_END),
        (split("~100", "60", "50"), "the extent of the total is not known"),
        (split("100", "60", "~20"), NO_PART),
        (split("100", "60", "~20", **ALL), NO_PART),
        (split("100", "60", "50", **BOATS), UNIT),
        (split("100", "60", ("50", BOATS)), UNIT),
        (split("20", "15", "15", measure_id="speed"), "values of the measure do not add up"),
        (split("100", "60", part_of_claim_id="f9"), NO_TOTAL),
        (split("100", "60", part_of_claim_id=""), ""),
        # A part that another passage restates counts once, with what is common to both.
        (split("100", "60", ("60", {"population_id": "p0"})), "found"),
        (split("100", "60", ("60", AGAIN)), "passed"),
        (split("60", ">50", (">=60", AGAIN)), "passed"),
        (split("60", ">60", (">=50", AGAIN)), "found"),
        # The structure asks for a partition, and another profile need not.
        (split("100", "60", **OPEN), NOT_PLACED),
        (split("100", "60", ("50", OPEN)), NOT_PLACED),
        (split("100", "60", ("30", OPEN), **ALL), NOT_PLACED),
        (split("100", "60", "50", ("5", OPEN)), "found"),
    ],
)
def test_a_total_is_compared_with_the_parts_that_can_be_added(tables, expected):
    assert verdict(RULE, tables) == expected


def test_each_total_has_its_own_parts():
    tables = split("100", "60", "50", "70", "20", "5")
    rows = tables["figures"]
    rows.loc[3, "part_of_claim_id"] = ""
    rows.loc[4, "part_of_claim_id"] = "f3"
    rows.loc[5, "partition"] = ""
    count, (finding,) = outcome(RULE, tables)
    assert finding.claims == ("f0", "f1", "f2")
    assert "parts 60, 50 add up to at least 110" in finding.message
    assert (count.examined, count.passed) == (2, 1)


def test_a_finding_gives_the_total_and_each_part_as_they_are_worded():
    (finding,) = outcome(RULE, split("<=100", ">=60", "50..70", "5"))[1]
    assert cells(finding) == [
        ("f0", "high", "up to 100", "total"),
        ("f1", "low", "at least 60", "part"),
        ("f2", "low", "50 to 70", "part"),
        ("f3", "best", "5", "part"),
    ]


@settings(max_examples=25)
@given(parts=st.lists(st.integers(0, 50), min_size=1, max_size=6), miss=st.integers(-50, 50))
def test_a_total_that_is_wrong_by_any_number_is_found(parts, miss):
    total, texts = str(sum(parts) + miss), [str(part) for part in parts]
    assert verdict(RULE, split(total, *texts)) == ("found" if miss < 0 else "passed")
    assert verdict(RULE, split(total, *texts, **ALL)) == ("found" if miss else "passed")


def test_a_distance_that_no_float_holds_is_exact():
    (finding,) = outcome(RULE, split("1", *["99999999999999"] * 1000))[1]
    assert "(99999999999998999 apart)" in finding.message.replace(",", "")


def test_two_totals_that_are_said_to_contain_each_other_are_one_finding():
    tables = split("100", "120")
    tables["figures"].loc[0, ["part_of_claim_id", "partition"]] = ["f1", "exhaustive"]
    count, (finding,) = outcome(RULE, tables)
    assert finding.claims == ("f0", "f1")
    assert finding.message == (
        "crew of keel: parts 100 add up to at most 100, the total is 120 (20 apart); "
        "crew of keel: parts 120 add up to at least 120, the total is 100 (20 apart)"
    )
    assert (count.examined, count.found) == (1, 1)
