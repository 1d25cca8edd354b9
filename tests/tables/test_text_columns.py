"""Columns of text: distinct values, order, and looking them up."""

from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from checks.tables.lookups import is_known, positions
from checks.tables.text_columns import comparable, distinct_values, strictly_rises

numbers = st.tuples(st.integers(0, 99), st.sampled_from(["", ".0", ".5", ".50", ".05"])).map(
    lambda parts: f"{parts[0]}{parts[1]}"
)
texts = st.lists(st.sampled_from(["", "a", "b", "é", "\U0001f30a"]), max_size=6)


def column(values: list[str]) -> pd.Series:
    return pd.Series(values, dtype="str")


@given(numbers, numbers)
def test_texts_of_numbers_are_comparable_iff_the_numbers_are_equal(one: str, other: str) -> None:
    left, right = comparable(column([one, other]), "number")
    assert (left == right) == (Decimal(one) == Decimal(other))


@given(texts, texts)
def test_a_value_is_known_iff_it_is_among_the_others(values: list[str], known: list[str]) -> None:
    found = is_known(column(values), column(known))
    assert found.tolist() == [value in known for value in values]


@given(texts, texts)
def test_the_position_of_a_value_is_the_first_among_the_others(
    values: list[str], others: list[str]
) -> None:
    found = positions(column(values), column(others))
    assert found.tolist() == [others.index(value) if value in others else -1 for value in values]


@given(texts)
def test_a_column_rises_strictly_iff_it_is_sorted_by_code_point_and_distinct(
    values: list[str],
) -> None:
    assert strictly_rises(column(values)) == (values == sorted(set(values)))


def test_a_long_column_that_repeats_is_its_distinct_values_and_their_places() -> None:
    cells = column(["quay", "ferry"] * 6_000)
    found = distinct_values(cells)
    assert found.values.tolist() == ["quay", "ferry"]
    assert found.spread((found.values == "quay").to_numpy()).tolist() == [True, False] * 6_000


def test_a_long_column_of_identifiers_is_its_cells() -> None:
    cells = column([f"p{number}" for number in range(12_000)])
    assert distinct_values(cells).codes is None
