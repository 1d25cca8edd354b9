"""Columns of text over all reports of a package: every operation is on all of them at once."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Text: TypeAlias = NDArray[np.str_]
"""One text for each report."""

Whole: TypeAlias = NDArray[np.int64]
"""One whole number for each report."""

_HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)

FORMS = ("month", "year", "month", "day", "month", "interval", "open", "month", "day", "year")
"""How often dates are printed to which precision, in turn: about as in a real report."""


def joined(*parts: Text | str) -> Text:
    """The parts one after the other."""
    text = np.asarray(parts[0], dtype=np.str_)
    for part in parts[1:]:
        text = np.strings.add(text, np.asarray(part, dtype=np.str_))
    return text


def numerals(numbers: Whole, digits: int = 1) -> Text:
    """Whole numbers with leading zeros up to that many digits."""
    return np.strings.zfill(numbers.astype(np.str_), digits)


def decimals(tenths_of: Whole, places: int) -> Text:
    """Whole numbers of 10 to the power of minus `places`, as decimal strings."""
    if not places:
        return numerals(tenths_of)
    whole, part = np.divmod(tenths_of, 10**places)
    return joined(numerals(whole), ".", numerals(part, places))


def days(first: str, last: str, random: np.random.Generator, reports: int) -> Whole:
    """A day for each report, counted from 1970, from the one to the other."""
    low, high = (np.datetime64(day, "D").astype(np.int64) for day in (first, last))
    return random.integers(low, high, reports, endpoint=True)


def dated(day: Whole, form: str) -> tuple[Text, Text, Text, str]:
    """An EDTF text that allows the day, with its earliest and latest day and its precision."""
    exact = day.astype("datetime64[D]")
    if form == "day":
        text = np.datetime_as_string(exact)
        return text, text, text, form
    if form in ("month", "year"):
        unit = "M" if form == "month" else "Y"
        period = exact.astype(f"datetime64[{unit}]")
        start, end = period.astype("datetime64[D]"), (period + 1).astype("datetime64[D]") - 1
        texts = (np.datetime_as_string(item) for item in (period, start, end))
        return next(texts), next(texts), next(texts), form
    if form == "interval":
        start, end = (np.datetime_as_string(exact + shift) for shift in (-20, 40))
        return joined(start, "/", end), start, end, form
    years = exact.astype("datetime64[Y]")
    end = np.datetime_as_string((years + 1).astype("datetime64[D]") - 1)
    return joined("[..", np.datetime_as_string(years), "]"), np.full_like(end, ""), end, "open"


def hashes(count: int, random: np.random.Generator) -> Text:
    """Texts that look like SHA-256 digests."""
    letters = _HEX[random.integers(0, 16, (count, 64))]
    return np.ascontiguousarray(letters).view("S64").ravel().astype(np.str_)
