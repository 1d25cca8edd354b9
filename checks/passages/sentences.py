"""The sentences of a paragraph.

A sentence ends with a full stop, question mark or exclamation mark, with the quotation marks and
brackets that close there, before white space and a capital or a digit. Where such a mark may or may
not be an end, the text is not split: the sentences before and after it are one span, and a doubt
says so.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from checks.passages.sources import LIKE_A_LIST
from checks.passages.spans import Doubt, Span, trimmed

_CLOSERS = r"[”\"\u2019')\]»]*(?:\[[0-9]{1,3}\])*"
_MARK = re.compile(
    rf"(?P<mark>[.?!…]+)(?P<closers>{_CLOSERS})"
    r"(?=(?P<gap>\s*)(?P<lead>[^\w\s]*)\s*(?P<next>\w[^\W\d_]*))"
)
"""A closing mark, and what follows: white space, signs, and the next word or digit."""

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»")
_AFTER_QUOTED = re.compile(rf"(?P<mark>[.?!…]*){_CLOSERS}(?:\s*$|\s+[^\w\s]*(?P<next>\w))")
_CLOSING = ".?!…"
_DOTS_AT_END = re.compile(r"(?:…|\.\s?\.)[?!]*$")
_OPENERS = frozenset("“\"\u2018'([«$€£¥#")
_WORD = re.compile(r"[^\s“\"\u2018(\[/\u2010-\u2015-]*$")
_LONGEST_WORD = 40


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_LAST = _words(
    "Mr Mrs Ms Messrs Dr Prof Gen Col Lt Capt Maj Sgt Cmdr Adm Gov Sen Rep Rev Hon St Ste Mt Ft "
    "e.g i.e cf vs viz"
)
"""Abbreviations that something always follows."""

_BEFORE_NUMBERS = _words(
    "No Nos no nos Fig Figs Art Sec Ch Vol vol pp p c ca est pop approx "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
"""Abbreviations that end no sentence before a number, and may end one before a capital."""

_PERHAPS_LAST = _words(
    "Inc Co Corp Bros al etc Dept Univ Ave Mon Tue Tues Wed Thu Thurs Fri Sat Sun"
)
_SHORT = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|[A-Z]?[b-df-hj-np-tv-xz]{1,4}")
"""Other abbreviations: with points within ("a.m", "Ph.D"), or without a vowel ("km", "Brt")."""

_CAPITALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBERING = re.compile("[0-9]{1,3}|[ivxIVX]{1,5}|[A-Za-z]")

_STARTERS = _words(
    "A According After All Although An And As At Because Before Both But By During Each For From "
    "He Her His However I If In It Its Later Many Meanwhile Most No Not Now Of On One Or Our She "
    "Since Some That The Their Then There These They This Those Though To Two We When While With "
    "Without"
)
"""Words that often begin a sentence, and seldom a name: "in the U.S. The army"."""

_ENDS, _GOES_ON = "it ends", "it goes on"
_ABBREVIATION = "a sentence may end with this abbreviation"
_BRACKET = "a sentence seems to end within brackets"
_UNCLOSED = "a sentence seems to end after a bracket that is never closed"
_QUOTATION = "a sentence seems to end within a quotation that is part of another one"
DOTS = "a sentence may end with these dots"
_JOINED = "a sentence may end here, but there is no space"
_NO_CAPITAL = "a sentence may end here, but no capital follows"
_SIGN = "a sentence may end here, but a sign follows"
_SOURCES = "what looks like a list of sources follows"

_Held: TypeAlias = tuple[int, int, str]
"""Start and end of a part of a text in which no sentence ends, and the doubt if one seems to."""


def sentences(text: str, body: Span) -> tuple[tuple[Span, ...], tuple[Doubt, ...]]:
    """The sentences of a paragraph without its list of sources, and the doubts about their ends."""
    held = [*_brackets(text, body), *_quotations(text, body)]
    ends, doubts = [], []
    for mark in _MARK.finditer(text, *body):
        verdict = _verdict(text, body, mark)
        if verdict == _ENDS:
            holders = [why for start, end, why in held if start < mark.end() < end]
            verdict = holders[0] if holders else _ENDS
        if verdict == _ENDS:
            ends.append(mark.end())
        elif verdict != _GOES_ON:
            doubts.append(Doubt(mark.start(), verdict))
    return tuple(trimmed(text, body.start, [*ends, body.end])), tuple(doubts)


def _brackets(text: str, body: Span) -> Iterator[_Held]:
    opened: list[int] = []
    for found in re.compile(r"[()\[\]]").finditer(text, *body):
        if found[0] in "([":
            opened.append(found.start())
        elif opened:
            first = opened.pop()
            yield first, found.end(), _BRACKET
    for first in opened:
        yield first, body.end + 1, _UNCLOSED


def _quotations(text: str, body: Span) -> Iterator[_Held]:
    """The quotations that do not end together with a sentence."""
    for found in _QUOTED.finditer(text, *body):
        after = _AFTER_QUOTED.match(text, found.end(), body.end)
        is_end = after is not None and (after["mark"] or text[found.end() - 2] in _CLOSING)
        if after is None or not is_end or (after["next"] or "").islower():
            yield *found.span(), _QUOTATION


def _verdict(text: str, body: Span, mark: re.Match[str]) -> str:
    """Whether a sentence ends at a mark: `_ENDS`, `_GOES_ON`, or why that is doubtful."""
    gap, lead, following = mark.group("gap", "lead", "next")
    word = _word_before(text, body.start, mark.start())
    if not gap:
        is_joined = not lead and word[-2:].islower() and following[0].isupper()
        return _JOINED if is_joined else _GOES_ON
    if lead and lead[0] in _CLOSING:  # ". . .": the last one counts
        return _GOES_ON
    if LIKE_A_LIST.match(text, mark.end() + len(gap), body.end):
        return _SOURCES
    if not _OPENERS.issuperset(lead):
        return _SIGN
    marks = text[max(body.start, mark.start() - 2) : mark.end("mark")]
    has_dots = _DOTS_AT_END.search(marks) is not None
    is_full_stop = mark["mark"] == "." and not has_dots
    if not (following[0].isupper() or following[0].isdigit()):
        is_within = not is_full_stop or mark["closers"] or _is_abbreviation(word)
        return _GOES_ON if is_within else _NO_CAPITAL
    if not is_full_stop:
        return DOTS if has_dots else _ENDS
    if mark.start() - len(word) == body.start and _NUMBERING.fullmatch(word):
        return _GOES_ON
    return _after_word(word, following)


def _word_before(text: str, start: int, end: int) -> str:
    found = _WORD.search(text, max(start, end - _LONGEST_WORD), end)
    return found[0] if found else ""


def _after_word(word: str, following: str) -> str:
    """Whether a sentence ends with a word and a full stop, before a capital or a digit."""
    if word in _NEVER_LAST or (word in _BEFORE_NUMBERS and following[0].isdigit()):
        return _GOES_ON
    if _CAPITALS.fullmatch(word) and word.isupper():
        is_start = following in _STARTERS or following[0].isdigit()
        return _ABBREVIATION if is_start else _GOES_ON
    return _ABBREVIATION if _is_abbreviation(word) else _ENDS


def _is_abbreviation(word: str) -> bool:
    known = word in _NEVER_LAST or word in _BEFORE_NUMBERS or word in _PERHAPS_LAST
    return known or bool(_CAPITALS.fullmatch(word) or _SHORT.fullmatch(word))
