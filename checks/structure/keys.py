"""Primary, unique and foreign keys, each checked where its columns could be read."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from checks.load.package import ForeignKey
from checks.structure.columns import Mask, Table, comparable, is_known
from checks.structure.problems import Problem

# Stands between the parts of a composite key: no cell of a valid table has it.
_BETWEEN = "\x1f"


def check_own_keys(table: Table) -> Iterator[Problem]:
    """Primary key: complete, and once. Unique keys: once, where complete."""
    schema = table.resource.schema
    if schema.primary_key and _has(table, schema.primary_key):
        yield from _incomplete(table, schema.primary_key)
        yield from _repeated(table, schema.primary_key, "primary-key")
    for key in schema.unique_keys:
        if _has(table, key):
            yield from _repeated(table, key, "unique-key")


def check_foreign_keys(table: Table, tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Values of foreign keys that the other table does not have, and keys that are partly empty.

    A key into a table that could not be read as a whole is not judged.
    """
    for key in table.resource.schema.foreign_keys:
        target = tables.get(key.resource)
        if not _has(table, key.fields):
            continue
        filled = table.frame[list(key.fields)] != ""
        partly = filled.any(axis="columns") & ~filled.all(axis="columns")
        yield from _partly_empty(table, key, partly.to_numpy(dtype=bool))
        if target and target.complete and _has(target, key.reference_fields):
            yield from _dangling(table, target, key)


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


def _partly_empty(table: Table, key: ForeignKey, partly: Mask) -> Iterator[Problem]:
    if not partly.any():
        return
    expected = f"expected {', '.join(key.fields)} to be all filled or all empty"
    for row, cells in table.frame.loc[partly, list(key.fields)].iterrows():
        column = next(name for name in key.fields if cells[name] == "")
        yield Problem(table.resource.path, int(str(row)), column, "foreign-key", "", expected)


def _dangling(table: Table, target: Table, key: ForeignKey) -> Iterator[Problem]:
    missing = _missing(table, target, key)
    if not missing.any():
        return
    column = ", ".join(key.fields)
    expected = f"expected a value of {', '.join(key.reference_fields)} in {target.resource.path}"
    for row, cells in table.frame.loc[missing, list(key.fields)].iterrows():
        value = ", ".join(cells)
        yield Problem(table.resource.path, int(str(row)), column, "foreign-key", value, expected)


def _missing(table: Table, target: Table, key: ForeignKey) -> Mask:
    """Whether the row has a complete key that no row of the target has."""
    known = key_texts(target, key.reference_fields)
    if len(key.fields) == 1:
        column = table.columns[key.fields[0]]
        values = comparable(column.values, table.resource.schema.field(key.fields[0]).type)
        return column.spread(_unknown(values, (values != "").to_numpy(dtype=bool), known))
    filled = (table.frame[list(key.fields)] != "").all(axis="columns").to_numpy(dtype=bool)
    return _unknown(key_texts(table, key.fields), filled, known)


def _unknown(values: pd.Series, filled: Mask, known: pd.Series) -> Mask:
    """Which of the filled values are not known."""
    unknown = filled.copy()
    unknown[filled] = ~is_known(values[filled], known)
    return unknown
