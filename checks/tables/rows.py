"""Reading any well-formed CSV, canonical or not, as rows of text.

The checks read strictly, and say what is wrong; this is for programs that rewrite tables, or that
only want their rows.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from checks.tables.files import LARGEST, largest_of, read_bytes
from checks.tables.package import Package, Resource
from checks.tables.problems import UserError, in_one_line


class TableError(UserError):
    """A file cannot be read as a table; the message is one line that names file and row."""


def decoded(file: Path, name: str) -> str:
    """The text of a file, as it is.

    Raises:
        TableError: there is no such file, or it is not UTF-8. The message calls it `name`.
    """
    content = bytes_of(file, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TableError(f"{name}: not UTF-8 (line {line})") from None


def read_csv(file: Path, name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file, each cell by its column, in the order of the file.

    Rows without any cell are left out, for they say nothing. Columns may stand in any order.

    Raises:
        TableError: the file is no CSV with exactly those columns. The message calls it `name`, and
            says what the check says of it.
    """
    return list(_numbered(bytes_of(file, name, LARGEST), name, columns).values())


def read_rows(resource: Resource, name: str | None = None) -> list[dict[str, str]]:
    """The rows of a table by its schema. Raises TableError as `read_csv`.

    A message calls the file `name`; by default as the descriptor does.
    """
    return list(_rows(resource, name or resource.path).values())


def numbered_rows(resource: Resource) -> dict[int, dict[str, str]]:
    """The rows of a table by the number that a spreadsheet shows. Raises TableError as `read_csv`.

    A message calls the file as it is called on this machine.
    """
    return _rows(resource, str(resource.file))


def rows_of(package: Package, name: str) -> list[dict[str, str]]:
    """The rows of the table of that name. Raises TableError as `read_rows`, or if there is none."""
    try:
        resource = package.resource(name)
    except KeyError:
        raise TableError(f"the package has no table {name!r}") from None
    return read_rows(resource)


def _rows(resource: Resource, name: str) -> dict[int, dict[str, str]]:
    content = bytes_of(resource.file, name, largest_of(resource.descriptor.get("bytes")))
    return _numbered(content, name, resource.schema.field_names)


def _numbered(content: bytes, name: str, columns: Sequence[str]) -> dict[int, dict[str, str]]:
    if twice := [column for column, count in Counter(columns).items() if count > 1]:
        raise TableError(f"{name}: its schema has the column {twice[0]!r} twice")
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        (_, header), *lines = [(row, cells) for row, cells in enumerate(reader, start=1) if cells]
        if sorted(header) != sorted(columns):
            raise ValueError(header)
        return {row: dict(zip(header, cells, strict=True)) for row, cells in lines}
    except (csv.Error, ValueError):  # also what is not UTF-8
        raise TableError(_why_unreadable(content, name, columns)) from None


def bytes_of(file: Path, name: str, largest: int = LARGEST) -> bytes:
    """The bytes of a file. Raises TableError if it cannot be read; the message calls it `name`."""
    try:
        return read_bytes(file, largest)
    except OSError as error:
        raise TableError(f"{name}: cannot be read ({error.strerror})") from None


def _why_unreadable(content: bytes, name: str, columns: Sequence[str]) -> str:
    """In one line, what the check says of a file that cannot be read."""
    from checks.tables.diagnosis import why_unreadable  # imports pandas

    problems = why_unreadable(content, name, columns)
    return in_one_line(problems) if problems else f"{name}: no CSV that can be read"
