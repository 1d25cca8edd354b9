"""How to cite the package, the documents that it codes, and a finding."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from checks.tables.package import Package
from scripts.changelog import UNRELEASED, ChangelogError, Entry, read_changelog
from scripts.citation import Citations, citations_of
from scripts.metadata import metadata_files, schema_org
from scripts.metadata.description import Description, describe
from scripts.publication import Licence
from scripts.site.downloads import FOLDER

CHANGELOG = "CHANGELOG.md"
"""Where a package tells what changed, beside its descriptor."""

_ANY_VERSION = "0.0.0"


@dataclass(frozen=True)
class Citing:
    """References, licences, the history of the package, and its description for search engines.

    `key` is that of the dataset in BibTeX; `dataset` is a schema.org Dataset, in which addresses of
    files count from the root of the site. `metadata` are files by their path beside the descriptor;
    there are none as long as no changelog knows the version.
    """

    citations: Citations
    licences: tuple[Licence, ...]
    changelog: tuple[Entry, ...]
    key: str
    dataset: dict[str, Any]
    metadata: Mapping[str, bytes]

    def finding_apa(self, finding: str) -> str:
        """A finding as a place in the dataset: the reference, and the identifier."""
        return f"{self.citations.dataset_apa.rstrip('.')}. Finding {finding}."

    def finding_latex(self, finding: str) -> str:
        """The same in a text in LaTeX, to the entry of the dataset."""
        return rf"\cite[finding {finding}]{{{self.key}}}"


def citing(package: Package) -> Citing:
    """What is to be cited.

    A package without a changelog that can be read, or whose changelog lacks its version, is cited
    as not released: only a changelog says when it was.

    Raises:
        TableError: a table cannot be read.
    """
    text, entries = _changelog(package)
    is_known = any(entry.version == package.version for entry in entries)
    described = describe(package, text) if is_known else _described_as_unreleased(package)
    facts = described.publication
    return Citing(
        citations=described.citations,
        licences=facts.licences,
        changelog=entries,
        key=f"{facts.name}-{facts.version}",
        dataset=_dataset(described),
        metadata=metadata_files(package, text) if is_known else {},
    )


def _changelog(package: Package) -> tuple[str, tuple[Entry, ...]]:
    file = package.folder / CHANGELOG
    try:
        text = file.read_text(encoding="utf-8")
        return text, read_changelog(text)
    except (ChangelogError, OSError, UnicodeDecodeError):
        return "", ()


def _described_as_unreleased(package: Package) -> Description:
    """The description of a package of which no changelog knows, whatever its version looks like."""
    stand_in = replace(package, version=_ANY_VERSION)
    described = describe(stand_in, f"## {_ANY_VERSION} - {UNRELEASED}\n")
    facts = replace(described.publication, version=package.version)
    return replace(described, publication=facts, citations=citations_of(facts))


def _dataset(described: Description) -> dict[str, Any]:
    dataset = schema_org.generate(described)
    for file in dataset.get("distribution", []):
        file["contentUrl"] = f"{FOLDER}/{file['contentUrl']}"
    return dataset
