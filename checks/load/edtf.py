"""Dates of the Extended Date/Time Format (EDTF), in the subset that claims use.

A date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (years 0001 to 9999), and may end in `?` (uncertain),
`~` (approximate) or `%` (both). An interval is `A/B`, where one side may be `..` (open). One day
out of a set is `[A..B]`, `[..B]` or `[A..]`, without `?`, `~` and `%`. Interval and set mean the
same bounds here. A qualifier says how sure the text is, and does not move the bounds.
"""

from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Mask: TypeAlias = NDArray[np.bool_]
Days: TypeAlias = NDArray[np.datetime64]

_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_SIDE = rf"{_DATE}[?~%]?|\.\."
_RANGE = (
    rf"^(?:(?P<start>{_SIDE})/(?P<end>{_SIDE})"
    rf"|\[(?P<first>{_DATE})?(?P<set>\.\.)(?P<last>{_DATE})?\])\Z"
)
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


def bounds(values: pd.Series) -> pd.DataFrame:
    """Bounds of EDTF texts, with the index of `values`.

    Columns: `earliest` and `latest`, the first and last day that the text allows (datetime64[s];
    NaT = open, or no date); `precision` (day, month, year; interval = bounded on both sides; open;
    empty = no date); `valid`. The empty text is valid and has no bounds. Every distinct text is
    parsed once.
    """
    codes, distinct = pd.factorize(values)
    parsed = _parse(pd.Series(distinct, dtype="str"))
    return parsed.take(codes).set_axis(values.index, axis="index")


def calendar_days(values: pd.Series) -> pd.Series:
    """The days that `YYYY-MM-DD` texts name (datetime64[s]); NaT for anything else."""
    codes, distinct = pd.factorize(values)
    texts = pd.Series(distinct, dtype="str")
    day, _, valid = _span(texts.where(texts.str.fullmatch(_DAY), ""))
    days = np.where(valid, day, np.datetime64("NaT"))
    return pd.Series(days[codes], index=values.index, dtype="datetime64[s]")


def _parse(texts: pd.Series) -> pd.DataFrame:
    """Like `bounds`, of texts that are distinct."""
    is_date = texts.str.fullmatch(rf"{_DATE}[?~%]?").to_numpy(dtype=bool)
    plain = texts.where(is_date, "").str.rstrip("?~%")
    parts = texts[~is_date].str.extract(_RANGE).reindex(texts.index).fillna("")
    low = (plain + parts["start"] + parts["first"]).str.rstrip("?~%")
    high = (plain + parts["end"] + parts["last"]).str.rstrip("?~%")
    low, high = low.where(low != "..", ""), high.where(high != "..", "")
    is_range = _filled(parts["end"]) | _filled(parts["set"])
    has_low, has_high = _filled(low), _filled(high)
    earliest, low_end, low_valid = _span(low)
    high_start, latest, high_valid = _span(high)
    del low_end, high_start  # an interval spans from the first day of A to the last day of B
    reversed_range = has_low & has_high & (earliest > latest)
    well_formed = (is_date | is_range) & (has_low | has_high)
    dated = well_formed & (low_valid | ~has_low) & (high_valid | ~has_high) & ~reversed_range
    nowhere = np.datetime64("NaT")
    return pd.DataFrame(
        {
            "earliest": np.where(dated & has_low, earliest, nowhere).astype("datetime64[s]"),
            "latest": np.where(dated & has_high, latest, nowhere).astype("datetime64[s]"),
            "precision": _precision(plain, dated, is_range, has_low & has_high),
            "valid": dated | (texts == "").to_numpy(dtype=bool),
        }
    )


def _filled(texts: pd.Series) -> Mask:
    return (texts != "").to_numpy(dtype=bool)


def _precision(plain: pd.Series, dated: Mask, is_range: Mask, bounded: Mask) -> pd.Series:
    precision = plain.str.len().map(_PRECISIONS).fillna("").astype("str")
    precision = precision.mask(is_range & bounded, "interval").mask(is_range & ~bounded, "open")
    return precision.where(dated, "")


def _span(texts: pd.Series) -> tuple[Days, Days, Mask]:
    """First day, last day, and whether there is such a date, of year, month or day texts."""
    year = _number(texts.str.slice(0, 4))
    month = _number(texts.str.slice(5, 7))
    day = _number(texts.str.slice(8, 10))
    has_month, has_day = _filled(texts.str.slice(5, 7)), _filled(texts.str.slice(8, 10))
    valid = (year >= 1) & (~has_month | ((month >= 1) & (month <= 12)))
    year, month = np.where(valid, year, 1), np.where(valid & has_month, month, 1)
    first_month = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    last_month = np.where(has_month, first_month, first_month + 11)
    first = first_month.astype("datetime64[D]")
    last = (last_month + 1).astype("datetime64[D]") - 1
    exact = first + np.where(has_day, day - 1, 0)
    valid &= ~has_day | ((day >= 1) & (exact <= last))
    return exact.astype("datetime64[s]"), np.where(has_day, exact, last), valid


def _number(digits: pd.Series) -> NDArray[np.int64]:
    """Digits as numbers; 0 where there are none."""
    return digits.where(digits != "", "0").to_numpy(dtype="int64")
