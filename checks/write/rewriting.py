"""Writing files of a package: in canonical form, and all at once or not at all."""

import csv
import hashlib
import io
import json
import shutil
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any


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
    return tuple(
        file
        for file, content in files.items()
        if not file.is_file() or file.read_bytes() != content
    )


def rewrite(files: Mapping[Path, bytes]) -> bool:
    """Write all files next to their places, then move all of them into place.

    Whoever reads one of the files finds the old content or the new one, never a part. A file that
    holds its content already is left alone.

    Returns:
        Whether any file was written.

    Raises:
        OSError: a file cannot be written; none has changed then, unless a rename itself failed.
    """
    targets = {file.resolve(): content for file, content in files.items()}
    pending = {file: file.with_name(f".{file.name}.new") for file in stale(targets)}
    try:
        for file, temporary in pending.items():
            temporary.write_bytes(targets[file])
            if file.exists():
                shutil.copymode(file, temporary)
        for file, temporary in pending.items():
            temporary.replace(file)
    finally:
        for temporary in pending.values():
            temporary.unlink(missing_ok=True)
    return bool(pending)


def refusal(error: OSError, folder: Path) -> str:
    """One line that names the file that cannot be written (or `folder`) and the reason."""
    return f"{error.filename or folder}: cannot be written ({error.strerror or error})"
