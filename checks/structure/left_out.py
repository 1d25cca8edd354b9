"""Rows that cannot be read: what rules get of them, and what is left out.

A row with a cell that cannot be read is left out: no finding rests on it. To rules it still holds
its place, so that a list does not look complete without it; but its numbers and dates are not
known. Only a row without a usable key is taken away, and with it what must refer to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import pandas as pd

from checks.structure import StructureResult
from checks.structure.claims import check_references, known_claims
from checks.structure.keys import unknown_rows
from checks.structure.table import Table
from checks.structure.vocabulary import terms_of
from checks.tables.arrays import Mask
from checks.tables.package import Field, Package, Resource, Schema
from checks.tables.problems import CLEAR

Cell: TypeAlias = tuple[str, int, str]
"""A table, a row and a column."""

_OF_KEYS = frozenset({"primary-key", "unique", "unique-key", "claim-id"})
"""Codes of problems by which a row has no key of its own."""

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
        lost: the keys of rows that rules do not get at all, and what these refer to.
        touched: the keys of all the rows, and what they refer to; without terms.
        about: the same without passages and the claims themselves.
    """

    table: str
    file: str
    is_of_claims: bool
    rows: tuple[int, ...]
    claims: frozenset[str]
    columns: frozenset[str]
    lost: frozenset[str]
    touched: frozenset[str]
    about: frozenset[str]


@dataclass(frozen=True)
class Usable:
    """What rules can use of a package.

    `frames` are tables of text, all cells of which have the type of their column; numbers and dates
    are not known in the rows of `unknown`. `unread` are the tables that could not be read.
    """

    frames: dict[str, pd.DataFrame]
    unknown: dict[str, Mask]
    left_out: tuple[LeftOut, ...]
    unread: frozenset[str]


@dataclass
class _Draft:
    """The frames while rows are being left out."""

    frames: dict[str, pd.DataFrame]
    bad: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    lost: dict[str, set[int]] = field(default_factory=dict)


def usable(package: Package, structure: StructureResult, without: Iterable[str] = ()) -> Usable:
    """What rules can use of a package, given the problems of its structure.

    Args:
        package: the package.
        structure: its tables of text, and their problems.
        without: tables that no rule reads, such as the register.
    """
    resources = [item for item in package.resources if item.name not in without]
    unread = frozenset(item.name for item in resources if item.name not in structure.tables)
    draft = _Draft(dict(structure.tables))
    _leave_out(draft, package, _bad_cells(package.resources, structure))
    if draft.bad or structure.set_aside:
        _resolve_keys(draft, package, resources)
    unknown = {
        name: draft.frames[name].index.isin(list(rows)) for name, rows in draft.bad.items() if rows
    }
    left_out = [_summary(item, draft, structure, resources) for item in resources]
    return Usable(
        frames=draft.frames,
        unknown=unknown,
        left_out=tuple(item for item in left_out if item.rows),
        unread=unread,
    )


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


def _bad_cells(
    resources: Iterable[Resource], structure: StructureResult
) -> Iterator[tuple[Cell, str]]:
    """The cells that cannot be read, each with the code of its problem."""
    names = {item.path: item.name for item in resources if item.name in structure.tables}
    for problem in structure.problems:
        name = names.get(problem.file)
        if name is None or problem.code in CLEAR or problem.column is None:
            continue
        if problem.row in structure.tables[name].index and problem.code != "quoting":
            for column in problem.column.split(", "):
                yield (name, int(problem.row or 0), column), problem.code


