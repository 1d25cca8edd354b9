"""The releases that were made: `releases/<version>.json`, and the archive beside each manifest."""

import hashlib
from pathlib import Path

from scripts.release.manifest import Manifest, ManifestError, read_manifest
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
    found = []
    for version in released_versions(releases):
        manifest = recorded(releases, str(version))
        archive = f"{manifest.name}-{version}.zip"
        if manifest.version != str(version):
            found.append(f"{releases / f'{version}.json'}: is of version {manifest.version}")
        if not (releases / archive).is_file():
            found.append(f"{releases / archive}: not there")
        elif _hash(releases / archive) != manifest.hashes.get(archive):
            found.append(f"{releases / archive}: not the bytes that were released")
    return found


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
