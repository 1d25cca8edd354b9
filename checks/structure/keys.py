"""Primary, unique and foreign keys whose columns could be read, and the order of rows by key."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from checks.structure.table import ProblemList, Table
from checks.tables.arrays import Mask
from checks.tables.package import ForeignKey
from checks.tables.problems import Problem
from checks.tables.shortening import listed
from checks.tables.text_columns import comparable, positions

# Joins the parts of a composite key; no cell of a valid table has this character.
_BETWEEN = "\x1f"

_NAMED = 10
"""Unsorted rows that are named one by one."""


def check_own_keys(table: Table) -> Iterator[Problem]:
    """Rows whose primary key is incomplete or repeats, or whose unique key repeats."""
    key = table.schema.primary_key
    if key and table.has(key):
        for name in key:
            expected = f"a value: {name} is part of the primary key"
            for row in table.frame.index[~table.filled([name])]:
                yield table.problem("primary-key", row, name, "", expected)
        yield from _repeated(table, key, "primary-key")
    for key in table.schema.unique_keys:
        if table.has(key):
            yield from _repeated(table, key, "unique-key")


def check_foreign_keys(tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Foreign keys that the other table does not have, or that are partly empty.

    Keys into a table are looked up as `unknown_rows` says.
    """
    unknown = unknown_rows(tables)
    for name, table in tables.items():
        for key in table.schema.foreign_keys:
            if len(key.fields) > 1 and table.has(key.fields):
                yield from _partly_empty(table, key)
            for row in unknown.get((name, key), ()):
                target = tables[key.resource].resource.path
                expected = f"a value of {listed(key.reference_fields)} in {target}"
                value = ", ".join(str(table.frame[name].loc[row]) for name in key.fields)
                yield table.problem("foreign-key", row, ", ".join(key.fields), value, expected)


def check_order(table: Table, problems: ProblemList) -> Iterator[Problem]:
    """The first rows that should come before the row above them, by the parts of their key.

    Parts are in the order of code points. Rows whose key already has a problem are skipped.
    """
    key = table.schema.primary_key
    if not key or not table.has(key):
        return
    frame = table.frame.loc[~problems.mask(table, key), list(key)]
    after = np.flatnonzero(_descends([frame[name] for name in key])) + 1
    more = f" ({len(after)} rows in all, the first {_NAMED} named)" if len(after) > _NAMED else ""
    for place in after[:_NAMED]:
        columns, value = ", ".join(key), ", ".join(frame.iloc[place])
        before = f"this one precedes row {frame.index[place - 1]}"
        expected = f"rows sorted by {columns}: {before}{more}"
        yield table.problem("unsorted", frame.index[place], columns, value, expected)


def _repeated(table: Table, key: Sequence[str], code: str) -> Iterator[Problem]:
    if len(key) == 1 and table.schema.field(key[0]).constraints.get("unique"):
        return  # checked with the column
    keys = _complete_keys(table, key)
    again = keys.duplicated()
    if not again.any():
        return
    first = keys[~again & keys.isin(keys[again])]
    places = {text: row for row, text in first.items()}
    words = code.replace("-", " ")
    for row, text in keys[again].items():
        expected = f"a {words} that is unique; it is in row {places[text]} too"
        yield table.problem(code, row, ", ".join(key), text.replace(_BETWEEN, ", "), expected)


def _key_texts(table: Table, key: Sequence[str]) -> pd.Series:
    """The key of every row as one text; equal keys have equal texts."""
    parts = [comparable(table.frame[name], table.schema.field(name).type) for name in key]
    keys = parts[0]
    for part in parts[1:]:
        keys = keys + _BETWEEN + part
    return keys


def _complete_keys(table: Table, key: Sequence[str]) -> pd.Series:
    """The texts of the keys that have no empty part, with their rows."""
    return _key_texts(table, key)[table.filled(key)]


def _partly_empty(table: Table, key: ForeignKey) -> Iterator[Problem]:
    filled = table.frame[list(key.fields)] != ""
    expected = f"{listed(key.fields)} to be all filled or all empty"
    for row, cells in filled[filled.any(axis="columns") & ~filled.all(axis="columns")].iterrows():
        yield table.problem("foreign-key", row, str(cells.idxmin()), "", expected)


def unknown_rows(tables: Mapping[str, Table]) -> dict[tuple[str, ForeignKey], list[int]]:
    """The rows with a complete key that no row of the target has, by table and foreign key.

    Keys into a table that was not read as a whole are not looked up.
    """
    targets: dict[tuple[str, tuple[str, ...]], list[tuple[str, ForeignKey]]] = {}
    for name, table in tables.items():
        for key in table.schema.foreign_keys:
            target = tables.get(key.resource)
            is_whole = target and target.complete and target.has(key.reference_fields)
            if is_whole and table.has(key.fields):
                targets.setdefault((key.resource, key.reference_fields), []).append((name, key))
    unknown: dict[tuple[str, ForeignKey], list[int]] = {}
    for (resource, columns), uses in targets.items():
        # All keys into one target are looked up at once, so that it is hashed once.
        of_uses = [_complete_keys(tables[name], key.fields) for name, key in uses]
        keys = pd.concat(of_uses, keys=range(len(uses)))
        known = _key_texts(tables[resource], columns)
        for place, row in keys.index[positions(keys, known) < 0]:
            unknown.setdefault(uses[place], []).append(row)
    return unknown


def _descends(parts: list[pd.Series]) -> Mask:
    """For each row but the first, whether its key is less than that of the row before."""
    less: Mask = np.zeros(max(0, len(parts[0]) - 1), dtype=bool)
    equal: Mask = np.ones_like(less)
    for cells in parts:
        before, here = cells.array[:-1], cells.array[1:]
        less |= equal & np.asarray(here < before, dtype=bool)
        equal &= np.asarray(here == before, dtype=bool)
    return less
