"""Dates as a text gives them, made from a day that is known: the text beside what it allows."""

from calendar import monthrange
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


def by(day: date) -> Dating:
    """On the day or earlier."""
    return Dating(f"[..{day.isoformat()}]", None, day)


def since(day: date) -> Dating:
    """On the day or later."""
    return Dating(f"[{day.isoformat()}..]", day, None)


def later(day: date, days: int) -> date:
    """The day so many days after (or before) another."""
    return day + timedelta(days=days)


FORMS = ("day", "month", "year", "months", "days", "about")
"""Forms of a coarsened date that are bounded on both sides, none wider than a year."""


def coarsened(day: date, form: str, chance: Random) -> Dating:
    """A dating that allows the day, in one of the forms."""
    if form == "day":
        return on(day)
    if form == "year":
        return in_year(day)
    month = in_month(day)
    if form == "month":
        return month
    if form == "about":
        return Dating(month.text + chance.choice("~?%"), month.first, month.last)
    before, after = later(day, -chance.randint(32, 90)), later(day, chance.randint(32, 90))
    if form == "days":
        return Dating(f"[{before.isoformat()}..{after.isoformat()}]", before, after)
    first, last = in_month(before), in_month(after)
    return Dating(f"{first.text}/{last.text}", first.first, last.last)
