"""How many: casualties with their parts, and the strength of groups."""

from scripts.world.country import Country, Row, amount
from scripts.world.dates import later, on
from scripts.world.events import event


def write_figures(country: Country) -> None:
    """Write the section on figures.

    The parts of one total (`whole`) leave nothing out, those of another (`partial`) do. The figure
    `siege` is exact, and three times as many fell in the revolt; `hostages` is a range. The
    `shares` are a complete list of 100 percent; the `rate` of all lies between two `rates`. The
    umbrella is larger than its wing; the ally grew from `earlier` to `now`. Two passages agree on
    how many fell in the battle, and on who did the attack.
    """
    country.section("How many")
    for number, kind in enumerate(("soldiers", "civilians", "guards")):
        name = country.new_name(kind)
        country.entity(f"victims-{number}", "community", name, country.sentence())
    _write_sum(country, "whole", "massacre", "exhaustive", 0)
    _write_sum(country, "partial", "raid", "disjoint", country.draw(5, 60))
    number = country.draw(20, 400)
    _count(country, "siege", "killed", number, number)
    _count(country, "ambush", "hostages", number, number + country.draw(1, 60))
    _count(country, "battle", "killed", number, number)
    around = amount(number - 5, number + 5)
    country.figure(country["battle"], "killed", around, country.sentence())
    _write_count_of_members(country)
    _write_shares(country)
    wing = country.entity("wing", "group", country.new_name("Wing"), country.sentence())
    tie = country.relate(wing, "part_of", country["umbrella"], country.sentence())
    country.remember("wing tie", tie)
    _strength(country, "wing strength", "wing", number, 200)
    _strength(country, "umbrella strength", "umbrella", number + country.draw(0, 900), 200)
    _strength(country, "earlier", "ally", number, 300)
    _strength(country, "now", "ally", number + country.draw(1, 900), 100)
    country.remember("growth", country.compare(country["now"], "rose", country["earlier"]))
    _count(country, "revolt", "killed", 3 * number, 3 * number)
    siege, revolt = country["siege killed"], country["revolt killed"]
    country.remember("factor", country.compare(revolt, "times", siege, factor="3"))
    event(country, "attack", "attack", 1500)
    country.groups_of["attributions"] = [
        country.relate(
            country["attack"], "perpetrated_by", country["ally"], country.sentence(), start
        )
        for start in (country.datings[country["attack occurred"]], None)
    ]


def _count(country: Country, slug: str, measure: str, low: int, high: int) -> None:
    """An event with a figure, which is remembered by both."""
    event(country, slug, slug, country.draw(1000, 2700))
    figure = country.figure(country[slug], measure, amount(low, high), country.sentence())
    country.remember(f"{slug} {measure}", figure)


def _write_sum(country: Country, name: str, slug: str, partition: str, rest: int) -> None:
    """A total, and parts of it by population, which leave out the rest."""
    numbers = [country.draw(3, 120) for _ in range(country.pick([2, 3]))]
    total = sum(numbers) + rest
    _count(country, slug, "killed", total, total)
    whole = country.remember(name, country[f"{slug} killed"])
    more = {"part_of_claim_id": whole, "partition": partition}
    country.groups_of[f"{name} parts"] = [
        country.figure(
            country[slug],
            "killed",
            amount(number, number) | more | {"population_id": country[f"victims-{place}"]},
            country.row(whole)["passage_id"],
        )
        for place, number in enumerate(numbers)
    ]


def _write_count_of_members(country: Country) -> None:
    """The number of members of the body, beside the first list."""
    number = len(country.groups_of["members"])
    passage = country.row(country.groups_of["dated list"][0])["passage_id"]
    cells = amount(number, number) | {"unit": "states"}
    country.remember(
        "member count", country.figure(country["body"], "member_count", cells, passage)
    )


def _write_shares(country: Country) -> None:
    """The shares of one whole in a list, and a rate with those of its subgroups."""
    first, second = country.draw(10, 40), country.draw(10, 40)
    numbers = {"shares": [first, second, 100 - first - second], "rates": [first, first + 20]}
    tie = {"shares": {"breakdown": "by-trade"}}
    country.remember("rate", _share(country, first + 10, {}))
    tie["rates"] = {"part_of_claim_id": country["rate"]}
    for name, values in numbers.items():
        country.groups_of[name] = [
            _share(country, value, {"population_id": country[f"victims-{place}"]} | tie[name])
            for place, value in enumerate(values)
        ]


def _share(country: Country, percent: int, cells: Row) -> str:
    """A share of the state, in a passage of its own."""
    more = {"unit": "percent", "partition": "exhaustive" if len(cells) > 1 else ""}
    cells = amount(percent, percent) | more | cells
    return country.figure(country["state"], "share_of_whole", cells, country.sentence())


def _strength(country: Country, name: str, slug: str, number: int, before: int) -> None:
    """A figure of fighters of a group, so many days before the document."""
    cells = amount(number, number) | {"as_of": on(later(country.as_of.span()[0], -before)).text}
    figure = country.figure(country[slug], "fighters", cells, country.sentence())
    country.remember(name, figure)
