"""The dates that claims give: which cell gives it, to what, and what happened then."""

from dataclasses import dataclass

from checks.rules.rule import Severity
from checks.tables.table_schema import ForeignKey, Schema
from scripts.site.charts.date_marks import Dating, read_datings
from scripts.site.source import VOCABULARY, Row, Source, conflicts, worst

_ATTRIBUTION = "attributed_to"
"""The column that says who made the claim, not what it is about."""


@dataclass(frozen=True)
class DatedCell:
    """A date that a claim gives in one of its columns.

    `subject` is what is dated (table and key), and `what` says in words what happened to it then.
    """

    claim: Row
    column: str
    subject: tuple[str, str]
    what: str
    dating: Dating


def dated_cells(source: Source) -> list[DatedCell]:
    """The dates of all claims, in the order of the tables; those without any bound are left out."""
    cells = [
        (row, field.name)
        for table in source.tables.values()
        if table.resource.schema.is_of_claims
        for field in table.resource.schema.fields
        if field.is_edtf
        for row in table.rows
    ]
    datings = read_datings(row.cells[column] for row, column in cells)
    return [
        DatedCell(row, column, *_subject(source, row, column), datings[row.cells[column]])
        for row, column in cells
        if row.cells[column] in datings
    ]


def conflict(source: Source, claim: Row, column: str) -> Severity | None:
    """The worst severity of the conflicts in which the value of a cell is compared."""
    return worst(conflicts(source.findings_by_cell.get((claim.key, column), ())))


def _subject(source: Source, row: Row, column: str) -> tuple[tuple[str, str], str]:
    """What is dated, and what happened to it then.

    The first thing that the claim names is what it is about; where it also names a term of the
    vocabulary, that and the other things say what happened, and else the column does.
    """
    schema = source.tables[row.table].resource.schema
    named = [
        (key.resource, row.cells[key.fields[0]])
        for key in schema.foreign_keys
        if _names_a_thing(key) and row.cells[key.fields[0]]
    ]
    if not named:
        return (row.table, row.key), _title(schema, column)
    subject, *others = named
    if not any(target == VOCABULARY for target, _ in others):
        return subject, _title(schema, column)
    words = " ".join(source.label(*other) for other in others)
    is_only_date = sum(field.is_edtf for field in schema.fields) == 1
    return subject, words if is_only_date else f"{words}: {_title(schema, column)}"


def _names_a_thing(key: ForeignKey) -> bool:
    """Whether the column names something in the world, or a term, and not a place in the text."""
    is_single = len(key.fields) == 1
    return is_single and key.fields[0] != _ATTRIBUTION and key.reference_fields != ("passage_id",)


def _title(schema: Schema, column: str) -> str:
    return str(schema.field(column).descriptor.get("title") or column).lower()
