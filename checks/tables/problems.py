"""The structural problem: one broken thing, and the place where a spreadsheet shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from checks.tables.shortening import shortened


class UserError(Exception):
    """What a user gave cannot be used; the message has one line for each reason."""


@dataclass(frozen=True, order=True)
class Problem:
    """One structural problem of a package.

    `file` is the path as in the descriptor, relative to the package folder. `row` is the row that
    a spreadsheet shows (the header is row 1), or None where the problem is of the whole file.
    `column` and `value` are None where no single cell is to blame. `code` is one of `CODES`, and
    `message` says what was expected.
    """

    file: str
    row: int | None
    column: str | None
    code: str
    value: str | None
    message: str


def in_one_line(problems: Iterable[Problem]) -> str:
    """The first of some problems in one line, with its place, and how many more there are."""
    first, *others = problems
    parts = (first.file, first.row, first.column)
    place = ":".join(str(part) for part in parts if part is not None)
    value = None if first.value is None else shortened(first.value, _LONGEST_VALUE)
    more = f" (and {len(others):,} more)" if others else ""
    return f"{place}: {with_value(shortened(first.message), value)}{more}"


def with_value(message: str, value: str | None) -> str:
    """The message of a problem with the value that was found, if there is one."""
    if value is None:
        return message
    return f"{message}{', not' if 'expected' in message else ':'} {value!r}"


_LONGEST_VALUE = 60
"""Characters of a value that a line shows."""

CODES: dict[str, str] = {
    # the package and its files
    "name": "names differ, and can name files, sheets and SQL tables where they are released",
    "descriptor": "the descriptor is valid by the Data Package standard, as Frictionless reads it",
    "version": "the version of the package, where it has one, is three numbers such as 1.2.3",
    "schema": "the Table Schema is valid, and its keys name columns and resources that exist",
    "missing-file": "the file of the resource exists and can be read",
    "bytes": "the size of the file is the one that the descriptor states",
    "hash": "the SHA-256 of the file is the one that the descriptor states",
    "encoding": "the file is UTF-8, and the descriptor does not say otherwise",
    "dialect": "the file is a CSV with commas, as the descriptor's dialect says",
    # the form of a file
    "byte-order-mark": "the file starts with its header, not with a byte order mark",
    "line-ending": "lines end in LF",
    "final-newline": "the last line ends in LF",
    "quoting": "cells are quoted only where CSV requires it, and quotes are closed",
    "blank-row": "no row is blank",
    "ragged-row": "every row has as many cells as the header",
    "missing-header": "the file has a header",
    "missing-column": "every column of the schema is in the header",
    "extra-column": "every column of the header is in the schema",
    "duplicate-column": "the header names each column once",
    "column-order": "the columns stand in the order of the schema",
    # the form of a cell
    "untrimmed": "a cell has no white space at its ends",
    "control-character": "a cell has no control characters",
    "invisible-character": "no text has characters that nobody sees, or that turn its direction",
    "not-nfc": "text is in Unicode normalisation form C",
    "formula": "a spreadsheet would not run the cell as a formula",
    # the value of a cell
    "type": "the value has the type of its column, in canonical form",
    "required": "the cell is not empty where its column asks for a value",
    "required-when": "the cell is not empty where another cell of the row asks for a value",
    "allowed-when": "the cell has such a value only where other cells allow it",
    "unique": "the value is unique in its column",
    "enum": "the schema lists the value",
    "pattern": "the whole value matches the pattern of the schema",
    "minimum": "the value is not below the minimum",
    "maximum": "the value is not above the maximum",
    "min-length": "the value is not shorter than the minimum length",
    "max-length": "the value is not longer than the maximum length",
    "edtf": "the value is a date in the subset of EDTF that the package uses",
    "derived-bounds": "earliest, latest and precision follow from the date",
    "as-stated": "the printed words contain the coded values",
    "list": "the parts of a list are distinct, sorted and not empty",
    "term": "the vocabulary allows the term in this table, with this subject and object",
    "vocabulary": "the vocabulary names tables, columns and types that exist",
    "outline": "a passage lies within its document and parent, and siblings do not overlap",
    "prefix": "identifiers of passages begin with the prefix that their document has for itself",
    "edition": "no document is an edition of itself",
    # keys and order
    "primary-key": "the primary key is complete and unique",
    "unique-key": "the cells of a unique key are unique together",
    "foreign-key": "the value exists in the column that it refers to",
    "claim-id": "a claim identifier is unique in the whole package",
    "claim-place": "a claim identifier begins with its passage, then a point and a name",
    "claim-reference": "the value is the identifier of a claim of the package",
    "generated": "a table that the program generates holds what this version of it generates",
    "unsorted": "rows are in the order of the primary key",
}
"""Every problem code, with the property that should hold."""

SIZE_AND_HASH = frozenset({"bytes", "hash"})
"""Codes of problems that any edit of a file causes, and `claims-check build` repairs."""

OF_FORM = frozenset({"untrimmed", "not-nfc", "formula"})
"""Codes of problems of how a cell is written; what it says is checked besides."""

_OF_FILES = SIZE_AND_HASH | {"final-newline", "generated", "name", "unsorted", "version"}
_OF_CODING = frozenset(
    {
        *("allowed-when", "as-stated", "claim-place", "edition"),
        *("outline", "prefix", "required-when", "term"),
    }
)

HARMLESS = _OF_FILES | _OF_CODING
"""Codes of problems that leave no doubt about what the cells say, as a file has them."""

CLEAR = (
    HARMLESS
    | OF_FORM
    | {"descriptor", "byte-order-mark", "line-ending", "blank-row", "column-order", "extra-column"}
)
"""Codes of problems that leave no doubt about what the cells say to a tolerant reader."""
