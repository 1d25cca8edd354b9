"""References between rows: foreign keys and lists of claims, in both directions."""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.tables.table_schema import Field, ForeignKey
from scripts.site.source import Row, Source, Table


@dataclass(frozen=True)
class Part:
    """A part of a cell as it is printed, and the row that it names, if it names one."""

    text: str
    target: Row | None


@dataclass(frozen=True)
class Mentions:
    """The rows of one table that name a row in one of their columns."""

    table: Table
    column: str
    rows: tuple[Row, ...]


class References:
    """The ties between all rows of a package."""

    def __init__(self, source: Source) -> None:
        self._parts: dict[tuple[str, str, str], tuple[Part, ...]] = {}
        self._incoming: dict[tuple[str, str], dict[tuple[str, str], dict[str, Row]]] = {}
        self._tables = source.tables
        for table in source.tables.values():
            for key in table.resource.schema.foreign_keys:
                self._add_key(table, key)
            for field in table.resource.schema.fields:
                if field.refers_to_claims:
                    self._add_claims(table, field, source.claims)

    def parts(self, row: Row, column: str) -> tuple[Part, ...]:
        """A cell in its parts: most have one, an empty cell has none."""
        text = row.cells[column]
        parts = self._parts.get((row.table, row.key, column))
        return parts or ((Part(text, None),) if text else ())

    def mentions(self, row: Row) -> Iterator[Mentions]:
        """Where other rows name this one, by table and column in the order of the descriptor."""
        incoming = self._incoming.get((row.table, row.key), {})
        for table in self._tables.values():
            for column in table.resource.schema.field_names:
                if rows := incoming.get((table.name, column)):
                    yield Mentions(table, column, tuple(rows.values()))

    def _add_key(self, table: Table, key: ForeignKey) -> None:
        target = self._tables.get(key.resource)
        if target is None:
            return
        index = {
            tuple(row.cells[name] for name in key.reference_fields): row for row in target.rows
        }
        for row in table.rows:
            found = index.get(tuple(row.cells[name] for name in key.fields))
            if found:
                for name in key.fields:
                    self._parts[row.table, row.key, name] = (Part(row.cells[name], found),)
                self._tie(row, key.fields[0], found)

    def _add_claims(self, table: Table, field: Field, claims: dict[str, Row]) -> None:
        separator = field.list_separator
        for row in table.rows:
            cell = row.cells[field.name]
            texts = cell.split(separator) if separator else [cell]
            parts = tuple(Part(text, claims.get(text)) for text in texts if text)
            self._parts[row.table, row.key, field.name] = parts
            for part in parts:
                if part.target:
                    self._tie(row, field.name, part.target)

    def _tie(self, row: Row, column: str, target: Row) -> None:
        by_column = self._incoming.setdefault((target.table, target.key), {})
        by_column.setdefault((row.table, column), {})[row.key] = row
