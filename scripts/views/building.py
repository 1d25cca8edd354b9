"""All views of a package: their rows as canonical CSV, and their entries in a descriptor."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from checks.register.matching import register_resource
from checks.tables.package import Package, Schema
from checks.tables.rows import read_rows
from checks.tables.table_schema import read_schema
from checks.write.building import holds_restatements
from checks.write.rewriting import canonical_csv, fixity
from scripts.views import actors, events, polls
from scripts.views.rows import Register, Row, Tables, read_register

Derive: TypeAlias = Callable[[Tables, Register], list[Row]]

FOLDER, SCHEMAS = "views", "schemas/views"

VIEWS: Mapping[str, Derive] = {
    "actors": actors.rows,
    "events": events.rows,
    "polls": polls.rows,
}
"""The views by name: the schema is `schemas/views/<name>.json`, the file `views/<name>.csv`."""

READ = (
    *("answers", "dates", "entities", "figures", "names", "polls", "properties", "questions"),
    "relations",
)
"""The tables that views are made from, besides the register and the restatements.

One that is missing has no rows.
"""


@dataclass(frozen=True)
class TableFile:
    """A table with its bytes as CSV: its entry in the descriptor, its schema, its content."""

    descriptor: dict[str, Any]
    schema: Schema
    content: bytes

    @property
    def name(self) -> str:
        """The name of the resource."""
        return str(self.descriptor["name"])

    @property
    def path(self) -> str:
        """The path of the file in a package."""
        return str(self.descriptor["path"])

    def text(self, name: str) -> str:
        """A text of the descriptor, such as the title; empty if it has none."""
        return str(self.descriptor.get(name, ""))

    @property
    def rows(self) -> list[Row]:
        """The rows as text, in their order; an empty cell is ""."""
        return list(csv.DictReader(io.StringIO(self.content.decode(), newline="")))


def is_view(path: str) -> bool:
    """Whether the path of a resource is that of a view."""
    return path.startswith(f"{FOLDER}/")


def build_views(package: Package) -> tuple[TableFile, ...]:
    """The views that a package has schemas for, by name; a package without any has no views.

    The package must have passed the structure check: references are followed, numbers are read.

    Raises:
        PackageError: a schema cannot be understood.
        TableError: a table cannot be read.
    """
    names = [name for name in VIEWS if (package.folder / _schema_path(name)).is_file()]
    if not names:
        return ()
    tables: dict[str, list[Row]] = {name: [] for name in READ}
    for resource in package.resources:
        if resource.name in tables:
            tables[resource.name] = read_rows(resource)
    findings = register_resource(package)
    restated = [
        row for item in package.resources if holds_restatements(item) for row in read_rows(item)
    ]
    register = read_register(read_rows(findings) if findings else [], restated)
    return tuple(_view(name, package.folder, VIEWS[name](tables, register)) for name in names)


def _view(name: str, folder: Path, rows: list[Row]) -> TableFile:
    schema = read_schema(_schema_path(name), f"{name}-view", folder)
    content = canonical_csv(schema.field_names, schema.primary_key, rows)
    descriptor = {
        "name": schema.descriptor["name"],
        "type": "table",
        "profile": "tabular-data-resource",
        "path": f"{FOLDER}/{name}.csv",
        "title": schema.descriptor["title"],
        "description": schema.descriptor["description"],
        "schema": schema.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
        **fixity(content),
    }
    return TableFile(descriptor, schema, content)


def _schema_path(name: str) -> str:
    return f"{SCHEMAS}/{name}.json"
