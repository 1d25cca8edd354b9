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
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    _Formats: TypeAlias = dict[str, Format]

LONGEST_NAME = 31
"""Most characters that the name of a sheet may have."""

LONGEST_CELL = 32_767
"""Most characters that a cell may hold."""

FIRST_DAY = date(1900, 3, 1)
"""The first day that Excel reads as every other program does; earlier ones stay text."""

_WIDEST = 60


def workbook(edition: Edition) -> bytes:
    """The bytes of the workbook. Raises ReleaseError if something does not fit into one."""
    from xlsxwriter import Workbook

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
        sheet = _sheet(book, table.name)
        _table_sheet(sheet, table.schema.field_names, typed_rows(table), formats)
    entries = [list(entry.values()) for entry in codebook(edition.tables)]
    _table_sheet(_sheet(book, "codebook"), COLUMNS, entries, formats)
    book.close()
    return rezipped(stream.getvalue())


def _sheet(book: "Workbook", name: str) -> "Worksheet":
    if len(name) > LONGEST_NAME:
        raise ReleaseError(f"the table {name} has a longer name than a sheet may have")
    return book.add_worksheet(name)


def _about_sheet(sheet: "Worksheet", edition: Edition, formats: "_Formats") -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    for row, (name, value) in enumerate(edition.about.items()):
        sheet.write_string(row, 0, name, formats["header"])
        sheet.write_string(row, 1, value, formats["wrapped"])


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
    """Write a value by its type. Nothing is guessed from a text: no number, formula or link."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and value >= FIRST_DAY:
        sheet.write_datetime(row, column, value, formats["day"])
    elif value is not None:
        text = str(value)
        if len(text) > LONGEST_CELL:
            raise ReleaseError(f"a cell of {len(text):,} characters does not fit into a workbook")
        sheet.write_string(row, column, text, formats["text"])
