"""The parts of a text that must be coded: values, names, acronyms and quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.passages.spans import Span
from checks.proof.words import Words, any_of

_DECADE = r"(?<!\w)(?:[\u2018\u2019']\d0s|\d{3}0s)(?!\w)"
_NUMBER = r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?"
_CAPITALISED = re.compile(r"[^\W\d_]+")
# A quotation that opens a sentence of its own follows a colon or a comma.
_QUOTED_OPENING = re.compile(r"[:,]\s+[“\"«]\s*$")
_QUOTATION = re.compile(r"“[^“”]*”?|\"[^\"]*\"?|«[^«»]*»?")
_ACRONYM = re.compile(r"\s*\((?P<acronym>[^\W\d_a-z][\w&.-]*[^\W\d_a-z][\w.]*)\)")


@dataclass(frozen=True)
class Token:
    """A part of a text that must be coded, such as a number or a quotation."""

    span: Span
    printed: str


def values(sentence: str, words: Words) -> Iterator[Token]:
    """Decades, numbers, percent signs and the words that stand for values, such as months."""
    return _tokens(f"{_DECADE}|{_NUMBER}|%|{any_of(words.get('value', ()))}", sentence)


def capitalised_words(sentence: str, words: Words) -> Iterator[Token]:
    """Words with a capital, except the first word of the sentence or of a quoted sentence.

    Parts between hyphens and apostrophes are words of their own: "Qaeda" in "al-Qaeda". Words for
    values, such as months, are left out.
    """
    for place, token in enumerate(_tokens(_CAPITALISED, sentence)):
        is_first = place == 0 or _QUOTED_OPENING.search(sentence, 0, token.span.start)
        is_name = token.printed[0].isupper() and token.printed not in words.get("value", ())
        if is_name and not is_first:
            yield token


def acronyms(sentence: str) -> Iterator[Token]:
    """Acronyms in brackets after a full name; the span includes the brackets."""
    for found in _ACRONYM.finditer(sentence):
        yield Token(Span(*found.span()), found["acronym"])


def quotations(paragraph: str) -> Iterator[Token]:
    """Quotations with their marks; a quotation that is not closed reaches to the end."""
    return _tokens(_QUOTATION, paragraph)


def _tokens(pattern: str | re.Pattern[str], text: str) -> Iterator[Token]:
    for found in re.finditer(pattern, text):
        yield Token(Span(*found.span()), found[0])
