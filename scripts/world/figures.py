"""How many: casualties with their parts, and the strength of groups."""

from scripts.world.country import Country, amount
from scripts.world.dates import in_month, later, on
from scripts.world.events import event


def write_figures(country: Country) -> None:
    """Write the section on figures.

    The parts of one total (`whole`) leave nothing out, those of another (`partial`) do. The figure
    `siege` is exact, `hostages` is a range, `perpetrators` a lower bound. The umbrella is larger
    than its wing; the ally grew from `earlier` to `now`. Two passages agree on how many fell in the
    battle, and on who did the attack.
    """
    country.section("How many")
    populations = [
        country.entity(f"victims-{number}", "community", country.new_name(kind), country.sentence())
        for number, kind in enumerate(("soldiers", "civilians", "guards"))
    ]
    _write_sum(country, "whole", "massacre", populations, exhaustive=True)
    _write_sum(country, "partial", "raid", populations, exhaustive=False)
    number = country.numbers["siege"] = country.draw(20, 400)
    siege = _event(country, "siege")
    exactly = amount("exactly", number)
    country.remember("siege figure", country.figure(siege, "killed", exactly, country.sentence()))
    battle, around = _event(country, "battle"), amount("between", number - 5, number + 5)
    for size in (exactly, around):
        country.figure(battle, "killed", size, country.sentence())
    low, ambush = country.draw(10, 90), _event(country, "ambush")
    for measure, size in (
        ("hostages", amount("between", low, low + country.draw(5, 60))),
        ("perpetrators", amount("at-least", low)),
    ):
        country.remember(measure, country.figure(ambush, measure, size, country.sentence()))
    _write_count_of_members(country)
    strength(country, "joiner strength", "joiner", 10 * low, country.draw(0, 300))
    _write_wing(country)
    number = country.draw(200, 3000)
    strength(country, "earlier", "ally", number, 300)
    strength(country, "now", "ally", number + country.draw(100, 900), 100)
    country.remember("growth", country.compare(country["now"], "rose", country["earlier"]))
    _write_attack(country)


def _event(country: Country, slug: str) -> str:
    return event(country, slug, slug, country.draw(1000, 2700))


def _write_sum(
    country: Country, name: str, slug: str, populations: list[str], *, exhaustive: bool
) -> None:
    """A total, and parts of it by population."""
    killed, passage = _event(country, slug), country.sentence()
    numbers = [country.draw(3, 120) for _ in populations[: country.pick([2, 3])]]
    rest = 0 if exhaustive else country.draw(5, 60)
    total = country.figure(killed, "killed", amount("exactly", sum(numbers) + rest), passage)
    country.remember(name, total)
    part = {
        "part_of_claim_id": total,
        "partition": "exhaustive" if exhaustive else "disjoint",
    }
    country.groups_of[f"{name} parts"] = [
        country.figure(
            killed, "killed", amount("exactly", number), passage, population_id=population, **part
        )
        for number, population in zip(numbers, populations, strict=False)
    ]
    country.numbers[name] = sum(numbers)


def _write_count_of_members(country: Country) -> None:
    """The number of members of the body, beside the first list."""
    passage = country.row(country.groups_of["dated list"][0])["passage_id"]
    number = amount("exactly", len(country.groups_of["members"]))
    count = country.figure(country["body"], "member_count", number, passage, unit="states")
    country.remember("member count", count)


def strength(country: Country, name: str, slug: str, number: int, before: int) -> str:
    """A figure of fighters of a group, so many days before the document."""
    day = later(country.as_of.span()[0], -before)
    as_of = country.pick([on, in_month])(day).text
    country.numbers[name] = number
    claim = country.figure(
        country[slug], "fighters", amount("exactly", number), country.sentence(), as_of=as_of
    )
    return country.remember(name, claim)


def _write_wing(country: Country) -> None:
    passage = country.sentence()
    wing = country.entity("wing", "group", country.new_name("Wing"), passage)
    country.remember("wing tie", country.relate(wing, "part_of", country["umbrella"], passage))
    number, before = country.draw(50, 900), country.draw(10, 300)
    as_of = on(later(country.as_of.span()[0], -before)).text
    for slug, size in (("wing", number), ("umbrella", number + country.draw(1, 900))):
        strength(country, f"{slug} strength", slug, size, before)
        country.row(country[f"{slug} strength"])["as_of"] = as_of


def _write_attack(country: Country) -> None:
    """An event with one perpetrator, named in two passages, in one of them with the time."""
    attack = _event(country, "attack")
    day = country.datings[country["attack occurred"]]
    country.groups_of["attributions"] = [
        country.relate(attack, "perpetrated_by", country["ally"], country.sentence(), start)
        for start in (day, None)
    ]
