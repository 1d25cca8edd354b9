"""The timeline: every date that a claim gives, as long as its precision allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from checks.rules.rule import Severity
from scripts.site.charts.axis import TimeAxis
from scripts.site.charts.date_marks import Dating, Mark, mark
from scripts.site.charts.wording import in_words
from scripts.site.dated import DatedCell, conflict, dated_cells
from scripts.site.pages.page import Badge, Page, badges, passage_of
from scripts.site.source import Row, Source


@dataclass(frozen=True)
class DatedClaim:
    """A date of a claim: what happened then, in words, and where it is drawn.

    `conflict` is the worst severity of the conflicts in which the date is compared.
    """

    claim: Row
    column: str
    what: str
    dating: Dating
    words: str
    mark: Mark
    passage: str
    badges: tuple[Badge, ...]
    conflict: Severity | None


@dataclass(frozen=True)
class Dated:
    """Everything that is dated about one thing, and which row of which table that is."""

    table: str
    key: str
    label: str
    kind: str
    claims: tuple[DatedClaim, ...]

    @property
    def in_conflict(self) -> tuple[DatedClaim, ...]:
        """The dates that contradict others."""
        return tuple(item for item in self.claims if item.conflict)


def timeline_page(source: Source) -> Page:
    """The page; it says so where nothing is dated."""
    cells = dated_cells(source)
    axis = TimeAxis(day for cell in cells for day in cell.dating.days) if cells else None
    things = _things(source, cells, axis) if axis else ()
    return Page(
        address="timeline.html",
        template="timeline.html",
        title="Timeline",
        description=f"Every date of {source.title}, drawn as long as its precision allows, with "
        "the dates that contradict each other marked.",
        section="timeline.html",
        content={
            "axis": axis,
            "things": things,
            "kinds": sorted({thing.kind for thing in things} - {""}),
            "dates": len(cells),
            "conflicts": sum(len(thing.in_conflict) for thing in things),
        },
    )


def _things(source: Source, cells: list[DatedCell], axis: TimeAxis) -> tuple[Dated, ...]:
    by_subject = attrgetter("subject")
    groups = [
        (subject, _in_order(members))
        for subject, members in groupby(sorted(cells, key=by_subject), key=by_subject)
    ]
    groups.sort(key=lambda group: (min(map(_days, group[1])), group[0]))
    return tuple(
        Dated(
            table=table,
            key=key,
            label=source.label(table, key),
            kind=_kind(source, table, key),
            claims=tuple(_drawn(source, cell, axis) for cell in members),
        )
        for (table, key), members in groups
    )


def _in_order(cells: Iterable[DatedCell]) -> list[DatedCell]:
    """The dates of one thing: those of one event beside each other, the earliest event first."""
    members = sorted(cells, key=lambda cell: (_days(cell), cell.claim.key))
    first: dict[str, tuple[date, ...]] = {}
    for cell in members:
        first.setdefault(cell.what, _days(cell))
    return sorted(members, key=lambda cell: (first[cell.what], cell.what))


def _days(cell: DatedCell) -> tuple[date, ...]:
    return cell.dating.days


def _kind(source: Source, table: str, key: str) -> str:
    row = source.tables[table].by_key.get(key)
    return row.cells.get("type", "") if row else ""


def _drawn(source: Source, cell: DatedCell, axis: TimeAxis) -> DatedClaim:
    return DatedClaim(
        claim=cell.claim,
        column=cell.column,
        what=cell.what,
        dating=cell.dating,
        words=in_words(cell.dating.text),
        mark=mark(cell.dating, axis),
        passage=passage_of(source, cell.claim),
        badges=badges(source.findings_by_cell.get((cell.claim.key, cell.column), ())),
        conflict=conflict(source, cell.claim, cell.column),
    )
