"""The report as GitHub-flavoured Markdown, for a job summary or a comment.

The verdict comes first. The first problems and findings that make the package invalid are open;
all others, and registered findings, are folded under one line each.
"""

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from markupsafe import Markup

from checks.reports.condensing import condensed
from checks.reports.formats import PLAIN, Display
from checks.reports.report import Reading, Report, ReportedFinding
from checks.reports.templates import template
from checks.reports.wording import (
    certainty,
    left_out,
    left_out_rows,
    place,
    reasons_by_rule,
    verdict,
    worst_first,
)
from checks.tables import escaping
from checks.tables.escaping import printable, without_commands

TEMPLATE = Path(__file__).parent / "templates/report.md"

SIZE_AT_MOST = 1_000_000
"""Bytes of the whole text; GitHub refuses a job summary of more than 1 MiB altogether."""

_OPEN_AT_MOST = 10
"""How many problems, or findings that need attention, are shown without a click."""

_BESIDE_AT_MOST = 4
"""How many claims stand beside each other; more of them stand below each other."""


def render(report: Report, display: Display = PLAIN) -> str:  # noqa: ARG001 - nothing to lay out
    """The report as Markdown of at most `SIZE_AT_MOST` bytes; a last line says if it was cut."""
    report = condensed(report)
    findings = worst_first(report.findings)
    page = template(TEMPLATE, {"html": _html}, finalize=_escaped, autoescape=True)
    pieces = page.generate(
        report=report,
        verdict=verdict(report),
        left_out_rows=left_out_rows(report),
        reasons=reasons_by_rule(report),
        to_act_on=[finding for finding in findings if not finding.matches_register],
        registered=[finding for finding in findings if finding.matches_register],
        open_at_most=_OPEN_AT_MOST,
        place=place,
        claims=_claims,
        left_out=left_out,
        title=_title,
    )
    return without_commands(_within(pieces, SIZE_AT_MOST), colon="&#58;", sharp="&#35;")


def _within(pieces: Iterable[str], size: int) -> str:
    """The text, whole or cut between two blocks; a block that is folded is not cut."""
    parts, length = [], 0
    for piece in pieces:
        parts.append(piece)
        length += len(piece.encode())
        if length > 2 * size:  # more than enough, blank lines included
            break
    text = re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip() + "\n"
    if len(text.encode()) <= size:
        return text
    note = "**The report is longer than a job summary may be: what follows is left out.**"
    text = text.encode()[: size - len(note) - 3].decode(errors="ignore").rpartition("\n\n")[0]
    if text.count("<details>") > text.count("</details>"):
        text = text.rpartition("\n\n<details>")[0]
    return f"{text}\n\n{note}\n"


def _claims(readings: Sequence[Reading]) -> list[tuple[str, ...]]:
    """The competing claims side by side, or below each other if there are many; the head first."""
    head = ("Value", "As stated", "Certainty", "Passage", "Cell", "Claim")
    rows = [
        (item.words, f"“{item.as_stated}”", certainty(item), item.passage, item.cell, item.claim)
        for item in readings
    ]
    return [head, *rows] if len(rows) > _BESIDE_AT_MOST else list(zip(head, *rows, strict=True))


def _title(finding: ReportedFinding) -> str:
    return f"{finding.severity} · {finding.headline} · {finding.register_status}"


def _escaped(value: object) -> object:
    """Escape a text for anywhere but the start of a line; what a macro made is markup."""
    return Markup(escaping.markdown(value)) if type(value) is str else value


def _html(text: str) -> Markup:
    return Markup(html.escape(printable(text)))
