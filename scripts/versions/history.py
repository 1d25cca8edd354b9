"""The releases that were made: `releases/<version>.json`, and the archive beside each manifest."""

import hashlib
from pathlib import Path

from scripts.versions.manifest import Manifest, ManifestError, read_manifest
from scripts.versions.numbering import Version, VersionError, read_version


def released_versions(releases: Path) -> list[Version]:
    """The versions that have a manifest, in their order.

    Raises:
        ManifestError: a file that should be a manifest is not named after a version.
    """
    try:
        return sorted(read_version(file.stem) for file in releases.glob("*.json"))
    except VersionError as error:
        raise ManifestError(f"{releases}: a manifest is named after its version: {error}") from None


def recorded(releases: Path, version: str) -> Manifest:
    """The manifest of a version that was released. Raises ManifestError if there is none."""
    return read_manifest(releases / f"{version}.json")


def record_faults(releases: Path) -> list[str]:
    """What is wrong with the record: one line for each archive that is not the released one."""
    faults = (record_fault(releases, str(each))[1] for each in released_versions(releases))
    return [fault for fault in faults if fault is not None]


def record_fault(releases: Path, version: str) -> tuple[Path, str | None]:
    """Where the archive of a released version is, and what is wrong with its record, if anything.

    Raises ManifestError if the version has no manifest that can be read.
    """
    manifest = recorded(releases, version)
    archive = releases / f"{manifest.name}-{version}.zip"
    if manifest.version != version:
        return archive, f"{releases / f'{version}.json'}: is of version {manifest.version}"
    if not archive.is_file():
        return archive, f"{archive}: not there"
    if _hash(archive) != manifest.hashes.get(archive.name):
        return archive, f"{archive}: not the bytes that were released"
    return archive, None


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
