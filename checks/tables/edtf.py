"""Dates of the Extended Date/Time Format (EDTF), in the subset that claims use.

A date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (years 0001 to 9999), and may end in `?` (uncertain),
`~` (approximate) or `%` (both). An interval is `A/B`, where one side may be `..` (open). One day
out of a set is `[A..B]`, `[..B]` or `[A..]`, without `?`, `~` and `%`. Interval and set mean the
same bounds here. A qualifier says how sure the text is, and does not move the bounds.
"""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from checks.tables.arrays import Days, Mask, Texts

DATE, ENDS = "date", ("earliest", "latest")
"""A column of dates, and the columns of a table that give its first and its last day."""

_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_SURE = r"[?~%]?"
_FORM = re.compile(
    rf"(?P<date>{_DATE}){_SURE}"
    rf"|(?:(?P<start>{_DATE}){_SURE}|\.\.)/(?:(?P<end>{_DATE}){_SURE}|\.\.)"
    rf"|\[(?P<first>{_DATE})?\.\.(?P<last>{_DATE})?\]"
)
_NO_DATE = ("",) * _FORM.groups
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def bounds(values: pd.Series) -> pd.DataFrame:
    """Bounds of EDTF texts, with the index of `values`.

    Columns: `earliest` and `latest`, the first and last day that the text allows (datetime64[s];
    NaT = open, or no date); `precision` (day, month, year; interval = bounded on both sides; open;
    empty = no date); `written` (of the form of a date, though the calendar may not have it, or its
    end may precede its start; such a date has a precision and no bounds); `valid`. The empty text
    is valid and has no bounds. Every distinct text is parsed once.
    """
    codes, distinct = pd.factorize(values)
    parsed = _parse(pd.Series(distinct, dtype="str"))
    return parsed.take(codes).set_axis(values.index, axis="index")


def calendar_days(values: pd.Series) -> pd.Series:
    """The days that `YYYY-MM-DD` texts name (datetime64[s]); NaT for anything else."""
    codes, distinct = pd.factorize(values)
    texts = pd.Series(distinct, dtype="str")
    texts = texts.where(texts.str.fullmatch(_DAY), "")
    day, _, valid = _span(texts.to_numpy(dtype=object))
    days = np.where(valid, day, np.datetime64("NaT"))
    return pd.Series(days[codes], index=values.index, dtype="datetime64[s]")


def _parse(texts: pd.Series) -> pd.DataFrame:
    """Like `bounds`, of texts that are distinct."""
    # A loop, but over distinct texts: dates repeat, and one pattern finds all parts of one.
    forms = map(_FORM.fullmatch, texts)
    parts = [form.groups("") if form else _NO_DATE for form in forms]
    date, start, end, first, last = np.array(parts, dtype=object).reshape(-1, _FORM.groups).T
    sides = np.concatenate([date + start + first, date + end + last])
    has_low, has_high = np.split(sides != "", 2)
    firsts, lasts, exist = _span(sides)
    # An interval spans from the first day of A to the last day of B.
    earliest, latest = firsts[: len(texts)], lasts[len(texts) :]
    low_valid, high_valid = np.split(exist, 2)
    dated = (has_low | has_high) & (low_valid | ~has_low) & (high_valid | ~has_high)
    dated &= ~(has_low & has_high & (earliest > latest))
    is_empty = (texts == "").to_numpy(dtype=bool)
    nowhere = np.datetime64("NaT")
    length = (_letters(date) > 0).sum(axis=1)
    precisions = {
        "day": length == len("2013-01-01"),
        "month": length == len("2013-01"),
        "year": length == len("2013"),
        "interval": has_low & has_high,
        "open": has_low | has_high,
    }
    precision = np.select(list(precisions.values()), list(precisions), "")
    return pd.DataFrame(
        {
            "earliest": np.where(dated & has_low, earliest, nowhere).astype("datetime64[s]"),
            "latest": np.where(dated & has_high, latest, nowhere).astype("datetime64[s]"),
            "precision": pd.Series(precision, dtype="str"),
            "written": has_low | has_high | is_empty,
            "valid": dated | is_empty,
        }
    )


def _span(texts: Texts) -> tuple[Days, Days, Mask]:
    """First day, last day, and whether there is such a date, of year, month or day texts.

    Each text is one of these three in form, or empty: no date.
    """
    letters = _letters(texts)
    digits = letters.astype(np.int64) - ord("0")
    year = digits[:, :4] @ [1000, 100, 10, 1]
    month, day = digits[:, 5:7] @ [10, 1], digits[:, 8:] @ [10, 1]
    has_month, has_day = letters[:, 5] > 0, letters[:, 8] > 0
    valid = (year >= 1) & (~has_month | ((month >= 1) & (month <= 12)))
    year, month = np.where(valid, year, 1), np.where(valid & has_month, month, 1)
    first_month = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    last_month = np.where(has_month, first_month, first_month + 11)
    first = first_month.astype("datetime64[D]")
    last = (last_month + 1).astype("datetime64[D]") - 1
    exact = first + np.where(has_day, day - 1, 0)
    valid &= ~has_day | ((day >= 1) & (exact <= last))
    return exact.astype("datetime64[s]"), np.where(has_day, exact, last), valid


def _letters(texts: Texts) -> NDArray[np.uint32]:
    """The code points of texts of up to ten letters, a row for each; 0 beyond its end."""
    return texts.astype("U10").view(np.uint32).reshape(-1, 10)
