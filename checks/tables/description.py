"""What is in a package, from its descriptor, its schemas and the rows of its tables.

Nothing is checked, and pandas is not imported.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from checks.tables.package import Field, Package, Resource, Schema
from checks.tables.rows import read_rows

Rows: TypeAlias = Sequence[Mapping[str, str]]
Meanings: TypeAlias = Mapping[tuple[str, str], str]
"""The meaning of a code, by column and code."""

_CODE = r"`(?P<code>{})`"
_IN_BRACKETS = r" \((?P<meaning>[^()]+)\)"
_AFTER_COLON = r": (?P<meaning>.+?)(?:[;.](?= `|$| [A-Z])|$)"


def describe(package: Package) -> dict[str, Any]:
    """What is in a package, as JSON shows it. Raises TableError if a table cannot be read."""
    descriptor = package.descriptor
    licences = [item for item in descriptor.get("licenses", []) if isinstance(item, dict)]
    rows = {each.name: read_rows(each, str(each.file)) for each in package.resources}
    meanings = meanings_of(resource.schema for resource in package.resources)
    return {
        "name": package.name,
        "version": package.version,
        "title": str(descriptor.get("title", "")),
        "licences": [str(item.get("name") or item.get("title", "")) for item in licences],
        "tables": [_table(resource, rows, meanings) for resource in package.resources],
        "files": [{"name": item.name, "path": item.path} for item in package.others],
    }


def meanings_of(schemas: Iterable[Schema]) -> Meanings:
    """The meanings that any description gives.

    Where several tables have a column of the same name, one description may explain its codes.
    """
    return {
        (field.name, code): meaning
        for schema in schemas
        for field in schema.fields
        for code, meaning in code_meanings(field).items()
        if meaning
    }


def code_meanings(field: Field) -> Mapping[str, str]:
    """The values that a column may have, each with its meaning as far as the description gives it.

    Two ways of giving it are understood: `` `code` (meaning) `` and `` `code`: meaning; ``.
    """
    codes = [str(code) for code in field.constraints.get("enum", [])]
    return {code: _meaning(code, str(field.descriptor.get("description", ""))) for code in codes}


def _meaning(code: str, description: str) -> str:
    for pattern in (_IN_BRACKETS, _AFTER_COLON):
        found = re.search(_CODE.format(re.escape(code)) + pattern, description)
        if found:
            return found["meaning"]
    return ""


def _table(resource: Resource, rows: Mapping[str, Rows], meanings: Meanings) -> dict[str, Any]:
    schema = resource.schema
    return {
        "name": resource.name,
        "title": str(resource.descriptor.get("title", "")),
        "description": str(
            resource.descriptor.get("description") or schema.descriptor.get("description", "")
        ),
        "path": resource.path,
        "rows": len(rows[resource.name]),
        "key": schema.primary_key,
        "references": [
            {"columns": key.fields, "to": key.resource, "to_columns": key.reference_fields}
            for key in schema.foreign_keys
        ],
        "columns": [_column(field, resource, rows, meanings) for field in schema.fields],
    }


def _column(
    field: Field, resource: Resource, rows: Mapping[str, Rows], meanings: Meanings
) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": "date (EDTF)" if field.is_edtf else field.type,
        "title": str(field.descriptor.get("title", "")),
        "description": str(field.descriptor.get("description", "")),
        "required": bool(field.constraints.get("required", False)),
        "required_when": field.required_when,
        "empty_means": field.empty_means,
        "refers_to_claims": field.refers_to_claims,
        "example": str(field.descriptor.get("example", "")),
        "codes": {
            code: meaning or meanings.get((field.name, code), "")
            for code, meaning in code_meanings(field).items()
        },
        "terms": _terms(field, resource, rows),
        "filled": sum(bool(row[field.name]) for row in rows[resource.name]),
    }


def _terms(field: Field, resource: Resource, rows: Mapping[str, Rows]) -> list[dict[str, Any]]:
    """The terms of the vocabulary that fit a column, which declares that by `term`."""
    declared = field.descriptor.get("term")
    keys = [key for key in resource.schema.foreign_keys if key.fields == (field.name,)]
    if not isinstance(declared, dict) or not keys:
        return []
    return [
        {
            "term": row.get(keys[0].reference_fields[0], ""),
            "definition": row.get("definition", ""),
            "types": {
                str(declared[role]): [*filter(None, row.get(f"{role}_types", "").split("|"))]
                for role in ("subject", "object")
                if role in declared
            },
        }
        for row in rows.get(keys[0].resource, ())
        if row.get("used_in") == declared.get("usedIn")
    ]
