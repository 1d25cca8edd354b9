"""Archives whose bytes depend only on the files in them."""

import hashlib
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping

_TIME = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can hold."""

_TIME_OF_TAR = 315_532_800
"""The same in seconds since 1970."""

_BLOCK = 0xFFFF
"""The most bytes of a block of gzip that is not compressed."""

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


def tarred(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A `.tar.gz` of these files in this order, without compression as in `zipped`."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path, content in files:
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode, entry.mtime = len(content), 0o644, _TIME_OF_TAR
            archive.addfile(entry, io.BytesIO(content))
    return _stored(stream.getvalue())


def _stored(content: bytes) -> bytes:
    """A gzip file of blocks that are not compressed (RFC 1951, 3.2.4; RFC 1952)."""
    blocks = [content[start : start + _BLOCK] for start in range(0, len(content), _BLOCK)]
    body = b"".join(
        struct.pack("<BHH", block is blocks[-1], len(block), len(block) ^ _BLOCK) + block
        for block in blocks
    )
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    return head + body + struct.pack("<II", zlib.crc32(content), len(content))


def checksums(files: Mapping[str, bytes]) -> bytes:
    """SHA-256 of each file as `sha256sum --check` reads them, sorted by path."""
    lines = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
    return "".join(lines).encode()
