"""The record of releases: a manifest `releases/<version>.json` and an archive for each version."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checks.tables.files import read_bytes
from scripts.versions.numbering import Version, VersionError, read_version


def make_manifest(
    name: str, version: str, released: str, files: Mapping[str, bytes]
) -> dict[str, Any]:
    """The manifest of a release: size and SHA-256 of each file, by its path in `dist/`."""
    described = [
        {"path": path, "bytes": len(files[path]), "sha256": _sha256(files[path])}
        for path in sorted(files)
    ]
    return {"name": name, "version": version, "released": released, "files": described}


def read_manifest(file: Path) -> dict[str, Any]:
    """The manifest in a file. Raises VersionError if it is not one."""
    try:
        manifest: dict[str, Any] = json.loads(read_bytes(file))
        paths = [(each["path"], each["bytes"], each["sha256"]) for each in manifest["files"]]
        texts = [manifest[key] for key in ("name", "version", "released")]
        if not paths or not all(isinstance(text, str) for text in texts):
            raise ValueError(texts)
    except OSError as error:
        raise VersionError(f"{file}: cannot be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError):
        raise VersionError(f"{file}: is not the manifest of a release") from None
    return manifest


def differing_files(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The paths of the files that differ between two manifests, or that only one of them has."""
    before, after = ({each["path"]: each for each in one["files"]} for one in (old, new))
    return [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]


def released_versions(releases: Path) -> list[Version]:
    """The versions that have a manifest, in ascending order.

    Raises:
        VersionError: the name of a manifest is not a version.
    """
    try:
        return sorted(read_version(file.stem) for file in releases.glob("*.json"))
    except VersionError as error:
        raise VersionError(f"{releases}: a manifest is named after its version: {error}") from None


def released_archive(releases: Path, version: str) -> Path:
    """The archive of a released version.

    Raises:
        VersionError: the manifest cannot be read, or the archive is not what was released.
    """
    file = releases / f"{version}.json"
    manifest = read_manifest(file)
    archive = releases / f"{manifest['name']}-{version}.zip"
    if manifest["version"] != version:
        raise VersionError(f"{file}: is of version {manifest['version']}")
    if not archive.is_file():
        raise VersionError(f"{archive}: not there")
    sums = {each["path"]: each["sha256"] for each in manifest["files"]}
    if sums.get(archive.name) != _sha256(read_bytes(archive)):
        raise VersionError(f"{archive}: not the bytes that were released")
    return archive


def record_faults(releases: Path) -> list[str]:
    """What is wrong with the record: one line for each version that is not as it was released."""
    faults = []
    for version in released_versions(releases):
        try:
            released_archive(releases, str(version))
        except VersionError as error:
            faults.append(str(error))
    return faults


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
