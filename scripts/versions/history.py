"""The record of releases: a manifest `releases/<version>.json` and an archive for each version."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.write.rewriting import canonical_json
from scripts.versions.numbering import Version, VersionError, read_version


class ManifestError(Exception):
    """A manifest cannot be read; the message is one line for a person."""


@dataclass(frozen=True)
class Manifest:
    """A released version: its day, and size and SHA-256 of each file by its path in `dist/`."""

    name: str
    version: str
    released: str
    files: Mapping[str, tuple[int, str]]

    def differences(self, other: "Manifest") -> list[str]:
        """The paths whose files differ, or that only one of the two manifests has."""
        paths = sorted({*self.files} | {*other.files})
        return [path for path in paths if self.files.get(path) != other.files.get(path)]

    def as_json(self) -> bytes:
        """The manifest as `releases/` keeps it."""
        files = [
            {"path": path, "bytes": size, "sha256": digest}
            for path, (size, digest) in self.files.items()
        ]
        about = {"name": self.name, "version": self.version, "released": self.released}
        return canonical_json({**about, "files": files})


def manifest_of(name: str, version: str, released: str, files: Mapping[str, bytes]) -> Manifest:
    """The manifest of a release with these files."""
    described = {path: (len(files[path]), _hash(files[path])) for path in sorted(files)}
    return Manifest(name, version, released, described)


def read_manifest(file: Path) -> Manifest:
    """The manifest in a file. Raises ManifestError if it is not one."""
    try:
        document = json.loads(file.read_bytes())
        files = {
            str(each["path"]): (int(each["bytes"]), str(each["sha256"]))
            for each in document["files"]
        }
        name, version, released = (str(document[key]) for key in ("name", "version", "released"))
    except OSError as error:
        raise ManifestError(f"{file}: cannot be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError):
        raise ManifestError(f"{file}: is not the manifest of a release") from None
    return Manifest(name, version, released, files)


def released_versions(releases: Path) -> list[Version]:
    """The versions that have a manifest, in ascending order.

    Raises:
        ManifestError: the name of a manifest is not a version.
    """
    try:
        return sorted(read_version(file.stem) for file in releases.glob("*.json"))
    except VersionError as error:
        raise ManifestError(f"{releases}: a manifest is named after its version: {error}") from None


def record_faults(releases: Path) -> list[str]:
    """One line for each archive that is not as it was released."""
    faults = (record_fault(releases, str(each))[1] for each in released_versions(releases))
    return [fault for fault in faults if fault is not None]


def record_fault(releases: Path, version: str) -> tuple[Path, str | None]:
    """The archive of a released version, and what is wrong with its record, if anything.

    Raises ManifestError if the manifest cannot be read.
    """
    manifest = read_manifest(releases / f"{version}.json")
    archive = releases / f"{manifest.name}-{version}.zip"
    if manifest.version != version:
        return archive, f"{releases / f'{version}.json'}: is of version {manifest.version}"
    if not archive.is_file():
        return archive, f"{archive}: not there"
    if _hash(archive.read_bytes()) != manifest.files.get(archive.name, (0, ""))[1]:
        return archive, f"{archive}: not the bytes that were released"
    return archive, None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
