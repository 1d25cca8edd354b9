"""The facts that citations and metadata state about a version of a dataset.

Title, version, creators, licence, keywords and addresses come from the descriptor, the day of the
release from the changelog, the coded documents from the table of documents. What none of them says
is unknown, and no metadata state it. `docs/metadata.md` lists the addresses.
"""

import re
from dataclasses import dataclass
from datetime import date

from checks.tables.package import Package
from checks.tables.rows import read_rows

_DOCUMENT_COLUMNS = frozenset({"document_id", "title", "publisher", "url", "as_of", "language"})
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(?P<doi>10\.\d{4,9}/\S+)")


@dataclass(frozen=True)
class Document:
    """A coded document. `as_of` (EDTF) is when its text was captured; `url` may be empty."""

    document_id: str
    title: str
    publisher: str
    url: str
    as_of: str
    language: str


@dataclass(frozen=True)
class Licence:
    """A licence: its SPDX identifier, its title, and the address of its text (or nothing)."""

    name: str
    title: str
    url: str


@dataclass(frozen=True)
class Publication:
    """One version of a dataset.

    `released` is None before the release. `homepage`, `repository` (of the code), `doi` (without a
    resolver: `10.1/x`) and `kaggle` (`owner/name`) are empty as long as the descriptor has none.
    """

    name: str
    title: str
    description: str
    version: str
    released: date | None
    creators: tuple[str, ...]
    licences: tuple[Licence, ...]
    keywords: tuple[str, ...]
    documents: tuple[Document, ...]
    homepage: str
    repository: str
    doi: str
    kaggle: str

    @property
    def address(self) -> str:
        """Where the dataset is to be found: its DOI, its homepage, or nothing."""
        return f"https://doi.org/{self.doi}" if self.doi else self.homepage


def publication(package: Package, released: date | None) -> Publication:
    """The facts about a package and the day of its release (None: unreleased).

    Raises:
        TableError: the table of documents cannot be read.
    """
    descriptor = package.descriptor
    identifier = _DOI.fullmatch(str(descriptor.get("id", "")))
    licences, contributors = descriptor.get("licenses", []), descriptor.get("contributors", [])
    return Publication(
        name=package.name,
        title=str(descriptor.get("title") or package.name),
        description=str(descriptor.get("description", "")),
        version=package.version,
        released=released,
        creators=tuple(
            str(item["title"]) for item in contributors if "creator" in item.get("roles", [])
        ),
        licences=tuple(
            Licence(*(str(item.get(key, "")) for key in ("name", "title", "path")))
            for item in licences
        ),
        keywords=tuple(descriptor.get("keywords", [])),
        documents=tuple(
            Document(**{column: row[column] for column in _DOCUMENT_COLUMNS})
            for resource in package.resources
            if set(resource.schema.field_names) >= _DOCUMENT_COLUMNS
            for row in read_rows(resource)
        ),
        homepage=str(descriptor.get("homepage", "")),
        repository=str(descriptor.get("repository", "")),
        doi=identifier["doi"] if identifier else "",
        kaggle=str(descriptor.get("kaggle", "")),
    )
