"""One writer at a time for each package."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def locked(package: Path) -> Iterator[None]:
    """Keep other writers from a package, given as its folder or descriptor, and wait for them.

    The folder itself is locked, so nothing is left behind; the lock of a process that is killed
    goes with it. Windows locks no folders: there it is a file, `.claims-check.lock`, that stays.
    Where the file system has no locks, writers are not kept apart.
    """
    folder = package if package.is_dir() else package.parent
    if sys.platform == "win32":
        import msvcrt

        with (folder / ".claims-check.lock").open("ab") as file:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            yield
        return
    import fcntl

    place = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)
