r"""Patterns of Table Schema, matched in linear time by one engine, RE2, whatever holds the texts.

Frictionless reads a pattern as Python's `re` does, and RE2 means other things by some of it.
`pattern_fault` refuses what both would not judge alike; `\d`, `\w` and `\s` are translated to the
Unicode classes that Python means.
"""

import re
import warnings
from functools import cache

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

_WHITE_SPACE = (
    r"\t-\r\x1c-\x20\x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
)
_CLASSES = {"d": r"\p{Nd}", "w": r"\p{L}\p{N}_", "s": _WHITE_SPACE}
"""What Python means by these classes, as parts of an RE2 class."""

_TOKEN = re.compile(
    r"(?P<escape>\\.)"
    r"|(?P<extension>\(\?(?!:|P<))"
    r"|(?P<open>\((?:\?:|\?P<\w+>)?)"
    r"|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<repeat>\{[0-9]+(?:,[0-9]*)?\})"
    r"|(?P<other>.)",
    re.DOTALL,
)
_CLASS_ITEM = re.compile(r"\\.|.", re.DOTALL)


class PatternError(ValueError):
    """A pattern that cannot be judged by; the message says what part of it, and why."""


def pattern_fault(pattern: object) -> str | None:
    """Why a pattern cannot be checked, or None where it can."""
    if not isinstance(pattern, str):
        return "it is not a text"
    try:
        matcher(pattern)
    except PatternError as error:
        return str(error)
    return None


@cache
def matcher(pattern: str) -> str:
    """The RE2 pattern that matches the whole of exactly those texts that `re.fullmatch` matches.

    Raises:
        PatternError: the pattern is not one of Python, or not one of RE2, or they differ on it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(f"(?:{pattern})")
    except FutureWarning as error:
        reason = str(error).partition(" at position")[0].lower()
        raise PatternError(f"Python and RE2 read it differently ({reason})") from None
    except (re.error, RecursionError, OverflowError) as error:
        reason = str(error).partition(" at position")[0]
        raise PatternError(f"it is not a regular expression ({reason})") from None
    translated = rf"\A(?:{_translated(pattern)})\z"
    try:
        pc.match_substring_regex(pa.array([""]), translated)
    except (pa.ArrowInvalid, UnicodeEncodeError) as error:
        reason = str(error).partition("regular expression: ")[2] or str(error)
        raise PatternError(f"RE2 cannot match it ({reason})") from None
    return translated


def full_matches(texts: pa.Array, pattern: str) -> pa.Array:
    """Whether each text matches a pattern as a whole, as an Arrow array; null where it is null.

    Raises:
        PatternError: as in `matcher`.
    """
    return pc.match_substring_regex(texts, matcher(pattern))


def is_match(text: str, pattern: str) -> bool:
    """Whether one text matches a pattern as a whole. Raises PatternError as in `matcher`."""
    return bool(full_matches(pa.array([text]), pattern)[0].as_py())


def _translated(pattern: str) -> str:
    """The pattern in the words of RE2."""
    pieces = []
    _refuse_dollars_inside(pattern)
    for found in _TOKEN.finditer(pattern):
        token, kind = found[0], found.lastgroup
        if kind == "extension":
            raise PatternError(f"'{token}' begins an extension that RE2 lacks or reads differently")
        if token == "{":
            raise PatternError("'{' begins no repetition like {2}, {2,} or {2,3}: write \\{")
        if kind == "escape":
            token = _escape(token[1])
        elif kind == "class":
            token = _class(token)
        pieces.append(token)
    return "".join(pieces)


def _escape(letter: str) -> str:
    if letter.lower() in _CLASSES:
        negation = "^" if letter.isupper() else ""
        return f"[{negation}{_CLASSES[letter.lower()]}]"
    return _plain_escape(letter)


def _plain_escape(letter: str) -> str:
    if letter.isdigit():
        raise PatternError(f"'\\{letter}' is a backreference or an octal number")
    if letter in "bBZ":
        raise PatternError(f"'\\{letter}' means something else to RE2")
    return f"\\{letter}"


def _class(token: str) -> str:
    """A class in brackets, with its Unicode classes spelt out."""
    start = re.match(r"\[\^?\]?", token)
    begin = start[0] if start else "["
    items = _CLASS_ITEM.findall(token[len(begin) : -1])
    return f"{begin}{''.join(map(_class_item, items))}]"


def _class_item(item: str) -> str:
    letter = item[1:]
    if letter in _CLASSES:
        return _CLASSES[letter]
    if letter and letter.lower() in _CLASSES:
        raise PatternError(f"'{item}' cannot be a part of a class: write [^...]")
    if item == "[":
        raise PatternError("'[' in a class means something else to RE2: write \\[")
    return _plain_escape(letter) if letter else item


def _refuse_dollars_inside(pattern: str) -> None:
    """Refuse a `$` that something may follow: Python lets it stand before a line break, too."""
    groups, ended = [False], False
    for found in _TOKEN.finditer(pattern):
        token, kind = found[0], found.lastgroup
        if kind == "open":
            groups.append(False)
        if kind == "other" and token in "|)":
            groups[-1] |= ended
            ended = token == ")" and groups.pop()
        elif ended:
            raise PatternError("'$' before the end of the pattern")
        else:
            ended = kind == "other" and token == "$"
