"""Whether terms stand in the right table, and relate the right types of entities.

A schema declares a column of terms by the property `term`, as on `predicate_id`:

    {"usedIn": "relations", "valueKind": "entity", "subject": "subject_id", "object": "object_id"}

The column refers to the vocabulary by a foreign key, and so do `subject` and `object` to the table
of entities. `usedIn` is what the vocabulary says of such terms, `valueKind` what they give.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from checks.structure.table import ProblemList, Table
from checks.tables.arrays import Mask, Places, Texts
from checks.tables.package import Field, ForeignKey, Schema
from checks.tables.problems import Problem
from checks.tables.shortening import listed
from checks.tables.text_columns import positions

ROLES = ("subject", "object")
"""The two sides of a term: the entity it is about, and the entity that is its value."""

USED_IN, VALUE_KIND, KEYS = "used_in", "value_kind", "comparability_keys"
TYPES_OF = {role: f"{role}_types" for role in ROLES}
"""Columns of a vocabulary: the table and the kind of value of a term, and the types it relates."""

_TYPES_OF_ROLES = {
    **{column: role for role, column in TYPES_OF.items()},
    "one_object_at_a_time": "subject",
    "one_subject_at_a_time": "object",
}
"""Columns of a vocabulary that list types of entities, and the role that these have."""

TYPE = "type"
"""The column of entities that says what sort of thing each is."""


@dataclass(frozen=True)
class Term:
    """What a schema says of a column of terms; `roles` are the columns of the related entities."""

    column: str
    vocabulary: ForeignKey
    used_in: str
    value_kind: str
    roles: Mapping[str, ForeignKey]


def terms_of(schema: Schema) -> list[Term]:
    """The columns of terms of a table whose schema has no fault."""
    terms = []
    for field in schema.fields:
        declared = field.descriptor.get("term")
        key = key_of(schema, field.name)
        if declared is None or key is None:
            continue
        roles = {role: key_of(schema, declared[role]) for role in ROLES if role in declared}
        known = {role: target for role, target in roles.items() if target is not None}
        terms.append(Term(field.name, key, declared["usedIn"], declared["valueKind"], known))
    return terms


def term_fault(field: Field, schema: Schema) -> str | None:
    """The expectation that `term` of a column does not meet, or None."""
    declared: Any = field.descriptor["term"]
    if not isinstance(declared, dict) or set(declared) - {"usedIn", "valueKind", *ROLES}:
        return "expected term to have usedIn, valueKind, and perhaps subject and object"
    said = [declared.get(key) for key in ("usedIn", "valueKind")]
    if not all(isinstance(text, str) and text for text in said):
        return "expected term to have usedIn and valueKind, which are texts"
    if key_of(schema, field.name) is None:
        return "expected a column of terms to have a foreign key into the vocabulary"
    for role in ROLES:
        if role in declared and key_of(schema, declared[role]) is None:
            return f"expected the {role} of a term to be a column with a foreign key"
    return None


def key_of(schema: Schema, column: Any) -> ForeignKey | None:
    """The foreign key of one column, if it has one of its own."""
    return next((key for key in schema.foreign_keys if key.fields == (column,)), None)


def check_terms(
    table: Table, tables: Mapping[str, Table], problems: ProblemList
) -> Iterator[Problem]:
    """Terms that stand in a wrong table, and entities of types that their term does not relate.

    Cells that already have a problem are skipped, also where other cells depend on them.
    """
    for term in terms_of(table.schema):
        vocabulary = tables.get(term.vocabulary.resource)
        if vocabulary is None or not _can_look_up(table, term.vocabulary, vocabulary):
            continue
        place = _positions(table, term.vocabulary, vocabulary)
        used_in = _usable(vocabulary, USED_IN, problems)
        is_misplaced = np.array([use not in ("", term.used_in) for use in used_in])
        for row in np.flatnonzero(is_misplaced[place]).tolist():
            value = table.frame[term.column].iloc[row]
            expected = f"a term that is used in {term.used_in} ('{value}': {used_in[place[row]]})"
            yield table.problem("term", table.frame.index[row], term.column, value, expected)
        for role, key in term.roles.items():
            entities = tables.get(key.resource)
            if entities is None or not _can_look_up(table, key, entities):
                continue
            kind, kinds = pd.factorize(_usable(entities, TYPE, problems))
            kind = kind[_positions(table, key, entities)]
            related = np.where(is_misplaced, "", _usable(vocabulary, TYPES_OF[role], problems))
            separator = _separator(vocabulary, TYPES_OF[role])
            for row in np.flatnonzero(~_relates(related, kinds, separator)[place, kind]).tolist():
                name, value = table.frame[[term.column, key.fields[0]]].iloc[row]
                allowed = listed(related[place[row]].split(separator), " or ")
                expected = f"an entity of the type {allowed} as the {role} of '{name}'"
                found = f"{expected} ('{value}' is of the type {kinds[kind[row]]})"
                number = table.frame.index[row]
                yield table.problem("term", number, key.fields[0], value, found)


def check_vocabularies(tables: Mapping[str, Table], problems: ProblemList) -> Iterator[Problem]:
    """Cells of a vocabulary that name columns or types that do not exist."""
    terms = [term for table in tables.values() for term in terms_of(table.schema)]
    for name in dict.fromkeys(term.vocabulary.resource for term in terms):
        if name not in tables:
            continue
        vocabulary, columns = tables[name], (USED_IN, VALUE_KIND, KEYS, *_TYPES_OF_ROLES)
        usable = [_usable(vocabulary, column, problems)[:-1] for column in columns]
        for row, *texts in zip(vocabulary.frame.index, *usable, strict=True):
            cells = dict(zip(columns, texts, strict=True))
            of_use = [
                term
                for term in terms
                if (term.vocabulary.resource, term.used_in) == (name, cells[USED_IN])
            ]
            for column, expected in _faults(vocabulary, cells, of_use, tables) if of_use else ():
                yield vocabulary.problem("vocabulary", row, column, cells[column], expected)


def _faults(
    vocabulary: Table, cells: Mapping[str, str], terms: list[Term], tables: Mapping[str, Table]
) -> Iterator[tuple[str, str]]:
    """Column and expectation of the cells of one term that do not fit `terms`, of its table."""
    use, kind = terms[0].used_in, terms[0].value_kind
    if cells[VALUE_KIND] not in ("", kind):
        yield VALUE_KIND, f"{kind}, as the terms of {use} have"
    if use in tables:
        columns = tables[use].schema.field_names
        if unknown := _unknown(vocabulary, KEYS, cells, columns):
            yield KEYS, f"columns of {use} (not '{unknown}')"
    for column, role in _TYPES_OF_ROLES.items():
        keys = [term.roles[role] for term in terms if role in term.roles]
        if not keys and cells[column]:
            yield column, f"no types: a term of {use} has no {role}"
        known = _types_of(tables.get(keys[0].resource)) if keys else ()
        if known and (unknown := _unknown(vocabulary, column, cells, known)):
            yield column, f"types of entities (not '{unknown}')"


def _types_of(entities: Table | None) -> Collection[str]:
    """The types that entities can have, if their schema lists them."""
    if entities is None or TYPE not in entities.schema.field_names:
        return ()
    types: Collection[str] = entities.schema.field(TYPE).constraints.get("enum", ())
    return types


def _unknown(
    vocabulary: Table, column: str, cells: Mapping[str, str], known: Collection[str]
) -> str:
    """The parts of a cell that are not known, as a message lists them."""
    parts = cells[column].split(_separator(vocabulary, column)) if cells[column] else []
    return listed(part for part in parts if part not in known)


def _separator(vocabulary: Table, column: str) -> str:
    """What separates the parts of a cell; one that stands in no cell where it is not a list."""
    named = column in vocabulary.schema.field_names
    return (named and vocabulary.schema.field(column).list_separator) or _NO_LIST


_NO_LIST = "\n"
"""No cell without a problem has a line break."""


def _relates(related: Texts, kinds: Texts, separator: str) -> Mask:
    """Whether each list of types has each type; an unknown type or list fits anything."""
    fits = [
        [not (kind and each) or kind in each.split(separator) for kind in kinds] for each in related
    ]
    return np.array(fits, dtype=bool).reshape(len(related), len(kinds))


def _can_look_up(table: Table, key: ForeignKey, target: Table) -> bool:
    return table.has(key.fields) and target.has(key.reference_fields)


def _positions(table: Table, key: ForeignKey, target: Table) -> Places:
    """For each row, the position in `_usable` cells of the row that its foreign key refers to."""
    return positions(table.frame[key.fields[0]], target.frame[key.reference_fields[0]])


def _usable(table: Table, column: str, problems: ProblemList) -> Texts:
    """The cells of a column, "" where one has a problem or the table has no such column.

    One more, "", is the last: the cell of no row, -1.
    """
    if not table.has([column]):
        return np.full(len(table.frame) + 1, "", dtype=object)
    cells = table.frame[column].mask(problems.mask(table, [column]), "")
    return np.append(cells.to_numpy(dtype=object), "")
