"""Reading any well-formed CSV, canonical or not, as rows of text.

The checks read strictly, and say what is wrong; this is for programs that rewrite tables, or that
only want their rows.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from checks.load.package import Package, Resource


class TableError(Exception):
    """A file cannot be read as a table; the message is one line that names file and row."""


def decoded(file: Path, name: str) -> str:
    """The text of a file, as it is.

    Raises:
        TableError: there is no such file, or it is not UTF-8. The message calls it `name`.
    """
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise TableError(f"{name}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise TableError(f"{name}: not UTF-8 (byte {error.start + 1})") from None


def read_csv(file: Path, name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file, each cell by its column, in the order of the file.

    Rows without any cell are left out, for they say nothing. Columns may stand in any order.

    Raises:
        TableError: the file is no CSV with exactly those columns. The message calls it `name`.
    """
    text = decoded(file, name).removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = list(reader)
    except csv.Error as error:
        raise TableError(f"{name}: line {reader.line_num}: {error}") from None
    if not lines:
        raise TableError(f"{name}: empty, without a header")
    header = lines[0]
    if sorted(header) != sorted(columns):
        raise TableError(f"{name}: row 1: {_difference(header, columns)}")
    for number, cells in enumerate(lines, start=1):
        if len(cells) not in (0, len(header)):
            raise TableError(
                f"{name}: row {number}: {len(cells)} cells under {len(header)} columns"
            )
    return [dict(zip(header, cells, strict=True)) for cells in lines[1:] if cells]


def read_rows(resource: Resource) -> list[dict[str, str]]:
    """The rows of a table by its schema. Raises TableError as `read_csv`."""
    return read_csv(resource.file, resource.path, resource.schema.field_names)


def rows_of(package: Package, name: str) -> list[dict[str, str]]:
    """The rows of the table of that name. Raises TableError as `read_rows`, or if there is none."""
    try:
        resource = package.resource(name)
    except KeyError:
        raise TableError(f"the package has no table {name!r}") from None
    return read_rows(resource)


def whole_number(row: dict[str, str], column: str) -> int:
    """A cell as a whole number. Raises TableError when it is none."""
    try:
        return int(row[column])
    except ValueError:
        raise TableError(f"{column} must be a whole number, not {row[column]!r}: {row}") from None


def _difference(header: Sequence[str], columns: Sequence[str]) -> str:
    for kind, names in (
        ("lacks the column", [name for name in columns if name not in header]),
        ("has the column", [name for name in header if name not in columns]),
    ):
        if names:
            return f"{kind} {names[0]!r}; the columns are {', '.join(columns)}"
    return "names a column twice"
