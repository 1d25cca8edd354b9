"""The dates that claims give: the cell, what it dates, and what happened then."""

from dataclasses import dataclass

from checks.rules.rule import Severity
from checks.tables.table_schema import ForeignKey
from scripts.dating import Dating, read_datings
from scripts.site.source import VOCABULARY, Findings, Source, conflicts, worst
from scripts.site.tables import Row, title_of

_ATTRIBUTION = "attributed_to"
"""The column that says who made the claim, not what it is about."""


@dataclass(frozen=True)
class DatedCell:
    """A date that a claim gives in one of its columns, and the findings that compare it.

    `subject` (table and key) is the thing dated. `what` says in words what happened to it then.
    """

    claim: Row
    column: str
    subject: tuple[str, str]
    what: str
    dating: Dating
    findings: Findings

    @property
    def conflict(self) -> Severity | None:
        """The worst severity of the conflicts of this date."""
        return worst(conflicts(self.findings))


def dated_cells(source: Source) -> list[DatedCell]:
    """The dates of all claims, in the order of the tables, without those that have no bound."""
    cells = [
        (row, field.name)
        for table in source.claim_tables
        for field in table.schema.fields
        if field.is_edtf
        for row in table.rows
    ]
    datings = read_datings(row.cells[column] for row, column in cells)
    return [
        DatedCell(
            row,
            column,
            *_subject(source, row, column),
            datings[row.cells[column]],
            source.findings_by_cell.get((row.key, column), ()),
        )
        for row, column in cells
        if datings[row.cells[column]].days
    ]


def _subject(source: Source, row: Row, column: str) -> tuple[tuple[str, str], str]:
    """The thing dated, and what happened to it then.

    A claim is about the first thing that it names. If it also names a term of the vocabulary, this
    term and the other things say what happened; else the title of the column does.
    """
    schema = source.tables[row.table].schema
    title = title_of(schema.field(column)).lower()
    named = [
        (key.resource, row.cells[key.fields[0]])
        for key in schema.foreign_keys
        if _names_a_thing(key) and row.cells[key.fields[0]]
    ]
    if not named:
        return (row.table, row.key), title
    subject, *others = named
    if not any(target == VOCABULARY for target, _ in others):
        return subject, title
    words = " ".join(source.label(*other) for other in others)
    is_only_date = sum(field.is_edtf for field in schema.fields) == 1
    return subject, words if is_only_date else f"{words}: {title}"


def _names_a_thing(key: ForeignKey) -> bool:
    """Whether the column names a thing or a term, not a place in the text."""
    is_single = len(key.fields) == 1
    return is_single and key.fields[0] != _ATTRIBUTION and key.reference_fields != ("passage_id",)
