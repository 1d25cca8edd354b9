"""Faults in lifetimes, and in parts that outgrow their whole."""

from collections.abc import Iterable

from scripts.inject_faults.datings import coarsened, drawn, in_year, later, on, some_day
from scripts.inject_faults.ground_truth.country import Country
from scripts.inject_faults.operators.operator import fault
from scripts.inject_faults.story import amount


@fault("actors-act-within-lifetime")
def acts_before_its_founding(country: Country, wrong: bool) -> Iterable[str]:
    """An act before the actor was founded; the twin's is at the time of the founding."""
    story, chance, actors = country.story, country.story.chance, country.actors
    founding = story.datings[actors.founding.claim]
    away = later(founding.span()[0], -chance.randint(1, 1500))
    start = chance.choice([founding, on(founding.span()[0]), in_year(founding.span()[1])])
    if wrong:
        start = drawn(away, chance, away_from=founding)
    new = story.relate(actors.loner, "supported", country.land.state, start=start)
    return actors.founding.claim, new


@fault("actors-act-within-lifetime")
def founded_after_its_act(country: Country, wrong: bool) -> Iterable[str]:
    """The founding moved behind an act; the twin's is on the last day that the act allows."""
    story, chance, actors = country.story, country.story.chance, country.actors
    last = story.datings[actors.loner_act.claim].span()[1]
    days = chance.randint(1, 900) if wrong else -chance.choice([0, chance.randint(1, 300)])
    story.redate(actors.founding.claim, on(later(last, days)))
    return actors.founding.claim, actors.loner_act.claim


@fault("actors-act-within-lifetime")
def acts_after_its_end(country: Country, wrong: bool) -> Iterable[str]:
    """An act after the end of an operation; the twin's is at the time of the end."""
    story, chance, actors = country.story, country.story.chance, country.actors
    end = story.datings[actors.fleet_end.claim]
    start = coarsened(some_day(*end.span(), chance), chance)
    if wrong:
        start = drawn(later(end.span()[1], chance.randint(1, 900)), chance, away_from=end)
    new = story.relate(actors.fleet, "supported", country.land.state, start=start)
    return actors.fleet_end.claim, new


@fault("actors-act-within-lifetime")
def ended_before_its_act(country: Country, wrong: bool) -> Iterable[str]:
    """The end of an operation moved before its act; the twin's is on the first day of the act."""
    story, chance, actors = country.story, country.story.chance, country.actors
    first = story.datings[actors.fleet_act.claim].span()[0]
    days = -chance.randint(1, 200) if wrong else chance.choice([0, chance.randint(1, 300)])
    story.redate(actors.fleet_end.claim, on(later(first, days)))
    return actors.fleet_end.claim, actors.fleet_act.claim


@fault("people-act-while-alive")
def seen_after_death(country: Country, wrong: bool) -> Iterable[str]:
    """A person is seen after the death; in the twin at a time that allows both."""
    story, chance, actors = country.story, country.story.chance, country.actors
    death = story.datings[actors.death.claim]
    seen = coarsened(some_day(*death.span(), chance), chance)
    if wrong:
        seen = drawn(later(death.span()[1], chance.randint(1, 900)), chance, away_from=death)
    return actors.death.claim, story.date(actors.leader, "appeared", seen)


@fault("people-act-while-alive")
def meets_after_death(country: Country, wrong: bool) -> Iterable[str]:
    """A person meets somebody after the death; in the twin before it."""
    story, chance, actors = country.story, country.story.chance, country.actors
    death = story.datings[actors.death.claim]
    start = on(later(death.span()[0], -chance.randint(0, 900)))
    if wrong:
        start = drawn(later(death.span()[1], chance.randint(1, 900)), chance, away_from=death)
    new = story.relate(country.land.state, "met_with", actors.leader, start=start)
    return actors.death.claim, new


@fault("people-act-while-alive")
def died_before_the_act(country: Country, wrong: bool) -> Iterable[str]:
    """The death moved before an act; the twin's is on the first day that the act allows."""
    story, chance, actors = country.story, country.story.chance, country.actors
    act = story.datings[actors.leader_act.claim]
    death = on(later(act.span()[0], chance.choice([0, chance.randint(1, 300)])))
    if wrong:
        death = drawn(later(act.span()[0], -chance.randint(1, 900)), chance, away_from=act)
    story.redate(actors.death.claim, death)
    return actors.death.claim, actors.leader_act.claim


@fault("parts-fit-in-wholes")
def part_outgrows_its_whole(country: Country, wrong: bool) -> Iterable[str]:
    """A part that is larger than the whole; the twin's is as large."""
    counts, chance = country.counts, country.story.chance
    excess = chance.randint(1, 500) if wrong else 0
    number = amount(chance.choice(["exactly", "at-least"]), counts.umbrella_number + excess)
    country.story.draft.row(counts.wing_strength).update(number)
    return counts.wing_strength, counts.umbrella_strength, counts.wing_of


@fault("parts-fit-in-wholes")
def whole_shrinks(country: Country, wrong: bool) -> Iterable[str]:
    """A whole that is smaller than its part; the twin's is as large."""
    counts, chance = country.counts, country.story.chance
    lack = chance.randint(1, counts.wing_number) if wrong else 0
    number = amount(chance.choice(["exactly", "up-to"]), counts.wing_number - lack)
    country.story.draft.row(counts.umbrella_strength).update(number)
    return counts.wing_strength, counts.umbrella_strength, counts.wing_of


@fault("parts-fit-in-wholes")
def more_than_the_whole(country: Country, wrong: bool) -> Iterable[str]:
    """A part of more than the number of the whole; the twin's is of at least that number."""
    counts = country.counts
    number = amount("more-than" if wrong else "at-least", counts.umbrella_number)
    country.story.draft.row(counts.wing_strength).update(number)
    return counts.wing_strength, counts.umbrella_strength, counts.wing_of
