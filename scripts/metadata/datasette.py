"""metadata.json for Datasette, which serves the SQLite file of a release."""

from typing import Any

from scripts.metadata.description import Description, Table, known

_LABELS = ("headline", "label", "title", "as_stated")
"""Columns that tell what a row is; the first that a table has is its label."""


def generate(described: Description) -> dict[str, Any]:
    """The description for Datasette: texts and sources, and for each table its label column."""
    facts = described.publication
    documents = facts.documents
    return known(
        {
            "title": facts.title,
            "description": facts.description,
            "license": ", ".join(licence.title or licence.name for licence in facts.licences),
            "license_url": facts.licences[0].url if len(facts.licences) == 1 else "",
            "source": "; ".join(f"{each.title} ({each.publisher})" for each in documents),
            "source_url": documents[0].url if len(documents) == 1 else "",
            "about": facts.title if facts.address else "",
            "about_url": facts.address,
            "databases": {
                f"{facts.name}-{facts.version}": {
                    "tables": {table_name(each.name): _table(each) for each in described.tables}
                }
            },
        }
    )


def table_name(resource: str) -> str:
    """The name that the table of a resource has in the database."""
    return resource.replace("-", "_")


def _table(table: Table) -> dict[str, Any]:
    fields = table.schema.fields
    names = table.schema.field_names
    return {
        "title": table.file.title,
        "description": table.file.description,
        "label_column": next((name for name in _LABELS if name in names), None),
        "columns": {field.name: field.descriptor.get("description") for field in fields},
    }
