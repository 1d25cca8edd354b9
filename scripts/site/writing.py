"""Writing a site into a folder: all of its files, or nothing."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from checks.tables.files import read_bytes
from checks.tables.problems import UserError

_MARK = b'<meta name="generator" content="scripts.site">'
"""A line in the first page of every site: it tells a site from other folders."""


class SiteError(UserError):
    """The site cannot be written; the message is one line for a person."""


def write_site(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a site into a folder; they replace an older site.

    Raises:
        SiteError: the folder holds other files, not a site.
        OSError: a file cannot be written; the folder is unchanged then.
    """
    folder = folder.resolve()
    if not _may_be_replaced(folder):
        raise SiteError(f"{folder}: holds something else than a site; empty it, or choose another")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=folder.parent) as beside:
        new = Path(beside) / "new"
        for address, content in files.items():
            file = new / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        _exchange(new, folder, Path(beside) / "old")


def _may_be_replaced(folder: Path) -> bool:
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    first = folder / "index.html"
    return not any(folder.iterdir()) or (first.is_file() and _MARK in read_bytes(first))


def _exchange(new: Path, folder: Path, old: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
