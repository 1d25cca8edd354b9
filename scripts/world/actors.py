"""Who acts, when, with whom: groups, an operation, a person, and a body with members."""

from scripts.world.country import Country
from scripts.world.dates import in_month, in_year, on

_GROUPS = {"umbrella": "Front", "joiner": "Brigade", "loner": "Union"}
_ALLIES = {"ally": "Legion", "partner": "Guard"}


def write_actors(country: Country) -> None:
    """Write the section on actors.

    The joiner fought and later joined the umbrella; the loner has one act. The ally and the partner
    were allied and fought each other later. The fleet started, acted and ended; the leader acted
    and died later. The body has members, of whom there are two complete lists, one with a start,
    and a stated number.
    """
    country.section("Who acts", "group")
    for slug, word in (_GROUPS | _ALLIES).items():
        passage = country.sentence()
        country.entity(slug, "group", country.new_name(word), passage)
        forms = ("month", "year", "months", "about")
        country.dated(f"{slug} founded", country.ago(8200), passage, forms)
    day = on(country.days["umbrella founded"])
    country.date("umbrella founded", day, country.sentence())
    act(country, "joiner", "fought", "ally", 6500)
    act(country, "joiner", "joined", "umbrella", 5000)
    act(country, "loner", "trained", "umbrella", 6000)
    begin, end = country.ago(6800), country.ago(5800)
    country.days |= {"alliance began": begin, "alliance ended": end}
    alliance = country.relate(
        country["ally"],
        "allied_with",
        country["partner"],
        country.sentence(),
        on(begin),
        end=on(end).text,
    )
    country.remember("alliance", alliance)
    act(country, "partner", "fought", "ally", 4800)
    _write_fleet(country)
    _write_leader(country)
    _write_body(country)


def act(country: Country, slug: str, predicate: str, partner: str, before: int) -> str:
    """A relation that starts about so many days before the document; remembered by its subject."""
    day = country.days[f"{slug} {predicate}"] = country.ago(before)
    ends = country[slug], predicate, country[partner]
    claim = country.relate(*ends, country.sentence(), country.coarse(day))
    return country.remember(f"{slug} {predicate}", claim)


def _write_fleet(country: Country) -> None:
    passage = country.sentence()
    country.entity("fleet", "operation", country.new_name("Operation"), passage)
    country.dated("fleet started", country.ago(4500), passage)
    country.dated("fleet ended", country.ago(2000))
    act(country, "fleet", "trained", "umbrella", 3200)


def _write_leader(country: Country) -> None:
    passage = country.sentence()
    leader = country.entity("leader", "person", country.new_name("the Elder"), passage)
    country.dated("leader died", country.ago(2500), passage)
    country.relate(country["umbrella"], "led_by", leader, country.sentence())
    act(country, "leader", "appealed_to", "umbrella", 4000)


def _write_body(country: Country) -> None:
    passage = country.sentence()
    body = country.entity("body", "organisation", country.new_name("League"), passage)
    founded = country.ago(6000)
    country.date("body founded", in_month(founded), passage)
    first, second = country.sentence(), country.sentence()
    members = country.groups_of["members"] = [
        country.entity(f"member-{number}", "state", country.new_name(), first)
        for number in range(country.draw(3, 6))
    ]
    for name, passage, start in (
        ("dated list", first, in_year(founded)),
        ("open list", second, None),
    ):
        country.groups_of[name] = [
            country.relate(member, "member_of", body, passage, start, roster="complete")
            for member in country.chance.sample(members, len(members))
        ]
