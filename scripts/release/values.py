"""Cells as typed values, for formats that have types."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from checks.tables.package import Field
from scripts.release.edition import ReleaseError
from scripts.views.building import TableFile

Value: TypeAlias = bool | int | float | str | date | None


def typed_rows(table: TableFile) -> list[list[Value]]:
    """The rows of a valid table, each cell by the type of its column; an empty cell is None.

    Text stays text, and so does what the schema has no type for.

    Raises:
        ReleaseError: a decimal number has no float that prints the same.
    """
    fields = table.schema.fields
    return [[_value(row[field.name], field) for field in fields] for row in table.rows]


def _value(cell: str, field: Field) -> Value:
    if cell == "":
        return None
    if field.type == "integer":
        return int(cell)
    if field.type == "boolean":
        return cell == "true"
    if field.type == "date":
        return date.fromisoformat(cell)
    return _number(cell) if field.type == "number" else cell


def _number(cell: str) -> float:
    number = float(cell)
    if Decimal(repr(number)) != Decimal(cell):
        raise ReleaseError(f"the number {cell} cannot be held exactly enough")
    return number
