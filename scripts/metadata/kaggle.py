"""dataset-metadata.json, from which Kaggle takes what it shows of a dataset."""

import textwrap
from typing import Any

from checks.reports.wording import counted
from checks.tables.table_schema import Field
from scripts.metadata.description import Description, Table, known

_LONGEST_TITLE = 50

_LICENCES = frozenset(
    {
        *("CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC-BY-ND-4.0"),
        *("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0", "ODbL-1.0", "DbCL-1.0"),
        *("ODC-BY-1.0", "CDLA-Permissive-1.0", "CDLA-Sharing-1.0"),
    }
)
"""The licences for data that Kaggle knows by the same identifiers as SPDX."""

_TYPES = {"boolean": "boolean", "date": "datetime", "integer": "integer", "number": "decimal"}
"""Kaggle's types by those of Table Schema; the others are strings."""


def generate(described: Description) -> dict[str, Any]:
    """The description for Kaggle, which takes exactly one licence.

    Without the owner of the dataset there is no `id`, which Kaggle requires for an upload.
    """
    facts = described.publication
    documents = counted(len(facts.documents), "document")
    name = facts.licences[0].name if facts.licences else "unknown"
    parts = [facts.description, described.people, f"Cite it as: {described.citations.dataset_apa}"]
    return known(
        {
            "title": textwrap.shorten(facts.title, _LONGEST_TITLE, placeholder=""),
            "subtitle": f"{described.claims:,} claims of {documents}, checked against each other",
            "id": facts.kaggle,
            "description": "\n\n".join(filter(None, parts)),
            "licenses": [{"name": name if name in {*_LICENCES, "unknown"} else "other"}],
            "keywords": list(facts.keywords),
            "resources": [_resource(table) for table in described.offered],
        }
    )


def _resource(table: Table) -> dict[str, Any]:
    return {
        "path": table.file.path,
        "description": table.file.description or table.file.title,
        "schema": {"fields": [_field(field) for field in table.schema.fields]},
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "title": field.descriptor.get("title"),
        "description": field.descriptor.get("description"),
        "type": _TYPES.get(field.type, "string"),
    }
