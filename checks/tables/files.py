"""Opening files for reading: regular files only, and never more than a bound."""

import errno
import os
import stat
from pathlib import Path

LARGEST = 1 << 28
"""Bytes of the largest file that is read if nobody states its size."""

_GROWTH = 1 << 26
"""Bytes that a file may have grown by since the descriptor stated its size, and as much again."""


def read_bytes(file: Path, largest: int = LARGEST) -> bytes:
    """The content of a file.

    Raises:
        OSError: it cannot be read, is no regular file (a pipe would never end), or has more than
            `largest` bytes. `strerror` says which.
    """
    try:
        with open(file, "rb", opener=_open_at_once) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "not a regular file", str(file))
            if status.st_size > largest:
                raise OSError(errno.EFBIG, f"larger than {largest:,} bytes", str(file))
            return stream.read(status.st_size)
    except ValueError as error:  # a name that the system cannot have
        raise OSError(errno.EINVAL, f"not the name of a file: {error}", ascii(file)) from None


def largest_of(stated: object) -> int:
    """The bytes that a file may have if a descriptor states so many, or none at all."""
    return _GROWTH + 2 * stated if isinstance(stated, int) else LARGEST


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting for somebody who writes into it, as a pipe would."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
