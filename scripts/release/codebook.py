"""The codebook as rows: what every column of every table means and may hold."""

from typing import Any, TypeAlias

from checks.tables.package import Field, ForeignKey, Schema
from checks.tables.table_schema import as_text
from scripts.release.edition import Edition
from scripts.views.building import TableFile

COLUMNS = {
    "table": "Table",
    "position": "Position",
    "column": "Column",
    "title": "Title",
    "description": "Description",
    "type": "Type",
    "key": "Key",
    "required": "Required",
    "allowed": "Allowed values",
    "constraints": "Further constraints",
    "references": "Refers to",
    "example": "Example",
}
"""The columns of the codebook, with their titles."""

Entry: TypeAlias = dict[str, str | int | bool | None]

_SHOWN_ELSEWHERE = frozenset({"required", "enum"})


def codebook(edition: Edition) -> list[Entry]:
    """One row for each column of each table; None where a property does not apply."""
    return [
        _entry(table, position, field)
        for table in edition.tables
        for position, field in enumerate(table.schema.fields, start=1)
    ]


def _entry(table: TableFile, position: int, field: Field) -> Entry:
    constraints = field.constraints
    return {
        "table": table.name,
        "position": position,
        "column": field.name,
        "title": _text(field, "title"),
        "description": _text(field, "description"),
        "type": "EDTF date" if field.is_edtf else field.type,
        "key": "primary" if field.name in table.schema.primary_key else None,
        "required": bool(constraints.get("required")),
        "allowed": _listed(constraints.get("enum", ())),
        "constraints": _listed(
            f"{name}: {as_text(value)}"
            for name, value in constraints.items()
            if name not in _SHOWN_ELSEWHERE
        ),
        "references": _references(field, table.schema),
        "example": _text(field, "example"),
    }


def _text(field: Field, name: str) -> str | None:
    value = field.descriptor.get(name)
    return None if value is None else str(value)


def _listed(values: Any) -> str | None:
    return ", ".join(str(value) for value in values) or None


def _references(field: Field, schema: Schema) -> str | None:
    found = [_target(key, field.name) for key in schema.foreign_keys if field.name in key.fields]
    return _listed([*found, *(["any claim"] if field.refers_to_claims else [])])


def _target(key: ForeignKey, column: str) -> str:
    return f"{key.resource}.{key.reference_fields[key.fields.index(column)]}"
