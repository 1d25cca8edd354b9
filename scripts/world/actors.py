"""Who acts, when, with whom: groups, an operation, a person, and a body with members."""

from itertools import pairwise

from scripts.world.country import Country
from scripts.world.dates import in_year, on, since
from scripts.world.events import thing

_GROUPS = {"umbrella": "Front", "joiner": "Brigade", "ally": "Legion", "partner": "Guard"}


def write_actors(country: Country) -> None:
    """Write the section on actors.

    The umbrella is founded twice, in one sense. The joiner fought and later joined the umbrella.
    The ally and the partner were allied and fought each other later. The fleet started, acted and
    ended; the leader acted and died later. The second ruler follows the first.
    The body has members, of whom there are two complete lists, one with a start.
    """
    country.section("Who acts", "group")
    for slug, word in _GROUPS.items():
        day = thing(country, f"{slug} founded", "group", word, 8200)
        if slug == "umbrella":
            country.date("umbrella founded", since(day), country.sentence())
    _act(country, "joiner", "fought", "ally", 6500)
    _act(country, "joiner", "joined", "umbrella", 5000)
    begin, end = on(country.ago(6800)), on(country.ago(5800))
    sides = country["ally"], "allied_with", country["partner"]
    alliance = country.relate(*sides, country.sentence(), begin, end=end.text)
    country.remember("alliance", alliance)
    _act(country, "partner", "fought", "ally", 4800)
    thing(country, "fleet started", "operation", "Operation", 4500)
    country.date("fleet ended", country.coarse(country.ago(2000)), country.sentence())
    _act(country, "fleet", "trained", "umbrella", 3200)
    thing(country, "leader died", "person", "the Elder", 2500)
    country.relate(country["umbrella"], "led_by", country["leader"], country.sentence())
    _write_rulers(country)
    _act(country, "leader", "appealed_to", "umbrella", 4000)
    _write_body(country)


def _act(country: Country, slug: str, predicate: str, partner: str, before: int) -> None:
    """A relation that starts about so many days before the document; remembered by its subject."""
    start = country.coarse(country.ago(before))
    claim = country.relate(country[slug], predicate, country[partner], country.sentence(), start)
    country.remember(f"{slug} {predicate}", claim)


def _write_rulers(country: Country) -> None:
    days = [country.ago(before) for before in (9000, 7000, 5000)]
    for number, (start, end) in enumerate(pairwise(days)):
        passage = country.sentence()
        ruler = country.entity(f"ruler-{number}", "person", country.new_name("the Bold"), passage)
        sides = ruler, "head_of_state_of", country["state"], passage, on(start)
        country.remember(f"ruler-{number} rule", country.relate(*sides, end=on(end).text))


def _write_body(country: Country) -> None:
    first, second = country.sentence(), country.sentence()
    body = country.entity("body", "organisation", country.new_name("League"), first)
    members = country.groups_of["members"] = [
        country.entity(f"member-{number}", "state", country.new_name(), first)
        for number in range(country.draw(3, 6))
    ]
    start = in_year(country.ago(6000))
    country.date("body founded", start, first)
    country.groups_of["dated list"] = [
        country.relate(member, "member_of", body, first, start, roster="complete")
        for member in members
    ]
    country.groups_of["open list"] = [
        country.relate(member, "member_of", body, second, roster="complete") for member in members
    ]
    cells = {"topic": "seat", "summary": "The body has a seat.", "quotation": "false"}
    country.claim("statements", second, subject_id=body, **cells)
