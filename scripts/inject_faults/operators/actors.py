"""Faults in what actors do: outside of their lifetime, under another, or against each other."""

from collections.abc import Iterable
from datetime import date

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country, amount
from scripts.world.dates import in_month, later, on


@fault("actors-act-while-independent")
def acts_after_joining(country: Country, wrong: bool) -> Iterable[str]:
    """An act on the day after the actor joined another; the twin's is on the last possible day."""
    joined = country["joiner joined"]
    start = on(later(country.datings[joined].span()[1], wrong))
    deed = country.pick(["appealed_to", "fought", "supported", "expelled"])
    return joined, country.relate(country["joiner"], deed, country["state"], start=start)


@fault("actors-act-while-independent")
def absorbed_before_its_act(country: Country, wrong: bool) -> Iterable[str]:
    """An actor is absorbed on the day before its act; the twin's perhaps on the day of the act."""
    act = country["partner fought"]
    start = on(later(country.datings[act].span()[0], -wrong))
    sides = country["partner"], "absorbed_by", country["umbrella"]
    return country.relate(*sides, start=start), act


@fault("actors-act-within-lifetime")
def acts_before_its_founding(country: Country, wrong: bool) -> Iterable[str]:
    """An act on the day before the founding of the actor; the twin's is on the first such day."""
    founding = country["ally founded"]
    start = on(later(country.datings[founding].span()[0], -wrong))
    return founding, country.relate(country["ally"], "supported", country["state"], start=start)


@fault("actors-act-within-lifetime")
def acts_after_its_end(country: Country, wrong: bool) -> Iterable[str]:
    """An act on the day after the end of an operation; the twin's is on the last such day."""
    end = country["fleet ended"]
    start = on(later(country.datings[end].span()[1], wrong))
    return end, country.relate(country["fleet"], "supported", country["state"], start=start)


@fault("people-act-while-alive")
def seen_after_death(country: Country, wrong: bool) -> Iterable[str]:
    """A person is seen on the day after the death; in the twin on the last day that it allows."""
    death = country["leader died"]
    seen = on(later(country.datings[death].span()[1], wrong))
    return death, country.date("leader appeared", seen)


@fault("people-act-while-alive")
def met_after_death(country: Country, wrong: bool) -> Iterable[str]:
    """Somebody meets a person on the day after the death; in the twin on the last possible day."""
    death = country["leader died"]
    start = on(later(country.datings[death].span()[1], wrong))
    return death, country.relate(country["state"], "met_with", country["leader"], start=start)


@fault("relations-compatible")
def fight_of_allies(country: Country, wrong: bool) -> Iterable[str]:
    """Allies fight on the last day before their alliance ends; the twin's fight on its end."""
    alliance = country["alliance"]
    end = date.fromisoformat(country.row(alliance)["end"])
    sides = country.chance.sample([country["ally"], country["partner"]], 2)
    start = on(later(end, -wrong))
    return alliance, country.relate(sides[0], "fought", sides[1], start=start)


@fault("rosters-agree")
def listed_after_leaving(country: Country, wrong: bool) -> Iterable[str]:
    """A complete list without a member who left on the day after; the twin's had left by then."""
    dated, later_list = country.groups_of["dated list"], country.groups_of["open list"]
    month = in_month(country.datings[dated[0]].span()[1])
    country.remove(later_list[0])
    for claim in later_list[1:]:
        country.row(claim)["start"] = month.text
    country.row(dated[0])["end"] = on(later(month.span()[1], wrong)).text
    return *dated, *later_list[1:]


@fault("rosters-agree")
def members_miscounted(country: Country, wrong: bool) -> Iterable[str]:
    """At least one member more than the list has; the twin's are at least as many."""
    number = len(country.groups_of["members"])
    country.row(country["member count"]).update(amount(number + wrong, None))
    return country["member count"], *country.groups_of["dated list"]


@fault("parts-fit-in-wholes")
def part_outgrows_its_whole(country: Country, wrong: bool) -> Iterable[str]:
    """A part that is larger than the whole by one person; the twin's is as large."""
    part, whole = country["wing strength"], country["umbrella strength"]
    number = int(country.row(whole)["best"]) + wrong
    country.row(part).update(amount(number, country.pick([number, None])))
    return part, whole, country["wing tie"]
