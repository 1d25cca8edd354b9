"""Zip archives whose bytes depend only on the files in them."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping

_TIME = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can hold."""

_PERMISSIONS = 0o100644 << 16
_UNIX = 3


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these files in this order, without compression.

    The bytes of compressed data would depend on the version of zlib.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for path, content in files:
            entry = zipfile.ZipInfo(path, _TIME)
            entry.external_attr, entry.create_system = _PERMISSIONS, _UNIX
            archive.writestr(entry, content)
    return stream.getvalue()


def rezipped(content: bytes) -> bytes:
    """The same files in the same order, in a zip as `zipped` makes it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped([(entry.filename, archive.read(entry)) for entry in archive.infolist()])


def checksums(files: Mapping[str, bytes]) -> bytes:
    """SHA-256 of each file as `sha256sum --check` reads them, sorted by path."""
    lines = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
    return "".join(lines).encode()
