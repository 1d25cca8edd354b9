"""Whether rows are sorted by their primary key, part by part, in the order of code points."""

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd

from checks.structure.columns import Table
from checks.tables.arrays import Mask
from checks.tables.problems import Problem

_NAMED = 10


def check_order(table: Table, rows_with_problems: Collection[int]) -> Iterator[Problem]:
    """The first rows that should come before the row above them.

    Args:
        table: a table; without a primary key it has no order.
        rows_with_problems: rows whose key already has a problem; they are skipped.
    """
    key = table.resource.schema.primary_key
    if not key or not set(key) <= set(table.frame.columns):
        return
    frame = table.frame[list(key)]
    if rows_with_problems:
        frame = frame[~frame.index.isin(list(rows_with_problems))]
    after = np.flatnonzero(_descends([frame[name] for name in key])) + 1
    more = f" ({len(after)} rows in all, the first {_NAMED} named)" if len(after) > _NAMED else ""
    for place in after[:_NAMED]:
        row, before = int(frame.index[place]), int(frame.index[place - 1])
        value = ", ".join(frame.iloc[place])
        expected = f"expected rows sorted by {', '.join(key)}: this one precedes row {before}{more}"
        yield Problem(table.resource.path, row, ", ".join(key), "unsorted", value, expected)


def _descends(parts: list[pd.Series]) -> Mask:
    """For each row but the first, whether its key is less than that of the row before."""
    less: Mask = np.zeros(max(0, len(parts[0]) - 1), dtype=bool)
    equal: Mask = np.ones_like(less)
    for cells in parts:
        before, here = cells.array[:-1], cells.array[1:]
        less |= equal & np.asarray(here < before, dtype=bool)
        equal &= np.asarray(here == before, dtype=bool)
    return less
