"""How to cite the package, the documents that it codes, and a finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checks.tables.package import Package
from checks.tables.rows import TableError, decoded
from scripts.changelog import ChangelogError, Entry, read_changelog
from scripts.citation import Citations, finding_apa, finding_latex
from scripts.metadata import metadata_files, schema_org
from scripts.metadata.description import Description, describe
from scripts.publication import Publication
from scripts.site.downloads import FOLDER

CHANGELOG = "CHANGELOG.md"
"""The changelog of a package, beside its descriptor."""


@dataclass(frozen=True)
class Citing:
    """How a package is cited, what changed in it, and its description for search engines.

    Attributes:
        changelog: the entries of the changelog, the newest first.
        dataset: a schema.org Dataset; addresses of files are relative to the root of the site.
        metadata: the metadata files by their path beside the descriptor; empty if the changelog
            does not have the version.
    """

    publication: Publication
    citations: Citations
    changelog: tuple[Entry, ...]
    dataset: dict[str, Any]
    metadata: Mapping[str, bytes]

    def finding_apa(self, finding: str) -> str:
        """The reference to a finding."""
        return finding_apa(self.publication, finding)

    def finding_latex(self, finding: str) -> str:
        """The LaTeX command that cites a finding."""
        return finding_latex(self.publication, finding)


def citing(package: Package) -> Citing:
    """How to cite a package.

    The package is cited as unreleased if its changelog cannot be read or lacks the version.

    Raises:
        TableError: a table cannot be read.
    """
    changelog = _changelog(package)
    entry = next((each for each in changelog if each.version == package.version), None)
    released = entry.released if entry else None
    described = describe(package, released)
    return Citing(
        publication=described.publication,
        citations=described.citations,
        changelog=changelog,
        dataset=_dataset(described),
        metadata=metadata_files(package, released) if entry else {},
    )


def _changelog(package: Package) -> tuple[Entry, ...]:
    try:
        return read_changelog(decoded(package.folder / CHANGELOG, CHANGELOG))
    except (ChangelogError, TableError):
        return ()


def _dataset(described: Description) -> dict[str, Any]:
    dataset = schema_org.generate(described)
    for file in dataset.get("distribution", []):
        file["contentUrl"] = f"{FOLDER}/{file['contentUrl']}"
    return dataset
