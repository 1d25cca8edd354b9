"""Dates in words: `2012-10/2012-12` as a reader would say it."""

import re
from calendar import month_name

_QUALIFIERS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}
_SET = re.compile(r"\[(.*)\.\.(.*)\]")


def in_words(text: str) -> str:
    """A date of the tables in words; a form that is not known stays as it is."""
    if found := _SET.fullmatch(text):
        return _range(found[1], found[2])
    if "/" in text:
        first, last = (part if part != ".." else "" for part in text.split("/", 1))
        return _range(first, last)
    return _date(text)


def _range(first: str, last: str) -> str:
    if not first:
        return f"{_date(last)} or earlier"
    if not last:
        return f"{_date(first)} or later"
    return f"between {_date(first)} and {_date(last)}"


def _date(text: str) -> str:
    plain, qualifier = text.rstrip("~?%"), _QUALIFIERS.get(text[-1:], "")
    year, *rest = plain.split("-")
    if not all(part.isdecimal() for part in (year, *rest)) or len(rest) > 2:
        return text
    month = [month_name[int(rest[0])]] if rest and 1 <= int(rest[0]) <= 12 else []
    day = [str(int(rest[1]))] if len(rest) == 2 else []
    return qualifier + " ".join([*day, *month, year])
