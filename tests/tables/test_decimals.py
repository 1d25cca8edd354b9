"""Exact arithmetic on printed numbers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.tables.decimals import printed, read_numbers


def read(text):
    """Digits, length and decimals; None for a text that is no plain number."""
    numbers = read_numbers(pd.Series([text], dtype="str"))
    if not numbers.is_plain[0]:
        return None
    return int(numbers.digits[0]), int(numbers.length[0]), int(numbers.decimals[0])


def units(text, decimals):
    found = read_numbers(pd.Series([text], dtype="str")).in_units(np.array([decimals]))
    return int(found.values[0]) if found.is_known[0] else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("52.60", (5260, 4, 2)),
        ("52.6", (526, 3, 1)),
        ("0.05", (5, 1, 2)),
        ("000", (0, 0, 0)),
        ("-12.5", (-125, 3, 1)),
        ("+7", (7, 1, 0)),
        (".5", (5, 1, 1)),
        ("5.", (5, 1, 0)),
        ("123456789012345", (123456789012345, 15, 0)),
        ("1234567890123456789", (0, 19, 0)),
        ("9" * 41, None),
        ("", None),
        (".", None),
        ("1.2.3", None),
        ("1-2", None),
        ("1e3", None),
        ("1,000", None),
        ("٣", None),
    ],
)
def test_only_plain_numbers_are_read(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "decimals", "expected"),
    [
        ("52.60", 2, 5260),
        ("52.6", 2, 5260),
        ("-0.5", 3, -500),
        ("52.60", 1, None),
        ("1", 14, 10**14),
        ("1", 15, None),
        ("", 2, None),
    ],
)
def test_units_are_exact_or_missing(text, decimals, expected):
    assert units(text, decimals) == expected


def test_an_empty_column_stays_empty():
    numbers = read_numbers(pd.Series([], dtype="str"))
    assert numbers.digits.size == 0
    assert numbers.in_units(np.array([], dtype="int64")).values.size == 0


@given(value=st.integers(min_value=-(10**14), max_value=10**14), decimals=st.integers(0, 15))
def test_what_is_printed_reads_back_as_the_same_number(value, decimals):
    assert units(printed(value, decimals), decimals) in (value, None)
    if abs(value) < 10 ** (15 - decimals) * 10**decimals and decimals <= 14:
        assert units(printed(value, decimals), decimals) == value


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [(150, 2, "1.5"), (5, 2, "0.05"), (-5, 1, "-0.5"), (0, 3, "0"), (700, 2, "7"), (700, 0, "700")],
)
def test_numbers_are_printed_without_needless_decimals(number, decimals, expected):
    assert printed(number, decimals) == expected
