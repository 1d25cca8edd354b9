"""Dates as a text gives them, made from a day that is known: the text beside what it allows."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True)
class Dating:
    """An EDTF text with the first and last day that it was made to allow (None = open)."""

    text: str
    first: date | None
    last: date | None

    @property
    def precision(self) -> str:
        """The precision that the schema of dates gives to such a text."""
        if self.first is None or self.last is None:
            return "open"
        plain = self.text.rstrip("?~%")
        return {4: "year", 7: "month", 10: "day"}.get(len(plain), "interval")

    def span(self) -> tuple[date, date]:
        """Both days. Raises ValueError for an open dating."""
        if self.first is None or self.last is None:
            raise ValueError(f"{self.text} is open")
        return self.first, self.last


def on(day: date) -> Dating:
    """The day itself."""
    return Dating(day.isoformat(), day, day)


def in_month(day: date) -> Dating:
    """The month of a day."""
    last = date(day.year, day.month, monthrange(day.year, day.month)[1])
    return Dating(f"{day.year:04}-{day.month:02}", day.replace(day=1), last)


def in_year(day: date) -> Dating:
    """The year of a day."""
    return Dating(f"{day.year:04}", date(day.year, 1, 1), date(day.year, 12, 31))


def between(one: Dating, other: Dating) -> Dating:
    """Some time from the first day of one to the last day of the other."""
    return Dating(f"{one.text}/{other.text}", one.first, other.last)


def one_of(first: date, last: date) -> Dating:
    """One day out of a set of days."""
    return Dating(f"[{first.isoformat()}..{last.isoformat()}]", first, last)


def by(day: date) -> Dating:
    """On the day or earlier."""
    return Dating(f"[..{day.isoformat()}]", None, day)


def since(day: date) -> Dating:
    """On the day or later."""
    return Dating(f"[{day.isoformat()}..]", day, None)


def later(day: date, days: int) -> date:
    """The day so many days after (or before) another."""
    return day + timedelta(days=days)


def apart(one: Dating, other: Dating) -> bool:
    """Whether no day is allowed by both."""
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: Dating, other: Dating) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def some_day(first: date, last: date, chance: Random) -> date:
    """One of the days from the first to the last."""
    return later(first, chance.randint(0, (last - first).days))


FORMS = ("day", "month", "year", "months", "about")
"""Forms of a coarsened date that are bounded on both sides, none wider than a year."""


def coarsened(day: date, chance: Random, forms: Sequence[str] = FORMS) -> Dating:
    """A dating that allows the day, in a form drawn from those given."""
    form = chance.choice(list(forms))
    if form == "day":
        return on(day)
    if form == "month":
        return in_month(day)
    if form == "year":
        return in_year(day)
    if form == "about":
        month = in_month(day)
        return Dating(month.text + chance.choice("~?%"), month.first, month.last)
    before, after = later(day, -chance.randint(32, 90)), later(day, chance.randint(32, 90))
    if chance.random() < 0.3:
        return one_of(before, after)
    return between(in_month(before), in_month(after))


def drawn(day: date, chance: Random, *, away_from: Dating) -> Dating:
    """A day, its month or its year; but nothing that another dating allows."""
    choices = [
        dating for dating in (on(day), in_month(day), in_year(day)) if apart(dating, away_from)
    ]
    return chance.choice(choices)