def _leave_out(draft: _Draft, package: Package, cells: Iterable[tuple[Cell, str]]) -> None:
    """Leave out the rows of some cells, and put what a rule can read into the cells."""
    put: dict[tuple[str, str, str], list[int]] = {}
    lost: dict[str, set[int]] = {}
    for (name, row, column), code in cells:
        draft.bad.setdefault(name, {}).setdefault(row, set()).add(column)
        schema = package.resource(name).schema
        if _is_indispensable(schema, schema.field(column), code):
            lost.setdefault(name, set()).add(row)
        elif (text := _stand_in(schema.field(column), code)) is not None:
            put.setdefault((name, column, text), []).append(row)
    for (name, column, text), rows in put.items():
        frame = draft.frames[name]
        is_bad = frame.index.isin(rows)
        draft.frames[name] = frame.assign(**{column: frame[column].mask(is_bad, text)})
    for name, of_table in lost.items():
        draft.frames[name] = draft.frames[name].drop(index=list(of_table))
        draft.lost.setdefault(name, set()).update(of_table)


def _is_indispensable(schema: Schema, column: Field, code: str) -> bool:
    """Whether rules can do nothing with a row without the cell."""
    is_key = column.name in schema.primary_key
    if code in ("foreign-key", "claim-reference"):
        return is_key or bool(column.constraints.get("required"))
    return code in _OF_KEYS or (is_key and code == "required")


def _stand_in(column: Field, code: str) -> str | None:
    """What rules read in place of a cell that cannot be read; None: the text as it is."""
    if code in ("foreign-key", "claim-reference"):
        return ""
    if column.type in ("string", "any", "number") and code not in _OF_LISTS:
        return None
    return _EMPTY.get(column.type, "") if column.constraints.get("required") else ""


def _resolve_keys(draft: _Draft, package: Package, resources: Iterable[Resource]) -> None:
    """Leave out the rows that refer to rows that are not there, until there are none."""
    of_name = {item.name: item for item in resources}
    while True:
        tables = {
            name: Table(of_name[name], frame)
            for name, frame in draft.frames.items()
            if name in of_name
        }
        cells: list[tuple[Cell, str]] = [
            ((name, row, column), "foreign-key")
            for (name, key), rows in unknown_rows(tables).items()
            for row in rows
            for column in key.fields
        ]
        claims = known_claims(package, tables)
        for name, table in tables.items() if claims is not None else ():
            cells += [
                ((name, int(item.row or 0), str(item.column)), item.code)
                for item in check_references(table, claims)  # type: ignore[arg-type]
            ]
        if not cells:
            return
        _leave_out(draft, package, cells)


def _summary(
    resource: Resource, draft: _Draft, structure: StructureResult, resources: list[Resource]
) -> LeftOut:
    """What is left out of one table."""
    name, schema = resource.name, resource.schema
    bad, set_aside = draft.bad.get(name, {}), structure.set_aside.get(name, {})
    frame = structure.tables[name].loc[list(bad)] if bad else pd.DataFrame()
    lost = frame[frame.index.isin(list(draft.lost.get(name, ())))]
    texts = {text for cells in set_aside.values() for text in cells}
    claims: set[str] = set()
    if schema.is_of_claims:
        place = schema.field_names.index("claim_id")
        claims = {cells[place] for cells in set_aside.values() if len(cells) > place}
        claims |= set(frame["claim_id"]) if "claim_id" in frame else set()
    if texts:
        texts &= _all_keys(structure, resources) | claims
    is_whole = bool(set_aside) or bool(len(lost))
    touched = identifiers(frame, schema) | texts
    passages = set(frame["passage_id"]) if schema.is_of_claims and "passage_id" in frame else set()
    columns = {column for columns in bad.values() for column in columns}
    return LeftOut(
        table=name,
        file=resource.path,
        is_of_claims=schema.is_of_claims,
        rows=tuple(sorted({*bad, *set_aside})),
        claims=frozenset(claims - {""}),
        columns=frozenset() if is_whole else frozenset(columns),
        lost=frozenset(identifiers(lost, schema) | texts),
        touched=frozenset(touched),
        about=frozenset(touched - claims - passages),
    )


def _all_keys(structure: StructureResult, resources: Iterable[Resource]) -> set[str]:
    """The primary keys of all tables."""
    keys: set[str] = set()
    for item in resources:
        for column in item.schema.primary_key:
            if item.name in structure.tables and column in structure.tables[item.name]:
                keys.update(structure.tables[item.name][column])
    return keys - {""}
