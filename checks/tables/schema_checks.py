"""Checks of table schemas beside those of Pandera, registered so that YAML keeps them.

Each takes a column and says which of its cells are fine: a mask, or plain True where all are.
`missing` lists the texts that stand for a missing value: a cell that has one is fine, except to
`has_value`. Missing cells proper (NA) do not reach the checks: Pandera leaves them out.
"""

import operator as operators
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd
import pyarrow.compute as pc  # type: ignore[import-untyped]
from pandera.api.checks import Check
from pandera.api.extensions import register_check_method

from checks.tables import edtf
from checks.tables.arrays import Integers, Mask
from checks.tables.patterns import full_matches
from checks.tables.text_columns import arrow_texts, comparable, strictly_rises

Verdict: TypeAlias = "pd.Series[bool] | bool"
Test: TypeAlias = Callable[[pd.Series], Mask]

_CANONICAL = {
    "integer": r"0|-?[1-9][0-9]{0,17}",
    "number": r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?",
}
"""How canonical numbers are written."""

FORMATS = ("email", "uri", "uuid")
"""The formats of strings that can be checked."""


def _registered(*statistics: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a check of columns with the arguments that YAML keeps; once in each process."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        if function.__name__ not in Check.REGISTERED_CUSTOM_CHECKS:
            register_check_method(
                function, statistics=[*statistics], supported_types=[pd.Series, pd.DataFrame]
            )
        return function

    return register


@_registered("missing")
def has_value(cells: pd.Series, *, missing: Sequence[str]) -> Verdict:
    """Cells that are not missing."""
    return _where(~_is_missing(cells, missing), cells)


@_registered("type", "missing")
def is_written_as(cells: pd.Series, *, type: str, missing: Sequence[str]) -> Verdict:  # noqa: A002
    """Texts that are an `integer`, a `number` or a `date` in canonical form."""
    return _judged(cells, _test_of_type(type), missing)


@_registered("format", "missing")
def has_format(cells: pd.Series, *, format: str, missing: Sequence[str]) -> Verdict:  # noqa: A002
    """Texts of the format `email`, `uri` or `uuid`, as Frictionless reads them."""
    from frictionless import fields

    read = fields.StringField(name=format, format=format).create_cell_reader()
    return _judged(cells, lambda values: np.array([not read(v)[1] for v in values], bool), missing)


@_registered("values", "type", "missing")
def is_among(
    cells: pd.Series,
    *,
    values: Sequence[str],
    type: str,  # noqa: A002
    missing: Sequence[str],
) -> Verdict:
    """Numbers, as text, or days that equal one of the values: 52.60 equals 52.6."""
    if type != "number":
        return _where(cells.isin(pd.to_datetime([*values])).to_numpy(dtype=bool), cells)
    allowed = comparable(pd.Series([*values], dtype="str"), type)
    return _judged(
        cells, lambda found: comparable(found, type).isin(allowed).to_numpy(dtype=bool), missing
    )


@_registered("pattern", "missing")
def full_match(cells: pd.Series, *, pattern: str, missing: Sequence[str]) -> Verdict:
    """Texts that match a pattern as a whole, as `checks.tables.patterns` reads it."""
    return _judged(cells, _matches(pattern), missing)


@_registered("least", "most", "missing")
def has_length(
    cells: pd.Series, *, least: int | None, most: int | None, missing: Sequence[str]
) -> Verdict:
    """Texts of at least and at most so many characters."""

    def test(values: pd.Series) -> Mask:
        length = values.str.len()
        fine = (length >= (least or 0)) & (length <= (length if most is None else most))
        return fine.to_numpy(dtype=bool)

    return _judged(cells, test, missing)


@_registered("type", "operator", "bound", "missing")
def compares(
    cells: pd.Series,
    *,
    type: str,  # noqa: A002
    operator: Literal["ge", "gt", "le", "lt"],
    bound: str,
    missing: Sequence[str],
) -> Verdict:
    """Texts whose value is on the right side of a bound, exactly; texts without a value pass."""

    def test(values: pd.Series) -> Mask:
        has_type = _test_of_type("date" if type == "date" else "number")(values)
        fine, valued = ~has_type, values[has_type]
        compare = getattr(operators, operator)
        # Canonical dates sort as texts.
        fine[has_type] = (
            compare(valued, bound) if type == "date" else compare(_signs(valued, bound), 0)
        )
        return fine

    return _judged(cells, test, missing)


@_registered("missing")
def is_edtf(cells: pd.Series, *, missing: Sequence[str]) -> Verdict:
    """Texts that are dates in EDTF, as `checks.tables.edtf` reads them."""
    return _judged(cells, lambda values: edtf.bounds(values)["valid"].to_numpy(bool), missing)


@_registered("missing")
def is_written_as_edtf(cells: pd.Series, *, missing: Sequence[str]) -> Verdict:
    """Texts of the form of a date in EDTF, though the calendar may not have it."""
    return _judged(cells, lambda values: edtf.bounds(values)["written"].to_numpy(bool), missing)


@_registered("separator", "missing")
def is_sorted_list(cells: pd.Series, *, separator: str, missing: Sequence[str]) -> Verdict:
    """Texts that are lists with sorted, distinct and filled parts."""

    def test(values: pd.Series) -> Mask:
        lists = (str(value).split(separator) for value in values)
        return np.array([all(parts) and parts == sorted(set(parts)) for parts in lists], bool)

    return _judged(cells, test, missing)


@_registered("type", "missing")
def is_distinct(cells: pd.Series, *, type: str, missing: Sequence[str]) -> Verdict:  # noqa: A002
    """Values that do not stand in a row above; missing ones may repeat."""
    if type != "number" and isinstance(cells.dtype, pd.StringDtype) and strictly_rises(cells):
        return True
    values = comparable(cells, type) if missing else cells
    return _where(~values.duplicated().to_numpy(bool) | _is_missing(cells, missing), cells)


@_registered("columns", "missing")
def are_distinct(
    frame: pd.DataFrame, *, columns: Sequence[str], missing: Sequence[str]
) -> "pd.Series[bool]":
    """Rows whose values in these columns do not stand together in a row above."""
    keys = frame[[*columns]]
    is_whole = keys.notna() & ~keys.isin([*missing])
    return ~keys.duplicated() | ~is_whole.all(axis="columns")


def _judged(cells: pd.Series, test: Test, missing: Sequence[str]) -> Verdict:
    """The verdict of a test on the cells of a column that are not missing."""
    fine = test(cells)
    return _where(fine if fine.all() else fine | _is_missing(cells, missing), cells)


def _where(fine: Mask, cells: pd.Series) -> Verdict:
    """A mask as a column; plain True, which is cheaper, where all cells are fine."""
    return True if fine.all() else pd.Series(fine, index=cells.index)


def _is_missing(values: pd.Series, missing: Sequence[str]) -> Mask:
    found = np.zeros(len(values), dtype=bool)
    for text in missing:
        found |= (values == text).to_numpy(dtype=bool, na_value=False)
    return found


def _test_of_type(kind: str) -> Test:
    if kind == "date":
        return lambda values: edtf.calendar_days(values).notna().to_numpy(dtype=bool)
    return _matches(_CANONICAL[kind])


def _matches(pattern: str) -> Test:
    def test(values: pd.Series) -> Mask:
        found = pc.fill_null(full_matches(arrow_texts(values), pattern), False)
        mask: Mask = found.to_numpy(zero_copy_only=False)
        return mask

    return test


def _signs(values: pd.Series, bound: str) -> Integers:
    """The sign of number minus bound: by floats, and exactly where these cannot tell."""
    limit = Decimal(bound)
    signs = np.sign(values.to_numpy(dtype="float64") - float(limit)).astype(np.int64)
    close = values[signs == 0]
    order = {text: (Decimal(text) > limit) - (Decimal(text) < limit) for text in close.unique()}
    signs[signs == 0] = close.map(order).to_numpy(dtype=np.int64)
    return signs
