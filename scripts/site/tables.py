"""The tables of a package as the pages show them: rows of texts, and how columns are set."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from checks.tables.package import Resource
from checks.tables.table_schema import Field, Schema


@dataclass(frozen=True)
class Row:
    """A row: its key as one text, the number that a spreadsheet shows, and its cells as texts."""

    table: str
    key: str
    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Column:
    """A column, and how its cells are set: `width` is narrow, medium or wide."""

    field: Field
    width: str

    @property
    def name(self) -> str:
        """The name in the file."""
        return self.field.name

    @property
    def title(self) -> str:
        """What a reader calls the column."""
        return title_of(self.field)

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self.field.type in ("integer", "number", "year")


@dataclass(frozen=True)
class Table:
    """A table of the descriptor, and its rows in the order of the file."""

    resource: Resource
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The name of the resource."""
        return self.resource.name

    @property
    def schema(self) -> Schema:
        """The columns, keys and references."""
        return self.resource.schema

    @property
    def title(self) -> str:
        """What a reader calls the table."""
        return str(self.resource.descriptor.get("title") or self.name)

    @property
    def description(self) -> str:
        """What one row is; empty if the descriptor does not say it."""
        return str(self.resource.descriptor.get("description") or "")

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order of the schema."""
        return tuple(self._column(field) for field in self.schema.fields)

    @cached_property
    def by_key(self) -> dict[str, Row]:
        """The rows by their keys."""
        return {row.key: row for row in self.rows}

    def _column(self, field: Field) -> Column:
        longest = max((len(row.cells[field.name]) for row in self.rows), default=0)
        return Column(field, "wide" if longest > 60 else "medium" if longest > 22 else "narrow")


def title_of(field: Field) -> str:
    """What a reader calls a column."""
    return str(field.descriptor.get("title") or field.name)


def rows_of(resource: Resource, frame: pd.DataFrame) -> Iterator[Row]:
    """The rows of a table, given its cells as texts by spreadsheet row."""
    key = resource.schema.primary_key
    for number, cells in zip(frame.index, frame.to_dict("records"), strict=True):
        texts = {str(name): str(value) for name, value in cells.items()}
        name = "|".join(texts[column] for column in key) if key else f"row-{number}"
        yield Row(resource.name, name, int(number), texts)
