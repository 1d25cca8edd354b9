"""What a Table Schema of this profile may say, besides what Frictionless demands."""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, TypeAlias

import pandas as pd

from checks.structure.allowed import allowed_fault
from checks.structure.conditions import requirement_fault
from checks.structure.names import column_faults
from checks.structure.possible import possible_fault
from checks.structure.vocabulary import term_fault
from checks.structure.wording import wording_fault
from checks.tables import edtf
from checks.tables.package import Field, Schema
from checks.tables.patterns import pattern_fault
from checks.tables.schema_checks import FORMATS
from checks.tables.shortening import listed

TYPES = ("string", "any", "integer", "number", "boolean", "date")
"""The types of Table Schema that packages of this profile use."""

Fault: TypeAlias = tuple[str | None, str | None, str]

CLAIM = ("claim_id", "passage_id", "as_stated")
"""The columns that every table of claims has."""

RESERVED = ("row",)
"""Names that typed tables use themselves."""

_MEANINGS: Mapping[str, tuple[Any, ...]] = {
    "decimalChar": (".",),
    "groupChar": (),
    "bareNumber": (True,),
    "trueValues": (["true"], ["true", "True", "TRUE", "1"]),
    "falseValues": (["false"], ["false", "False", "FALSE", "0"]),
    "missingValues": ([""],),
    "categories": (),
    "categoriesOrdered": (),
    "delimiter": (),
    "itemType": (),
}
"""Properties of a column that change what its cells mean or may be, with the values that do not."""

_DECLARATIONS: Mapping[str, Callable[[Field, Schema], str | None]] = {
    "requiredWhen": requirement_fault,
    "requiredUnless": partial(requirement_fault, key="requiredUnless"),
    "term": term_fault,
    "carries": wording_fault,
    "emptyMeans": lambda field, _: _empty_fault(field),
    "possible": possible_fault,
}
"""Properties by which this profile extends Table Schema, with the functions that check them."""


def profile_faults(schema: Schema, schemas: Mapping[str, Schema]) -> Iterator[Fault]:
    """Column, value and expectation of everything in a schema that cannot be checked.

    `schemas` are those of all tables of the package, which foreign keys may refer to.
    """
    if tuple(schema.missing_values) != ("",):
        found = listed(repr(value) for value in schema.missing_values)
        yield None, found, "expected missingValues to be the empty text alone"
    if (match := schema.descriptor.get("fieldsMatch", "exact")) != "exact":
        yield None, str(match), "expected fieldsMatch to be exact: all columns, in their order"
    yield from _claim_faults(schema)
    for field in schema.fields:
        yield from _field_faults(field)
        yield from _meaning_faults(field)
        for key, fault in _DECLARATIONS.items():
            if key in field.descriptor and (expected := fault(field, schema)):
                yield field.name, json.dumps(field.descriptor[key]), expected
        if "allowed" in field.descriptor and (expected := allowed_fault(field, schema, schemas)):
            yield field.name, json.dumps(field.descriptor["allowed"]), expected
    yield from column_faults(schema)
    for columns in schema.unique_keys:
        yield from _unknown_columns(columns, schema, "key")
    yield from _foreign_key_faults(schema, schemas)


def _claim_faults(schema: Schema) -> Iterator[Fault]:
    """Columns that a table of claims lacks. It has a claim_id that refers to no other table."""
    if CLAIM[0] not in schema.field_names or schema.field(CLAIM[0]).refers_to_claims:
        return
    lacking = [name for name in CLAIM if name not in schema.field_names]
    if lacking and not any(CLAIM[0] in key.fields for key in schema.foreign_keys):
        yield None, None, f"expected {' and '.join(lacking)} beside claim_id: claims have them"


def _foreign_key_faults(schema: Schema, schemas: Mapping[str, Schema]) -> Iterator[Fault]:
    for item, foreign in zip(
        schema.descriptor.get("foreignKeys", []), schema.foreign_keys, strict=True
    ):
        column = foreign.fields[0] if len(foreign.fields) == 1 else None
        key = f"the foreign key of {listed(foreign.fields, ' and ')}"
        expected = f"expected {key} to refer to a table of this package"
        if "package" in item["reference"]:
            yield column, str(item["reference"]["package"]), expected
        target = schemas.get(foreign.resource)
        if target is None:
            yield column, foreign.resource, expected
        else:
            yield from _unknown_columns(foreign.reference_fields, target, "foreign key's target")
        if not foreign.fields:
            yield None, None, "expected a foreign key of as many columns as it refers to"


def _unknown_columns(names: tuple[str, ...], schema: Schema, role: str) -> Iterator[Fault]:
    for name in names:
        if name not in schema.field_names:
            yield name, name, f"expected a {role} of columns of the table '{schema.name}'"


def _field_faults(field: Field) -> Iterator[Fault]:
    descriptor, name = field.descriptor, field.name
    if name in RESERVED:
        yield name, name, f"expected a column name other than {', '.join(RESERVED)}"
    if field.type not in TYPES:
        yield name, field.type, f"expected a type out of: {listed(TYPES)}"
    formats = ("default", *(FORMATS if field.type == "string" else ()))
    if (form := descriptor.get("format", "default")) not in formats:
        yield name, str(form), f"expected a format out of: {listed(formats)}"
    if descriptor.get("syntax", "edtf") != "edtf" or (field.is_edtf and field.type != "string"):
        yield name, str(descriptor["syntax"]), "expected the syntax edtf, of a string"
    if descriptor.get("references", "claim") != "claim":
        yield name, str(descriptor["references"]), "expected references to be to a claim"
    if "listSeparator" in descriptor and field.list_separator is None:
        yield name, str(descriptor["listSeparator"]), "expected a listSeparator that is a text"
    for constraint, value in field.constraints.items():
        if expected := _constraint_fault(field, constraint, value):
            yield name, str(value), expected


def _meaning_faults(field: Field) -> Iterator[Fault]:
    for key, harmless in _MEANINGS.items():
        value = field.descriptor.get(key)
        if key in field.descriptor and value not in harmless:
            known = listed(map(json.dumps, harmless), " or ") or "left out"
            yield field.name, str(value), f"expected {key} to be {known}"


def _empty_fault(field: Field) -> str | None:
    """The expectation that `emptyMeans` of a column does not meet, or None."""
    values = {"boolean": ("true", "false"), "string": field.constraints.get("enum")}
    if field.type not in values or field.constraints.get("required") or field.is_edtf:
        return "expected emptyMeans of a column of text or booleans that is not required"
    value, allowed = field.descriptor["emptyMeans"], values[field.type]
    is_one = isinstance(value, str) and (not allowed or value in allowed)
    return None if is_one else "expected emptyMeans to be a value of the column"


def _constraint_fault(field: Field, constraint: str, value: Any) -> str | None:
    """The expectation that a constraint does not meet, or None."""
    if constraint == "pattern" and (reason := pattern_fault(value)):
        return f"expected a pattern that Python and RE2 read alike: {reason}"
    if "imum" in constraint and field.type == "date":
        day = edtf.calendar_days(pd.Series([str(value)], dtype="str"))
        return f"expected a {constraint} YYYY-MM-DD" if day.isna().any() else None
    if "imum" in constraint and not _is_number(value):
        return f"expected a {constraint} that is a number, of a column of numbers or dates"
    return None


def _is_number(value: Any) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False
