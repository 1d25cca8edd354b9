"""Croissant 1.0, the metadata format for data sets in machine learning.

Every table is a record set whose fields point to a column of its file, with keys and references.
What a schema calls text stays text: dates in EDTF, and shares such as 52.60.
"""

import json
from pathlib import Path
from typing import Any

from checks.tables.table_schema import Field, Schema
from scripts.metadata.description import Description, File, Table, compact, known

VERSION = "http://mlcommons.org/croissant/1.0"

_DATA_TYPES = {
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "integer": "sc:Integer",
    "number": "sc:Float",
}

_CONTEXT = Path(__file__).with_name("croissant_context.json")
"""The context as the specification gives it."""


def generate(described: Description) -> dict[str, Any]:
    """The description as a Croissant dataset; addresses of files are relative to the package."""
    facts = described.publication
    return known(
        {
            "@context": json.loads(_CONTEXT.read_text("utf-8")),
            "@type": "sc:Dataset",
            "conformsTo": VERSION,
            "name": facts.name,
            "alternateName": facts.title,
            "description": facts.description,
            "version": facts.version,
            "datePublished": facts.released and facts.released.isoformat(),
            "url": facts.address,
            "license": compact([licence.url or licence.name for licence in facts.licences]),
            "creator": compact(
                [{"@type": "sc:Organization", "name": name} for name in facts.creators]
            ),
            "citeAs": described.citations.dataset_bibtex,
            "keywords": list(facts.keywords),
            "distribution": [_file_object(table.file) for table in described.tables],
            "recordSet": [_record_set(table) for table in described.tables],
        }
    )


def _file_object(file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": file.description,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    }


def _record_set(table: Table) -> dict[str, Any]:
    key = [{"@id": _field_id(table.name, column)} for column in table.schema.primary_key]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.file.description,
        "key": compact(key),
        "field": [_field(field, table) for field in table.schema.fields],
    }


def _field(field: Field, table: Table) -> dict[str, Any]:
    separator = field.list_separator
    is_address = field.descriptor.get("format") == "uri"
    return {
        "@type": "cr:Field",
        "@id": _field_id(table.name, field.name),
        "name": field.name,
        "description": field.descriptor.get("description"),
        "dataType": "sc:URL" if is_address else _DATA_TYPES.get(field.type, "sc:Text"),
        "repeated": True if separator else None,
        "source": {
            "fileObject": {"@id": table.file.path},
            "extract": {"column": field.name},
            "transform": {"separator": separator},
        },
        "references": _reference(field, table.schema),
    }


def _reference(field: Field, schema: Schema) -> dict[str, Any] | None:
    """The field that a foreign key of this one column leads to, in another record set.

    Croissant has no references within a record set, and none of several columns.
    """
    for key in schema.foreign_keys:
        if key.fields == (field.name,) and key.resource != schema.name:
            return {"field": {"@id": _field_id(key.resource, key.reference_fields[0])}}
    return None


def _field_id(table: str, column: str) -> str:
    return f"{table}/{column}"
