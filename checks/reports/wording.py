"""Sentences and orders that several report formats share."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from checks.reports.report import Reading, Report, ReportedFinding, Updating
from checks.rules.rule import SEVERITIES, Documentation, Severity
from checks.tables.problems import SIZE_AND_HASH, Problem, with_value
from checks.tables.shortening import ITEMS_AT_MOST, listed

_UPDATING: Mapping[Updating, list[str]] = {
    "not asked": [],
    "done": ["the register is up to date"],
    "refused": ["the register was not updated, as not everything can be read"],
}


_WORSE: Mapping[Severity, str] = {
    "error": "errors fail",
    "warning": "errors and warnings fail",
}


def verdict(report: Report) -> str:
    """One sentence: whether the package is valid, else how many problems of each kind there are."""
    review = f" {counted(report.to_review, 'finding')} to review." if report.to_review else ""
    if report.valid:
        findings = counted(len(report.findings), "finding")
        return f"Valid: structure OK; {findings}, registered as found.{review}"
    counts = (
        (len(report.structure), "structure problem", ""),
        (report.unregistered, "finding", " not registered"),
        (report.changed, "registered finding", " changed"),
        (len(report.absent), "registered finding", " no longer found"),
        (len(report.not_judged), "registered finding", " not judged"),
    )
    reasons = [counted(number, noun) + outcome for number, noun, outcome in counts if number]
    reasons += _UPDATING[report.updating]
    if report.passes:
        reasons.append(f"passes, as only {_WORSE[report.fail_on]} (--fail-on {report.fail_on})")
    return f"Not valid: {'; '.join(reasons)}.{review}"


def remedy(report: Report, program: str, folder: str) -> str | None:
    """The command that repairs an invalid package, if there is one; the package is in `folder`."""
    codes = {problem.code for problem in report.structure}
    build = f"{program} build" + (f" {shlex.quote(folder.removesuffix('/'))}" if folder else "")
    if codes & SIZE_AND_HASH:
        return f"After an edit, {build} brings sizes and hashes up to date."
    if "generated" in codes:
        return f"Another version of the program made the table of rules: {build} writes it anew."
    if not report.valid and report.rules_ran and not report.structure:
        return "Once the claims are right, --update-register brings the register up to date."
    return None


def left_out_rows(report: Report) -> Iterator[str]:
    """A sentence about the rows of each file that are left out, and one about the register."""
    for item in report.left_out:
        rows = f"{counted(len(item.rows), 'row')} left out of {item.file}"
        touches = f" (about {listed(item.touches)})" if item.touches else ""
        yield f"{rows}: {listed(map(str, item.rows))}{touches}."
    if report.not_judged:
        findings = counted(len(report.not_judged), "registered finding")
        yield f"{findings} not judged, neither found nor gone: {listed(report.not_judged)}."


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural if needed."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def left_out(finding: ReportedFinding) -> str:
    """How many values of a finding are not shown, and how to see them; empty if all are shown."""
    if not finding.left_out:
        return ""
    return f"and {counted(finding.left_out, 'more value')} (--format json lists all)"


def certainty(reading: Reading) -> str:
    """How firmly the text puts a value, and whom it names as the origin; empty if neither is coded.

    A value that rests on a reading says so, with the note that explains it:
    `inferred: The year is that of the sentence before.`
    """
    origin = f"attributed to {reading.origin}" if reading.origin else ""
    words = ", ".join(filter(None, [reading.certainty, origin]))
    is_explained = reading.note and reading.certainty == "inferred"
    return f"{words}: {reading.note}" if is_explained else words


def stated(reading: Reading) -> str:
    """The printed words of a reading, and their certainty: `“1931”, stated`."""
    return ", ".join(filter(None, [f"“{reading.as_stated}”", certainty(reading)]))


def most_frequent(reasons: Mapping[str, int]) -> list[tuple[str, int]]:
    """Why groups are not evaluable, with how many, the most first; rare reasons are summed up."""
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    others = ranked[ITEMS_AT_MOST:]
    summed = [("other reasons", sum(number for _, number in others))] if others else []
    return [*ranked[:ITEMS_AT_MOST], *summed]


def reasons_by_rule(report: Report) -> list[tuple[str, str, int]]:
    """Rule, reason and number of groups that are not evaluable for it, in the order of rules."""
    return [
        (rule.rule, reason, number)
        for rule in report.rules
        for reason, number in most_frequent(rule.reasons)
    ]


def expectation(problem: Problem) -> str:
    """What a structure problem expects, and the value that was found instead."""
    return with_value(problem.message, problem.value)


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
