"""Faults in statuses that run for a time, and figures that are out of date."""

from collections.abc import Iterable
from datetime import date

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country, amount
from scripts.world.dates import Dating, by, in_month, in_year, later, on
from scripts.world.profile import terms


@fault("status-not-lapsed")
def lapsed_before_the_document(country: Country, wrong: bool) -> Iterable[str]:
    """An end moved before the document; the twin's is on its first day, or soon after."""
    today = _today(country)
    dating = on(later(today, country.pick([0, 0, 1, country.draw(2, 30)])))
    if wrong:
        dating = country.apart(later(today, -country.draw(1, 300)), country.as_of)
    country.redate(country["term lapses"], dating)
    return (country["term lapses"],)


@fault("status-not-lapsed")
def renewal_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """The end that is yet to come is not told; the twin does not tell the day of renewal."""
    country.remove(country["renewed end-2"] if wrong else country["renewed extension-1"])
    return (country["renewed end-1"],)


@fault("status-not-lapsed")
def lapsed_and_not_over(country: Country, wrong: bool) -> Iterable[str]:
    """A term of an operation that is past; the twin adds that the operation came to its end."""
    end = on(later(_today(country), -country.draw(1, 700)))
    lapse = country.date("operation lapses", end)
    if not wrong:
        country.date("operation ended", end)
    return (lapse,)


@fault("status-continuous")
def cover_shortened(country: Country, wrong: bool) -> Iterable[str]:
    """An end moved before the extension that needs it; the twin's is on the same day or later."""
    day = country.datings[country["renewed extension-0"]].span()[0]
    days = country.draw(1, 300)
    country.redate(
        country["renewed end-0"], on(later(day, -days if wrong else country.pick([0, 10])))
    )
    return country["renewed extension-0"], country["renewed end-0"]


@fault("status-continuous")
def extended_too_late(country: Country, wrong: bool) -> Iterable[str]:
    """An extension moved behind the end before it; the twin's is on the day of the end."""
    day = country.datings[country["renewed end-1"]].span()[0]
    days = country.draw(1, 200) if wrong else 0
    country.redate(country["renewed extension-1"], on(later(day, days)))
    return country["renewed extension-1"], country["renewed end-1"]


@fault("status-continuous")
def cover_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """The end that a later extension needs is not told; the twin does not tell the beginning."""
    country.remove(country["renewed end-1"] if wrong else country["renewed declared"])
    return country["renewed extension-1"], country["renewed end-0"]


@fault("figures-current")
def figure_aged(country: Country, wrong: bool) -> Iterable[str]:
    """A figure as of a day too long before the document; the twin's is of the last such day."""
    limit = _limit(country, country["joiner strength"])
    days = country.draw(1, 900) if wrong else -country.pick([0, 0, 1, 20])
    country.row(country["joiner strength"])["as_of"] = on(later(limit, -days)).text
    return (country["joiner strength"],)


@fault("figures-current")
def figure_of_a_past_year(country: Country, wrong: bool) -> Iterable[str]:
    """A figure as of a month or year that is past; the twin's ends when it is still current."""
    number = amount("about", country.draw(20, 900))
    claim = country.figure(country["joiner"], "members", number)
    limit = _limit(country, claim)
    form = country.pick([in_month, in_year])
    past = form(later(form(limit).span()[0], -1))
    country.row(claim)["as_of"] = past.text if wrong else form(limit).text
    return (claim,)


@fault("population-within-coverage")
def polled_before_reach(country: Country, wrong: bool) -> Iterable[str]:
    """Fieldwork before a region could be reached; the twin's may have been just then."""
    mention = country["small mention"]
    country.row(mention)["fieldwork"] = _reach(country, wrong).text
    questions = country.claims("questions", poll_id=country["small"])
    return country["region-0 reachable"], mention, *questions


@fault("population-within-coverage")
def asked_before_reach(country: Country, wrong: bool) -> Iterable[str]:
    """A question asked before a region could be reached; the twin may have been just then."""
    question = country["small hopes"]
    country.row(question)["asked"] = _reach(country, wrong).text
    return country["region-0 reachable"], question


def _reach(country: Country, wrong: bool) -> Dating:
    """A time before surveys reach the first region, or one that begins or ends when they do."""
    reached = country.datings[country["region-0 reachable"]]
    first, last = reached.span()
    if wrong:
        return country.apart(later(first, -country.draw(1, 900)), reached)
    return country.pick([on, in_month, in_year, by])(country.day_in(first, last))


def _today(country: Country) -> date:
    """The first day that the document can be of."""
    return country.as_of.span()[0]


def _limit(country: Country, figure: str) -> date:
    """The last day as of which a figure of its measure counts as current."""
    measure = country.row(figure)["measure_id"]
    return later(_today(country), -int(terms()[measure]["valid_for_days"]))
