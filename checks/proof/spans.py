"""Where printed words stand in a text."""

import re
from collections.abc import Iterable
from functools import cache

from checks.passages.spans import Span

_WORDS_SHOWN = 4


def covered(part: Span, spans: Iterable[Span]) -> bool:
    """Whether a part lies inside one of the spans."""
    return any(span.start <= part.start and part.end <= span.end for span in spans)


def occurrences(form: str, text: str) -> list[Span]:
    """The places of a printed form in a text, as whole words and whole numbers.

    A line may break between its words.
    """
    if not form.strip() or form.split(maxsplit=1)[0] not in text:
        return []
    return [Span(*found.span()) for found in _pattern(form).finditer(text)]


@cache
def _pattern(form: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if re.match(r"\w", form[:1]) else ""
    after = r"(?!\w)" if re.match(r"\w", form[-1:]) else ""
    before += r"(?<!\d[.,])" if form[:1].isdigit() else ""
    after += r"(?![.,]\d)" if form[-1:].isdigit() else ""
    return re.compile(before + r"\s+".join(map(re.escape, form.split())) + after)


def first_words(text: str) -> str:
    """The first words of a text: a message must not reproduce more of it."""
    return " ".join(text.split()[:_WORDS_SHOWN])
