"""Files to download: the package, its metadata, and its release, if there is one."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.tables.files import read_bytes
from checks.tables.package import File, Package

FOLDER = "download"
"""The folder of the files, from the root of the site."""

_PURPOSES = (
    ("croissant.json", "Croissant: metadata for machine learning"),
    ("datacite.json", "DataCite: metadata for whoever registers a DOI"),
    ("dataset-metadata.json", "Kaggle: metadata for an upload"),
    ("ro-crate-metadata.json", "RO-Crate: metadata for archives"),
    ("metadata.json", "Datasette: titles, labels and descriptions for the database"),
    ("CITATION.cff", "Citation for GitHub and reference managers"),
    ("schema-org.jsonld", "schema.org: metadata for search engines"),
    (".xlsx", "Workbook for a spreadsheet, one sheet for each table"),
    (".sqlite", "Database for SQL, with keys between the tables"),
    ("-parquet.zip", "Archive of all tables as Parquet files"),
    (".zip", "Archive of everything: tables, schemas, descriptor and documentation"),
    (
        "-view.parquet",
        "A wide table derived from the others: one row for each event, actor or poll",
    ),
    (".whl", "Program that checks such packages, to install with pip"),
    (".tar.gz", "Source of that program"),
    (".sha256", "Hashes of the files, to verify them all at once"),
    ("datapackage.json", "Descriptor: what the package is, and size and hash of every table"),
)
"""The purposes of files by the ends of their names; the first end that fits counts."""


@dataclass(frozen=True)
class Download:
    """A file: its address on the site, its name, its content, and its purpose."""

    address: str
    name: str
    content: bytes
    purpose: str

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.content)

    @property
    def sha256(self) -> str:
        """The SHA-256 checksum in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


def package_files(package: Package) -> dict[str, Download]:
    """The descriptor, the tables, the schemas and other files, by their paths in the package.

    Together they are a copy of the data package.
    """
    said = {item.path: text for item, text in _described(package)}
    said |= {
        item.schema.path: f"Columns of {item.path}: types, keys and constraints"
        for item in package.resources
        if item.schema.path
    }
    return {
        path: _download(path, read_bytes(file), said.get(path, ""))
        for path, file in package.files.items()
    }


def metadata_downloads(metadata: Mapping[str, bytes]) -> tuple[Download, ...]:
    """The metadata of the package, beside its descriptor."""
    return tuple(_download(path, content) for path, content in metadata.items())


def release_files(package: Package, folder: Path | None) -> tuple[Download, ...]:
    """The files in a folder whose names begin with the name and the version of the package.

    Those for most readers come first.

    Raises:
        OSError: a file cannot be read.
    """
    if folder is None or not folder.is_dir():
        return ()
    said = {f"{item.name}.parquet": text for item, text in _described(package)}
    files = (
        _download(file.relative_to(folder).as_posix(), read_bytes(file), said.get(file.name, ""))
        for file in _files(folder, f"{package.name}-{package.version}")
    )
    order = [text for _, text in _PURPOSES]
    return tuple(
        sorted(files, key=lambda file: file.purpose in order and order.index(file.purpose))
    )


def _described(package: Package) -> Iterator[tuple[File, str]]:
    """The tables and other files, each with what is in it."""
    for item in (*package.resources, *package.others):
        yield item, str(item.descriptor.get("description") or item.descriptor.get("title") or "")


def _files(folder: Path, start: str) -> Iterator[Path]:
    """Wheels and source archives have `_` in their names for each `-`, as pip expects."""
    for file in sorted(folder.rglob("*")):
        top = file.relative_to(folder).parts[0].replace("_", "-")
        is_of_version = top == start or top.startswith((f"{start}.", f"{start}-"))
        if file.is_file() and is_of_version:
            yield file


def _download(path: str, content: bytes, purpose: str = "") -> Download:
    purpose = purpose or next((text for end, text in _PURPOSES if path.endswith(end)), "")
    return Download(f"{FOLDER}/{path}", path, content, purpose)
