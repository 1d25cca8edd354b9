"""Writing files of the package: in canonical form, and all at once."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def canonical_csv(
    columns: Sequence[str], key: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> bytes:
    """A table in the one canonical form, its rows sorted by `key` in code point order."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: [row[name] for name in key]))
    return stream.getvalue().encode()


def rewrite(files: Mapping[Path, bytes]) -> bool:
    """Give files new contents, none before all of them are completely written next to their place.

    Whoever reads one of the files finds the old content or the new one, never a part. A file that
    holds its content already is left alone.

    Returns:
        Whether any file was written.

    Raises:
        OSError: a file cannot be written; none has changed then, unless a rename itself failed.
    """
    pending = {
        file: file.with_name(f".{file.name}.new")
        for file, content in files.items()
        if not file.is_file() or file.read_bytes() != content
    }
    try:
        for file, temporary in pending.items():
            temporary.write_bytes(files[file])
        for file, temporary in pending.items():
            temporary.replace(file)
    finally:
        for temporary in pending.values():
            temporary.unlink(missing_ok=True)
    return bool(pending)
