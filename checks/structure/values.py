"""Types and constraints of a Table Schema, as tests of texts: True where a value is fine.

The empty text is left to the constraint `required`. Numbers are compared exactly, as decimals.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from checks.structure.columns import Mask, comparable
from checks.tables import edtf
from checks.tables.package import Field

Test: TypeAlias = Callable[[pd.Series], Mask]

_INTEGER = r"0|-?[1-9][0-9]{0,17}"
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"

# Classes that mean more to Python, and so to Frictionless, than to the fast matcher of pandas.
_PYTHON_ONLY = re.compile(r"\\[dDwWsSbB]")

TYPES = ("string", "any", "integer", "number", "boolean", "date")
"""The Table Schema types that a package of this profile uses."""

CONSTRAINTS = (
    *("required", "unique", "enum", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
)
"""The Table Schema constraints that a package of this profile uses."""

FORMATS = ("email", "uri", "uuid")
"""The formats of strings that a package of this profile uses."""


def value_tests(field: Field) -> list[tuple[str, str, Test]]:
    """Problem code, expectation and test of everything the schema says of single values."""
    constraints = field.constraints
    tests: list[tuple[str, str, Test]] = []
    if constraints.get("required"):
        tests.append(("required", "expected a value: the column is required", _filled))
    if kind := _type_test(field):
        tests.append(kind)
    if "enum" in constraints:
        texts = [as_text(value) for value in constraints["enum"]]
        expected = "expected one of: " + ", ".join(texts)
        tests.append(("enum", expected, _listed(texts, field.type)))
    if "pattern" in constraints:
        pattern = constraints["pattern"]
        expected = f"expected a text that matches {pattern}{_such_as(field, pattern)}"
        tests.append(("pattern", expected, _matches(pattern)))
    if field.is_edtf:
        expected = (
            "expected an EDTF date: YYYY, YYYY-MM or YYYY-MM-DD, perhaps with ?, ~ or %, or an "
            "interval A/B, A/.., ../B, [A..B], [..B], [A..], on days that exist and in their order"
        )
        tests.append(("edtf", expected, _is_edtf))
    return [*tests, *_length_tests(constraints), *_bound_tests(field)]


def as_text(value: Any) -> str:
    """A value of a schema as a canonical cell writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_decimal(value: Any) -> Decimal | None:
    """A number of a schema or of a cell, or None if it is none."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _type_test(field: Field) -> tuple[str, str, Test] | None:
    code = "type"
    if field.type == "integer":
        expected = "expected an integer: digits without sign + or leading zeros, at most 18"
        return code, expected, _matches(_INTEGER)
    if field.type == "number":
        expected = (
            "expected a decimal number: digits and a point, without exponent or leading zeros"
        )
        return code, expected, _matches(_NUMBER)
    if field.type == "boolean":
        return code, "expected true or false", _listed(["true", "false"], field.type)
    if field.type == "date":
        return code, "expected a date YYYY-MM-DD that the calendar has", _is_day
    if field.descriptor.get("format") in FORMATS:
        kind = field.descriptor["format"]
        return code, f"expected a text of the format '{kind}'", _has_format(kind)
    return None


def _such_as(field: Field, pattern: str) -> str:
    """The example that the schema gives of a column, if there is one and it fits the pattern."""
    example = field.descriptor.get("example")
    fits = isinstance(example, str) and re.fullmatch(pattern, example)
    return f", such as {example}" if fits else ""


def _filled(values: pd.Series) -> Mask:
    return (values != "").to_numpy(dtype=bool)


def _is_edtf(values: pd.Series) -> Mask:
    return edtf.bounds(values)["valid"].to_numpy(dtype=bool)


def _is_day(values: pd.Series) -> Mask:
    return (edtf.calendar_days(values).notna() | (values == "")).to_numpy(dtype=bool)


def _matches(pattern: str) -> Test:
    """Whether the whole value matches a pattern."""

    def test(values: pd.Series) -> Mask:
        try:
            if _PYTHON_ONLY.search(pattern):
                raise NotImplementedError
            matches = values.str.fullmatch(pattern)
        except (ValueError, NotImplementedError):
            matches = values.map(re.compile(pattern).fullmatch).notna()
        return (matches.astype(bool) | (values == "")).to_numpy(dtype=bool)

    return test


def _listed(texts: list[str], kind: str) -> Test:
    allowed = comparable(pd.Series([*texts, ""], dtype="str"), kind)
    return lambda values: comparable(values, kind).isin(allowed).to_numpy(dtype=bool)


def _has_format(kind: str) -> Test:
    """Whether Frictionless, which is the authority on formats, reads the value as one."""

    def test(values: pd.Series) -> Mask:
        from frictionless import fields

        read = fields.StringField(name=kind, format=kind).create_cell_reader()
        fine = [not value or read(value)[1] is None for value in values]
        return np.array(fine, dtype=bool)

    return test


def _length_tests(constraints: dict[str, Any]) -> list[tuple[str, str, Test]]:
    tests: list[tuple[str, str, Test]] = []
    if (least := constraints.get("minLength")) is not None:
        expected = f"expected at least {least} characters"
        tests.append(("min-length", expected, lambda values: _length(values, least, None)))
    if (most := constraints.get("maxLength")) is not None:
        expected = f"expected at most {most} characters"
        tests.append(("max-length", expected, lambda values: _length(values, None, most)))
    return tests


def _length(values: pd.Series, least: int | None, most: int | None) -> Mask:
    length = values.str.len()
    fine = (length >= (least or 0)) & (length <= (length if most is None else most))
    return (fine | (values == "")).to_numpy(dtype=bool)


_BOUNDS = {
    "minimum": ("minimum", "at least", (0, 1)),
    "exclusiveMinimum": ("minimum", "more than", (1,)),
    "maximum": ("maximum", "at most", (0, -1)),
    "exclusiveMaximum": ("maximum", "less than", (-1,)),
}


def _bound_tests(field: Field) -> list[tuple[str, str, Test]]:
    tests: list[tuple[str, str, Test]] = []
    for name, (code, words, signs) in _BOUNDS.items():
        if (bound := field.constraints.get(name)) is not None:
            expected = f"expected {words} {bound}"
            tests.append((code, expected, _bound_test(field.type, bound, signs)))
    return tests


def _bound_test(kind: str, bound: Any, signs: tuple[int, ...]) -> Test:
    """Whether the sign of value minus bound is one of `signs`; what is no value passes."""

    def test(values: pd.Series) -> Mask:
        if kind == "date":  # canonical dates sort as texts
            valid = edtf.calendar_days(values).notna().to_numpy(dtype=bool)
            limit = str(bound)
            above, equal = (values > limit).to_numpy(), (values == limit).to_numpy()
            return np.isin(above.astype(int) - (~above & ~equal), signs) | ~valid
        valid = values.str.fullmatch(_NUMBER).to_numpy(dtype=bool)
        return np.isin(_compare(values.where(valid, "0"), Decimal(str(bound))), signs) | ~valid

    return test


def _compare(values: pd.Series, bound: Decimal) -> "np.typing.NDArray[np.int_]":
    """The sign of number minus bound: by floats, and exactly where these cannot tell."""
    rounded = values.to_numpy(dtype="float64")
    signs = np.sign(rounded - float(bound)).astype(int)
    close = values[signs == 0]
    exact = {text: Decimal(text) for text in close.unique()}
    order = {text: (number > bound) - (number < bound) for text, number in exact.items()}
    signs[signs == 0] = close.map(order).to_numpy(dtype=int)
    return signs
