"""The timeline: every date that a claim gives, as long as its precision allows."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter

from checks.reports.report import ReportedFinding
from checks.reports.wording import worst_first
from scripts.site.charts.axis import TimeAxis
from scripts.site.dated import DatedCell, dated_cells
from scripts.site.rendering import Page
from scripts.site.source import Source, conflicts

Thing = tuple[tuple[str, str], list[DatedCell]]
"""A thing (table and key), and everything that is dated about it."""


def timeline_page(source: Source) -> Page:
    """The page; it says so if nothing is dated."""
    cells = dated_cells(source)
    things = _things(cells)
    kinds = {key: _kind(source, *key) for key, _ in things}
    content = {
        "axis": TimeAxis(day for cell in cells for day in cell.dating.days) if cells else None,
        "things": things,
        "kind_of": kinds,
        "kinds": sorted(set(kinds.values()) - {""}),
        "dates": len(cells),
        "in_conflict": sum(cell.conflict is not None for cell in cells),
        "conflicts": _conflicts(source, cells),
    }
    return Page("timeline.html", content)


def _things(cells: list[DatedCell]) -> list[Thing]:
    """The things in the order of their first dates."""
    by_subject = attrgetter("subject")
    things = [
        (subject, _in_order(members))
        for subject, members in groupby(sorted(cells, key=by_subject), key=by_subject)
    ]
    return sorted(things, key=lambda thing: (min(map(_days, thing[1])), thing[0]))


def _conflicts(
    source: Source, cells: list[DatedCell]
) -> list[tuple[ReportedFinding, list[DatedCell]]]:
    """The findings that compare dates, the worst first, each with its dates in their order."""
    dated: dict[str, list[DatedCell]] = {}
    for cell in sorted(cells, key=_days):
        for finding in conflicts(cell.findings):
            dated.setdefault(finding.id, []).append(cell)
    findings = worst_first(source.report.findings)
    return [(item, dated[item.id]) for item in findings if item.id in dated]


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
