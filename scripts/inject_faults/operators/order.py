"""Faults in dates and in the order of events."""

from collections.abc import Iterable

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country
from scripts.world.dates import (
    by,
    in_month,
    in_year,
    later,
    on,
    since,
)

LOOSE = ("loose-0 occurred", "loose-1 occurred", "loose-2 occurred")
"""Events that follow each other, and nothing says so."""


@fault("dates-agree")
def another_day(country: Country, wrong: bool) -> Iterable[str]:
    """A second dating apart from the first one; the twin allows the true day in another form."""
    event = country.pick(LOOSE)
    old, day = country.datings[country[event]], country.days[event]
    first, last = old.span()
    if wrong:
        away = country.pick(
            [later(first, -country.draw(1, 900)), later(last, country.draw(1, 900))]
        )
        new = country.apart(away, old)
    else:
        forms = (on(day), in_month(day), in_year(day))
        new = country.pick([form for form in forms if form.text != old.text])
    return country[event], country.date(event, new)


@fault("dates-agree")
def day_out_of_its_month(country: Country, wrong: bool) -> Iterable[str]:
    """A day moved out of the month that is stated elsewhere; the twin stays in the month."""
    meeting, month = country["meeting occurred"], country["meeting month"]
    first, last = country.datings[month].span()
    beyond = (later(first, -country.draw(1, 60)), later(last, country.draw(1, 60)))
    country.redate(meeting, on(country.pick(beyond) if wrong else country.day_in(first, last)))
    return meeting, month


@fault("dates-agree")
def open_end_too_short(country: Country, wrong: bool) -> Iterable[str]:
    """A second dating with one end, which leaves out the first one; the twin touches it."""
    event = country.pick(LOOSE)
    first, last = country.datings[country[event]].span()
    days = country.draw(1, 500)
    if country.chance.random() < 0.5:
        new = by(later(first, -days) if wrong else country.day_in(first, last))
    else:
        new = since(later(last, days) if wrong else country.day_in(first, last))
    return country[event], country.date(event, new)


@fault("timeline-feasible")
def order_turned(country: Country, wrong: bool) -> Iterable[str]:
    """An order the wrong way round; the twin has it the right way."""
    before, after = _two(country)
    pair = (after, before) if wrong else (before, after)
    return country[before], country[after], country.order(*pair)


@fault("timeline-feasible")
def lag_too_long(country: Country, wrong: bool) -> Iterable[str]:
    """A smallest lag longer than the dates allow; the twin has the longest that they do."""
    before, after = _two(country)
    longest = _longest(country, before, after)
    least = longest + country.draw(1, 300) * wrong
    return country[before], country[after], country.order(before, after, least)


@fault("timeline-feasible")
def lag_too_short(country: Country, wrong: bool) -> Iterable[str]:
    """A largest lag shorter than the dates allow; the twin has the shortest that they do."""
    before, after = _two(country)
    gap = country.datings[country[after]].span()[0] - country.datings[country[before]].span()[1]
    most = gap.days - country.draw(1, 200) * wrong
    return country[before], country[after], country.order(before, after, 0, most)


@fault("timeline-feasible")
def lag_stretched(country: Country, wrong: bool) -> Iterable[str]:
    """The bounds of a stated lag moved up, too far for the dates; the twin to the longest lag."""
    before, after = "ordered-1 occurred", "ordered-2 occurred"
    least = _longest(country, before, after) + country.draw(1, 300) * wrong
    bounds = {"minimum_lag_days": str(least), "maximum_lag_days": str(least + 30)}
    country.row(country["lag"]).update(bounds)
    return country[before], country[after], country["lag"]


@fault("timeline-feasible")
def ended_before_it_began(country: Country, wrong: bool) -> Iterable[str]:
    """An end before the beginning; the twin has both at one time."""
    began = country.datings[country["rising started"]]
    away = later(began.span()[0], -country.draw(1, 900))
    end = country.apart(away, began) if wrong else country.coarse(country.days["rising started"])
    return country["rising started"], country.date("rising ended", end)


@fault("timeline-feasible")
def no_room_in_between(country: Country, wrong: bool) -> Iterable[str]:
    """Two lags by way of an undated event, too long for the dates; the twin's just fit."""
    before, after = _two(country)
    both = _longest(country, before, after) + country.draw(1, 200) * wrong
    part = country.draw(0, both)
    country.entity("between", "event", "An event in between")
    orders = (
        country.order(before, "between occurred", part),
        country.order("between occurred", after, both - part),
    )
    return country[before], country[after], *orders


@fault("relative-dates-anchored")
def year_from_before(country: Country, wrong: bool) -> Iterable[str]:
    """A year supplied from an earlier sentence; the twin's is from the same sentence."""
    return _anchored(country, wrong, -1)


@fault("relative-dates-anchored")
def year_from_after(country: Country, wrong: bool) -> Iterable[str]:
    """A year supplied from a later sentence; the twin's is from the same sentence."""
    return _anchored(country, wrong, 1)


def _anchored(country: Country, wrong: bool, side: int) -> Iterable[str]:
    claim = country[country.pick(LOOSE)]
    row = country.row(claim)
    sentences = [
        each["passage_id"] for each in country.tables["passages"] if each["kind"] == "sentence"
    ]
    place = sentences.index(row["passage_id"])
    others = sentences[:place] if side < 0 else sentences[place + 1 :]
    anchor = country.pick(others) if wrong else row["passage_id"]
    note = "A part of the date is that of the anchor."
    row.update(anchor_passage_id=anchor, certainty="inferred", note=note)
    return (claim,)


def _two(country: Country) -> tuple[str, str]:
    """Two of the loose events, in their order."""
    first, second = sorted(country.chance.sample(LOOSE, 2))
    return first, second


def _longest(country: Country, before: str, after: str) -> int:
    """The most days between two events that their dates allow."""
    first, last = country.datings[country[before]], country.datings[country[after]]
    return (last.span()[1] - first.span()[0]).days
