"""The report as GitHub-flavoured Markdown, for a job summary or a comment.

The verdict comes first. The first problems and findings that make the package invalid are open;
all others, and registered findings, are folded under one line each.
"""

import html
from collections.abc import Iterable, Iterator, Sequence

from checks.reports.condensing import condensed
from checks.reports.formats import PLAIN, Display
from checks.reports.report import Reading, Report, ReportedFinding, RuleSummary
from checks.reports.wording import (
    certainty,
    left_out,
    left_out_rows,
    place,
    reasons_by_rule,
    verdict,
    worst_first,
)
from checks.tables.escaping import markdown as _text
from checks.tables.escaping import printable, without_commands
from checks.tables.problems import Problem

SIZE_AT_MOST = 1_000_000
"""Bytes of the whole text; GitHub refuses a job summary of more than 1 MiB altogether."""

_OPEN_AT_MOST = 10
"""How many problems, or findings that need attention, are shown without a click."""

_BESIDE_AT_MOST = 4
"""How many claims stand beside each other; more of them stand below each other."""

_Cells = Sequence[str]


def render(report: Report, display: Display = PLAIN) -> str:  # noqa: ARG001 - nothing to lay out
    """The report as Markdown of at most `SIZE_AT_MOST` bytes; a last line says if it was cut."""
    sections = _sections(condensed(report))
    text = "\n\n".join(_within(sections, SIZE_AT_MOST)) + "\n"
    return without_commands(text, colon="&#58;", sharp="&#35;")


def _sections(report: Report) -> Iterator[str]:
    """The blocks of the report, made one after the other as far as they are wanted."""
    yield f"# {_text(f'{report.package_name} {report.package_version}')}"
    yield f"**{_text(verdict(report))}**"
    yield from _rules(report)
    yield from _structure(report)
    yield from _to_act_on(report)
    yield from _absent(report)
    yield from _registered(report)


def _within(blocks: Iterable[str], size: int) -> Iterator[str]:
    """The blocks that fit into a size, and a note if others do not."""
    note = "**The report is longer than a job summary may be: what follows is left out.**"
    size -= len(note) + 1
    for block in blocks:
        size -= len(block.encode()) + 2
        if size < 0:
            yield note
            return
        yield block


def _rules(report: Report) -> Iterator[str]:
    if not report.rules_ran:
        yield "No rule was run: no table can be read."
        return
    head = ("Rule", "Severity", "Examined", "Passed", "Found", "Not evaluable")
    yield _heading("Rules", len(report.rules))
    yield from map(_text, left_out_rows(report))
    yield _table(head, map(_rule_cells, report.rules), numbers=4)
    if reasons := reasons_by_rule(report):
        rows = [(rule, reason, f"{number:,}") for rule, reason, number in reasons]
        table = _table(("Rule", "Reason", "Groups"), rows, numbers=1)
        yield _folded("Why groups are not evaluable", [table])
    for rule in report.rules:
        if rule.not_run:
            yield f"**Not run:** {_text(f'{rule.rule}: {rule.not_run}')}"


def _rule_cells(rule: RuleSummary) -> _Cells:
    counts = (rule.examined, rule.passed, rule.found, rule.not_evaluable)
    return (rule.rule, rule.severity, *(f"{count:,}" for count in counts))


def _structure(report: Report) -> Iterator[str]:
    if not report.structure:
        return
    head = ("Place", "Problem", "Value", "What is expected")
    yield _heading("Structure problems", len(report.structure))
    yield _table(head, map(_problem_cells, report.structure[:_OPEN_AT_MOST]))
    # Folded in parts, so that too many of them do not all have to be left out.
    for first in range(_OPEN_AT_MOST, len(report.structure), 100):
        part = report.structure[first : first + 100]
        title = f"Problems {first + 1:,} to {first + len(part):,}"
        yield _folded(title, [_table(head, map(_problem_cells, part))])


def _problem_cells(problem: Problem) -> _Cells:
    where = place(problem.file, problem.row, problem.column)
    return (where, problem.code, problem.value or "", problem.message)


def _to_act_on(report: Report) -> Iterator[str]:
    findings = worst_first(finding for finding in report.findings if not finding.matches_register)
    if not findings:
        return
    yield _heading("Findings that the register does not have as they are", len(findings))
    for finding in findings[:_OPEN_AT_MOST]:
        yield f"### {_text(_title(finding))}"
        yield from _finding(finding)
    yield from map(_folded_finding, findings[_OPEN_AT_MOST:])


def _absent(report: Report) -> Iterator[str]:
    if report.absent:
        yield _heading("Registered, but no longer found", len(report.absent))
        rows = [(finding.id, finding.rule, finding.message) for finding in report.absent]
        yield _table(("Finding", "Rule", "What it was"), rows)


def _registered(report: Report) -> Iterator[str]:
    findings = worst_first(finding for finding in report.findings if finding.matches_register)
    if findings:
        yield _heading("Registered findings", len(findings))
        yield from map(_folded_finding, findings)


def _folded_finding(finding: ReportedFinding) -> str:
    return _folded(_title(finding), _finding(finding))


def _title(finding: ReportedFinding) -> str:
    return f"{finding.severity} · {finding.headline} · {finding.register_status}"


def _finding(finding: ReportedFinding) -> Iterator[str]:
    yield _text(finding.explanation)
    yield _claims(finding.readings)
    if finding.left_out:
        yield _text(left_out(finding))
    if finding.comment:
        yield f"**Comment:** {_text(finding.comment)}"
    yield f"**Rule:** {_text(finding.rule)} · **Identifier:** {_text(finding.id)}"


def _claims(readings: Sequence[Reading]) -> str:
    """The competing claims side by side, or below each other if there are many."""
    by_claim = [
        ("Value", "As stated", "Certainty", "Passage", "Cell", "Claim"),
        *map(_claim_cells, readings),
    ]
    if len(readings) > _BESIDE_AT_MOST:
        return _table(by_claim[0], by_claim[1:])
    head, *rows = zip(*by_claim, strict=True)
    return _table(head, rows)


def _claim_cells(reading: Reading) -> tuple[str, ...]:
    return (
        reading.words,
        f"“{reading.as_stated}”",
        certainty(reading),
        reading.passage,
        reading.cell,
        reading.claim,
    )


def _heading(title: str, number: int) -> str:
    return f"## {title}: {number:,}"


def _folded(title: str, blocks: Iterable[str]) -> str:
    """Markdown blocks folded under one line of HTML."""
    summary = html.escape(printable(title))
    return "\n\n".join([f"<details><summary>{summary}</summary>", *blocks, "</details>"])


def _table(head: _Cells, rows: Iterable[_Cells], *, numbers: int = 0) -> str:
    """A table of texts; the last `numbers` columns are aligned as numbers."""
    rule = ["---"] * (len(head) - numbers) + ["--:"] * numbers
    cells = [map(_text, head), rule, *(map(_text, row) for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)
