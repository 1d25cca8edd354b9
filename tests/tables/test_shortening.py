"""Texts of bounded length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.tables.shortening import (
    CELL_AT_MOST,
    ITEMS_AT_MOST,
    LIST_AT_MOST,
    MESSAGE_AT_MOST,
    listed,
    one_cell,
    shortened,
)


def test_the_bounds_are_those_that_users_were_told():
    assert (ITEMS_AT_MOST, MESSAGE_AT_MOST, CELL_AT_MOST) == (10, 500, 32_767)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ""), ("reeds", "reeds"), ("reeds!", "reed…"), ("ree ds", "ree…")],
)
def test_a_text_that_is_too_long_is_cut_where_a_mark_says_so(text, expected):
    assert shortened(text, 5) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a, b"),
        ("abcdefghij", "a, b, c, d, e, f, g, h, i, j"),
        ("abcdefghijk", "a, b, c, d, e, f, g, h, i, j and 1 more"),
        (["a"] * 8057, "a, a, a, a, a, a, a, a, a, a and 8,047 more"),
        (["a" * 200, "b" * 98, "c"], f"{'a' * 200}, {'b' * 98} and 1 more"),
        (["a" * 200, "b" * 99, "c"], f"{'a' * 200} and 2 more"),
        (["a" * 301, "b"], f"{'a' * 299}… and 1 more"),
    ],
)
def test_a_list_names_the_first_items_and_says_how_many_more_there_are(items, expected):
    assert listed(items) == expected


def test_items_are_separated_as_the_sentence_needs_it():
    assert listed(iter(["a", "b"]), " or ") == "a or b"
    assert listed("abcdefghijkl", "; ") == "a; b; c; d; e; f; g; h; i; j and 2 more"
    assert listed("abc", last=" and ") == "a, b and c"
    assert listed("abcdefghijk", last=" or ") == "a, b, c, d, e, f, g, h, i, j and 1 more"


@given(st.lists(st.text(max_size=400), max_size=30), st.sampled_from([", ", " and "]))
def test_no_list_is_long(items, between):
    assert len(listed(items, between)) <= LIST_AT_MOST + len(" and 20 more")


def test_a_cell_that_no_spreadsheet_could_hold_ends_after_the_last_part_that_fits():
    parts = ["p1.s1.name01"] * 3000
    cell = one_cell(parts, "|")
    assert set(cell.split("|")) == set(parts)
    assert CELL_AT_MOST - len("|p1.s1.name01") < len(cell) <= CELL_AT_MOST
    assert one_cell(["a" * 16_383, "b" * 16_383], "|") == f"{'a' * 16_383}|{'b' * 16_383}"
    assert one_cell(["a" * 16_383, "b" * 16_384], "|") == "a" * 16_383
