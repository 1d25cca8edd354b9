"""One description of a package, from which the metadata of every standard are made."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from checks.tables.package import Package, Resource
from checks.tables.rows import bytes_of, read_rows
from checks.tables.table_schema import Schema
from checks.write.rewriting import fixity
from scripts.citation import Citations, citations
from scripts.people import people
from scripts.publication import Publication, publication

FLAT_TABLE = "claims"
"""The table with one row for each claim of any table: the first one that is offered."""


@dataclass(frozen=True)
class File:
    """A file of the package: its path in it, its size in bytes, its SHA-256 in hexadecimal."""

    path: str
    title: str
    description: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Table:
    """A table with the file that holds it, and the number of its rows."""

    name: str
    file: File
    schema: Schema
    rows: int


@dataclass(frozen=True)
class Description:
    """A package as metadata describe it.

    `accompanying` are the descriptor, the schemas and the resources that are no tables. `coverage`
    is the first and the last day that the claims are about, as an ISO 8601 interval, or empty where
    no column holds days. `people` is what to know about the people named, in Markdown, or empty if
    there are none.
    """

    publication: Publication
    citations: Citations
    tables: tuple[Table, ...]
    accompanying: tuple[File, ...]
    coverage: str
    people: str

    @property
    def offered(self) -> list[Table]:
        """The tables, the flat one first."""
        return sorted(self.tables, key=lambda table: table.name != FLAT_TABLE)

    @property
    def claims(self) -> int:
        """The number of claims; the flat table repeats those of the others."""
        of_claims = (each for each in self.tables if each.schema.is_of_claims)
        return sum(table.rows for table in of_claims if table.name != FLAT_TABLE)


def describe(package: Package, released: date | None) -> Description:
    """Describe a package that was released on a day (None: unreleased).

    Raises:
        TableError: a table cannot be read.
    """
    facts = publication(package, released)
    return Description(
        publication=facts,
        citations=citations(facts),
        tables=tuple(map(_table, package.resources)),
        accompanying=tuple(_accompanying(package, facts.title)),
        coverage=_coverage(package),
        people=people(package, facts),
    )


def known(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that have a value, at every depth: no None, empty text, list or object."""

    def pruned(value: Any) -> Any:
        if isinstance(value, dict):
            return known(value)
        return [pruned(each) for each in value] if isinstance(value, list) else value

    values = {name: pruned(value) for name, value in properties.items()}
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def as_yaml(properties: Mapping[str, Any]) -> str:
    """The properties that have a value as YAML, with each item of a list on a line of its own."""
    lines = []
    for name, value in known(properties).items():
        if isinstance(value, list):
            lines += [f"{name}:", *(f"- {json.dumps(each, ensure_ascii=False)}" for each in value)]
        else:
            lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def compact(values: Sequence[Any]) -> Any:
    """A single value as itself; several values, or none, as a list."""
    return values[0] if len(values) == 1 else list(values)


def _table(resource: Resource) -> Table:
    texts = {name: str(resource.descriptor.get(name, "")) for name in ("title", "description")}
    media_type = str(resource.descriptor.get("mediatype") or "text/csv")
    title = texts["title"] or resource.name
    file = _file(resource.file, resource.path, title, texts["description"], media_type)
    return Table(resource.name, file, resource.schema, len(read_rows(resource)))


def _accompanying(package: Package, title: str) -> Iterator[File]:
    """The descriptor, and each schema that is a file of its own."""
    file = package.descriptor_file
    about = "What tables there are, with the size and the hash of each (Data Package)."
    yield _file(file, file.name, f"Descriptor of {title}", about, "application/json")
    about = "What each column of the table means and may hold (Table Schema)."
    for resource in package.resources:
        if path := resource.schema.path:
            title = f"Schema of the table {resource.name}"
            yield _file(package.folder / path, path, title, about, "application/json")
    for item in package.others:
        media_type = str(item.descriptor.get("mediatype") or "application/octet-stream")
        texts = {name: str(item.descriptor.get(name, "")) for name in ("title", "description")}
        title = texts["title"] or item.name
        yield _file(item.file, item.path, title, texts["description"], media_type)


def _file(file: Path, path: str, title: str, description: str, media_type: str) -> File:
    size, digest = fixity(bytes_of(file, path)).values()
    return File(path, title, description, media_type, size, digest.removeprefix("sha256:"))


def _coverage(package: Package) -> str:
    """From the first to the last of all days that claims allow; open ends count for nothing."""
    days = set()
    for resource in package.resources:
        if resource.schema.is_of_claims:
            columns = [field.name for field in resource.schema.fields if field.type == "date"]
            days |= {row[column] for row in read_rows(resource) for column in columns}
    days.discard("")
    return f"{min(days)}/{max(days)}" if days else ""
