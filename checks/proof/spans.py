"""Parts of a text, as half-open ranges of code points."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


def covered(part: Span, spans: Iterable[Span]) -> bool:
    """Whether a part lies inside one of the spans."""
    return any(span.start <= part.start and part.end <= span.end for span in spans)


def occurrences(form: str, text: str) -> list[Span]:
    """The places of a printed form in a text, as whole words and whole numbers."""
    return [Span(*found.span()) for found in _pattern(form).finditer(text)] if form else []


@cache
def _pattern(form: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if re.match(r"\w", form[:1]) else ""
    after = r"(?!\w)" if re.match(r"\w", form[-1:]) else ""
    before += r"(?<!\d[.,])" if form[:1].isdigit() else ""
    after += r"(?![.,]\d)" if form[-1:].isdigit() else ""
    return re.compile(before + re.escape(form) + after)


def first_words(text: str) -> str:
    """The first words of a text: a message must not reproduce more of it."""
    return " ".join(text.split()[:_WORDS_SHOWN])


_WORDS_SHOWN = 4
