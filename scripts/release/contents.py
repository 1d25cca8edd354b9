"""The files of the archive, as a mapping from their paths to their bytes."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from checks.checking import build_report
from checks.reports.formats import PLAIN, renderer
from scripts.release.archive import checksums
from scripts.release.edition import Edition, ReleaseError
from scripts.release.readme import archive_readme
from scripts.versions.rendering import as_markdown

COPIED = (
    "CITATION.cff",
    "LICENSE",
    "LICENSE-CODE",
    "docs/codebook.md",
    "docs/coding-manual.md",
    "docs/rules.md",
)
"""Files of the checkout that are in the archive under the same path and as they are."""

CHANGES, CHECKSUMS, DESCRIPTOR = "CHANGES.md", "SHA256SUMS", "datapackage.json"
FINDINGS, README = "docs/findings.html", "README.md"


def archive_contents(edition: Edition) -> Mapping[str, bytes]:
    """Every file of the archive, by its path.

    Raises:
        ReleaseError: a file of `COPIED` or a section of the README is missing, all of which are
            named; or the checks do not find the package of the archive valid.
    """
    package = _package(edition)
    files = {
        **package,
        **_copies(edition.folder),
        **_derived(package),
        CHANGES: changes(edition).encode(),
        README: archive_readme(edition).encode(),
    }
    return {**files, CHECKSUMS: checksums(files)}


def changes(edition: Edition) -> str:
    """What is new in this version: the changelog's text, and every change since the one before."""
    parts = [f"# Changes in version {edition.version}\n", f"Released on {edition.released}.\n"]
    parts.append(edition.notes)
    if edition.changes is not None:
        parts.append(f"## Data compared with version {edition.changes.old}\n")
        parts.append(as_markdown(edition.changes))
    return "\n".join(parts)


def _package(edition: Edition) -> Mapping[str, bytes]:
    """The data package itself: descriptor, schemas and tables, those of views among them."""
    schemas = sorted({table.schema.path for table in edition.tables if table.schema.path})
    return {
        DESCRIPTOR: edition.descriptor,
        **{table.path: table.content for table in edition.tables},
        **{path: (edition.folder / path).read_bytes() for path in schemas},
    }


def _copies(folder: Path) -> Mapping[str, bytes]:
    missing = [path for path in COPIED if not (folder / path).is_file()]
    if missing:
        lines = [f"{path}: not there, and belongs to the archive" for path in missing]
        raise ReleaseError("\n".join(lines))
    return {path: (folder / path).read_bytes() for path in COPIED}


def _derived(package: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """What is derived from the package as the archive has it, views included.

    The package is laid out in a folder for that, which nothing that is derived may name.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for path, content in package.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        report = build_report(folder)
    if not report.valid:
        faults = "; ".join(f"{each.file}: {each.message}" for each in report.structure)
        raise ReleaseError(f"the package of the archive is not valid ({faults or 'its findings'})")
    return {FINDINGS: renderer("html")(report, PLAIN).encode()}
