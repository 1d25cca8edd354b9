"""Croissant 1.0, the metadata format for data sets in machine learning.

Every table is a record set whose fields point to a column of its file, with keys and references.
What a schema calls text stays text: dates in EDTF, and shares such as 52.60.
"""

from typing import Any

from checks.tables.table_schema import Field, Schema
from scripts.metadata.description import Description, File, Table, compact, known

VERSION = "http://mlcommons.org/croissant/1.0"

_DATA_TYPES = {
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "string": "sc:Text",
}

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification asks for."""


def generate(described: Description) -> dict[str, Any]:
    """The description as a Croissant dataset; addresses of files are relative to the package."""
    facts = described.publication
    return known(
        {
            "@context": _CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": VERSION,
            "name": facts.name,
            "alternateName": facts.title,
            "description": facts.description,
            "version": facts.version,
            "datePublished": facts.released.isoformat() if facts.released else "",
            "url": facts.address,
            "license": compact([licence.url or licence.name for licence in facts.licences]),
            "creator": compact([_organisation(name) for name in facts.creators]),
            "citeAs": described.citations.dataset_bibtex,
            "keywords": list(facts.keywords),
            "distribution": [_file_object(table.file) for table in described.tables],
            "recordSet": [_record_set(table) for table in described.tables],
        }
    )


def _organisation(name: str) -> dict[str, Any]:
    return {"@type": "sc:Organization", "name": name}


def _file_object(file: File) -> dict[str, Any]:
    return known(
        {
            "@type": "cr:FileObject",
            "@id": file.path,
            "name": file.path,
            "description": file.description,
            "contentUrl": file.path,
            "contentSize": f"{file.size} B",
            "encodingFormat": file.media_type,
            "sha256": file.sha256,
        }
    )


def _record_set(table: Table) -> dict[str, Any]:
    key = [{"@id": _field_id(table.name, column)} for column in table.schema.primary_key]
    return known(
        {
            "@type": "cr:RecordSet",
            "@id": table.name,
            "name": table.name,
            "description": table.file.description,
            "key": compact(key),
            "field": [_field(field, table) for field in table.schema.fields],
        }
    )


def _field(field: Field, table: Table) -> dict[str, Any]:
    separator = field.list_separator
    source = {
        "fileObject": {"@id": table.file.path},
        "extract": {"column": field.name},
        **({"transform": {"separator": separator}} if separator else {}),
    }
    return known(
        {
            "@type": "cr:Field",
            "@id": _field_id(table.name, field.name),
            "name": field.name,
            "description": str(field.descriptor.get("description", "")),
            "dataType": _data_type(field),
            "repeated": True if separator else None,
            "source": source,
            "references": _reference(field, table.schema),
        }
    )


def _data_type(field: Field) -> str:
    if field.descriptor.get("format") == "uri":
        return "sc:URL"
    return _DATA_TYPES.get(field.type, "sc:Text")


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
