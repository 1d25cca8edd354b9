"""The report as GitHub workflow commands: annotations on the lines of a pull request.

GitHub shows ten annotations of each level for a step and drops the others, which stay in the log.
Hence the worst come first, each finding is one annotation that names all of its claims, and one
notice sums up. It comes before all other notices, so that it is among those that are shown. GitHub
looks for files from the root of the repository.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from checks.reports.condensing import condensed
from checks.reports.formats import PLAIN, Display
from checks.reports.report import AbsentFinding, Report, ReportedFinding, with_files_in
from checks.reports.wording import (
    counted,
    expectation,
    left_out,
    left_out_rows,
    lines,
    most_frequent,
    place,
    stated,
    verdict,
)
from checks.rules.rule import Severity
from checks.tables.escaping import printable_lines
from checks.tables.problems import SIZE_AND_HASH, Problem
from checks.tables.shortening import listed

SHOWN_AT_MOST = 10
"""How many annotations of one level GitHub shows for a step."""

_Level: TypeAlias = Literal["error", "warning", "notice"]

_LEVELS: Mapping[Severity, _Level] = {"error": "error", "warning": "warning", "info": "notice"}


@dataclass(frozen=True)
class _Annotation:
    level: _Level
    title: str
    message: str
    file: str | None = None
    line: int | None = None


def render(report: Report, display: Display = PLAIN) -> str:
    """One workflow command for each line; the levels from the worst to the summary and notices."""
    report = with_files_in(display.folder, condensed(report))
    annotations = list(_annotations(report))
    by_level = {
        level: [item for item in annotations if item.level == level] for level in _LEVELS.values()
    }
    ordered = [
        *by_level["error"],
        *by_level["warning"],
        _summary(report, {level: len(items) for level, items in by_level.items()}),
        *by_level["notice"],
    ]
    return "".join(_command(annotation) + "\n" for annotation in ordered)


def _annotations(report: Report) -> Iterator[_Annotation]:
    """Everything that makes the package invalid."""
    # The stale size and hash of an edited file must not hide what else is wrong with it.
    line = lines(report)
    problems = sorted(report.structure, key=lambda item: item.code in SIZE_AND_HASH)
    yield from (_problem(item, line(item.file, item.row)) for item in problems)
    new = [finding for finding in report.findings if not finding.matches_register]
    yield from (_finding(item, line(item.readings[0].file, item.readings[0].row)) for item in new)
    yield from map(_absent, report.absent)


def _problem(problem: Problem, line: int | None) -> _Annotation:
    where = place(problem.file, problem.row, problem.column)
    return _Annotation(
        level="error",
        title=f"structure: {problem.code}",
        message=f"{expectation(problem)} ({where})",
        file=problem.file,
        line=line,
    )


def _finding(finding: ReportedFinding, line: int | None) -> _Annotation:
    """A finding at its first claim. Logs show messages without titles."""
    claims = [
        f"{item.words}: {stated(item)}, {item.place}, {item.claim}" for item in finding.readings
    ]
    if finding.left_out:
        claims.append(left_out(finding))
    return _Annotation(
        level=_LEVELS[finding.severity],
        title=f"{finding.rule}: {finding.register_status}",
        message="\n".join([finding.message, *claims, finding.id]),
        file=finding.readings[0].file,
        line=line,
    )


def _absent(finding: AbsentFinding) -> _Annotation:
    return _Annotation(
        level=_LEVELS[finding.severity],
        title=f"{finding.rule}: registered, but no longer found",
        message=f"{finding.message}\n{finding.id}",
    )


def _summary(report: Report, numbers: Mapping[_Level, int]) -> _Annotation:
    """The verdict, the findings that are known, and how much GitHub does not show."""
    lines = [verdict(report), *left_out_rows(report)]
    known = sum(finding.matches_register for finding in report.findings)
    if known and not report.valid:
        lines.append(f"{counted(known, 'finding')} as registered.")
    if reasons := sum((Counter(rule.reasons) for rule in report.rules), Counter()):
        each = (f"{reason}: {number:,}" for reason, number in most_frequent(reasons))
        lines.append(f"Not evaluable: {counted(reasons.total(), 'group')} ({'; '.join(each)}).")
    # The summary is itself one of the notices.
    room = {level: SHOWN_AT_MOST - (level == "notice") for level in numbers}
    hidden = [
        f"{room[level]} of {counted(number, level)}"
        for level, number in numbers.items()
        if number > room[level]
    ]
    if hidden:
        left = sum(max(0, number - room[level]) for level, number in numbers.items())
        lines.append(f"Shown: {listed(hidden)}; {left:,} more in the log of this step.")
    title = f"{report.package_name} {report.package_version}"
    return _Annotation("notice", title, "\n".join(lines))


def _command(annotation: _Annotation) -> str:
    """The command on one line, escaped as GitHub's runner reads it."""
    properties = {
        "file": annotation.file,
        "line": annotation.line,
        "title": annotation.title,
    }
    listed = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    return f"::{annotation.level} {listed}::{_data(annotation.message)}"


def _data(text: str) -> str:
    return printable_lines(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
