"""The manifest of a release: its version, its day, and size and hash of each of its files."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.write.rewriting import canonical_json


class ManifestError(Exception):
    """A manifest cannot be read; the message is one line for a person."""


@dataclass(frozen=True)
class Manifest:
    """What was released: `hashes` and `sizes` by the path of each file below `dist/`."""

    name: str
    version: str
    released: str
    hashes: Mapping[str, str]
    sizes: Mapping[str, int]

    def differences(self, other: "Manifest") -> list[str]:
        """The files that are not the same in another manifest, or only in one of both."""
        paths = sorted({*self.hashes} | {*other.hashes})
        return [path for path in paths if self.hashes.get(path) != other.hashes.get(path)]


def manifest_of(name: str, version: str, released: str, files: Mapping[str, bytes]) -> Manifest:
    """The manifest of a release with these files."""
    paths = sorted(files)
    return Manifest(
        name,
        version,
        released,
        {path: hashlib.sha256(files[path]).hexdigest() for path in paths},
        {path: len(files[path]) for path in paths},
    )


def as_json(manifest: Manifest) -> bytes:
    """The manifest as it is kept in `releases/`."""
    files = [
        {"path": path, "bytes": manifest.sizes[path], "sha256": digest}
        for path, digest in manifest.hashes.items()
    ]
    about = {"name": manifest.name, "version": manifest.version, "released": manifest.released}
    return canonical_json({**about, "files": files})


def read_manifest(file: Path) -> Manifest:
    """The manifest in a file. Raises ManifestError if there is none."""
    try:
        document = json.loads(file.read_bytes())
        files = document["files"]
        return Manifest(
            str(document["name"]),
            str(document["version"]),
            str(document["released"]),
            {str(each["path"]): str(each["sha256"]) for each in files},
            {str(each["path"]): int(each["bytes"]) for each in files},
        )
    except OSError as error:
        raise ManifestError(f"{file}: cannot be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError):
        raise ManifestError(f"{file}: is not the manifest of a release") from None
