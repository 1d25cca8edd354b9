"""The blocks of a text: headings, and paragraphs with their sentences and sources.

Each line with visible characters is a block; white space at its edges is not part of it. Where a
line goes on in the next one, as in a text with hard line breaks, both are one block. A **heading**
is short, begins with no small letter and ends without closing punctuation. A line of a table or of
a list is a paragraph; a line of a table is one sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from checks.passages.sentences import DOTS, sentences
from checks.passages.sources import SourceList, doubts_about_sources, source_list
from checks.passages.spans import Doubt, Span, trimmed

LONGEST_HEADING = 80
CLOSING_PUNCTUATION = ".?!…:;,)]”\u2019\"'"

_LINE_BREAK = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_TABULAR = re.compile(r"\t|\s\|\s|^\||\S {3,}\S|(?:[,;][^\s,;]+){5}|\.{4}|(?:\. ){3}|^[\W\d_]*$")
"""Cells between tabs, bars, blanks, or commas without blanks; dots that lead to a number; no letter
at all. Five commas in a row, because a number may have four."""
_BULLET = re.compile(r"[\u2022\u2023\u25aa\u25cf\u25e6\u00b7*\u2013\u2014-]\s")
_CLOSED = re.compile(r"[.?!…:;][”\u2019\"')\]]*$")
_FULL_STOP = re.compile(r"[.…][”\u2019\"')\]]*$")
_HARD_BREAKS = range(40, 121)
"""Widths at which texts with hard line breaks are broken."""
_MOST_HEADINGS = 2
"""Headings directly below each other: one of a chapter and one of a section."""

_WRAPPED = "lines that look like one paragraph with hard line breaks"
_SHORT_LINES = "short lines from here on: headings, a list or a table (read as paragraphs)"
_LAST_LINE = "a short line with nothing below it: a heading or not (read as a paragraph)"
_SHORT_LINE = "a short line without a full stop: a heading or not (read as a paragraph)"
_LONG_LINE = "a long line without a full stop: a heading or not (read as a paragraph)"
_CELLS = "a line of a table in which a sentence seems to end"


@dataclass
class Block:
    """A heading or a paragraph. Only a paragraph has sentences and sources."""

    span: Span
    is_heading: bool
    sentences: tuple[Span, ...] = ()
    sources: SourceList | None = None
    doubts: list[Doubt] = field(default_factory=list)


def read_blocks(text: str) -> list[Block]:
    """The blocks of a text in order, with the doubts about each."""
    blocks = [
        Block(span, not doubts and _is_heading(text, span), doubts=doubts)
        for span, doubts in _joined_lines(text)
    ]
    for block in blocks:
        if not block.is_heading:
            reason = None if block.doubts else _may_be_heading(text[slice(*block.span)])
            block.doubts += [Doubt(block.span.start, reason)] if reason else []
            _read_paragraph(text, block)
    for run in _doubtful_headings(blocks):
        for block in run:
            make_paragraph(text, block)
    return blocks


def make_paragraph(text: str, block: Block) -> None:
    """Read a heading as a paragraph."""
    block.is_heading = False
    _read_paragraph(text, block)


def make_heading(block: Block) -> None:
    """Read a paragraph as a heading."""
    block.is_heading, block.sentences, block.sources, block.doubts = True, (), None, []


def _is_heading(text: str, span: Span) -> bool:
    """Whether a line, taken by itself, looks like a heading."""
    line = text[slice(*span)]
    is_short = len(line) <= LONGEST_HEADING and line[-1] not in CLOSING_PUNCTUATION
    is_plain = not (line[0].islower() or _is_item(line) or _is_unclosed(line))
    return is_short and is_plain and len(sentences(text, span)[0]) == 1


def _is_unclosed(line: str) -> bool:
    return line.count("(") > line.count(")")


def _is_cut(line: str) -> bool:
    """Whether a line ends in the middle of something."""
    is_long = len(line) > LONGEST_HEADING and not _CLOSED.search(line)
    return is_long or line.endswith(",") or _is_unclosed(line)


def _is_item(line: str) -> bool:
    """Whether a line is one of a table or of a list."""
    return bool(_TABULAR.search(line) or _BULLET.match(line))


def _joined_lines(text: str) -> Iterator[tuple[Span, list[Doubt]]]:
    """The lines with visible characters, those that belong together as one, in order."""
    ends = [found.start() for found in _LINE_BREAK.finditer(text)]
    lines = list(trimmed(text, int(text.startswith("\ufeff")), [*ends, len(text)]))
    goes_on = _going_on(text, lines)
    first = 0
    for place, line in enumerate(lines):
        if place + 1 < len(lines) and goes_on[place]:
            continue
        start = lines[first].start
        yield Span(start, line.end), [Doubt(start, _WRAPPED)] if first < place else []
        first = place + 1


def _going_on(text: str, lines: Sequence[Span]) -> list[bool]:
    """Whether each line but the last goes on in the next one, with no blank line between.

    It does if that one begins with a small letter; if the line ends within brackets, with a comma,
    or, being long, without a closing mark; or if the first word of that one had no room on it.
    """
    texts = [text[line.start : line.end] for line in lines]
    adjacent = [
        len(_LINE_BREAK.findall(text, above.end, below.start)) == 1
        for above, below in pairwise(lines)
    ]
    width = max(
        (len(above) for above, is_adjacent in zip(texts, adjacent, strict=False) if is_adjacent),
        default=0,
    )
    small = [each and below[0].islower() for each, below in zip(adjacent, texts[1:], strict=True)]
    going_on = []
    for place, (above, below) in enumerate(pairwise(texts)):
        is_full = width in _HARD_BREAKS and len(above) + len(below.split()[0]) >= width
        is_open = any(small) or not _FULL_STOP.search(above)
        is_of_text = adjacent[place] and not _is_item(below) and not _TABULAR.search(above)
        is_broken = small[place] or _is_cut(above) or (is_full and is_open)
        going_on.append(is_of_text and is_broken)
    return going_on


def _doubtful_headings(blocks: Sequence[Block]) -> list[list[Block]]:
    """Headings directly below each other that may be something else, with the doubt about them."""
    found = []
    for is_of_headings, group in groupby(blocks, key=lambda block: block.is_heading):
        run = list(group)
        is_last = run[-1] is blocks[-1]
        if is_of_headings and (is_last or len(run) > _MOST_HEADINGS):
            reason = _LAST_LINE if len(run) == 1 else f"{len(run)} {_SHORT_LINES}"
            run[0].doubts.append(Doubt(run[0].span.start, reason))
            found.append(run)
    return found


def _may_be_heading(line: str) -> str | None:
    """Why a line that is read as a paragraph may be a heading, or None."""
    if _is_item(line) or _FULL_STOP.search(line) or source_list(line, Span(0, len(line))):
        return None
    if len(line) <= LONGEST_HEADING:
        return _SHORT_LINE
    return None if line[-1] in CLOSING_PUNCTUATION else _LONG_LINE


def _read_paragraph(text: str, block: Block) -> None:
    """Fill in the sentences and the sources of a paragraph, and the doubts about them."""
    span = block.span
    if _TABULAR.search(text[slice(*span)]):
        found, doubts = sentences(text, span)
        is_doubtful = len(found) > 1 or any(doubt.reason != DOTS for doubt in doubts)
        block.sentences = (span,)
        block.doubts += [Doubt(span.start, _CELLS)] if is_doubtful else []
        return
    block.sources = source_list(text, span)
    body = Span(span.start, block.sources.span.start if block.sources else span.end)
    block.sentences, doubts = sentences(text, body)
    block.doubts += [*doubts, *doubts_about_sources(text, span, block.sources)]
