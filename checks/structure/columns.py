"""Tables as the structure check sees them: text, and each distinct value once where that pays."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

from checks.tables.package import Resource

Mask: TypeAlias = NDArray[np.bool_]

_SAMPLE = 10_000

_FEW = 8


@dataclass(frozen=True)
class Column:
    """A column of text. `values` holds each distinct value once, or every cell where most differ.

    `codes` gives for each row the position of its value in `values`; None = the cells themselves.
    """

    values: pd.Series
    codes: NDArray[np.intp] | None

    def spread(self, mask: Mask) -> Mask:
        """A mask over `values`, as a mask over the rows."""
        return mask if self.codes is None else mask[self.codes]


@dataclass(frozen=True)
class Table:
    """A table that could be read.

    `frame` is text with the spreadsheet row as its index, and may lack columns of the schema;
    `complete` is False when rows had to be set aside.
    """

    resource: Resource
    frame: pd.DataFrame
    complete: bool

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns that the table has, by name."""
        return {name: _column(self.frame[name]) for name in self.frame.columns}


def _column(cells: pd.Series) -> Column:
    """Distinct values where a sample repeats; a column of identifiers is cheaper as it is."""
    sample = cells.iloc[:: max(1, len(cells) // _SAMPLE)]
    if len(cells) <= _SAMPLE or sample.nunique() > len(sample) // 2:
        return Column(cells.reset_index(drop=True), None)
    codes, values = pd.factorize(cells)
    return Column(pd.Series(values, dtype="str"), codes)


def comparable(cells: pd.Series, kind: str) -> pd.Series:
    """Cells as texts that are equal iff the values are: 1.50 and 1.5 are one number."""
    if kind != "number":
        return cells
    fraction = cells.str.contains(".", regex=False)
    return cells.mask(fraction, cells.str.rstrip("0").str.rstrip("."))


def is_known(values: pd.Series, known: pd.Series) -> Mask:
    """Whether each value is one of the known ones: `isin`, at a tenth of its time for text."""
    if len(values) < len(known) // _FEW:
        # Looking many up in few is quick; it leaves few in which to look up.
        few, many = (
            pa.array(values, type=pa.large_string()),
            pa.array(known, type=pa.large_string()),
        )
        known = known[pc.is_in(many, value_set=few).to_numpy(zero_copy_only=False)]
    codes, _ = pd.factorize(pd.concat([known, values], ignore_index=True))
    # Codes count up in the order of appearance, so those of new values come after all known ones.
    mask: Mask = codes[len(known) :] <= codes[: len(known)].max(initial=-1)
    return mask


def positions(values: pd.Series, among: pd.Series) -> NDArray[np.int64]:
    """Where each value stands first among others; -1 where it does not."""
    codes = pd.factorize(pd.concat([among, values], ignore_index=True))[0]
    places = np.full(codes.max(initial=-1) + 1, -1, dtype=np.int64)
    own, found = codes[: len(among)], codes[len(among) :]
    places[own[::-1]] = np.arange(len(among))[::-1]
    return places[found]


def strictly_rises(cells: pd.Series) -> bool:
    """Whether every text comes after the one before, and thus stands once."""
    return bool(np.all(cells.array[1:] > cells.array[:-1]))
