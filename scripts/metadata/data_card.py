"""The front matter that makes the README of the archive a data card of Hugging Face."""

from typing import Any

from checks.tables.table_schema import Field
from scripts.metadata.description import Description, Table, as_yaml, compact

_SIZES = ("1K", "10K", "100K", "1M", "10M", "100M", "1B")
"""The bounds of the size categories: 1,000, then ten times as many each."""

_TYPES = {
    ("integer", True): "int64",
    ("integer", False): "float64",
    ("number", True): "float64",
    ("number", False): "float64",
    ("boolean", True): "bool",
}
"""Types by those of Table Schema, and by whether each row has a value; the others are text."""

_FOR_READERS = (
    "# These lines are for Hugging Face. The text for readers follows the next line of hyphens.\n"
)


def front_matter(described: Description) -> str:
    """The front matter in YAML, between its marks: a configuration for each table.

    The task is `other`, since nobody has tried one with this data.
    """
    facts = described.publication
    card = {
        "pretty_name": facts.title,
        "license": compact([licence.name.lower() for licence in facts.licences]),
        "language": sorted({document.language for document in facts.documents}),
        "size_categories": [size_category(described.claims)],
        "task_categories": ["other"],
        "tags": list(facts.keywords),
        "configs": [_configuration(table, described.offered[0]) for table in described.offered],
    }
    # Readers of Markdown that know no front matter show it: it must hold no tag.
    text = as_yaml(card).replace("<", "\\u003c")
    return f"---\n{_FOR_READERS}{text}---\n"


def size_category(rows: int) -> str:
    """The size of a dataset as Hugging Face writes it: `1K<n<10K`."""
    place = max(0, len(str(rows)) - len("999"))
    return f"{_SIZES[place - 1]}<n<{_SIZES[place]}" if place else f"n<{_SIZES[0]}"


def _configuration(table: Table, first: Table) -> dict[str, Any]:
    """Where a table is, and how pandas reads it: only empty cells are missing, text stays text."""
    return {
        "config_name": table.name,
        "data_files": table.file.path,
        "default": True if table is first else None,
        "keep_default_na": False,
        "na_values": [""],
        "features": [{"name": field.name, "dtype": _type(field)} for field in table.schema.fields],
    }


def _type(field: Field) -> str:
    return _TYPES.get((field.type, bool(field.constraints.get("required"))), "string")
