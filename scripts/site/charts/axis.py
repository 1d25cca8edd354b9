"""The axis of time: days and dates as places, in percent of the width of a drawing.

Three or more years in a row without a date are drawn as a break of fixed width: they would take
the room of the years that have many.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

import numpy as np

from scripts.dating import Dating

SHORTEST_BREAK = 3
"""Years in a row without a date that become a break."""

_BREAK_WIDTH = 0.5
"""Width of a break, in years."""

_FADE = 12.0
"""Width of the open end of a date, in percent."""

_LABELS = 16
"""Most years that get a label."""

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class Tick:
    """The beginning of a year: its label and place. A narrow drawing leaves out minor ticks."""

    label: str
    place: float
    is_minor: bool


@dataclass(frozen=True)
class Mark:
    """A date on an axis, from `start` to `end` in percent; it fades towards an open end.

    `shape` is the precision of the date: day, month, year, interval or open.
    """

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
        """Where a line to it ends: at its middle, or at the end that is known."""
        if self.opens_left != self.opens_right:
            return self.end if self.opens_left else self.start
        return rounded((self.start + self.end) / 2)


class TimeAxis:
    """A scale from `left` to `right` (percent) that gives each year the same width, but for breaks.

    Raises ValueError if there are no days.
    """

    def __init__(self, days: Iterable[date], left: float = 0, right: float = 100) -> None:
        years = sorted({day.year for day in days})
        if not years:
            raise ValueError("an axis of time needs a day")
        self.left, self.right = left, right
        ends = [years[0]]
        for year, following in pairwise(years):
            if following - year > SHORTEST_BREAK:
                ends += [year + 1, following]
        ends.append(years[-1] + 1)
        self.runs = list(zip(ends[::2], ends[1::2], strict=True))
        """The first year of each run of years, and the first year after it."""
        widths = [float(end - start) for start, end in pairwise(ends)]
        widths[1::2] = [_BREAK_WIDTH] * (len(self.runs) - 1)
        scale = (right - left) / sum(widths)
        self._days = [_first_day(year) for year in ends]
        self._places = [left + scale * width for width in accumulate(widths, initial=0)]

    def start_of(self, day: date) -> float:
        """Where a day begins, in percent."""
        return self._place(day.toordinal())

    def end_of(self, day: date) -> float:
        """Where a day ends, in percent."""
        return self._place(day.toordinal() + 1)

    @property
    def breaks(self) -> list[tuple[float, float]]:
        """Where each break begins and ends, in percent."""
        inner = [rounded(place) for place in self._places[1:-1]]
        return list(zip(inner[::2], inner[1::2], strict=True))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The beginnings of years; if there are many, those of every second, fifth, … year."""
        years = [year for first, end in self.runs for year in range(first, end)]
        step = _STEPS[bisect_left(_STEPS, len(years) / _LABELS)]
        shown = [year for year in years if year % step == 0] or years[:1]
        return tuple(
            Tick(str(year), self._place(_first_day(year)), (shown[-1] - year) % (2 * step) != 0)
            for year in shown
        )

    def mark(self, dating: Dating) -> Mark:
        """Where a date is drawn. Raises ValueError if it has no bound."""
        if not dating.days:
            raise ValueError(f"{dating.text} has no bound")
        start, end = self.start_of(dating.days[0]), self.end_of(dating.days[-1])
        opens_left, opens_right = not dating.earliest, not dating.latest
        if opens_left:
            start = rounded(max(end - _FADE, self.left))
        if opens_right:
            end = rounded(min(start + _FADE, self.right))
        return Mark(dating.precision, start, end, opens_left, opens_right)

    def _place(self, day: int) -> float:
        return rounded(float(np.interp(day, self._days, self._places)))


def rounded(place: float) -> float:
    """A place in percent to a hundredth: a fraction of a pixel, and the same on each machine."""
    return round(place, 2)


def _first_day(year: int) -> int:
    """The number of the first day of a year, also of the year after the last of the calendar."""
    return date(year, 1, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1
