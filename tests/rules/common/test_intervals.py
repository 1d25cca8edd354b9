"""What a claim of a number allows, and how rows are looked up by their key."""

import pandas as pd
import pytest

from checks.rules.common.intervals import (
    answer_values,
    figure_values,
    intervals,
    printed_distance,
    quarters,
    same_value_ends,
    wording,
)
from checks.rules.common.lookups import are_among, looked_up, positions
from tests.helpers.claim_tables import frame
from tests.helpers.figure_tables import crews, figures, measures
from tests.helpers.poll_tables import answers


def ends(bounds):
    """Lowest and highest values as numbers of the unit itself, and whether they are known."""
    rows = zip(bounds["low"], bounds["high"], bounds["strict"], bounds["known"], strict=True)
    unit = [2 * 10**decimals for decimals in bounds["decimals"]]
    return [
        (
            None if pd.isna(low) else low / scale,
            None if pd.isna(high) else high / scale,
            strict,
            known,
        )
        for (low, high, strict, known), scale in zip(rows, unit, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("67", (66.5, 67.5, False, True)),
        ("67.0", (66.95, 67.05, False, True)),
        ("0", (0, 0.5, False, True)),
        ("100", (99.5, 100, False, True)),
        (">90", (90, 100, True, True)),
        (">=90", (90, 100, False, True)),
        ("<=10", (0, 10, False, True)),
        ("10..20", (10, 20, False, True)),
        ("20..10", (None, None, False, False)),
        ("~35", (None, None, False, False)),
        ("6.123456789012", (6.1234567890115, 6.1234567890125, False, True)),
        ("6.1234567890123", (None, None, False, False)),
    ],
)
def test_a_share_stands_for_all_that_round_to_it_within_0_and_100(text, expected):
    tables = answers([{"value": text}])
    values = answer_values(tables["answers"], tables)
    assert ends(intervals(values, values["claim_id"])) == [expected]


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("0.5", "67", (66.75, 67.25, False, True)),
        ("0.5", "67.5", (67.25, 67.75, False, True)),
        ("0.5", "0", (0, 0.25, False, True)),
        ("5", "65.0", (62.5, 67.5, False, True)),
        ("0.1", "14", (13.95, 14.05, False, True)),
        ("0.25", "14.25", (14.125, 14.375, False, True)),
        ("0.5", ">90", (90, 100, True, True)),
        ("", "67", (66.5, 67.5, False, True)),
        ("a half", "67", (None, None, False, False)),
    ],
)
def test_a_share_stands_for_all_that_round_to_it_in_the_unit_of_its_question(unit, text, expected):
    tables = answers([{"value": text}])
    tables["questions"] = tables["questions"].assign(rounded_to=unit)
    values = answer_values(tables["answers"], tables)
    assert ends(intervals(values, values["claim_id"])) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("67", (67, 67, False, True)),
        ("67.0", (66.95, 67.05, False, True)),
        ("-0.7", (-0.75, -0.65, False, True)),
        (">=67", (67, None, False, True)),
        ("<=67", (None, 67, False, True)),
        (">67", (67, None, True, True)),
        ("10..20", (10, 20, False, True)),
        ("~67", (None, None, False, False)),
        ("1e3", (None, None, False, False)),
    ],
)
def test_a_figure_stands_for_what_its_qualifier_allows(text, expected):
    values = figure_values(crews(text)["figures"], measures())
    assert ends(intervals(values, values["claim_id"])) == [expected]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("0", (67, 67, False, True)),
        ("10", (62, 72, False, True)),
        ("0.5", (66.75, 67.25, False, True)),
        ("0.25", (66.875, 67.125, False, True)),
        ("1e3", (None, None, False, False)),
    ],
)
def test_a_declared_step_of_rounding_counts_for_shares_and_for_figures(step, expected):
    tables = answers([{"value": "67"}])
    shares = answer_values(tables["answers"], tables).assign(rounded_to=step)
    counted = figure_values(figures([{"value": "67", "rounded_to": step}])["figures"], measures())
    for values in (shares, counted):
        assert ends(intervals(values, values["claim_id"])) == [expected]


