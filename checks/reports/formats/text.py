"""The report as text for a terminal."""

import io
import re
from collections.abc import Sequence
from itertools import groupby

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from checks.reports import wording
from checks.reports.condensing import FEW, condensed, first_of_each
from checks.reports.formats import PLAIN, Display
from checks.reports.report import Reading, Report, ReportedFinding, RuleSummary
from checks.reports.wording import counted
from checks.tables.escaping import printable, without_commands
from checks.tables.problems import Problem
from checks.tables.shortening import listed

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}

_NARROWEST_READING = 26
"""Characters that one claim needs when several stand side by side."""


def render(report: Report, display: Display = PLAIN) -> str:
    """The report as lines of at most the width of `display`."""
    report = condensed(report)
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=display.width,
        force_terminal=display.colour,
        color_system="standard" if display.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(Text(printable(f"{report.package_name} {report.package_version}"), style="bold"))
    _structure(console, report)
    _tables(console, report)
    _rules(console, report)
    _findings(console, report)
    _absent(console, report)
    _updates(console, report)
    console.print()
    console.print(Line(style="dim"))
    console.print(_verdict(report, display))
    lines = stream.getvalue().split("\n")
    return without_commands("\n".join(line.rstrip() for line in lines))


def _heading(console: Console, title: str) -> None:
    console.print()
    console.print(Line(Text(title, style="bold"), align="left", style="dim"))


def _indented(console: Console, text: str, *, by: int = 3, style: str = "") -> None:
    console.print(Padding(Text(printable(text), style=style), (0, 0, 0, by)))


def _grid(*titles: str) -> Table:
    """An empty table without lines; a column whose title ends in `>` is aligned to the right."""
    grid = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in titles:
        is_number = title.endswith(">")
        justify: JustifyMethod = "right" if is_number else "left"
        grid.add_column(title.removesuffix(">"), justify=justify, overflow="fold")
    return grid


def _structure(console: Console, report: Report) -> None:
    _heading(console, "Structure")
    if not report.structure:
        rows = sum(table.rows or 0 for table in report.tables)
        good = f"OK: {counted(len(report.tables), 'table')}, {counted(rows, 'row')}"
        console.print(Text(good, style="green"))
    for file, problems in groupby(report.structure, key=lambda problem: problem.file):
        of_file = list(problems)
        console.print(
            Text(f"{printable(file)}: {counted(len(of_file), 'problem')}", style="bold red")
        )
        for problem, left in first_of_each(of_file, lambda each: (each.code, each.column)):
            _problem(console, problem)
            _more(console, left, f"more of {problem.code} in this column", by=6)
    _how_to_see_all(console, report.structure)


def _more(console: Console, left: int, what: str, *, by: int = 3) -> None:
    if left:
        _indented(console, f"and {left:,} {what}", by=by, style="bold")


def _how_to_see_all(console: Console, items: Sequence[object]) -> None:
    if len(items) > FEW:
        how = "Shown is the first of each kind; --format html --output FILE shows all."
        console.print(Text(how, style="bold"))


def _problem(console: Console, problem: Problem) -> None:
    place = printable(wording.place(problem.file, problem.row, problem.column))
    value = "" if problem.value is None else f"  {printable(problem.value)!r}"
    console.print(Text(f"  {place}  [{problem.code}]{value}"), soft_wrap=True)
    _indented(console, problem.message, by=6, style="dim")


def _tables(console: Console, report: Report) -> None:
    _heading(console, "Tables")
    grid = _grid("table", "rows>", "file")
    for table in report.tables:
        rows = "unread" if table.rows is None else f"{table.rows:,}"
        grid.add_row(printable(table.name), rows, printable(table.file))
    for file in report.files:
        grid.add_row(printable(file.name), "no table", printable(file.file))
    console.print(grid)


def _rules(console: Console, report: Report) -> None:
    _heading(console, "Rules")
    if not report.rules_ran:
        console.print(Text("Not run: no table can be read.", style="yellow"))
        return
    for sentence in wording.left_out_rows(report):
        console.print(Text(printable(sentence), style="yellow"))
    numbers = ("examined>", "passed>", "found>", "not evaluable>")
    grid = _grid("rule", "severity", *numbers)
    for rule in report.rules:
        grid.add_row(*_rule_cells(rule))
    console.print(grid)
    for rule in report.rules:
        if rule.not_run:
            console.print(
                Text(f"{rule.rule} was not run: {printable(rule.not_run)}", style="yellow")
            )
    _reasons(console, report)


def _reasons(console: Console, report: Report) -> None:
    """Why groups of claims are not evaluable, rule by rule."""
    if not (reasons := wording.reasons_by_rule(report)):
        return
    _heading(console, f"Not evaluable: {sum(number for *_, number in reasons):,}")
    grid = _grid("rule", "groups>", "reason")
    for rule, reason, number in reasons:
        grid.add_row(rule, f"{number:,}", printable(reason))
    console.print(grid)


def _rule_cells(rule: RuleSummary) -> list[str | Text]:
    counts = (rule.examined, rule.passed, rule.found, rule.not_evaluable)
    cells: list[str | Text] = [f"{count:,}" for count in counts]
    if rule.found:
        cells[2] = Text(f"{rule.found:,}", style=f"bold {_COLOURS[rule.severity]}")
    return [rule.rule, Text(rule.severity, style=_COLOURS[rule.severity]), *cells]


