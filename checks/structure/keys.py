"""Primary, unique and foreign keys whose columns could be read."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from checks.structure.columns import Table
from checks.tables.arrays import Mask
from checks.tables.lookups import is_known
from checks.tables.package import ForeignKey
from checks.tables.problems import Problem
from checks.tables.text_columns import DistinctValues, comparable

# Joins the parts of a composite key; no cell of a valid table has this character.
_BETWEEN = "\x1f"


def check_own_keys(table: Table) -> Iterator[Problem]:
    """Rows whose primary key is incomplete or repeats, or whose unique key repeats."""
    schema = table.resource.schema
    if schema.primary_key and _has(table, schema.primary_key):
        yield from _incomplete(table, schema.primary_key)
        yield from _repeated(table, schema.primary_key, "primary-key")
    for key in schema.unique_keys:
        if _has(table, key):
            yield from _repeated(table, key, "unique-key")


def check_foreign_keys(tables: Mapping[str, Table]) -> dict[str, list[Problem]]:
    """Foreign keys that the other table does not have, or that are partly empty.

    Keys into a table that was not read as a whole are skipped.

    Returns:
        The problems of each table, by the name of the table.
    """
    dangling = _dangling(tables)
    problems: dict[str, list[Problem]] = {}
    for name, table in tables.items():
        of_table = problems.setdefault(name, [])
        for key in table.resource.schema.foreign_keys:
            if _has(table, key.fields):
                of_table += _partly_empty(table, key)
            if (name, key) in dangling:
                of_table += _unknown(table, key, tables[key.resource], dangling[name, key])
    return problems


def _has(table: Table, columns: Sequence[str]) -> bool:
    return set(columns) <= set(table.frame.columns)


def _incomplete(table: Table, key: Sequence[str]) -> Iterator[Problem]:
    for name in key:
        for row in table.frame.index[table.frame[name] == ""]:
            expected = f"expected a value: {name} is part of the primary key"
            yield Problem(table.resource.path, int(row), name, "primary-key", "", expected)


def _repeated(table: Table, key: Sequence[str], code: str) -> Iterator[Problem]:
    schema = table.resource.schema
    if len(key) == 1 and schema.field(key[0]).constraints.get("unique"):
        return  # checked with the column
    complete = (table.frame[list(key)] != "").all(axis="columns").to_numpy(dtype=bool)
    keys = key_texts(table, key)[complete]
    again = keys.duplicated()
    if not again.any():
        return
    first = keys[~again & keys.isin(keys[again])]
    places = {text: row for row, text in first.items()}
    name, words = ", ".join(key), "primary key" if code == "primary-key" else "unique key"
    for row, text in keys[again].items():
        value = text.replace(_BETWEEN, ", ")
        expected = f"expected a {words} that stands once; it is in row {places[text]} too"
        yield Problem(table.resource.path, int(str(row)), name, code, value, expected)


def key_texts(table: Table, key: Sequence[str]) -> pd.Series:
    """The key of every row as one text; equal keys have equal texts."""
    schema = table.resource.schema
    parts = [comparable(table.frame[name], schema.field(name).type) for name in key]
    keys = parts[0]
    for part in parts[1:]:
        keys = keys + _BETWEEN + part
    return keys


def _partly_empty(table: Table, key: ForeignKey) -> Iterator[Problem]:
    if len(key.fields) == 1:
        return
    filled = table.frame[list(key.fields)] != ""
    partly = filled.any(axis="columns") & ~filled.all(axis="columns")
    expected = f"expected {', '.join(key.fields)} to be all filled or all empty"
    for row, cells in table.frame.loc[partly, list(key.fields)].iterrows():
        column = next(name for name in key.fields if cells[name] == "")
        yield Problem(table.resource.path, int(str(row)), column, "foreign-key", "", expected)


def _unknown(table: Table, key: ForeignKey, target: Table, dangling: Mask) -> Iterator[Problem]:
    if not dangling.any():
        return
    column = ", ".join(key.fields)
    expected = f"expected a value of {', '.join(key.reference_fields)} in {target.resource.path}"
    for row, cells in table.frame.loc[dangling, list(key.fields)].iterrows():
        value = ", ".join(cells)
        yield Problem(table.resource.path, int(str(row)), column, "foreign-key", value, expected)


def _dangling(tables: Mapping[str, Table]) -> dict[tuple[str, ForeignKey], Mask]:
    """Masks of the rows with a complete key that no row of the target has.

    By the name of the table and the foreign key, for keys that can be checked.
    """
    masks: dict[tuple[str, ForeignKey], Mask] = {}
    for (target, fields), uses in _uses(tables).items():
        # All keys into one target are looked up at once, so that it is hashed once.
        columns = [_key_column(tables[name], key.fields) for name, key in uses]
        values = pd.concat([column.values for column in columns], ignore_index=True)
        known = is_known(values, key_texts(tables[target], fields))
        unknown = ~known & (values != "").to_numpy(dtype=bool)
        ends = np.cumsum([len(column.values) for column in columns])
        parts = np.split(unknown, ends[:-1])
        for use, column, mask in zip(uses, columns, parts, strict=True):
            masks[use] = column.spread(mask)
    return masks


def _uses(
    tables: Mapping[str, Table],
) -> dict[tuple[str, tuple[str, ...]], list[tuple[str, ForeignKey]]]:
    """Table and foreign key of those that can be checked, by the target's name and columns."""
    uses: dict[tuple[str, tuple[str, ...]], list[tuple[str, ForeignKey]]] = {}
    for name, table in tables.items():
        for key in table.resource.schema.foreign_keys:
            target = tables.get(key.resource)
            is_whole = target and target.complete and _has(target, key.reference_fields)
            if is_whole and _has(table, key.fields):
                uses.setdefault((key.resource, key.reference_fields), []).append((name, key))
    return uses


def _key_column(table: Table, fields: Sequence[str]) -> DistinctValues:
    """The key of every row, as in `key_texts`; the empty text where it is not complete."""
    if len(fields) == 1:
        column, kind = table.columns[fields[0]], table.resource.schema.field(fields[0]).type
        return DistinctValues(comparable(column.values, kind), column.codes)
    complete = (table.frame[list(fields)] != "").all(axis="columns")
    return DistinctValues(key_texts(table, fields).where(complete, ""), None)
