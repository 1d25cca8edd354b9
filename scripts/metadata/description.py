"""One description of a package, from which the metadata of every standard are made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.tables.package import Package, Resource
from checks.tables.rows import decoded, read_rows
from checks.tables.table_schema import Schema
from checks.write.rewriting import fixity
from scripts.citation import Citations, citations_of
from scripts.publication import Publication, publication


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
    """A table with the file that holds it."""

    name: str
    file: File
    schema: Schema


@dataclass(frozen=True)
class Description:
    """A package as metadata describe it.

    `accompanying` are the descriptor and the schemas. `coverage` is the first and the last day that
    the claims are about, as an ISO 8601 interval, or empty where no column holds days.
    """

    publication: Publication
    citations: Citations
    tables: tuple[Table, ...]
    accompanying: tuple[File, ...]
    coverage: str


def describe(package: Package, released: date | None) -> Description:
    """Describe a package that was released on a day (None: unreleased).

    Raises:
        TableError: a table cannot be read.
    """
    facts = publication(package, released)
    rows = {resource.name: read_rows(resource) for resource in package.resources}
    return Description(
        publication=facts,
        citations=citations_of(facts),
        tables=tuple(_table(resource) for resource in package.resources),
        accompanying=tuple(_accompanying(package, facts)),
        coverage=_coverage(package, rows),
    )


def known(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that have a value: neither None nor an empty text, list or object."""
    return {
        name: value
        for name, value in properties.items()
        if value is not None and value not in ("", [], {})
    }


def compact(values: Sequence[Any]) -> Any:
    """A single value as itself; several values, or none, as a list."""
    return values[0] if len(values) == 1 else list(values)


def _table(resource: Resource) -> Table:
    descriptor = resource.descriptor
    file = _file(
        path=resource.path,
        title=str(descriptor.get("title") or resource.name),
        description=str(descriptor.get("description", "")),
        media_type=str(descriptor.get("mediatype") or "text/csv"),
        content=decoded(resource.file, resource.path),
    )
    return Table(resource.name, file, resource.schema)


def _accompanying(package: Package, facts: Publication) -> Iterator[File]:
    """The descriptor, and each schema that is a file of its own."""
    descriptor = package.descriptor_file
    yield _file(
        path=descriptor.name,
        title=f"Descriptor of {facts.title}",
        description="What tables there are, with the size and the hash of each (Data Package).",
        media_type="application/json",
        content=decoded(descriptor, descriptor.name),
    )
    for resource in package.resources:
        schema = resource.schema
        if schema.path:
            yield _file(
                path=schema.path,
                title=f"Schema of the table {resource.name}",
                description="What each column of the table means and may hold (Table Schema).",
                media_type="application/json",
                content=decoded(package.folder / schema.path, schema.path),
            )


def _file(path: str, title: str, description: str, media_type: str, content: str) -> File:
    known = fixity(content.encode())
    sha256 = str(known["hash"]).removeprefix("sha256:")
    return File(path, title, description, media_type, int(known["bytes"]), sha256)


def _coverage(package: Package, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    """From the first to the last of all days that claims allow; open ends count for nothing."""
    days = {
        row[field.name]
        for resource in package.resources
        if resource.schema.is_of_claims
        for field in resource.schema.fields
        if field.type == "date"
        for row in rows[resource.name]
    } - {""}
    return f"{min(days)}/{max(days)}" if days else ""
