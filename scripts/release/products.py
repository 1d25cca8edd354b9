"""All files of a release, as they will lie in `dist/`."""

from collections.abc import Mapping

from scripts.release.archive import checksums, zipped
from scripts.release.contents import archive_contents
from scripts.release.edition import Edition
from scripts.release.excel import workbook
from scripts.release.parquet import parquet_files
from scripts.release.sqlite import database


def products(edition: Edition) -> Mapping[str, bytes]:
    """The files that are released, by their paths below `dist/`.

    Raises:
        ReleaseError: something that belongs to the release is missing or cannot be held.
    """
    stem, archive = edition.stem, archive_contents(edition)
    tables = {f"{name}.parquet": content for name, content in parquet_files(edition).items()}
    return {
        f"{stem}.zip": zipped(sorted(archive.items())),
        f"{stem}.sqlite": database(edition),
        f"{stem}.xlsx": workbook(edition),
        f"{stem}-parquet.zip": zipped(sorted(tables.items())),
        **{f"{stem}-parquet/{name}": content for name, content in tables.items()},
    }


def sums(edition: Edition, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The file with which `sha256sum --check` verifies a download."""
    return {f"{edition.stem}.sha256": checksums(files)}
