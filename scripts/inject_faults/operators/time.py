"""Faults in dates, in the order of events, and in statuses that run for a time."""

from collections.abc import Iterable

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country
from scripts.world.dates import by, later, on, since
from scripts.world.profile import terms

LOOSE = ("loose-0", "loose-1", "loose-2")
"""Events that follow each other, and nothing says so."""


@fault("dates-agree")
def dated_too_late(country: Country, wrong: bool) -> Iterable[str]:
    """A second dating from the day after the first one on; the twin's from the last day on."""
    event = f"{country.pick(LOOSE)} occurred"
    last = country.datings[country[event]].span()[1]
    return country[event], country.date(event, since(later(last, wrong)))


@fault("dates-agree")
def dated_too_early(country: Country, wrong: bool) -> Iterable[str]:
    """A second dating that ends the day before the first one; the twin's ends on the first day."""
    event = f"{country.pick(LOOSE)} occurred"
    first = country.datings[country[event]].span()[0]
    return country[event], country.date(event, by(later(first, -wrong)))


@fault("timeline-feasible")
def lag_too_long(country: Country, wrong: bool) -> Iterable[str]:
    """A smallest lag of one day more than the dates allow; the twin's is the longest possible."""
    before, after, longest = _two_events(country)
    order = country.order(before, after, longest + wrong)
    return country[f"{before} occurred"], country[f"{after} occurred"], order


@fault("timeline-feasible")
def no_room_in_between(country: Country, wrong: bool) -> Iterable[str]:
    """Two lags by way of an undated event, one day too long for the dates; the twin's just fit."""
    before, after, longest = _two_events(country)
    part = country.draw(0, longest)
    country.entity("between", "event", "An event in between")
    orders = (
        country.order(before, "between", part),
        country.order("between", after, longest - part + wrong),
    )
    return country[f"{before} occurred"], country[f"{after} occurred"], *orders


@fault("relative-dates-anchored")
def year_from_elsewhere(country: Country, wrong: bool) -> Iterable[str]:
    """A year supplied from another sentence; the twin's is from the same sentence."""
    claim = country[f"{country.pick(LOOSE)} occurred"]
    row = country.row(claim)
    anchor = country.elsewhere() if wrong else row["passage_id"]
    note = "A part of the date is that of the anchor."
    row.update(anchor_passage_id=anchor, certainty="inferred", note=note)
    return (claim,)


@fault("status-not-lapsed")
def lapsed_before_the_document(country: Country, wrong: bool) -> Iterable[str]:
    """An end on the day before the document; the twin's is on the first day of the document."""
    end = country["term lapses"]
    country.redate(end, on(later(country.as_of.span()[0], -wrong)))
    return (end,)


@fault("status-not-lapsed")
def lapsed_and_not_over(country: Country, wrong: bool) -> Iterable[str]:
    """A term of an operation that is past; the twin adds that the operation came to its end."""
    end = on(country.ago(1))
    lapse = country.date("operation lapses", end)
    if not wrong:
        country.date("operation ended", end)
    return (lapse,)


@fault("status-continuous")
def extended_too_late(country: Country, wrong: bool) -> Iterable[str]:
    """An extension on the day after the end before it; the twin's is on the day of the end."""
    end, extension = country["renewed lapses"], country["renewed extended"]
    country.redate(extension, on(later(country.datings[end].span()[0], wrong)))
    return extension, end


@fault("figures-current")
def figure_aged(country: Country, wrong: bool) -> Iterable[str]:
    """A figure as of one day too long before the document; the twin's is of the last such day."""
    figure = country["umbrella strength"]
    row = country.row(figure)
    days = int(terms()[row["measure_id"]]["valid_for_days"])
    row["as_of"] = on(later(country.as_of.span()[0], -days - wrong)).text
    return (figure,)


def _two_events(country: Country) -> tuple[str, str, int]:
    """Two of the loose events, in order, and the most days between them that their dates allow."""
    before, after = sorted(country.chance.sample(LOOSE, 2))
    first = country.datings[country[f"{before} occurred"]].span()[0]
    last = country.datings[country[f"{after} occurred"]].span()[1]
    return before, after, (last - first).days
