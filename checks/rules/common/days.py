"""Days as numbers, and the day against which a document measures what is still current."""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from checks.rules.common.lookups import positions
from checks.rules.rule import Tables

FAR_AWAY = 10_000_000
"""Day number beyond every calendar date of four-digit years; it stands for an open end."""


_SINGLE_DAY = re.compile(r"(?:.*\s)?-?\d{4}-\d\d-\d\d")
"""A date to the day in EDTF, perhaps after other words."""


def day_numbers(dates: pd.Series) -> pd.Series:
    """Dates (datetime64[s]) as days since 1970 (Int64); NA where a date is open or missing."""
    return days_or(dates, 0).astype("Int64").mask(dates.isna())


def days_or(dates: pd.Series, if_open: int) -> pd.Series:
    """Dates (datetime64[s]) as days since 1970 (int64); `if_open` where one is open or missing."""
    days = dates.to_numpy("datetime64[D]")
    numbers = np.where(np.isnat(days), if_open, days.astype(np.int64))
    return pd.Series(numbers, index=dates.index)


def in_words(days: int) -> str:
    """A number of days for a message: `1 day`, `1,096 days`."""
    return "1 day" if days == 1 else f"{days:,} days"


def at_least(days: int, dates: Iterable[str]) -> str:
    """The least distance that dates allow: `2 days` for single days, otherwise `at least 2 days`.

    Args:
        days: the distance.
        dates: the dates in EDTF, each perhaps after other words.
    """
    are_single = all(map(_SINGLE_DAY.fullmatch, dates))
    return in_words(days) if are_single else f"at least {in_words(days)}"


def documents_of(passage_ids: pd.Series, tables: Tables) -> pd.DataFrame:
    """The documents of some passages.

    Args:
        passage_ids: identifiers of passages.
        tables: with `passages` (passage_id, document_id) and `documents` (document_id, as_of).

    Returns:
        With the index of `passage_ids`: `document_id`, `as_of` (the EDTF text), and the first and
        the last day that it allows, `as_of_day` and `as_of_last_day` (Int64, days since 1970; NA if
        open).
    """
    passages, documents = tables["passages"], tables["documents"]
    document_ids = passages["document_id"].take(positions(passage_ids, passages["passage_id"]))
    found = documents[["document_id", "as_of"]].assign(
        as_of_day=day_numbers(documents["as_of_earliest"]),
        as_of_last_day=day_numbers(documents["as_of_latest"]),
    )
    return found.take(positions(document_ids, documents["document_id"])).set_axis(passage_ids.index)
