"""Dates in words: an EDTF text as a reader would say it."""

import re
from calendar import month_name

_QUALIFIERS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}
_SET = re.compile(r"\[(.*)\.\.(.*)\]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OPEN = " or later"
_QUARTER = re.compile(r"([0-9]{4})-(01|10)/\1-(03|12)")
_QUARTERS = {("01", "03"): "early ", ("10", "12"): "late "}


def written_date(text: str) -> str:
    """An EDTF date in words: `March 2017`, `by December 2015`, `between May 2012 and 2013`.

    The first quarter of a year is `early 2013`, the last one `late 2012`, as the coding manual has
    them. Any other text stays as it is.
    """
    if found := _QUARTER.fullmatch(text):
        year, first, last = found.groups()
        if (first, last) in _QUARTERS:
            return _QUARTERS[first, last] + year
    if found := _SET.fullmatch(text):
        return _range(found[1], found[2])
    if "/" in text:
        first, last = (part if part != ".." else "" for part in text.split("/", 1))
        return _range(first, last)
    return _date(text)


def on_date(text: str) -> str:
    """A date with the preposition before it: `in March 2017`, `on 7 March 2017`, `by 2015`."""
    written = written_date(text)
    if written.endswith(_OPEN):
        return f"not before {written.removesuffix(_OPEN)}"
    if not written[:1].isdigit() and not written.startswith(("early", "late", *month_name[1:])):
        return written
    return f"{'on' if _DAY.fullmatch(text) else 'in'} {written}"


def _range(first: str, last: str) -> str:
    if not first:
        return f"by {_date(last)}"
    if not last:
        return _date(first) + _OPEN
    return f"between {_date(first)} and {_date(last)}"


def _date(text: str) -> str:
    plain, qualifier = text.rstrip("~?%"), _QUALIFIERS.get(text[-1:], "")
    year, *rest = plain.split("-")
    if not all(part.isdecimal() for part in (year, *rest)) or len(rest) > 2:
        return text
    if rest and not 1 <= int(rest[0]) <= 12:
        return text
    month = [month_name[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) == 2 else []
    return qualifier + " ".join([*day, *month, year])
