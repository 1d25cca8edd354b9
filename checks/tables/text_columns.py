"""Columns of text: their distinct values, and their order."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from checks.tables.arrays import Mask

_SAMPLE = 10_000
"""Cells that are looked at to see whether a column repeats its values."""


@dataclass(frozen=True)
class DistinctValues:
    """The values of a column, each once; or every cell, where most values differ.

    `codes` gives for each row the position of its value in `values`. It is None where `values` are
    the cells themselves.
    """

    values: pd.Series
    codes: NDArray[np.intp] | None

    def spread(self, mask: Mask) -> Mask:
        """A mask over `values` as a mask over the rows."""
        return mask if self.codes is None else mask[self.codes]


def distinct_values(cells: pd.Series) -> DistinctValues:
    """The distinct values of a long column that repeats them; else its cells.

    A column of identifiers is cheaper to judge as it is. Missing cells have the code -1, so the
    column should have none.
    """
    if len(cells) <= _SAMPLE:
        return DistinctValues(cells.reset_index(drop=True), None)
    sample = cells.iloc[:: len(cells) // _SAMPLE]
    if sample.nunique() > len(sample) // 2:
        return DistinctValues(cells.reset_index(drop=True), None)
    codes, values = pd.factorize(cells)
    return DistinctValues(pd.Series(values, dtype="str"), codes)


def comparable(cells: pd.Series, kind: str) -> pd.Series:
    """Texts that are equal where the values of that type are: 1.50 and 1.5 are one number."""
    if kind != "number":
        return cells
    fraction = cells.str.contains(".", regex=False)
    return cells.mask(fraction, cells.str.rstrip("0").str.rstrip("."))


def strictly_rises(cells: pd.Series) -> bool:
    """Whether each text sorts after the one before, so that no text repeats."""
    return bool(np.asarray(cells.array[1:] > cells.array[:-1], dtype=bool).all())
