"""Rows and cells as they are shown, with what they lead to."""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.register.matching import register_resource
from checks.tables.table_schema import Field
from scripts.site.links import (
    column_in_codebook,
    finding_page,
    row_address,
    rule_address,
    web_address,
)
from scripts.site.pages.page import Badge, badges
from scripts.site.references import Mentions, References
from scripts.site.source import Row, Source, Table

_NUMBERS = ("integer", "number", "year")


@dataclass(frozen=True)
class ShownColumn:
    """A column: where the codebook explains it, and how its cells are best set."""

    name: str
    title: str
    codebook: str
    is_number: bool
    width: str


@dataclass(frozen=True)
class ShownPart:
    """A part of a cell: `address` leads to a page of the site, `web` to the world."""

    text: str
    address: str
    web: str


@dataclass(frozen=True)
class ShownCell:
    """A cell in its parts; an empty cell has none."""

    column: ShownColumn
    parts: tuple[ShownPart, ...]
    separator: str


@dataclass(frozen=True)
class ShownRow:
    """A row with the findings that touch it, and the rows of other tables that name it."""

    row: Row
    table: str
    address: str
    cells: tuple[ShownCell, ...]
    badges: tuple[Badge, ...]
    mentions: tuple[Mentions, ...]

    @property
    def mentioned(self) -> int:
        """In how many cells it is named."""
        return sum(len(item.rows) for item in self.mentions)


def show_columns(table: Table) -> tuple[ShownColumn, ...]:
    """The columns of a table in their order."""
    return tuple(_column(table, field) for field in table.resource.schema.fields)


def show_row(
    source: Source,
    references: References,
    table: Table,
    row: Row,
    columns: tuple[ShownColumn, ...] | None = None,
) -> ShownRow:
    """A row of a table, given its columns if they are at hand."""
    columns = columns or show_columns(table)
    own_pages = dict(_own_pages(source, table))
    is_of_claims = table.resource.schema.is_of_claims
    return ShownRow(
        row=row,
        table=table.title,
        address=row_address(table.name, row.key),
        cells=tuple(_cell(references, table, row, column, own_pages) for column in columns),
        badges=badges(source.findings_by_claim.get(row.key, ()) if is_of_claims else ()),
        mentions=tuple(references.mentions(row)),
    )


def _column(table: Table, field: Field) -> ShownColumn:
    longest = max((len(row.cells[field.name]) for row in table.rows), default=0)
    return ShownColumn(
        name=field.name,
        title=str(field.descriptor.get("title") or field.name),
        codebook=column_in_codebook(table.name, field.name),
        is_number=field.type in _NUMBERS,
        width="wide" if longest > 60 else "medium" if longest > 22 else "narrow",
    )


def _cell(
    references: References,
    table: Table,
    row: Row,
    column: ShownColumn,
    own_pages: dict[str, str],
) -> ShownCell:
    field = table.resource.schema.field(column.name)
    is_key = table.resource.schema.primary_key == (column.name,)
    parts = []
    for part in references.parts(row, column.name):
        address = row_address(part.target.table, part.target.key) if part.target else ""
        if is_key:
            address = own_pages.get(part.text, address)
        is_web = field.descriptor.get("format") == "uri" and not address
        parts.append(
            ShownPart(part.text, address, (web_address(part.text) or "") if is_web else "")
        )
    return ShownCell(column, tuple(parts), field.list_separator or "")


def _own_pages(source: Source, table: Table) -> Iterator[tuple[str, str]]:
    """The pages of the site that tell more about rows of the register and of the rules, by key."""
    register = register_resource(source.package)
    if register is None:
        return
    if table.name == register.name:
        for finding in source.report.findings:
            yield finding.id, finding_page(finding.id)
    elif table.name in {key.resource for key in register.schema.foreign_keys}:
        for rule in source.report.rules:
            yield rule.rule, rule_address(rule.rule)