def _findings(console: Console, report: Report) -> None:
    """All findings in full, except registered remarks, which get one line each."""
    if not report.rules_ran:
        return
    remarks = [finding for finding in report.findings if _is_registered_remark(finding)]
    others = [finding for finding in report.findings if not _is_registered_remark(finding)]
    _heading(console, f"Findings: {len(report.findings):,}")
    shown = first_of_each(_most_urgent_first(others), lambda finding: finding.rule)
    for number, (finding, left) in enumerate(shown, start=1):
        if number > 1:
            console.print()
        _finding(console, number, finding)
        _more(console, left, f"more of {finding.rule}")
    _how_to_see_all(console, others)
    if remarks:
        _remarks(console, remarks)


def _is_registered_remark(finding: ReportedFinding) -> bool:
    return finding.severity == "info" and finding.matches_register


def _most_urgent_first(findings: Sequence[ReportedFinding]) -> list[ReportedFinding]:
    """Unregistered and changed findings first, then registered ones; the worst first in both."""
    return sorted(wording.worst_first(findings), key=lambda finding: finding.matches_register)


def _remarks(console: Console, remarks: Sequence[ReportedFinding]) -> None:
    _heading(console, f"Of these, registered remarks (info): {len(remarks):,}")
    for rule, findings in groupby(remarks, key=lambda finding: finding.rule):
        of_rule = list(findings)
        console.print(Text(f"{rule}: {len(of_rule):,}", style=_COLOURS["info"]))
        shown = of_rule if len(remarks) <= FEW else of_rule[:1]
        for finding in shown:
            _indented(console, finding.headline)
            _indented(console, finding.readings[0].place, by=6, style="dim")
        _more(console, len(of_rule) - len(shown), "more")
    console.print(Text("Every other format shows them in full.", style="dim"))


def _finding(console: Console, number: int, finding: ReportedFinding) -> None:
    title = Text.assemble(
        f"{number}. ",
        (finding.severity, f"bold {_COLOURS[finding.severity]}"),
        "  ",
        (finding.rule, "bold"),
        "  ",
        _register_status(finding),
    )
    console.print(title)
    _indented(console, finding.headline, style="bold")
    _indented(console, finding.explanation)
    _side_by_side(console, finding.readings)
    if finding.left_out:
        _indented(console, wording.left_out(finding), style="bold")
    if finding.comment:
        _indented(console, finding.comment, style="italic")
    _indented(console, finding.id, style="dim")


def _register_status(finding: ReportedFinding) -> Text:
    if not finding.registered:
        return Text("not registered", style="bold red")
    status = Text(printable(finding.disposition or ""), style="cyan")
    if finding.review:
        status.append("  to review", style="bold yellow")
    if finding.changed:
        status.append(f"  changed since: {listed(finding.changed)}", style="bold red")
    return status


class _Parts:
    """A path or identifier that wraps after `/`, `:` or `.` and not within a word."""

    def __init__(self, text: str) -> None:
        self._parts = re.findall(r"[^/:.]*[/:.]|[^/:.]+", text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = [""]
        for part in self._parts:
            if cell_len(lines[-1] + part) > options.max_width and lines[-1]:
                lines.append("")
            lines[-1] += part
        for line in lines:
            yield Text(line, style="dim", overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widths = [cell_len(part) for part in self._parts]
        return Measurement(max(widths, default=0), sum(widths)).with_maximum(options.max_width)


def _side_by_side(console: Console, readings: Sequence[Reading]) -> None:
    """The claims as columns, as many side by side as fit."""
    at_once = max(1, min(len(readings), (console.width - 3) // _NARROWEST_READING))
    for first in range(0, len(readings), at_once):
        shown = readings[first : first + at_once]
        grid = Table(box=box.ROUNDED, border_style="dim", header_style="bold", expand=False)
        for reading in shown:
            grid.add_column(printable(reading.words), overflow="fold", min_width=16)
        grid.add_row(*(f"“{printable(reading.as_stated)}”" for reading in shown))
        if any(firmness := [wording.certainty(reading) for reading in shown]):
            grid.add_row(*map(printable, firmness))
        if any(reading.passage for reading in shown):
            grid.add_row(*(printable(reading.passage) for reading in shown))
        grid.add_row(*(_Parts(printable(reading.cell)) for reading in shown))
        grid.add_row(*(_Parts(printable(reading.claim)) for reading in shown))
        console.print(Padding(grid, (0, 0, 0, 3)))


def _absent(console: Console, report: Report) -> None:
    if not report.absent:
        return
    _heading(console, f"Registered, but no longer found: {len(report.absent):,}")
    for finding, left in first_of_each(report.absent, lambda finding: finding.rule):
        console.print(Text(printable(finding.id), style="bold red"))
        _indented(console, finding.message)
        _more(console, left, f"more of {finding.rule}")
    _how_to_see_all(console, report.absent)


def _updates(console: Console, report: Report) -> None:
    if not report.updates:
        return
    _heading(console, f"Register updated: {counted(len(report.updates), 'row')}")
    for update, left in first_of_each(report.updates, lambda update: update.change):
        console.print(Text(f"{update.change:<9}{printable(update.id)}"))
        if update.note:
            _indented(console, update.note, by=9)
        _more(console, left, f"more {update.change}", by=9)


def _verdict(report: Report, display: Display) -> Text:
    if report.valid:
        return Text(wording.verdict(report), style="bold green")
    style = "bold yellow" if report.passes else "bold red"
    verdict = Text(wording.verdict(report), style=style)
    if remedy := wording.remedy(report, display.program, display.folder):
        verdict.append(f"\n{printable(remedy)}", style="not bold default")
    return verdict
