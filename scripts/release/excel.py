"""The release as an Excel workbook: a page about it, a sheet for each table, and the codebook."""

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from scripts.release.archive import rezipped
from scripts.release.codebook import COLUMNS, codebook
from scripts.release.edition import Edition, ReleaseError
from scripts.release.values import Value, typed_rows

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    _Formats: TypeAlias = dict[str, Format]

LONGEST_CELL = 32_767
"""Most characters that a cell may hold."""

DIGITS = 15
"""Most digits of a number that a cell keeps."""

MOST_ROWS = 1_048_576
"""Most rows of a sheet, with its header."""

FIRST_DAY = date(1900, 3, 1)
"""The first day that Excel reads as every other program does; earlier ones stay text."""

_WIDEST = 60


def workbook(edition: Edition) -> bytes:
    """The bytes of the workbook. Raises ReleaseError if something does not fit into one."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties(
        {
            "title": f"{edition.text('title')} {edition.version}",
            "comments": edition.text("description"),
            "created": edition.created,
        }
    )
    # The format @ keeps Excel from reading a text as a number.
    formats: _Formats = {
        "header": book.add_format({"bold": True, "num_format": "@", "bottom": 1}),
        "text": book.add_format({"num_format": "@"}),
        "wrapped": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    _about_sheet(book.add_worksheet("about"), edition, formats)
    for table in edition.tables:
        rows = typed_rows(table)
        if len(rows) >= MOST_ROWS:
            raise ReleaseError(f"{table.name}: {len(rows):,} rows do not fit into a sheet")
        sheet = book.add_worksheet(table.name)
        _table_sheet(sheet, table.schema.field_names, rows, formats)
    entries = [list(entry.values()) for entry in codebook(edition.tables)]
    _table_sheet(book.add_worksheet("codebook"), COLUMNS, entries, formats)
    book.close()
    return rezipped(stream.getvalue())


def _about_sheet(sheet: "Worksheet", edition: Edition, formats: "_Formats") -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    for row, (name, value) in enumerate(edition.about.items()):
        sheet.write_string(row, 0, name, formats["header"])
        sheet.write_string(row, 1, _fitting(value), formats["wrapped"])


def _table_sheet(
    sheet: "Worksheet", columns: Sequence[str], rows: Sequence[Sequence[Value]], formats: "_Formats"
) -> None:
    for place, name in enumerate(columns):
        sheet.write_string(0, place, name, formats["header"])
        cells = [len(str(row[place])) for row in rows if row[place] is not None]
        sheet.set_column(place, place, min(max([len(name) + 3, *cells]), _WIDEST))
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _write(sheet: "Worksheet", row: int, column: int, value: Value, formats: "_Formats") -> None:
    """Write a value by its type. Nothing is guessed from a text: no number, formula or link.

    A number of more digits than a cell keeps is text.
    """
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and float(f"{value:.{DIGITS}g}") == value:
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and value >= FIRST_DAY:
        sheet.write_datetime(row, column, value, formats["day"])
    elif value is not None:
        sheet.write_string(row, column, _fitting(str(value)), formats["text"])


def _fitting(text: str) -> str:
    """The text as far as a cell holds it; where it is cut, the end says so."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    note = f"… [cut: {len(text):,} characters, all of which the CSV has]"
    room = 2 * (LONGEST_CELL - len(note))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + note
