"""Rows that cannot be read: what rules get of them, and what is left out.

A row with a cell that cannot be read is left out: no finding rests on it. To rules it still holds
its place, so that a list does not look complete without it; but the numbers and dates of a claim
are then not known. Where a row refers to one that is not there, rules get an empty one; but the
passage of a claim follows from its identifier.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd

from checks.structure import StructureResult
from checks.structure.claims import CLAIM_ID, PASSAGE_ID
from checks.structure.keys import unknown_rows
from checks.structure.table import Table
from checks.structure.vocabulary import terms_of
from checks.tables.arrays import Mask
from checks.tables.package import Field, Package, Resource, Schema
from checks.tables.problems import CLEAR

Cells: TypeAlias = dict[tuple[int, str], str]
"""Codes of problems by row and column."""

_OF_KEYS = frozenset({"primary-key", "unique", "unique-key", "claim-id"})
"""Codes of problems by which a row has no key of its own: rules do not get it."""

_OF_LISTS = frozenset({"list", "vocabulary"})
_EMPTY = {"integer": "0", "boolean": "false"}
"""What stands for a value that cannot be read where the column must have one."""


@dataclass(frozen=True)
class LeftOut:
    """The rows of one table that are left out.

    Attributes:
        table: the name of the table.
        file: its path.
        is_of_claims: whether the rows are claims.
        rows: the spreadsheet rows.
        claims: their identifiers, if the table is of claims.
        columns: the columns that cannot be read; empty where a whole row cannot be read.
        lost: the keys of rows that rules do not get, or not in their place, and what they refer to.
        touched: the keys of all the rows, and what they refer to; without terms.
    """

    table: str
    file: str
    is_of_claims: bool
    rows: tuple[int, ...]
    claims: frozenset[str]
    columns: frozenset[str]
    lost: frozenset[str]
    touched: frozenset[str]


@dataclass(frozen=True)
class Usable:
    """What rules can use of a package.

    `frames` are tables of text, all cells of which have the type of their column; numbers and dates
    are not known in the rows of `unknown`. `unread` are the tables that could not be read, and
    `added` the keys of rows that other rows refer to, and that are not there.
    """

    frames: dict[str, pd.DataFrame]
    unknown: dict[str, Mask]
    left_out: tuple[LeftOut, ...]
    unread: frozenset[str]
    added: frozenset[str]


def usable(package: Package, structure: StructureResult, without: Iterable[str] = ()) -> Usable:
    """What rules can use of a package, given the problems of its structure.

    Args:
        package: the package.
        structure: its tables of text, and their problems.
        without: tables that no rule reads, such as the register.
    """
    bad = _bad_cells(package, structure)
    frames = dict(structure.tables)
    for name, cells in bad.items():
        frames[name] = _readable(frames[name], package.resource(name).schema, cells)
    resources = [item for item in package.resources if item.name not in without]
    added = _add_missing_rows(frames, resources) if bad or structure.set_aside else ()
    of_claims = {item.name for item in resources if item.schema.is_of_claims}
    unknown = {
        name: frames[name].index.isin([row for row, _ in bad[name]])
        for name in bad
        if name in of_claims
    }
    left_out = [
        _summary(item, bad.get(item.name, {}), structure, resources)
        for item in resources
        if item.name in bad or item.name in structure.set_aside
    ]
    unread = frozenset(item.name for item in resources if item.name not in frames)
    return Usable(frames, unknown, tuple(left_out), unread, frozenset(added))


def references(schema: Schema) -> list[str]:
    """The columns by which a row is known or refers to another row, terms left out."""
    vocabularies = {term.vocabulary.resource for term in terms_of(schema)}
    keys = [key for key in schema.foreign_keys if key.resource not in vocabularies]
    names = [*schema.primary_key, *(name for key in keys for name in key.fields)]
    names += [field.name for field in schema.fields if field.refers_to_claims]
    return list(dict.fromkeys(names))


def identifiers(frame: pd.DataFrame, schema: Schema) -> set[str]:
    """The keys of some rows, and what they refer to."""
    found: set[str] = set()
    for name in references(schema):
        if name in frame:
            separator = schema.field(name).list_separator
            for text in frame[name].unique():
                found.update(text.split(separator) if separator else [text])
    return found - {""}


def _bad_cells(package: Package, structure: StructureResult) -> dict[str, Cells]:
    """The cells that cannot be read, by the name of the table."""
    names = {item.path: item.name for item in package.resources if item.name in structure.tables}
    bad: dict[str, Cells] = {}
    for problem in structure.problems:
        name = names.get(problem.file)
        if name is None or problem.code in CLEAR or problem.column is None:
            continue
        if problem.row in structure.tables[name].index and problem.code != "quoting":
            for column in problem.column.split(", "):
                bad.setdefault(name, {})[int(problem.row or 0), column] = problem.code
    return bad


def _readable(frame: pd.DataFrame, schema: Schema, cells: Cells) -> pd.DataFrame:
    """A table in which every cell has the type of its column, and every row a key of its own."""
    put: dict[tuple[str, str], list[int]] = {}
    for (row, column), code in cells.items():
        text = _stand_in(schema.field(column), code)
        if column == PASSAGE_ID and schema.is_of_claims and CLAIM_ID in frame:
            text = str(frame.at[row, CLAIM_ID]).rpartition(".")[0]
        if text is not None:
            put.setdefault((column, text), []).append(row)
    for (column, text), rows in put.items():
        frame = frame.assign(**{column: frame[column].mask(frame.index.isin(rows), text)})
    return frame.drop(index=_without_key(schema, cells))


def _stand_in(column: Field, code: str = "") -> str | None:
    """What rules read in place of a cell that cannot be read; None: the text as it is."""
    if column.type in ("string", "any", "number") and code not in _OF_LISTS:
        return None
    return _EMPTY.get(column.type, "") if column.constraints.get("required") else ""


def _without_key(schema: Schema, cells: Cells) -> list[int]:
    """The rows that have no key of their own."""
    return sorted(
        {
            row
            for (row, column), code in cells.items()
            if code in _OF_KEYS or (code == "required" and column in schema.primary_key)
        }
    )


def _add_missing_rows(frames: dict[str, pd.DataFrame], resources: Iterable[Resource]) -> set[str]:
    """Add a row with a key alone for each foreign key that refers to none; returns the keys."""
    schemas = {item.name: item.schema for item in resources if item.name in frames}
    tables = {
        item.name: Table(item, frames[item.name]) for item in resources if item.name in frames
    }
    missing: dict[str, list[dict[str, str]]] = {}
    for (name, key), rows in unknown_rows(tables).items():
        for cells in frames[name].loc[rows, list(key.fields)].drop_duplicates().to_numpy():
            row = dict(zip(key.reference_fields, cells, strict=True))
            if row not in missing.setdefault(key.resource, []):
                missing[key.resource].append(row)
    for name, keys in missing.items():
        frame = frames[name]
        columns = [str(column) for column in frame]
        empty = {column: _stand_in(schemas[name].field(column)) or "" for column in columns}
        first = int(frame.index.max() if len(frame) else 1) + 1
        added = pd.DataFrame([{**empty, **key} for key in keys], dtype="str")
        added.index = pd.RangeIndex(first, first + len(added), name=frame.index.name)
        frames[name] = pd.concat([frame, added[columns].astype(frame.dtypes)])
    return {text for keys in missing.values() for key in keys for text in key.values()}


def _summary(
    resource: Resource, cells: Cells, structure: StructureResult, resources: list[Resource]
) -> LeftOut:
    """What is left out of one table."""
    schema, set_aside = resource.schema, structure.set_aside.get(resource.name, {})
    frame = structure.tables[resource.name].loc[sorted({row for row, _ in cells})]
    claims = _claims_of(frame, set_aside, schema)
    texts = {text for texts in set_aside.values() for text in texts}
    if texts:
        texts &= _all_keys(structure, resources) | claims
    is_astray = frame.index.isin(_astray(schema, cells))
    return LeftOut(
        table=resource.name,
        file=resource.path,
        is_of_claims=schema.is_of_claims,
        rows=tuple(sorted({*frame.index.tolist(), *set_aside})),
        claims=frozenset(claims),
        columns=frozenset() if set_aside else frozenset(column for _, column in cells),
        lost=frozenset(identifiers(frame[is_astray], schema) | texts),
        touched=frozenset(identifiers(frame, schema) | texts),
    )


def _claims_of(
    frame: pd.DataFrame, set_aside: Mapping[int, tuple[str, ...]], schema: Schema
) -> set[str]:
    """The identifiers of claims in rows of a table, and in rows that were set aside."""
    if not schema.is_of_claims:
        return set()
    place = schema.field_names.index(CLAIM_ID)
    claims = {texts[place] for texts in set_aside.values() if len(texts) > place}
    return {*claims, *frame.get(CLAIM_ID, ())} - {""}


def _astray(schema: Schema, cells: Cells) -> list[int]:
    """The rows without a key of their own, or with a reference that cannot be read."""
    columns = {name for key in schema.foreign_keys for name in key.fields}
    columns |= {field.name for field in schema.fields if field.refers_to_claims}
    return [row for row, column in cells if column in columns] + _without_key(schema, cells)


def _all_keys(structure: StructureResult, resources: Iterable[Resource]) -> set[str]:
    """The primary keys of all tables."""
    keys: set[str] = set()
    for item in resources:
        for column in item.schema.primary_key:
            if item.name in structure.tables and column in structure.tables[item.name]:
                keys.update(structure.tables[item.name][column])
    return keys - {""}
