"""The words of a text that must be coded: values, names, acronyms and quotations."""

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
    """A part of a text that must be coded, such as a number or a quotation."""

    kind: str
    span: Span
    printed: str


def _tokens(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Token]:
    for found in pattern.finditer(text):
        yield Token(kind, Span(*found.span()), found[0])


def values(sentence: str) -> list[Token]:
    """Numbers in digits and words, decades, months, weekdays and percent signs, in order."""
    tokens: list[Token] = []
    for kind, pattern in VALUES.items():
        for token in _tokens(kind, pattern, sentence):
            start, end = token.span.start, token.span.end
            if all(end <= other.span.start or other.span.end <= start for other in tokens):
                tokens.append(token)
    return sorted(tokens, key=lambda token: token.span.start)


def capitalised_words(sentence: str) -> Iterator[Token]:
    """Words with a capital, except the first word of the sentence or of a quoted sentence.

    Parts between hyphens and apostrophes are words of their own: "Qaeda" in "al-Qaeda". Months and
    weekdays are values.
    """
    for place, token in enumerate(_tokens("capitalised word", CAPITALISED, sentence)):
        is_first = place == 0 or QUOTED_OPENING.search(sentence, 0, token.span.start)
        is_name = token.printed[0].isupper() and not CALENDAR.fullmatch(token.printed)
        if is_name and not is_first:
            yield token


def acronyms(sentence: str) -> Iterator[Token]:
    """Acronyms in brackets after a full name; the span includes the brackets."""
    for found in ACRONYM.finditer(sentence):
        yield Token("acronym", Span(*found.span()), found["acronym"])


def quotations(paragraph: str) -> Iterator[Token]:
    """Quotations with their marks; a quotation that is not closed reaches to the end."""
    return _tokens("quotation", QUOTATION, paragraph)
