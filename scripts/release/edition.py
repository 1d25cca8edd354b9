"""What a release is made from: the package with its views, its day, and the version before it."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from checks.tables.package import Package, Schema
from checks.write.rewriting import canonical_json
from scripts.citation import Citations, citations
from scripts.versions.comparison import Comparison
from scripts.views.building import build_views

Row: TypeAlias = dict[str, str]


class ReleaseError(Exception):
    """The release cannot be made; the message has one line for each reason."""


@dataclass(frozen=True)
class EditionTable:
    """A table of the release, a view or not: its entry in the descriptor, and its bytes as CSV."""

    descriptor: dict[str, Any]
    schema: Schema
    content: bytes

    @property
    def name(self) -> str:
        """The name of the resource."""
        return str(self.descriptor["name"])

    @property
    def path(self) -> str:
        """The path of the CSV in the archive."""
        return str(self.descriptor["path"])

    @property
    def rows(self) -> list[Row]:
        """The rows as text, in their order; "" is empty."""
        return list(csv.DictReader(io.StringIO(self.content.decode(), newline="")))

    def text(self, name: str) -> str:
        """A text of the descriptor, or the empty one."""
        return str(self.descriptor.get(name, ""))


@dataclass(frozen=True)
class Edition:
    """A version of the package to be released on a day.

    `tables` are those of the package and then its views. `changes` is what changed since the last
    release, None for the first one. `notes` is what the changelog says of this version.
    """

    package: Package
    tables: tuple[EditionTable, ...]
    released: date
    notes: str
    changes: Comparison | None

    @property
    def folder(self) -> Path:
        """The folder of the package."""
        return self.package.folder

    @property
    def version(self) -> str:
        """The version of the package."""
        return self.package.version

    @property
    def stem(self) -> str:
        """What the names of all files of this release begin with."""
        return f"{self.package.name}-{self.version}"

    @property
    def midnight(self) -> datetime:
        """The begin of the day of release, for formats that insist on a time."""
        return datetime(self.released.year, self.released.month, self.released.day)  # noqa: DTZ001

    @property
    def descriptor(self) -> bytes:
        """The descriptor of the archive: that of the package, with the views as resources."""
        resources = [table.descriptor for table in self.tables]
        return canonical_json({**self.package.descriptor, "resources": resources})

    def text(self, name: str) -> str:
        """A text of the descriptor, or the empty one."""
        return str(self.package.descriptor.get(name, ""))

    @property
    def changelog(self) -> str:
        """A changelog of this version alone, for what reads its day from one."""
        return f"## {self.version} - {self.released}\n\n{self.notes}"

    @cached_property
    def citations(self) -> Citations:
        """How to cite this version, and what it codes."""
        return citations(self.package, self.changelog)

    @property
    def about(self) -> dict[str, str]:
        """What every file of the release says of itself."""
        return {
            "name": self.package.name,
            "title": self.text("title"),
            "version": self.version,
            "released": self.released.isoformat(),
            "licence": self.licences,
            "cite as": self.citations.dataset_apa,
            "description": self.text("description"),
        }

    @property
    def licences(self) -> str:
        """The licences of the data, by name."""
        licences = self.package.descriptor.get("licenses", [])
        return ", ".join(str(licence.get("name", "")) for licence in licences)


def make_edition(
    package: Package, released: date, notes: str, changes: Comparison | None
) -> Edition:
    """The edition of a package that is valid. Raises PackageError, TableError as `build_views`."""
    coded = [
        EditionTable(resource.descriptor, resource.schema, resource.file.read_bytes())
        for resource in package.resources
    ]
    views = [
        EditionTable(view.descriptor, view.schema, view.content) for view in build_views(package)
    ]
    return Edition(package, (*coded, *views), released, notes, changes)
