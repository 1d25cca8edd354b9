"""The report as one HTML page without scripts, requests or fonts.

Jinja escapes every text of the package; it is installed with Frictionless.
"""

from collections.abc import Sequence
from pathlib import Path

from checks.reports.condensing import condensed
from checks.reports.formats import PLAIN, Display
from checks.reports.report import Report, ReportedFinding
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
from checks.tables.escaping import printable, without_commands

TEMPLATE = Path(__file__).parent / "templates/report.html"


def render(report: Report, display: Display = PLAIN) -> str:  # noqa: ARG001 - CSS lays it out
    """The report as a page that is valid HTML by itself."""
    report = condensed(report)
    findings = worst_first(report.findings)
    sections: Sequence[tuple[str, str, list[ReportedFinding]]] = (
        (
            "unsettled",
            "Not in the register as they are",
            [f for f in findings if not f.matches_register],
        ),
        ("registered", "Registered findings", [f for f in findings if f.matches_register]),
    )
    page = template(TEMPLATE, finalize=_printable, autoescape=True)
    text = page.render(
        report=report,
        place=place,
        left_out=left_out,
        certainty=certainty,
        verdict=verdict(report),
        left_out_rows=left_out_rows(report),
        sections=sections,
        reasons=reasons_by_rule(report),
    )
    return without_commands(text, colon="&#58;", sharp="&#35;")


def _printable(value: object) -> object:
    """Replace invisible characters of a text; markup was escaped before."""
    return printable(value) if type(value) is str else value
