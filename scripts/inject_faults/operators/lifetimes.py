"""Faults in lifetimes, and in parts that outgrow their whole."""

from collections.abc import Iterable

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country, amount
from scripts.world.dates import in_year, later, on


@fault("actors-act-within-lifetime")
def acts_before_its_founding(country: Country, wrong: bool) -> Iterable[str]:
    """An act before the actor was founded; the twin's is at the time of the founding."""
    founding = country.datings[country["loner founded"]]
    away = later(founding.span()[0], -country.draw(1, 1500))
    start = country.pick([founding, on(founding.span()[0]), in_year(founding.span()[1])])
    if wrong:
        start = country.apart(away, founding)
    new = country.relate(country["loner"], "supported", country["state"], start=start)
    return country["loner founded"], new


@fault("actors-act-within-lifetime")
def founded_after_its_act(country: Country, wrong: bool) -> Iterable[str]:
    """The founding moved behind an act; the twin's is on the last day that the act allows."""
    last = country.datings[country["loner trained"]].span()[1]
    days = country.draw(1, 900) if wrong else -country.pick([0, country.draw(1, 300)])
    country.redate(country["loner founded"], on(later(last, days)))
    return country["loner founded"], country["loner trained"]


@fault("actors-act-within-lifetime")
def acts_after_its_end(country: Country, wrong: bool) -> Iterable[str]:
    """An act after the end of an operation; the twin's is at the time of the end."""
    end = country.datings[country["fleet ended"]]
    start = country.coarse(country.day_in(*end.span()))
    if wrong:
        start = country.apart(later(end.span()[1], country.draw(1, 900)), end)
    new = country.relate(country["fleet"], "supported", country["state"], start=start)
    return country["fleet ended"], new


@fault("actors-act-within-lifetime")
def ended_before_its_act(country: Country, wrong: bool) -> Iterable[str]:
    """The end of an operation moved before its act; the twin's is on the first day of the act."""
    first = country.datings[country["fleet trained"]].span()[0]
    days = -country.draw(1, 200) if wrong else country.pick([0, country.draw(1, 300)])
    country.redate(country["fleet ended"], on(later(first, days)))
    return country["fleet ended"], country["fleet trained"]


@fault("people-act-while-alive")
def seen_after_death(country: Country, wrong: bool) -> Iterable[str]:
    """A person is seen after the death; in the twin at a time that allows both."""
    death = country.datings[country["leader died"]]
    seen = country.coarse(country.day_in(*death.span()))
    if wrong:
        seen = country.apart(later(death.span()[1], country.draw(1, 900)), death)
    return country["leader died"], country.date("leader appeared", seen)


@fault("people-act-while-alive")
def meets_after_death(country: Country, wrong: bool) -> Iterable[str]:
    """A person meets somebody after the death; in the twin before it."""
    death = country.datings[country["leader died"]]
    start = on(later(death.span()[0], -country.draw(0, 900)))
    if wrong:
        start = country.apart(later(death.span()[1], country.draw(1, 900)), death)
    new = country.relate(country["state"], "met_with", country["leader"], start=start)
    return country["leader died"], new


@fault("people-act-while-alive")
def died_before_the_act(country: Country, wrong: bool) -> Iterable[str]:
    """The death moved before an act; the twin's is on the first day that the act allows."""
    act = country.datings[country["leader appealed_to"]]
    death = on(later(act.span()[0], country.pick([0, country.draw(1, 300)])))
    if wrong:
        death = country.apart(later(act.span()[0], -country.draw(1, 900)), act)
    country.redate(country["leader died"], death)
    return country["leader died"], country["leader appealed_to"]


@fault("parts-fit-in-wholes")
def part_outgrows_its_whole(country: Country, wrong: bool) -> Iterable[str]:
    """A part that is larger than the whole; the twin's is as large."""
    excess = country.draw(1, 500) if wrong else 0
    number = amount(
        country.pick(["exactly", "at-least"]), country.numbers["umbrella strength"] + excess
    )
    country.row(country["wing strength"]).update(number)
    return country["wing strength"], country["umbrella strength"], country["wing tie"]


@fault("parts-fit-in-wholes")
def whole_shrinks(country: Country, wrong: bool) -> Iterable[str]:
    """A whole that is smaller than its part; the twin's is as large."""
    lack = country.draw(1, country.numbers["wing strength"]) if wrong else 0
    number = amount(country.pick(["exactly", "up-to"]), country.numbers["wing strength"] - lack)
    country.row(country["umbrella strength"]).update(number)
    return country["wing strength"], country["umbrella strength"], country["wing tie"]


@fault("parts-fit-in-wholes")
def more_than_the_whole(country: Country, wrong: bool) -> Iterable[str]:
    """A part of more than the number of the whole; the twin's is of at least that number."""
    number = amount("more-than" if wrong else "at-least", country.numbers["umbrella strength"])
    country.row(country["wing strength"]).update(number)
    return country["wing strength"], country["umbrella strength"], country["wing tie"]
