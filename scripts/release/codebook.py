"""The codebook as rows, for SQLite, Excel and CSV: what every column means and may hold."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from checks.tables.description import Meanings, code_meanings, meanings_of
from checks.tables.package import Field, Schema
from checks.tables.table_schema import as_text
from scripts.views.building import TableFile

Entry: TypeAlias = dict[str, str | int | bool | None]

COLUMNS = (
    *("table", "column", "type", "title", "description", "codes", "example"),
    *("position", "key", "required", "constraints", "references"),
)


def codebook_csv(tables: Iterable[TableFile]) -> bytes:
    """The codebook as CSV; what does not apply is empty."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {**entry, "required": str(entry["required"]).lower()} for entry in codebook(tables)
    )
    return stream.getvalue().encode()


def codebook(tables: Iterable[TableFile]) -> Iterator[Entry]:
    """An entry for each column of each table; None where a property does not apply."""
    tables = list(tables)
    meanings = meanings_of(table.schema for table in tables)
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
                "column": field.name,
                "type": "EDTF date" if field.is_edtf else field.type,
                **texts,
                "codes": _codes(field, meanings),
                "example": None if example is None else str(example),
                "position": position,
                "key": "primary" if field.name in table.schema.primary_key else None,
                "required": bool(field.constraints.get("required")),
                "constraints": _listed(constraints),
                "references": _listed(_references(field, table.schema)),
            }
            yield entry


def _codes(field: Field, meanings: Meanings) -> str | None:
    """The values that a column may have, each with its meaning if a description gives it."""
    codes = {
        code: meaning or meanings.get((field.name, code), "")
        for code, meaning in code_meanings(field).items()
    }
    return " | ".join(f"{code}: {text}" if text else code for code, text in codes.items()) or None


def _listed(values: Iterable[str]) -> str | None:
    return ", ".join(values) or None


def _references(field: Field, schema: Schema) -> Iterator[str]:
    for key in schema.foreign_keys:
        if field.name in key.fields:
            yield f"{key.resource}.{key.reference_fields[key.fields.index(field.name)]}"
    if field.refers_to_claims:
        yield "any claim"