def test_rounded_values_that_meet_at_a_half_are_not_the_same_one_and_an_exact_half_is():
    texts = ["14.2", "14.3", "14.25..20", ">14.25"]
    values = figure_values(crews(*texts)["figures"], measures())
    bounds = same_value_ends(intervals(values, pd.Series(0, index=values.index)))
    lowest, highest = bounds["lowest"].tolist(), bounds["highest"].tolist()
    assert lowest[1] > highest[0]
    assert lowest[2] <= highest[0]
    assert lowest[3] > highest[0]


def test_a_number_that_is_not_read_leaves_those_beside_it_known():
    values = figure_values(crews("67", "1e3", ">=5")["figures"], measures())
    assert ends(intervals(values, values["claim_id"])) == [
        (67, 67, False, True),
        (None, None, False, False),
        (5, None, False, True),
    ]


def test_claims_of_one_group_share_the_unit_of_the_smallest_decimal():
    tables = answers([{"value": text} for text in ("50", "1.25", "7")])
    values = answer_values(tables["answers"], tables)
    bounds = intervals(values, pd.Series(["one", "one", "other"]))
    assert bounds["decimals"].tolist() == [2, 2, 0]
    assert bounds["low"].tolist() == [9900, 249, 13]
    assert bounds["hundred"].tolist() == [20000, 20000, 200]


def test_values_are_given_in_words_with_the_cell_where_they_stand():
    texts = ["53", ">=53", ">150", "<=170", "1..2", "~95", "many 200"]
    words = wording(
        figure_values(crews(*texts)["figures"]).rename(columns={"best": "value"}), "best"
    )
    assert list(zip(words["column"], words["value"], strict=True)) == [
        ("best", "53"),
        ("low", "at least 53"),
        ("low", "more than 150"),
        ("high", "up to 170"),
        ("low", "1 to 2"),
        ("best", "about 95"),
        ("low", "at least 200"),
    ]


def test_the_lowest_value_is_one_quarter_more_where_it_is_excluded():
    values = figure_values(crews(">=67", ">67", "<=67")["figures"], measures())
    ends = quarters(intervals(values, pd.Series(0, index=values.index)))
    assert ends["lowest"].tolist() == [268, 269, pd.NA]
    assert ends["highest"].tolist() == [pd.NA, pd.NA, 268]


@pytest.mark.parametrize(
    ("distance", "decimals", "text"),
    [
        (4, 0, "at least 1 apart"),
        (5, 0, "at least 1 apart"),
        (1, 0, "the bound itself is excluded"),
        (2, 1, "at least 0.05 apart"),
    ],
)
def test_the_excluded_end_of_a_bound_adds_nothing_to_a_distance(distance, decimals, text):
    assert printed_distance(distance, decimals, "persons") == text


def test_percentages_differ_in_percentage_points():
    assert printed_distance(2, 1, "percent") == "at least 0.05 percentage points apart"
    assert printed_distance(1, 1, "percent") == "the bound itself is excluded"


def test_keys_are_found_where_they_stand_and_nowhere_else():
    keys = pd.Series(["b", "z", "a", "b"], index=[7, 8, 9, 10], dtype="str")
    among = pd.Series(["a", "b", "c"], dtype="str")
    assert positions(keys, among).tolist() == [1, -1, 0, 1]
    assert are_among(keys, among).to_dict() == {7: True, 8: False, 9: True, 10: True}
    table = frame("key colour", [("a", "red"), ("b", "blue")])
    assert looked_up(keys, table, "key", ["colour"])["colour"].to_dict() == {
        7: "blue",
        8: "",
        9: "red",
        10: "blue",
    }
    assert looked_up(keys, table.iloc[:0], "key", ["colour"])["colour"].tolist() == [""] * 4
