"""The form of a cell, whatever its column: trimmed, printable, NFC, no formula."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from checks.problems import Problem
from checks.structure.columns import Mask, Table

_CONTROL = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]"
_FORMULA = r"[=+@\t\r-]"
_NEGATIVE_NUMBER = r"-[0-9]+(?:\.[0-9]+)?"


def check_cells(table: Table) -> Iterator[Problem]:
    """Problems of the form of single cells. A cell has one such problem at most."""
    columns = table.columns
    if not columns:
        return
    # All columns at once: a package has many small tables, and each test has a price of its own.
    values = pd.concat([column.values for column in columns.values()], ignore_index=True)
    bounds = np.cumsum([0, *(len(column.values) for column in columns.values())])
    seen = np.zeros(len(values), dtype=bool)
    for code, expected, test in _TESTS:
        bad = test(values) & ~seen
        seen |= bad
        if not bad.any():
            continue
        for (name, column), start, end in zip(
            columns.items(), bounds[:-1], bounds[1:], strict=True
        ):
            cells = table.frame[name][column.spread(bad[start:end])]
            for row, value in cells.items():
                yield Problem(table.resource.path, int(str(row)), name, code, value, expected)


def _has_control(values: pd.Series) -> Mask:
    return values.str.contains(_CONTROL, regex=True).to_numpy(dtype=bool)


def _untrimmed(values: pd.Series) -> Mask:
    return (values.str.strip() != values).to_numpy(dtype=bool)


def _is_formula(values: pd.Series) -> Mask:
    suspicious = np.array(values.str.match(_FORMULA), dtype=bool)
    if suspicious.any():
        negative = values[suspicious].str.fullmatch(_NEGATIVE_NUMBER).to_numpy(dtype=bool)
        suspicious[np.flatnonzero(suspicious)[negative]] = False
    return suspicious


def _not_normal(values: pd.Series) -> Mask:
    foreign = ~np.array(values.str.isascii(), dtype=bool)
    if foreign.any():
        texts = values[foreign]
        normal = (texts.str.normalize("NFC") == texts).to_numpy(dtype=bool)
        foreign[np.flatnonzero(foreign)[normal]] = False
    return foreign


_TESTS: tuple[tuple[str, str, Callable[[pd.Series], Mask]], ...] = (
    ("control-character", "expected no control characters and no line breaks", _has_control),
    ("untrimmed", "expected no white space at the ends", _untrimmed),
    ("formula", "expected no cell that a spreadsheet runs as a formula", _is_formula),
    ("not-nfc", "expected text in Unicode normalisation form C (NFC)", _not_normal),
)
