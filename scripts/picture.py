"""A finding as a picture: an SVG card with its headline and what both sides print."""

from pathlib import Path
from textwrap import wrap

from checks.reports.report import Reading, ReportedFinding
from checks.reports.templates import template

TEMPLATE = Path(__file__).with_name("finding.svg.jinja")

_COLOURS = {"error": "#b42318", "warning": "#93590c", "info": "#1d5fa8"}


def picture(finding: ReportedFinding) -> str:
    """The SVG of a finding with two readings at least; of more, the first two are shown."""
    headline, explanation = wrap(finding.headline, 62), wrap(finding.explanation, 90)
    sides = [_side(reading) for reading in finding.readings[:2]]
    top = 56 + 28 * len(headline)
    height = 20 + 22 * max(map(len, sides))
    bottom = top + height + 30
    return template(TEMPLATE, autoescape=True).render(
        finding=finding,
        colour=_COLOURS[finding.severity],
        headline=headline,
        explanation=explanation,
        sides=sides,
        top=top,
        height=height,
        bottom=bottom,
        total=bottom + 22 * len(explanation),
    )


def _side(reading: Reading) -> list[tuple[str, str]]:
    """The lines of one side, each with its style."""
    said = f"“{reading.as_stated}”"
    if reading.certainty == "inferred":
        said += " (a coder's reading)"
    parts = [("words", reading.words), ("", said), ("place", reading.passage)]
    return [(style, line) for style, text in parts for line in wrap(text, 43)]
