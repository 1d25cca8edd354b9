"""The axis of time: days to places, in percent of the width of a drawing.

Years in which nothing is dated say nothing, but take the room of those in which much is. Three of
them in a row or more are drawn as a break of fixed width, which the drawing has to mark.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SHORTEST_BREAK = 3
"""Years in a row without a date that become a break."""

_BREAK_WIDTH = 0.5
"""Width of a break, in years."""

_LABELS = 16
"""Most years that are labelled."""

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class Stretch:
    """Whole years of one scale: from 1 January of `first` to 31 December of `last`."""

    first: int
    last: int
    is_break: bool

    @property
    def width(self) -> float:
        """How wide it is beside other stretches."""
        return _BREAK_WIDTH if self.is_break else self.last - self.first + 1


@dataclass(frozen=True)
class Tick:
    """The beginning of a year: where it is, and what stands there.

    `is_minor` are those that a narrow drawing has no room for.
    """

    label: str
    place: float
    is_minor: bool


class TimeAxis:
    """A scale on which the years of some days have the same width, but for leap days.

    Args:
        days: the days to be drawn.
        left: where the scale begins, in percent of the width.
        right: where it ends.

    Raises:
        ValueError: there are no days.
    """

    def __init__(self, days: Iterable[date], left: float = 0, right: float = 100) -> None:
        years = sorted({day.year for day in days})
        if not years:
            raise ValueError("an axis of time needs a day")
        self.stretches = tuple(_stretches(years))
        total = sum(stretch.width for stretch in self.stretches)
        self._starts = [_first_day(stretch.first) for stretch in self.stretches]
        places = [left]
        for stretch in self.stretches:
            places.append(places[-1] + (right - left) * stretch.width / total)
        self._places = places
        self.left, self.right = left, right

    def start_of(self, day: date) -> float:
        """Where a day begins, in percent."""
        return self._place(day.toordinal())

    def end_of(self, day: date) -> float:
        """Where a day ends, in percent."""
        return self._place(day.toordinal() + 1)

    @property
    def breaks(self) -> tuple[tuple[float, float], ...]:
        """Where each break begins and ends, in percent."""
        ends = zip(self.stretches, self._places, self._places[1:], strict=False)
        return tuple(
            (rounded(start), rounded(end)) for stretch, start, end in ends if stretch.is_break
        )

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The beginnings of years, thinned out where there are many."""
        stretches = [stretch for stretch in self.stretches if not stretch.is_break]
        years = [year for item in stretches for year in range(item.first, item.last + 1)]
        step = next(step for step in _STEPS if len(years) / step <= _LABELS)
        shown = [year for year in years if year % step == 0] or years[:1]
        return tuple(
            Tick(str(year), self._place(_first_day(year)), (shown[-1] - year) % (2 * step) != 0)
            for year in shown
        )

    def _place(self, day: int) -> float:
        number = max(bisect_right(self._starts, day) - 1, 0)
        stretch, start = self.stretches[number], self._places[number]
        first, end = self._starts[number], _first_day(stretch.last + 1)
        share = min(max((day - first) / (end - first), 0), 1)
        return rounded(start + share * (self._places[number + 1] - start))


def rounded(place: float) -> float:
    """A place in percent to a hundredth of it: a fraction of a pixel, and the same everywhere."""
    return round(place, 2)


def _first_day(year: int) -> int:
    """The number of the first day of a year; the year after the last one of the calendar too."""
    return date(year, 1, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1


def _stretches(years: list[int]) -> Iterable[Stretch]:
    first = last = years[0]
    for year in years[1:]:
        if year - last > SHORTEST_BREAK:
            yield Stretch(first, last, is_break=False)
            yield Stretch(last + 1, year - 1, is_break=True)
            first = year
        last = year
    yield Stretch(first, last, is_break=False)
