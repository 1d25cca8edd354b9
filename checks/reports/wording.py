"""Sentences and orders that several report formats share."""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from checks.reports.report import Report, ReportedFinding, Updating
from checks.rules.rule import Documentation, Severity
from checks.tables.problems import SIZE_AND_HASH, Problem

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""All severities, the worst first."""

_MOST_NAMED = 10
"""Rows, things and findings that one sentence names."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


_UPDATING: Mapping[Updating, list[str]] = {
    "not asked": [],
    "done": ["the register is up to date"],
    "refused": ["the register was not updated, as not everything can be read"],
}


def verdict(report: Report) -> str:
    """One sentence: whether the package is valid, else how many problems of each kind there are."""
    if report.valid:
        findings = counted(len(report.findings), "finding")
        return f"Valid: structure OK; {findings}, registered as found."
    counts = (
        (len(report.structure), "structure problem", ""),
        (report.unregistered, "finding", " not registered"),
        (report.changed, "registered finding", " changed"),
        (len(report.absent), "registered finding", " no longer found"),
        (len(report.not_judged), "registered finding", " not judged"),
    )
    reasons = [counted(number, noun) + outcome for number, noun, outcome in counts if number]
    reasons += _UPDATING[report.updating]
    return f"Not valid: {'; '.join(reasons)}."


def remedy(report: Report, program: str, folder: str) -> str | None:
    """The command that repairs an invalid package, if there is one; the package is in `folder`."""
    if any(problem.code in SIZE_AND_HASH for problem in report.structure):
        package = f" {shlex.quote(folder.removesuffix('/'))}" if folder else ""
        return f"After an edit, {program} build{package} brings sizes and hashes up to date."
    if not report.valid and report.rules_ran and not report.structure:
        return "Once the claims are right, --update-register brings the register up to date."
    return None


def left_out(report: Report) -> Iterator[str]:
    """A sentence about the rows of each file that are left out, and one about the register."""
    for item in report.left_out:
        rows = f"{counted(len(item.rows), 'row')} left out of {item.file}: {_some(item.rows)}"
        touches = f" (about {_some(item.touches)})" if item.touches else ""
        yield f"{rows}{touches}."
    if report.not_judged:
        findings = counted(len(report.not_judged), "registered finding")
        yield f"{findings} not judged, neither found nor gone: {_some(report.not_judged)}."


def _some(items: Sequence[object]) -> str:
    """The first of some items, and how many more there are."""
    shown = ", ".join(map(str, items[:_MOST_NAMED]))
    more = len(items) - _MOST_NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural if needed."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def expectation(problem: Problem) -> str:
    """What a structure problem expects, and the value that was found instead."""
    found = "" if problem.value is None else f", not {problem.value!r}"
    return f"{problem.message}{found}"


def documentation_parts(documentation: Documentation) -> tuple[tuple[str, str], ...]:
    """The parts of a rule's documentation, each after its heading."""
    return (
        ("Statement", documentation.statement),
        ("Formula", documentation.formula),
        ("Inputs", documentation.inputs),
        ("Severity", documentation.severity_rationale),
        ("Source", documentation.source),
        ("Limits", documentation.limits),
    )


def place(file: str, row: int | None, column: str | None) -> str:
    """A file, a row or a cell, as `file:row:column`."""
    return ":".join(str(part) for part in (file, row, column) if part is not None)


def worst_first(findings: Iterable[ReportedFinding]) -> list[ReportedFinding]:
    """Findings sorted by severity; those of one severity keep their order."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


Lines: TypeAlias = Callable[[str, int | None], int | None]
"""The line of a row of a file, or None where it is not known."""


def lines(report: Report) -> Lines:
    """The lines of spreadsheet rows.

    A row is a line of the file, unless a quoted cell above it holds a line break, which is a
    problem of its own.
    """
    breaks: dict[str, int] = {}
    for problem in report.structure:
        if problem.code == "control-character" and problem.row is not None:
            breaks[problem.file] = min(problem.row, breaks.get(problem.file, problem.row))

    def line(file: str, row: int | None) -> int | None:
        return row if row is not None and row <= breaks.get(file, row) else None

    return line


def encodable(text: str) -> str:
    """The text with a mark for each lone surrogate: a descriptor can have them, UTF-8 cannot."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def printable(text: str) -> str:
    """The text on one line, with a mark for each invisible character."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
