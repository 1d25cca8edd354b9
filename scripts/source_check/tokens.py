"""The tokens of a sentence that a coding must account for, with their places in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.tables.printed_values import CARDINALS, MONTHS, ORDINALS, PARTS, WEEKDAYS
from scripts.segment import Span

# In this order, so that a decade is not read as a number.
VALUES = {
    "decade": re.compile(r"(?<!\w)(?:[\u2018\u2019']\d0s|\d{3}0s)(?!\w)"),
    "number": re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?"),
    "month": re.compile(rf"\b(?:{MONTHS})\b"),
    "weekday": re.compile(rf"\b(?:{WEEKDAYS})\b"),
    # "Twenty one" and "two hundred" are one token.
    "number word": re.compile(
        rf"\b(?:(?:{CARDINALS})(?:[\s-](?:{CARDINALS}))*(?:[\s-](?:{ORDINALS}))?"
        rf"|{PARTS}|{ORDINALS})\b",
        re.IGNORECASE,
    ),
    "percent": re.compile(r"\b(?:per\s?cent|percentage)\b|%", re.IGNORECASE),
}
CALENDAR = re.compile(f"{MONTHS}|{WEEKDAYS}")
CAPITALISED = re.compile(r"[^\W\d_]+")
# A quotation that opens a sentence of its own follows a colon or a comma.
QUOTED_OPENING = re.compile(r"[:,]\s+[“\"]\s*$")
QUOTATION = re.compile(r"“[^“”]*”?|\"[^\"]*\"?")
ACRONYM = re.compile(r"\s*\((?P<acronym>[^\W\d_a-z][\w&.-]*[^\W\d_a-z][\w.]*)\)")


@dataclass(frozen=True)
class Token:
    """A token: its kind, its place, and how it is printed."""

    kind: str
    span: Span
    printed: str


def _token(kind: str, found: re.Match[str], group: str | int = 0) -> Token:
    return Token(kind, Span(*found.span(group)), found[group])


def values(sentence: str) -> list[Token]:
    """Numbers in digits and words, decades, months, weekdays and percent signs, in order."""
    tokens: list[Token] = []
    for kind, pattern in VALUES.items():
        for found in pattern.finditer(sentence):
            start, end = found.span()
            if all(end <= token.span.start or token.span.end <= start for token in tokens):
                tokens.append(_token(kind, found))
    return sorted(tokens, key=lambda token: token.span.start)


def capitalised_words(sentence: str) -> Iterator[Token]:
    """Words that begin with a capital and open no sentence, not even a quoted one.

    The parts of a word with hyphens or apostrophes count each, so that the capital of
    "al-Qaeda" and the name before a possessive are seen. Months and weekdays are values.
    """
    opening = True
    for found in CAPITALISED.finditer(sentence):
        opens, opening = opening, False
        if not found[0][0].isupper() or CALENDAR.fullmatch(found[0]):
            continue
        if not opens and not QUOTED_OPENING.search(sentence, 0, found.start()):
            yield _token("capitalised word", found)


def acronyms(sentence: str) -> Iterator[Token]:
    """Acronyms in brackets behind what they stand for; the span is that of the whole bracket."""
    for found in ACRONYM.finditer(sentence):
        yield Token("acronym", Span(*found.span()), found["acronym"])


def quotations(paragraph: str) -> Iterator[Token]:
    """Quotations with their quotation marks; one that is never closed reaches to the end."""
    for found in QUOTATION.finditer(paragraph):
        yield _token("quotation", found)
