"""The rule `totals-match-parts`: parts fit the total that is stated for them."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.totals_match_parts import TotalAndParts, TotalsMatchParts
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.figure_tables import figures

RULE = TotalsMatchParts()


def sums(*rows):
    """Rows of the model: both sums, both ends of the total, exhaustive, not_evaluable."""
    ends = ["lowest_sum", "highest_sum", "lowest_total", "highest_total"]
    totals = pd.DataFrame(rows, columns=[*ends, "exhaustive", "not_evaluable"])
    types = {**dict.fromkeys(ends, "Int64"), "not_evaluable": "str"}
    return totals.astype(types).assign(total="f0")


def test_parts_that_can_add_up_to_their_total_pass_the_model():
    totals = sums(
        (4, 4, 4, 4, True, None),
        (4, 4, 9, 9, False, None),
        (4, None, 9, 9, True, None),
        (4, 8, 2, None, True, None),
    )
    assert failing(TotalAndParts, totals).empty


def test_parts_that_are_too_much_or_leave_something_out_fail_the_model():
    totals = sums(
        (4, 4, 4, 4, True, None),
        (5, None, None, 4, False, None),
        (4, 4, 5, None, True, None),
        (5, None, None, 4, False, "not judged"),
    )
    assert failing(TotalAndParts, totals).index.tolist() == [1, 2]


def split(total, *parts, partition="disjoint", **changes):
    """A total f0, and its parts f1, f2, ... of different populations in one passage."""
    rows = [{"value": total}]
    for number, part in enumerate(parts):
        row = {
            "value": part,
            "population_id": f"p{number}",
            "part_of_claim_id": "f0",
            "partition": partition,
        }
        rows.append({**row, **changes})
    return figures(rows)


@pytest.mark.parametrize(
    ("total", "parts", "message"),
    [
        ("100", ["60", "41"], "parts 60, 41 add up to at least 101, the total is 100 (1 apart)"),
        ("<=100", [">=60", ">=50"], "at least 110, the total is up to 100 (10 apart)"),
        ("100", [">60", "40"], "at least 100, the total is 100 (the bound itself is excluded)"),
        ("90..100", ["100.5"], "at least 100.5, the total is 90 to 100 (0.5 apart)"),
        ("100", ["101", "~4"], "(1 apart)"),
        ("100", ["101", "<=4"], "(1 apart)"),
        ("100", ["101", "0..4"], "(1 apart)"),
        ("100", [">60", "40", "~4"], "(the bound itself is excluded)"),
    ],
)
def test_disjoint_parts_that_exceed_their_total_are_found(total, parts, message):
    count, findings = outcome(RULE, split(total, *parts))
    claims = tuple(f"f{number}" for number in range(len(parts) + 1))
    assert [finding.claims for finding in findings] == [claims]
    assert message in findings[0].message
    assert (count.examined, count.found) == (1, 1)


def test_a_distance_that_no_float_holds_is_exact():
    (finding,) = outcome(RULE, split("1", *["99999999999999"] * 1000))[1]
    assert "(99999999999998999 apart)" in finding.message.replace(",", "")


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("100", ["60", "40"]),
        ("100", ["60"]),
        ("100", ["<=90", "<=80"]),
        ("<=100", [">=60", ">=40"]),
        ("100", [">60", "39.9"]),
    ],
)
def test_disjoint_parts_within_their_total_pass(total, parts):
    count, findings = outcome(RULE, split(total, *parts))
    assert (findings, count.examined, count.passed) == ((), 1, 1)


@pytest.mark.parametrize(
    ("total", "parts", "distance"),
    [
        ("100", ["60", "41"], "1 apart"),
        ("100", ["60", "39"], "1 apart"),
        (">100", ["60", "40"], "the bound itself is excluded"),
        (">=100", ["60", "10..20"], "20 apart"),
        ("100", ["60", "<=39"], "1 apart"),
    ],
)
def test_exhaustive_parts_that_miss_their_total_are_found(total, parts, distance):
    (finding,) = outcome(RULE, split(total, *parts, partition="exhaustive"))[1]
    assert f"({distance})" in finding.message


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("100", ["60", "40"]),
        ("100", ["60", ">=10"]),
        ("<=100", ["60", "10..90"]),
        (">=100", ["60", ">=10"]),
        (">100", ["60", "40.5"]),
    ],
)
def test_exhaustive_parts_that_can_make_up_their_total_pass(total, parts):
    count, findings = outcome(RULE, split(total, *parts, partition="exhaustive"))
    assert (findings, count.examined, count.passed) == ((), 1, 1)


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        (split("many 200", "150"), "the total has no highest value"),
        (split(">=200", "150", "300"), "the total has no highest value"),
        (split("~100", "60", "50"), "the extent of the total is not known"),
        (split("100", "60", "~20"), "the extent of a part is not known"),
        (split("100", "60", "~20", partition="exhaustive"), "the extent of a part is not known"),
        (split("100", "60", "50", unit="boats"), "a part has another unit than the total"),
        (split("20", "15", "15", measure_id="speed"), "values of the measure do not add up"),
        (split("100", "60", part_of_claim_id="f9"), "the total is not coded as a figure"),
        (
            split("100", "60", part_of_claim_id="f9", partition="exhaustive"),
            "the total is not coded as a figure",
        ),
    ],
)
def test_what_cannot_be_added_or_compared_is_not_evaluable(tables, reason):
    count, findings = outcome(RULE, tables)
    assert (findings, count.examined, count.reasons) == ((), 1, {reason: 1})


def test_one_part_that_is_not_exhaustive_makes_the_list_open():
    tables = split("100", "60", "30", partition="exhaustive")
    assert claims_found(RULE, tables) == [("f0", "f1", "f2")]
    tables["figures"].loc[2, "partition"] = "disjoint"
    assert claims_found(RULE, tables) == []


def test_a_part_that_another_passage_restates_is_counted_once():
    twice = split("100", "60", "60", population_id="stokers")
    assert claims_found(RULE, twice) == [("f0", "f1", "f2")]
    twice["figures"].loc[2, "passage_id"] = "s2"
    assert claims_found(RULE, twice) == []


def test_the_sharper_of_two_restatements_decides_whether_its_bound_is_excluded():
    tables = split("60", ">50", ">=60", population_id="stokers")
    tables["figures"].loc[2, "passage_id"] = "s2"
    assert claims_found(RULE, tables) == []


@pytest.mark.parametrize("total", ["60", "61", "62"])
def test_the_looser_of_two_restatements_does_not_undo_an_excluded_bound(total):
    tables = split(total, f">{total}", ">=50", population_id="stokers")
    tables["figures"].loc[2, "passage_id"] = "s2"
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == (
        f"crew of keel: parts more than {total}, at least 50 add up to at least {total}, "
        f"the total is {total} (the bound itself is excluded)"
    )


def test_one_part_in_another_unit_is_enough_to_leave_its_total_open():
    tables = split("100", "60", "50")
    tables["figures"].loc[2, "unit"] = "boats"
    count, findings = outcome(RULE, tables)
    assert (findings, count.not_evaluable) == ((), 1)


def test_each_total_has_its_own_parts():
    own, other = split("100", "60", "50")["figures"], split("100", "60", "30")["figures"]
    names = {f"f{number}": f"g{number}" for number in range(3)}
    moved = other.replace({"claim_id": names, "part_of_claim_id": names})
    tables = split("100", "60", "50")
    count, findings = outcome(
        RULE, {**tables, "figures": pd.concat([own, moved], ignore_index=True)}
    )
    assert [finding.claims for finding in findings] == [("f0", "f1", "f2")]
    assert (count.examined, count.passed) == (2, 1)


def test_a_figure_without_a_total_is_not_examined():
    assert outcome(RULE, split("100", "60", part_of_claim_id=""))[0].examined == 0


def test_a_finding_gives_the_total_and_each_part_as_they_are_worded():
    (finding,) = outcome(RULE, split("<=100", ">=60", "50..70", "5"))[1]
    assert cells(finding) == [
        ("f0", "high", "up to 100", "total"),
        ("f1", "low", "at least 60", "part"),
        ("f2", "low", "50 to 70", "part"),
        ("f3", "best", "5", "part"),
    ]


counts = st.lists(st.integers(min_value=0, max_value=50), min_size=1, max_size=6)


@settings(max_examples=25)
@given(parts=counts, rest=st.integers(min_value=0, max_value=50))
def test_true_parts_have_no_finding(parts, rest):
    texts = [str(part) for part in parts]
    assert claims_found(RULE, split(str(sum(parts) + rest), *texts)) == []
    assert claims_found(RULE, split(str(sum(parts)), *texts, partition="exhaustive")) == []


@settings(max_examples=25)
@given(parts=counts, miss=st.integers(min_value=1, max_value=50))
def test_a_total_that_is_wrong_by_any_number_is_found(parts, miss):
    texts = [str(part) for part in parts]
    total = sum(parts)
    assert len(claims_found(RULE, split(str(total - miss), *texts))) == 1
    assert len(claims_found(RULE, split(str(total + miss), *texts, partition="exhaustive"))) == 1


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


# A part whose partition is not given: the structure asks for it, and another profile need not.


def with_unplaced(tables, *parts):
    """The tables, with the partition of some parts not given."""
    tables["figures"].loc[list(parts), "partition"] = ""
    return tables


@pytest.mark.parametrize(
    ("tables", "counts"),
    [
        (with_unplaced(split("100", "60"), 1), (1, 0, 0, 1)),
        (with_unplaced(split("100", "60", "50"), 1, 2), (1, 0, 0, 1)),
        (with_unplaced(split("100", "60", "50"), 2), (1, 0, 0, 1)),
        (with_unplaced(split("100", "60", "30", partition="exhaustive"), 2), (1, 0, 0, 1)),
        (with_unplaced(split("100", "60", "30", partition="exhaustive"), 1, 2), (1, 0, 0, 1)),
        (with_unplaced(split("100", "60", "50", "5"), 3), (1, 0, 1, 0)),
    ],
)
def test_a_part_that_does_not_say_how_it_lies_leaves_its_total_open(tables, counts):
    count, _ = outcome(RULE, tables)
    assert (count.examined, count.passed, count.found, count.not_evaluable) == counts
    assert set(count.reasons) <= {"a part does not say how it lies in the total"}


def test_parts_that_exceed_their_total_are_found_whatever_another_part_is_like():
    (finding,) = outcome(RULE, with_unplaced(split("100", "60", "50", "5"), 3))[1]
    assert finding.claims == ("f0", "f1", "f2")
    assert "parts 60, 50 add up to at least 110" in finding.message
