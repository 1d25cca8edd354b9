"""The files of the archive, as a mapping from their paths to their bytes."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from checks.checking import build_report
from checks.reports.formats import PLAIN, renderer
from checks.tables.files import read_bytes
from checks.tables.package import read_package
from scripts.codebook import codebook, render_markdown
from scripts.metadata import metadata_files
from scripts.metadata.data_card import front_matter
from scripts.metadata.description import describe
from scripts.release.archive import checksums
from scripts.release.codebook import codebook_csv
from scripts.release.edition import Edition, ReleaseError
from scripts.release.readme import archive_readme
from scripts.versions.rendering import as_markdown

COPIED = (
    "LICENSE",
    "LICENSE-CODE",
    "docs/coding-manual.md",
    "docs/not-judged.md",
    "docs/questions.md",
    "docs/reliability.md",
    "docs/rules.md",
)
"""Files of the checkout that are in the archive under the same path and as they are."""

CHANGES, CHECKSUMS, DESCRIPTOR = "CHANGES.md", "SHA256SUMS", "datapackage.json"
CODEBOOK, FINDINGS, README = "docs/codebook.md", "docs/findings.html", "README.md"
CODEBOOK_CSV = "codebook.csv"


def archive_contents(edition: Edition) -> Mapping[str, bytes]:
    """Every file of the archive, by its path.

    Raises:
        ReleaseError: a file of `COPIED` or a section of the README is missing, all of which are
            named; or the checks do not find the package of the archive valid.
    """
    package = _package(edition)
    files = {
        **_copies(edition.package.folder),
        **_derived(package, edition),
        CODEBOOK_CSV: codebook_csv(edition.tables),
        CHANGES: changes(edition).encode(),
    }
    written = {path.casefold(): content for path, content in files.items()} | {
        CHECKSUMS.lower(): b""
    }
    if taken := [
        path for path in package if written.get(path.casefold(), package[path]) != package[path]
    ]:
        raise ReleaseError(
            "\n".join(f"{path}: the archive has its own file there" for path in taken)
        )
    files = {**package, **files}
    return {**files, CHECKSUMS: checksums(files)}


def changes(edition: Edition) -> str:
    """The changes in this version: the text of the changelog, and the changes of the data."""
    day = f"Released on {edition.day}." if edition.released else "Not released yet."
    parts = [f"# Changes in version {edition.version}\n", f"{day}\n", edition.notes]
    if edition.changes is not None:
        parts.append(f"## Data compared with version {edition.changes.old}\n")
        parts.append(as_markdown(edition.changes))
    return "\n".join(parts)


def _package(edition: Edition) -> Mapping[str, bytes]:
    """The data package itself: descriptor, schemas, files and tables, those of views among them."""
    schemas = sorted({table.schema.path for table in edition.tables if table.schema.path})
    return {
        DESCRIPTOR: edition.descriptor,
        **{table.path: table.content for table in edition.tables},
        **{path: read_bytes(edition.package.folder / path) for path in schemas},
        **{item.path: read_bytes(item.file) for item in edition.package.others},
    }


def _copies(folder: Path) -> Mapping[str, bytes]:
    missing = [path for path in COPIED if not (folder / path).is_file()]
    if missing:
        lines = [f"{path}: not there, and belongs to the archive" for path in missing]
        raise ReleaseError("\n".join(lines))
    return {path: read_bytes(folder / path) for path in COPIED}


def _derived(files: Mapping[str, bytes], edition: Edition) -> Mapping[str, bytes]:
    """Codebook, findings, metadata and data card of the package with its views.

    The package is written to a temporary folder and checked there.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        report, package = build_report(folder), read_package(folder)
        if not report.valid:
            faults = "; ".join(f"{each.file}: {each.message}" for each in report.structure)
            raise ReleaseError(f"the archive is no valid package ({faults or 'its findings'})")
        card = front_matter(describe(package, edition.released))
        return {
            README: f"{card}\n{archive_readme(edition)}".encode(),
            CODEBOOK: render_markdown(codebook(package, report)).encode(),
            FINDINGS: renderer("html")(report, PLAIN).encode(),
            **metadata_files(package, edition.released),
        }
