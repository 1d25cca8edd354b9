"""Dates as marks on an axis of time: each as long as its precision allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from checks.tables import edtf
from scripts.site.charts.axis import TimeAxis, rounded

_FADE = 12.0
"""How far an open end is drawn, in percent of the width."""


@dataclass(frozen=True)
class Dating:
    """A date in EDTF, the days that it allows (None: open at that end), and its precision."""

    text: str
    earliest: date | None
    latest: date | None
    precision: str

    @property
    def days(self) -> tuple[date, ...]:
        """The ends that are known."""
        return tuple(day for day in (self.earliest, self.latest) if day is not None)

    @property
    def span(self) -> str:
        """The days in words."""
        if self.earliest == self.latest:
            return str(self.earliest)
        if self.earliest is None:
            return f"{self.latest} or earlier"
        if self.latest is None:
            return f"{self.earliest} or later"
        return f"{self.earliest} to {self.latest}"


@dataclass(frozen=True)
class Mark:
    """A date on an axis, in percent: `shape` is its precision; `start` and `end` where it fades."""

    shape: str
    start: float
    end: float
    opens_left: bool
    opens_right: bool

    @property
    def width(self) -> float:
        """How wide it is."""
        return rounded(self.end - self.start)

    @property
    def middle(self) -> float:
        """Where a line to it should end: its middle, or the end that is known."""
        if self.opens_left != self.opens_right:
            return self.end if self.opens_left else self.start
        return rounded((self.start + self.end) / 2)


def read_datings(texts: Iterable[str]) -> dict[str, Dating]:
    """Dates of the tables, by their text; those without any bound are left out."""
    distinct = sorted(set(texts))
    bounds = edtf.bounds(pd.Series(distinct, dtype="str"))
    datings = (
        Dating(text, _day(earliest), _day(latest), str(precision))
        for text, earliest, latest, precision in zip(
            distinct, bounds["earliest"], bounds["latest"], bounds["precision"], strict=True
        )
    )
    return {dating.text: dating for dating in datings if dating.days}


def mark(dating: Dating, axis: TimeAxis) -> Mark:
    """Where a date is drawn."""
    start = axis.start_of(dating.earliest) if dating.earliest else None
    end = axis.end_of(dating.latest) if dating.latest else None
    if start is None and end is not None:
        return Mark(
            "open", rounded(max(end - _FADE, axis.left)), end, opens_left=True, opens_right=False
        )
    if end is None and start is not None:
        right = rounded(min(start + _FADE, axis.right))
        return Mark("open", start, right, opens_left=False, opens_right=True)
    if start is None or end is None:
        raise ValueError(f"{dating.text} has no bound")
    return Mark(dating.precision, start, end, opens_left=False, opens_right=False)


def _day(moment: pd.Timestamp) -> date | None:
    return None if pd.isna(moment) else moment.date()
