"""The codebook as rows: what every column of every table means and may hold."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from checks.tables.package import Field, Schema
from checks.tables.table_schema import as_text
from scripts.views.building import TableFile

Entry: TypeAlias = dict[str, str | int | bool | None]

COLUMNS = (
    *("table", "position", "column", "title", "description", "type", "key", "required"),
    *("allowed", "constraints", "references", "example"),
)


def codebook(tables: Iterable[TableFile]) -> Iterator[Entry]:
    """An entry for each column of each table; None where a property does not apply."""
    for table in tables:
        for position, field in enumerate(table.schema.fields, start=1):
            texts = {name: field.descriptor.get(name) for name in ("title", "description")}
            example = field.descriptor.get("example")
            constraints = [
                f"{name}: {as_text(value)}"
                for name, value in field.constraints.items()
                if name not in ("required", "enum")
            ]
            entry = {
                "table": table.name,
                "position": position,
                "column": field.name,
                **texts,
                "type": "EDTF date" if field.is_edtf else field.type,
                "key": "primary" if field.name in table.schema.primary_key else None,
                "required": bool(field.constraints.get("required")),
                "allowed": _listed(map(str, field.constraints.get("enum", ()))),
                "constraints": _listed(constraints),
                "references": _listed(_references(field, table.schema)),
                "example": None if example is None else str(example),
            }
            yield entry


def _listed(values: Iterable[str]) -> str | None:
    return ", ".join(values) or None


def _references(field: Field, schema: Schema) -> Iterator[str]:
    for key in schema.foreign_keys:
        if field.name in key.fields:
            yield f"{key.resource}.{key.reference_fields[key.fields.index(field.name)]}"
    if field.refers_to_claims:
        yield "any claim"
