"""Columns of terms, as a schema declares them.

It does so by the property `term`, as on `predicate_id`:

    {"usedIn": "relations", "valueKind": "entity", "subject": "subject_id", "object": "object_id"}

The column refers to the vocabulary by a foreign key, and so do `subject` and `object` to the table
of entities. `usedIn` is what the vocabulary says of such terms, `valueKind` what they give.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checks.tables.package import Field, ForeignKey, Schema

ROLES = ("subject", "object")
"""The two sides of a term: the entity it is about, and the entity that is its value."""


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
        key = _key(schema, field.name)
        if declared is None or key is None:
            continue
        roles = {role: _key(schema, declared[role]) for role in ROLES if role in declared}
        known = {role: target for role, target in roles.items() if target is not None}
        terms.append(Term(field.name, key, declared["usedIn"], declared["valueKind"], known))
    return terms


def term_fault(field: Field, schema: Schema) -> str | None:
    """The expectation that `term` of a column does not meet, or None."""
    declared: Any = field.descriptor.get("term", {"usedIn": "?", "valueKind": "?"})
    if not isinstance(declared, dict) or set(declared) - {"usedIn", "valueKind", *ROLES}:
        return "expected term to have usedIn, valueKind, and perhaps subject and object"
    if not all(isinstance(declared.get(key), str) and declared[key] for key in _SAID):
        return "expected term to have usedIn and valueKind, which are texts"
    if "term" in field.descriptor and _key(schema, field.name) is None:
        return "expected a column of terms to have a foreign key into the vocabulary"
    for role in ROLES:
        if role in declared and _key(schema, declared[role]) is None:
            return f"expected the {role} of a term to be a column with a foreign key"
    return None


_SAID = ("usedIn", "valueKind")


def _key(schema: Schema, column: Any) -> ForeignKey | None:
    """The foreign key of one column, if it has one of its own."""
    return next((key for key in schema.foreign_keys if key.fields == (column,)), None)
