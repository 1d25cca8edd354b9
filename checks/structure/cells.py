"""The form of a cell, whatever its column: trimmed, printable, NFC, no formula."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
from numpy.typing import NDArray

from checks.structure.columns import Table
from checks.tables.arrays import Mask
from checks.tables.problems import Problem

_CONTROL = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]"
_FORMULA = b"=+@\t\r-"
_NEGATIVE_NUMBER = r"-[0-9]+(?:\.[0-9]+)?"


@dataclass(frozen=True)
class _Texts:
    """Cells with a summary of their bytes, which leaves few cells to look at one by one.

    `is_ascii` and the `first` and `last` byte (0 for an empty cell) are for each cell; `is_plain`
    says that no cell has an ASCII control character.
    """

    values: pd.Series
    is_ascii: Mask
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]
    is_plain: bool

    def among(self, doubtful: Mask, test: Callable[[pd.Series], pd.Series]) -> Mask:
        """A mask of the doubtful cells that a test finds bad."""
        bad = doubtful.copy()
        if doubtful.any():
            bad[doubtful] = test(self.values[doubtful]).to_numpy(dtype=bool)
        return bad


def _texts(values: pd.Series) -> _Texts:
    """The cells with their bytes."""
    array = pa.array(values, type=pa.large_string(), from_pandas=False)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    letters = np.frombuffer(data or b"", dtype=np.uint8)
    is_filled = ends[1:] > ends[:-1]
    first, last = np.zeros((2, len(array)), dtype=np.uint8)
    first[is_filled], last[is_filled] = (
        letters[ends[:-1][is_filled]],
        letters[ends[1:][is_filled] - 1],
    )
    used = letters[ends[0] : ends[-1]]
    is_plain = not (used.min(initial=ord(" ")) < ord(" ") or (used == 0x7F).any())
    return _Texts(values, values.str.isascii().to_numpy(dtype=bool), first, last, is_plain)


def check_cells(table: Table) -> Iterator[Problem]:
    """Cells that are untrimmed, not printable, not NFC, or formulas, each with one problem."""
    columns = table.columns
    if not columns:
        return
    # All columns at once: a package has many small tables, and each test has a price of its own.
    values = pd.concat([column.values for column in columns.values()], ignore_index=True)
    bounds = np.cumsum([0, *(len(column.values) for column in columns.values())])
    texts = _texts(values)
    seen = np.zeros(len(values), dtype=bool)
    for code, expected, test in _TESTS:
        bad = test(texts) & ~seen
        seen |= bad
        if not bad.any():
            continue
        for (name, column), start, end in zip(
            columns.items(), bounds[:-1], bounds[1:], strict=True
        ):
            cells = table.frame[name][column.spread(bad[start:end])]
            for row, value in cells.items():
                yield Problem(table.resource.path, int(str(row)), name, code, value, expected)


def _has_control(texts: _Texts) -> Mask:
    doubtful = ~texts.is_ascii if texts.is_plain else np.ones_like(texts.is_ascii)
    return texts.among(doubtful, lambda cells: cells.str.contains(_CONTROL, regex=True))


def _untrimmed(texts: _Texts) -> Mask:
    # Of the ASCII white space only blanks are left: the others are control characters.
    blank = (texts.first == ord(" ")) | (texts.last == ord(" "))
    return texts.among(~texts.is_ascii | blank, lambda cells: cells.str.strip() != cells)


def _is_formula(texts: _Texts) -> Mask:
    suspicious = np.isin(texts.first, np.frombuffer(_FORMULA, dtype=np.uint8))
    return texts.among(suspicious, lambda cells: ~cells.str.fullmatch(_NEGATIVE_NUMBER))


def _not_normal(texts: _Texts) -> Mask:
    return texts.among(~texts.is_ascii, lambda cells: cells.str.normalize("NFC") != cells)


_TESTS: tuple[tuple[str, str, Callable[[_Texts], Mask]], ...] = (
    ("control-character", "expected no control characters and no line breaks", _has_control),
    ("untrimmed", "expected no white space at the ends", _untrimmed),
    ("formula", "expected no cell that a spreadsheet runs as a formula", _is_formula),
    ("not-nfc", "expected text in Unicode normalisation form C (NFC)", _not_normal),
)
