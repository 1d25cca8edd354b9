"""A finding as a picture: an SVG card with its headline and what both sides print."""

import textwrap
from collections.abc import Iterator
from html import escape

from checks.reports.report import Reading, ReportedFinding

_WIDTH, _MARGIN, _LINE = 760, 28, 22
_COLUMN = (_WIDTH - 3 * _MARGIN) // 2
_COLOURS = {"error": "#b42318", "warning": "#93590c", "info": "#1d5fa8"}
_SIDE_CHARACTERS, _LINE_CHARACTERS = 43, 90
"""How many characters fit into a column, and into the card."""

_STYLE = """
text { font: 15px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2933 }
.headline { font-size: 21px; font-weight: 650 }
.label { font-size: 13px; font-weight: 650; letter-spacing: .04em }
.words { font-weight: 650 }
.place { fill: #52606d; font-size: 13.5px }
""".strip()


def picture(finding: ReportedFinding) -> str:
    """The SVG of a finding with two readings at least; of more, the first two are shown."""
    headline = textwrap.wrap(finding.headline, 62)
    sides = [_side(reading) for reading in finding.readings[:2]]
    top = 56 + 28 * len(headline)
    height = 20 + _LINE * max(map(len, sides))
    explanation = textwrap.wrap(finding.explanation, _LINE_CHARACTERS)
    bottom = top + height + 30
    total = bottom + _LINE * len(explanation)
    colour = _COLOURS[finding.severity]
    body = [
        f'<rect width="{_WIDTH}" height="{total}" rx="10" fill="#fff" stroke="#cbd2d9"/>',
        f'<rect width="6" height="{total}" fill="{colour}"/>',
        _text(_MARGIN, 34, "label", finding.severity.upper(), f' style="fill: {colour}"'),
        *(
            _text(_MARGIN, 64 + 28 * number, "headline", line)
            for number, line in enumerate(headline)
        ),
        *_columns(sides, top, height),
        *(
            _text(_MARGIN, bottom + _LINE * number, "", line)
            for number, line in enumerate(explanation)
        ),
    ]
    title = f"<title>{escape(finding.headline)}</title>"
    description = f"<desc>{escape(_in_full(finding))}</desc>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {total}" role="img"'
    opening = f'{head} width="{_WIDTH}" height="{total}">'
    return "\n".join([opening, title, description, f"<style>{_STYLE}</style>", *body, "</svg>\n"])


def _columns(sides: list[list[tuple[str, str]]], top: int, height: int) -> Iterator[str]:
    """The boxes of the two sides beside each other."""
    for number, lines in enumerate(sides):
        left = _MARGIN + number * (_COLUMN + _MARGIN)
        box = f'x="{left}" y="{top}" width="{_COLUMN}" height="{height}"'
        yield f'<rect {box} rx="6" fill="#f5f7fa"/>'
        for line, (style, text) in enumerate(lines):
            yield _text(left + 14, top + 26 + _LINE * line, style, text)


def _side(reading: Reading) -> list[tuple[str, str]]:
    """The lines of one side, each with its style."""
    said = f"“{reading.as_stated}”"
    if reading.certainty == "inferred":
        said += " (a coder's reading)"
    parts = [("words", reading.words), ("", said), ("place", reading.passage)]
    return [
        (style, line) for style, text in parts for line in textwrap.wrap(text, _SIDE_CHARACTERS)
    ]


def _in_full(finding: ReportedFinding) -> str:
    """What the picture shows, for those who do not see it."""
    sides = (f"{item.words}: “{item.as_stated}”, {item.passage}." for item in finding.readings[:2])
    return " ".join([*sides, finding.explanation])


def _text(left: int, baseline: int, style: str, text: str, more: str = "") -> str:
    return f'<text x="{left}" y="{baseline}" class="{style}"{more}>{escape(text)}</text>'
