"""Whether terms stand in the right table, and relate the right types of entities."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from checks.structure.columns import Table
from checks.structure.problem_list import ProblemList
from checks.structure.terms import ROLES, Term, terms_of
from checks.tables.arrays import Mask, Places, Texts
from checks.tables.lookups import positions
from checks.tables.package import ForeignKey, Schema
from checks.tables.problems import Problem

USED_IN, VALUE_KIND, KEYS = "used_in", "value_kind", "comparability_keys"
TYPES_OF = {role: f"{role}_types" for role in ROLES}
"""Columns of a vocabulary: the table and the kind of value of a term, and the types it relates."""

TYPE = "type"
"""The column of entities that says what sort of thing each is."""

_NOWHERE = -1
"""The place of a row that does not exist: an empty text stands there, behind all others."""


def check_terms(
    table: Table, tables: Mapping[str, Table], problems: ProblemList
) -> Iterator[Problem]:
    """Terms that stand in a wrong table, and entities of types that their term does not relate.

    Cells that already have a problem are skipped, also where other cells depend on them.
    """
    for term in terms_of(table.resource.schema):
        vocabulary = tables.get(term.vocabulary.resource)
        if vocabulary is None or not _has(table, vocabulary, term.column, term.vocabulary):
            continue
        places = _places(table, term.column, vocabulary, term.vocabulary)
        used_in = _usable(vocabulary, USED_IN, problems)
        misplaced = ((used_in != "") & (used_in != term.used_in))[places]
        for row, value, place in _rows(table, term.column, misplaced, places):
            expected = f"a term that is used in {term.used_in} ('{value}': {used_in[place]})"
            yield _problem("term", table, row, term.column, value, expected)
        places[misplaced] = _NOWHERE
        for role, key in term.roles.items():
            entities = tables.get(key.resource)
            if entities is not None and _has(table, entities, key.fields[0], key):
                yield from _check_role(table, term, role, places, vocabulary, entities, problems)


def _check_role(
    table: Table,
    term: Term,
    role: str,
    terms: Places,
    vocabulary: Table,
    entities: Table,
    problems: ProblemList,
) -> Iterator[Problem]:
    """Entities in one role of the terms of a column; `terms` are places in the vocabulary."""
    key, cells = term.roles[role], _usable(vocabulary, TYPES_OF[role], problems)
    column, lists = key.fields[0], [_parts(vocabulary, TYPES_OF[role], cell) for cell in cells]
    types = _usable(entities, TYPE, problems)
    kind_of, kinds = pd.factorize(types)
    # What is not known, of a term or of an entity, is the empty text, and relates to anything.
    relates = np.array(
        [[not kind or not given or kind in given for kind in kinds] for given in lists]
    )
    places = _places(table, column, entities, key)
    for row, value, place in _rows(table, column, ~relates[terms, kind_of[places]], places):
        at = table.frame.index.get_loc(row)
        name, allowed = table.frame[term.column].iloc[at], " or ".join(lists[terms[at]])
        expected = f"an entity of the type {allowed} as the {role} of '{name}'"
        found = f"{expected} ('{value}' is of the type {types[place]})"
        yield _problem("term", table, row, column, value, found)


def check_vocabularies(tables: Mapping[str, Table], problems: ProblemList) -> Iterator[Problem]:
    """Cells of a vocabulary that name columns or types that do not exist."""
    declared = [term for table in tables.values() for term in terms_of(table.resource.schema)]
    for name in dict.fromkeys(term.vocabulary.resource for term in declared):
        terms = [term for term in declared if term.vocabulary.resource == name]
        if name in tables:
            yield from _check_vocabulary(tables[name], terms, tables, problems)


def _check_vocabulary(
    vocabulary: Table, terms: list[Term], tables: Mapping[str, Table], problems: ProblemList
) -> Iterator[Problem]:
    used_in = _usable(vocabulary, USED_IN, problems)[:-1]
    for use in dict.fromkeys(term.used_in for term in terms):
        of_use = [term for term in terms if term.used_in == use]
        is_of_use = used_in == use
        kind = of_use[0].value_kind
        for row, value in _filled(vocabulary, VALUE_KIND, is_of_use, problems):
            if value != kind:
                expected = f"{kind}, as the terms of {use} have"
                yield _problem("vocabulary", vocabulary, row, VALUE_KIND, value, expected)
        home = tables[use].resource.schema if use in tables else None
        for row, value in _filled(vocabulary, KEYS, is_of_use, problems) if home else ():
            unknown = [each for each in _parts(vocabulary, KEYS, value) if not _names(home, each)]
            if unknown:
                expected = f"columns of {use} (not '{', '.join(unknown)}')"
                yield _problem("vocabulary", vocabulary, row, KEYS, value, expected)
        for role in TYPES_OF:
            yield from _check_types(vocabulary, role, of_use, is_of_use, tables, problems)


def _check_types(
    vocabulary: Table,
    role: str,
    terms: list[Term],
    is_of_use: Mask,
    tables: Mapping[str, Table],
    problems: ProblemList,
) -> Iterator[Problem]:
    """Types that no entity can have, and types on a side that terms of this table do not have."""
    column = TYPES_OF[role]
    keys = [term.roles[role] for term in terms if role in term.roles]
    known = _types_of(tables.get(keys[0].resource)) if keys else None
    for row, value in _filled(vocabulary, column, is_of_use, problems):
        unknown = [each for each in _parts(vocabulary, column, value) if each not in (known or ())]
        if not keys:
            expected = f"no types: a term of {terms[0].used_in} has no {role}"
            yield _problem("vocabulary", vocabulary, row, column, value, expected)
        elif known and unknown:
            expected = f"types of entities (not '{', '.join(unknown)}')"
            yield _problem("vocabulary", vocabulary, row, column, value, expected)


def _types_of(entities: Table | None) -> list[str] | None:
    """The types that entities can have, if their schema lists them."""
    if entities is None or not _names(entities.resource.schema, TYPE):
        return None
    return entities.resource.schema.field(TYPE).constraints.get("enum")


def _names(schema: Schema | None, column: str) -> bool:
    return schema is not None and column in schema.field_names


def _parts(table: Table, column: str, cell: str) -> list[str]:
    """The parts of a cell that is a list."""
    separator = table.resource.schema.field(column).list_separator if cell else None
    return cell.split(separator) if separator else [cell] if cell else []


def _has(table: Table, target: Table, column: str, key: ForeignKey) -> bool:
    return column in table.frame.columns and set(key.reference_fields) <= set(target.frame.columns)


def _places(table: Table, column: str, target: Table, key: ForeignKey) -> Places:
    """For each row of `table`, the row of `target` that its cell refers to, or `_NOWHERE`."""
    cells = table.columns[column]
    places = positions(cells.values, target.frame[key.reference_fields[0]])
    return places if cells.codes is None else places[cells.codes]


def _usable(table: Table, column: str, problems: ProblemList) -> Texts:
    """The cells of a column, "" where one has a problem, and one more "" for `_NOWHERE`."""
    if column not in table.frame.columns:
        return np.full(len(table.frame) + 1, "", dtype=object)
    at_fault = problems.rows_with_problems(table.resource.path, [column])
    cells = table.frame[column].mask(table.frame.index.isin(list(at_fault)), "")
    return np.append(cells.to_numpy(object), "")


def _filled(
    table: Table, column: str, among: Mask, problems: ProblemList
) -> Iterator[tuple[int, str]]:
    """Row and text of the cells that are filled and have no problem."""
    cells = _usable(table, column, problems)[:-1]
    for place in np.flatnonzero(among & (cells != "")):
        yield int(table.frame.index[int(place)]), str(cells[place])


def _rows(table: Table, column: str, wrong: Mask, places: Places) -> Iterator[tuple[int, str, int]]:
    """Row and text of the cells that are wrong, with the places to which they refer."""
    for place in np.flatnonzero(wrong).tolist():
        yield int(table.frame.index[place]), str(table.frame[column].iloc[place]), places[place]


def _problem(code: str, table: Table, row: int, column: str, value: str, expected: str) -> Problem:
    return Problem(table.resource.path, row, column, code, value, f"expected {expected}")
