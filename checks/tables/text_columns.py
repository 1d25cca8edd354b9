"""Columns of text: how they are held in memory, compared and looked up."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.tables.arrays import Places
from checks.tables.package import Package

MANY = 10_000_000
"""Bytes of all tables from which on Arrow holds the texts: about where both take as long."""


@contextmanager
def fitting_text_storage(package: Package) -> Iterator[None]:
    """Hold the texts of columns in the way that fits the size of a package.

    Python objects where they are few, Arrow where they are many: it is several times faster with a
    million texts, and slower with a hundred. Neither changes what the checks find.
    """
    size = sum(_size(resource.file) for resource in package.resources)
    with pd.option_context("mode.string_storage", "pyarrow" if size >= MANY else "python"):
        yield


def _size(file: Path) -> int:
    """The bytes of a file; 0 where there is none, or its name is none."""
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0


def arrow_texts(cells: pd.Series) -> pa.Array:
    """Texts as one Arrow array; missing ones are null."""
    array = pa.array(cells, type=pa.large_string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def positions(keys: pd.Series, among: pd.Series) -> Places:
    """The position of each key where it first stands in another column, or -1.

    Both columns hold texts without missing values. Arrow looks them up in a fraction of the time of
    `map`, `isin` and `get_indexer`, which turn texts into objects.
    """
    wanted, texts = arrow_texts(keys), arrow_texts(among)
    if len(texts) < 2 * len(wanted):
        return _positions(wanted, texts)
    # To look up many in few is quick, and leaves few to look up in.
    left = np.flatnonzero(pc.is_in(texts, value_set=wanted).to_numpy(zero_copy_only=False))
    return np.append(left, -1)[_positions(wanted, texts.take(pa.array(left)))]


def _positions(wanted: pa.Array, texts: pa.Array) -> Places:
    places = pc.fill_null(pc.index_in(wanted, value_set=texts), -1)
    found: Places = places.to_numpy(zero_copy_only=False).astype("int64")
    return found


def comparable(cells: pd.Series, kind: str) -> pd.Series:
    """Texts that are equal where the values of that type are: 1.50 and 1.5 are one number."""
    if kind != "number":
        return cells
    fraction = cells.str.contains(".", regex=False)
    return cells.mask(fraction, cells.str.rstrip("0").str.rstrip("."))


def strictly_rises(cells: pd.Series) -> bool:
    """Whether each text sorts after the one before, so that no text repeats."""
    return bool(np.asarray(cells.array[1:] > cells.array[:-1], dtype=bool).all())
