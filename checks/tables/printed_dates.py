"""Years, months and days as a text prints them, in English."""

import re
from collections.abc import Collection
from typing import TypeAlias

from checks.tables.printed_values import DAY, MONTH, MONTHS

_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS.split("|"), start=1)}


def contradicts_date(text: str, date: str) -> bool:
    """Whether a text prints years, months or days, and a date in EDTF has others.

    Both ends of an interval must be printed only where the text prints two years, months or days:
    "the week of May 7" prints no second day.
    """
    ends = _ENDS.findall(date)
    years, months, days = ({int(end[place]) for end in ends if end[place]} for place in range(3))
    return (
        _lacks(years, _years_in(text))
        or _lacks(months, _months_in(text))
        or _lacks(days, _days_in(text))
    )


def prints_date(text: str, date: str) -> bool:
    """Whether a text prints the parts of a date in EDTF, which the calendar need not have.

    A month may be a number in a date of numbers: `27/2019`. The year may stand elsewhere if the
    text prints none: "31 February".
    """
    ends = _ENDS.findall(date)
    years, months, days = ({int(end[place]) for end in ends if end[place]} for place in range(3))
    numeric = [
        int(part) for found in _NUMERIC.findall(text) for part in re.findall("[0-9]+", found)
    ]
    printed_years, short = set(map(int, re.findall(_YEAR, text))), _years_in(text)[0]
    numbers = set(map(int, re.findall(r"(?<![0-9])[0-9]{1,2}(?![0-9])", text)))
    return (
        (years <= {*printed_years, *short} or (bool(months) and not printed_years))
        and months <= {*_months_in(text)[0], *numeric}
        and days <= numbers
    )


def is_year_or_month_of(text: str, date: str) -> bool:
    """Whether a text is a year in four digits or the name of a month, and a date in EDTF has it."""
    ends = _ENDS.findall(date)
    years, months = ({int(end[place]) for end in ends if end[place]} for place in (0, 1))
    if re.fullmatch(_YEAR, text):
        return int(text) in years
    return bool(re.fullmatch(MONTH, text)) and months.issuperset(_months_in(text)[0])


_ENDS = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_YEAR = r"(?<![0-9])[0-9]{4}(?![0-9])"
_NUMERIC = re.compile(r"[0-9]{1,4}(?:\s?[-/.]\s?[0-9]{1,4}){1,2}")
"""A date in numbers: `27/2019`, `31.2.2014`, `2019-27-03`."""

_Printed: TypeAlias = tuple[Collection[int], int]
"""The years (months, days) that a text can mean, and how many of them it prints."""


def _lacks(ends: Collection[int], printed: _Printed) -> bool:
    """Whether fewer ends of a date are printed than the text has room for."""
    known, number = printed
    return bool(ends) and len([end for end in ends if end in known]) < min(len(ends), number)


def _years_in(text: str) -> _Printed:
    years = {int(year) for year in re.findall(r"(?<![0-9,.])[0-9]{4}(?![0-9s]|[,.][0-9])", text)}
    decades = {10 * int(decade) for decade in re.findall(r"(?<![0-9])([0-9]{3})0s\b", text)}
    decades |= {
        century + 10 * int(decade)
        for decade in re.findall(r"['\u2018\u2019]([0-9])0s\b", text)
        for century in range(0, 10_000, 100)
    }
    short = {int(year) for year in re.findall(r"['\u2018\u2019/\u2013-]([0-9]{2})(?![0-9])", text)}
    within = {year for decade in decades for year in range(decade, decade + 10)}
    after = {year // 100 * 100 + end for year in years for end in short}
    abbreviated = {century + end for century in range(0, 10_000, 100) for end in short}
    return years | within | (after or abbreviated), len(years) + bool(decades)


def _months_in(text: str) -> _Printed:
    months = {_MONTH_NUMBERS[name[:3]] for name in re.findall(MONTH, text)}
    return months, len(months)


def _days_in(text: str) -> _Printed:
    beside = rf"(?<![\w.,])({DAY})\s+(?:of\s+)?{MONTH}|{MONTH}\s+({DAY})"
    dated = {max(pair) for pair in re.findall(beside, text)}
    numbers = re.findall(r"(?<![0-9.,])[0-9]{1,2}(?![0-9]|[.,][0-9])", text)
    return {int(number) for number in numbers}, len(dated)
