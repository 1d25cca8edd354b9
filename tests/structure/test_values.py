"""Each constraint of a Table Schema holds for exactly the values that it should."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.structure.columns import comparable, is_known, positions, strictly_rises
from checks.structure.values import value_tests
from checks.tables.table_schema import Field


def codes(
    value: str, kind: str, constraints: dict[str, Any] | None = None, **more: Any
) -> set[str]:
    """The codes of the tests that a value fails in a column of that type."""
    field = Field("value", kind, {"constraints": constraints or {}, **more})
    cells = pd.Series([value], dtype="str")
    return {code for code, _, test in value_tests(field) if not test(cells).all()}


FINE = [
    ("0", "integer", {}),
    ("-12", "integer", {}),
    ("999999999999999999", "integer", {}),
    ("0.10", "number", {}),
    ("-3.5", "number", {}),
    ("12345678901234567890.5", "number", {}),
    ("true", "boolean", {"enum": [True]}),
    ("2016-02-29", "date", {"minimum": "2016-02-29", "maximum": "2016-02-29"}),
    ("52.60", "number", {"enum": [52.6]}),
    ("3", "integer", {"enum": [1, 3]}),
    ("7", "integer", {"minimum": 7, "maximum": 7}),
    ("7.01", "number", {"exclusiveMinimum": 7}),
    ("6.99", "number", {"exclusiveMaximum": 7}),
    ("éé", "string", {"minLength": 2, "maxLength": 2}),
    ("ab", "string", {"pattern": "ab|c"}),
    ("aa", "string", {"pattern": r"(a)\1"}),
    ("٣", "string", {"pattern": r"\d"}),
    ("", "integer", {"minimum": 1, "enum": [3]}),
    ("", "string", {"pattern": "a", "minLength": 3}),
]
BROKEN = [
    ("1000000000000000000", "integer", {}, "type"),
    ("-0", "integer", {}, "type"),
    ("+1", "number", {}, "type"),
    ("1e5", "number", {}, "type"),
    ("TRUE", "boolean", {}, "type"),
    ("false", "boolean", {"enum": [True]}, "enum"),
    ("2015-02-29", "date", {}, "type"),
    ("2016-02-28", "date", {"minimum": "2016-02-29"}, "minimum"),
    ("2016-03-01", "date", {"maximum": "2016-02-29"}, "maximum"),
    ("6", "integer", {"minimum": 7}, "minimum"),
    ("8", "integer", {"maximum": 7}, "maximum"),
    ("7", "integer", {"exclusiveMinimum": 7}, "minimum"),
    ("7.0", "number", {"exclusiveMaximum": 7}, "maximum"),
    ("0.30000000000000001", "number", {"maximum": "0.3"}, "maximum"),
    ("é", "string", {"minLength": 2}, "min-length"),
    ("ééé", "string", {"maxLength": 2}, "max-length"),
    ("abc", "string", {"pattern": "ab|c"}, "pattern"),
    ("xab", "string", {"pattern": "ab"}, "pattern"),
    ("ab\n", "string", {"pattern": "ab"}, "pattern"),
    ("ab", "string", {"pattern": r"(a)\1"}, "pattern"),
    ("", "string", {"required": True}, "required"),
    ("B", "string", {"enum": ["a", "b"]}, "enum"),
]


@pytest.mark.parametrize(("value", "kind", "constraints"), FINE)
def test_value_within_its_constraints_passes(
    value: str, kind: str, constraints: dict[str, Any]
) -> None:
    assert codes(value, kind, constraints) == set()


@pytest.mark.parametrize(("value", "kind", "constraints", "code"), BROKEN)
def test_value_outside_one_constraint_fails_that_one(
    value: str, kind: str, constraints: dict[str, Any], code: str
) -> None:
    assert codes(value, kind, constraints) == {code}


@pytest.mark.parametrize(
    ("declared", "ending"),
    [
        ({"example": "52.60"}, "matches [0-9.]+, such as 52.60"),
        ({"example": "half"}, "matches [0-9.]+"),
        ({"example": 52.6}, "matches [0-9.]+"),
        ({}, "matches [0-9.]+"),
    ],
)
def test_what_a_pattern_asks_for_is_shown_by_the_example_of_the_column_if_it_fits(
    declared: dict[str, Any], ending: str
) -> None:
    field = Field("value", "string", {"constraints": {"pattern": "[0-9.]+"}, **declared})
    (expected,) = (text for code, text, _ in value_tests(field) if code == "pattern")
    assert expected == f"expected a text that {ending}"


@pytest.mark.parametrize("value", ["", "https://islands.invalid/a?b=c#d", "urn:isbn:0"])
def test_uri_passes_as_a_text_of_that_format(value: str) -> None:
    assert codes(value, "string", format="uri") == set()


decimal = st.decimals(-100, 100, places=20).map(lambda number: f"{number:f}")


@given(value=decimal, bound=decimal)
def test_bounds_are_compared_exactly(value: str, bound: str) -> None:
    number, limit = Decimal(value), Decimal(bound)
    assert ("minimum" in codes(value, "number", {"minimum": bound})) == (number < limit)
    assert ("maximum" in codes(value, "number", {"maximum": bound})) == (number > limit)
    assert ("minimum" in codes(value, "number", {"exclusiveMinimum": bound})) == (number <= limit)
    assert ("maximum" in codes(value, "number", {"exclusiveMaximum": bound})) == (number >= limit)


number_text = st.tuples(st.integers(0, 99), st.sampled_from(["", ".0", ".5", ".50", ".05"])).map(
    lambda parts: f"{parts[0]}{parts[1]}"
)


@given(number_text, number_text)
def test_numbers_are_comparable_texts_iff_they_are_equal(one: str, other: str) -> None:
    left, right = comparable(pd.Series([one, other], dtype="str"), "number")
    assert (left == right) == (Decimal(one) == Decimal(other))


texts = st.lists(st.sampled_from(["", "a", "b", "é", "\U0001f30a"]), max_size=6)


@given(texts, texts)
def test_known_values_are_those_that_the_others_have(values: list[str], known: list[str]) -> None:
    found = is_known(pd.Series(values, dtype="str"), pd.Series(known, dtype="str"))
    assert found.tolist() == [value in known for value in values]


@given(texts, texts)
def test_the_position_of_a_value_is_the_first_one_among_the_others(
    values: list[str], others: list[str]
) -> None:
    found = positions(pd.Series(values, dtype="str"), pd.Series(others, dtype="str"))
    assert found.tolist() == [others.index(value) if value in others else -1 for value in values]


@given(texts)
def test_texts_rise_strictly_iff_they_are_sorted_by_code_point_and_distinct(
    values: list[str],
) -> None:
    assert strictly_rises(pd.Series(values, dtype="str")) == (values == sorted(set(values)))
