"""What a release is made from: a package and its views, its day, and what changed."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from checks.tables.package import Package
from checks.tables.problems import UserError
from checks.write.rewriting import canonical_json
from scripts.changelog import UNRELEASED
from scripts.citation import Citations, citations, example_finding
from scripts.people import people
from scripts.publication import Publication, publication
from scripts.versions.comparison import Comparison
from scripts.views.building import TableFile, build_views


class ReleaseError(UserError):
    """The release cannot be made; the message has one line for each reason."""


@dataclass(frozen=True)
class Edition:
    """One version of a package, as its files describe it.

    Attributes:
        tables: the tables of the package, then its views.
        released: the day of the release; None as long as the version is unreleased.
        notes: the text of the changelog about this version.
        changes: what changed since the release before this one; None for the first.
    """

    package: Package
    tables: tuple[TableFile, ...]
    released: date | None
    notes: str
    changes: Comparison | None

    @property
    def version(self) -> str:
        """The version of the package."""
        return self.package.version

    @property
    def stem(self) -> str:
        """What the names of all files of this release begin with."""
        return f"{self.package.name}-{self.version}"

    @property
    def day(self) -> str:
        """The day of the release as ISO 8601, or "unreleased"."""
        return self.released.isoformat() if self.released else UNRELEASED

    @property
    def created(self) -> datetime:
        """A time for formats that require one: the same whenever the files are built."""
        day = self.released or date(1980, 1, 1)
        return datetime(day.year, day.month, day.day)  # noqa: DTZ001

    @property
    def descriptor(self) -> bytes:
        """The descriptor of the archive: that of the package, with the views as resources."""
        views = [table.descriptor for table in self.tables[len(self.package.resources) :]]
        resources = [*self.package.descriptor["resources"], *views]
        return canonical_json({**self.package.descriptor, "resources": resources})

    def text(self, name: str) -> str:
        """A text of the descriptor, or the empty one."""
        return str(self.package.descriptor.get(name, ""))

    @cached_property
    def citations(self) -> Citations:
        """How to cite this version, one of its findings, and what it codes."""
        return citations(self.publication, example_finding(self.package))

    @cached_property
    def publication(self) -> Publication:
        """The facts about this version."""
        return publication(self.package, self.released)

    @property
    def people(self) -> str:
        """What to know about the people named, in Markdown; empty if there are none."""
        return people(self.package, self.publication)

    @property
    def about(self) -> dict[str, str]:
        """What every file of the release says of itself."""
        return {
            "name": self.package.name,
            "title": self.text("title"),
            "version": self.version,
            "released": self.day,
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
    package: Package, released: date | None, notes: str, changes: Comparison | None
) -> Edition:
    """The edition of a package that is valid.

    Raises:
        PackageError, TableError: as in `build_views`.
        ReleaseError: a resource has the name of a view.
    """
    coded = [
        TableFile(resource.descriptor, resource.schema, resource.read_bytes())
        for resource in package.resources
    ]
    views = build_views(package)
    names = {item.name for item in (*package.resources, *package.others)}
    if taken := [view.name for view in views if view.name in names]:
        raise ReleaseError(
            "\n".join(f"{name}: the release has a view of this name" for name in taken)
        )
    return Edition(package, (*coded, *views), released, notes, changes)
