"""The files of the archive, as a mapping from their paths to their bytes."""

from collections.abc import Mapping
from pathlib import Path

from checks.reports.formats import PLAIN, renderer
from checks.reports.report import Report
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


def archive_contents(edition: Edition, report: Report) -> Mapping[str, bytes]:
    """Every file of the archive, by its path.

    Args:
        edition: what is released.
        report: the checks' report about it.

    Raises:
        ReleaseError: a file of `COPIED` or a section of the README is missing; all are named.
    """
    files = {
        DESCRIPTOR: edition.descriptor,
        **{table.path: table.content for table in edition.tables},
        **_schemas(edition),
        **_copies(edition.folder),
        CHANGES: changes(edition).encode(),
        FINDINGS: renderer("html")(report, PLAIN).encode(),
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


def _schemas(edition: Edition) -> Mapping[str, bytes]:
    paths = sorted({table.schema.path for table in edition.tables if table.schema.path})
    return {path: (edition.folder / path).read_bytes() for path in paths}


def _copies(folder: Path) -> Mapping[str, bytes]:
    missing = [path for path in COPIED if not (folder / path).is_file()]
    if missing:
        raise ReleaseError(
            "\n".join(f"{path}: not there, and belongs to the archive" for path in missing)
        )
    return {path: (folder / path).read_bytes() for path in COPIED}
