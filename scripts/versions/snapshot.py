"""One version of a package in memory: from a folder, from an archive, or from the releases."""

import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from checks.explaining import explained_by
from checks.structure import check_structure
from checks.tables.package import Package, PackageError, Resource, Schema, read_package
from checks.tables.problems import HARMLESS
from checks.tables.rows import TableError, bytes_of, read_rows
from checks.write.derived import CLAIM_COLUMNS, REGISTER_COLUMNS, RESTATEMENT_COLUMNS
from checks.write.rewriting import fixity
from scripts.versions.history import released_archive, released_versions
from scripts.versions.numbering import Version, VersionError, read_version
from scripts.views.building import SCHEMAS, TableFile, build_views, is_view

Row: TypeAlias = dict[str, str]
Key: TypeAlias = tuple[str, ...]

LATEST = "latest"

_LARGEST = 1 << 32
"""Bytes that an archive may hold."""


class NothingReleasedError(VersionError):
    """The latest release is asked for, and no version has been released yet."""


@dataclass(frozen=True)
class Table:
    """A table: its entry in the descriptor, its schema, and its rows by their primary key.

    In a table without a primary key a row is its own key.
    """

    name: str
    descriptor: dict[str, Any]
    schema: Schema
    rows: Mapping[Key, Row]

    @property
    def is_derived(self) -> bool:
        """Whether rows follow from others: in a view, the register and tables that are derived."""
        kinds = (REGISTER_COLUMNS, CLAIM_COLUMNS, RESTATEMENT_COLUMNS)
        is_known = any(columns.issubset(self.schema.field_names) for columns in kinds)
        return is_known or is_view(str(self.descriptor["path"]))


@dataclass(frozen=True)
class Snapshot:
    """A version of a package: the descriptor without its resources, and the tables by name.

    `files` has the SHA-256 of each resource that is no table, by its name.
    """

    version: Version
    descriptor: dict[str, Any]
    tables: Mapping[str, Table]
    files: Mapping[str, str]


def read_snapshot(place: str, releases: Path) -> Snapshot:
    """The version that is meant by `place`.

    Args:
        place: a folder with a package, its `datapackage.json`, an archive (zip), the number of a
            version that is kept in `releases`, or `latest` for the newest of these.
        releases: the folder of the releases.

    Raises:
        NothingReleasedError: `latest`, and there is no release.
        VersionError: there is none, or it cannot be read, or not as it was released.
    """
    path = Path(place)
    if not path.exists():
        path = _find_release(place, releases)
    if path.is_file() and path.suffix == ".zip":
        return _of_archive(path, place)
    try:
        return snapshot_of(read_package(path), place)
    except PackageError as error:
        raise VersionError(str(error)) from None


def snapshot_of(package: Package, place: str) -> Snapshot:
    """A package that has been read, with the views that it would be released with.

    Raises VersionError as `read_snapshot`; `place` is how messages call the package.
    """
    try:
        version = read_version(package.version)
        with explained_by(package):
            tables = [_table(resource, read_rows(resource)) for resource in package.resources]
            tables += _views(package)
            files = {
                item.name: fixity(bytes_of(item.file, item.path))["hash"] for item in package.others
            }
    except (PackageError, TableError, VersionError) as error:
        raise VersionError(f"{place}: {error}") from None
    descriptor = {name: each for name, each in package.descriptor.items() if name != "resources"}
    return Snapshot(version, descriptor, {table.name: table for table in tables}, files)


def _find_release(place: str, releases: Path) -> Path:
    """The archive of a version that was released, or of the newest one."""
    known = [str(version) for version in released_versions(releases)]
    if place == LATEST and not known:
        raise NothingReleasedError("no version has been released yet: any number will do")
    version = known[-1] if place == LATEST else place
    if version not in known:
        raise VersionError(
            f"{place}: no package, no archive, and no version of those in {releases}"
        )
    return released_archive(releases, version)


def _of_archive(file: Path, place: str) -> Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        _unpack(file, folder, place)
        try:
            root, inside = Path(folder), [*Path(folder).glob("*/datapackage.json")]
            if len(inside) == 1 and not (root / "datapackage.json").is_file():
                root = inside[0].parent  # an archive of a folder, as GitHub makes it
            return snapshot_of(read_package(root), place)
        except PackageError as error:
            raise VersionError(f"{place}: {str(error).replace(f'{folder}/', '')}") from None


def _unpack(file: Path, folder: str, place: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST:
                raise ValueError(f"it holds more than {_LARGEST:,} bytes")
            archive.extractall(folder)
    except Exception as error:  # noqa: BLE001 - zipfile raises anything on odd archives
        raise VersionError(f"{place}: cannot be unpacked ({error})") from None


def _views(package: Package) -> list[Table]:
    """The views of a package that does not have them yet, as a checkout does not."""
    has_them = any(is_view(resource.path) for resource in package.resources)
    if has_them or not (package.folder / SCHEMAS).is_dir():
        return []
    faults = [each for each in check_structure(package).problems if each.code not in HARMLESS]
    if faults:
        raise PackageError(f"the structure is broken in {len(faults)} places (see make validate)")
    return [_table(view, view.rows) for view in build_views(package)]


def _table(item: Resource | TableFile, found: Iterable[Row]) -> Table:
    key = item.schema.primary_key or item.schema.field_names
    rows: dict[Key, Row] = {}
    for row in found:
        values = tuple(row[name] for name in key)
        if values in rows:
            raise TableError(f"{item.path}: two rows have the key {', '.join(values)}")
        rows[values] = row
    return Table(item.name, item.descriptor, item.schema, rows)
