"""Writing files of a package: in canonical form, and all at once or not at all."""

import csv
import hashlib
import io
import json
import os
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from checks.tables.files import read_bytes
from checks.tables.problems import UserError


class WritingError(UserError):
    """A file cannot be written; the message names it."""


def canonical_csv(
    columns: Sequence[str], key: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> bytes:
    """A table in canonical form; of each row only the cells of `columns` are written.

    UTF-8 without byte order mark, LF, commas, quotes only where needed, a final newline; rows
    sorted by their key in code point order; cells trimmed and in normalisation form C.
    """
    tidy = [tidied(row, columns) for row in rows]
    tidy.sort(key=lambda row: ([row[name] for name in key], list(row.values())))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(tidy)
    return stream.getvalue().encode()


def tidied(row: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    """The cells of some columns of a row as a canonical table has them: trimmed, and in NFC."""
    return {name: unicodedata.normalize("NFC", row[name]).strip() for name in columns}


def canonical_json(value: Any) -> bytes:
    """A descriptor as the package has it: indented by two spaces, with a final newline."""
    try:
        return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON can escape and UTF-8 cannot hold
        return (json.dumps(value, indent=2) + "\n").encode()


def fixity(content: bytes) -> dict[str, Any]:
    """Size and SHA-256 of a file, as a descriptor states them."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def stale(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """The files whose content differs from the given one, or that do not exist."""
    return tuple(file for file, content in files.items() if not _holds(file, content))


def _holds(file: Path, content: bytes) -> bool:
    try:
        return read_bytes(file, largest=len(content)) == content
    except OSError:
        return False


def rewrite(files: Mapping[Path, bytes], *, make_folders: bool = False) -> bool:
    """Write all files next to their places, then move all of them into place, in their order.

    Whoever reads one of the files finds the old content or the new one, never a part. A file that
    holds its content already is left alone. A process that is killed may leave a file called
    `.claims-check-*.new`, which nothing reads.

    Returns:
        Whether any file was written.

    Raises:
        WritingError: a file cannot be written. None has changed then, unless a rename failed.
    """
    targets = {file.resolve(): content for file, content in files.items()}
    pending = {file: _beside(file) for file in stale(targets)}
    file = Path()
    try:
        for file, temporary in pending.items():
            if make_folders:
                file.parent.mkdir(parents=True, exist_ok=True)
            _write_new(temporary, targets[file])
            if file.exists():
                shutil.copymode(file, temporary)
        for file, temporary in pending.items():
            temporary.replace(file)
    except OSError as error:
        made = make_folders and error.filename == str(file.parent)
        place = file.parent if made else file
        raise WritingError(f"{place}: cannot be written ({error.strerror or error})") from None
    finally:
        for temporary in pending.values():
            with suppress(OSError):  # as where there is no folder to hold it
                temporary.unlink()
    return bool(pending)


def _beside(file: Path) -> Path:
    """A name next to a file that nobody can foresee."""
    return file.with_name(f".claims-check-{secrets.token_hex(8)}.new")


def _write_new(file: Path, content: bytes) -> None:
    """Write a file down to the disk. It is an error if there is one already, or a link."""
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
