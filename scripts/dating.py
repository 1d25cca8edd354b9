"""Dates of claims: the days that an EDTF text allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from checks.tables import edtf

_OPEN_END = "9999-99-99"
"""Later than any day. An open start, the empty text, is earlier than any day."""


@dataclass(frozen=True)
class Dating:
    """An EDTF date with its first and last day (ISO texts; empty: open or not known).

    `precision` is that of `edtf.bounds`; it is empty for a date that was computed.
    """

    text: str = ""
    earliest: str = ""
    latest: str = ""
    precision: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """The first and the last day, as far as they are known."""
        return tuple(date.fromisoformat(day) for day in (self.earliest, self.latest) if day)

    @property
    def span(self) -> str:
        """The first and the last day in words."""
        if self.earliest == self.latest:
            return self.earliest
        if not self.earliest:
            return f"{self.latest} or earlier"
        if not self.latest:
            return f"{self.earliest} or later"
        return f"{self.earliest} to {self.latest}"

    def includes(self, other: "Dating") -> bool:
        """Whether this date allows every day that the other date allows."""
        return self.earliest <= other.earliest and other.end <= self.end

    @property
    def end(self) -> str:
        """The last day for comparisons: later than any day if it is open."""
        return self.latest or _OPEN_END


def read_datings(texts: Iterable[str]) -> dict[str, Dating]:
    """The distinct EDTF texts, sorted, with their bounds. The empty text is an unknown date."""
    distinct = sorted(set(texts))
    bounds = edtf.bounds(pd.Series(distinct, dtype="str"))
    days = [bounds[name].dt.strftime("%Y-%m-%d").fillna("") for name in ("earliest", "latest")]
    columns = zip(distinct, *days, bounds["precision"], strict=True)
    return {text: Dating(text, *cells) for text, *cells in columns}
