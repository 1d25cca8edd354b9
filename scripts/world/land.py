"""The country itself: its places, the people in them, and those who write about it."""

from scripts.world.country import Country
from scripts.world.words import Namer

_MOST_SOURCES = 3


def write_land(country: Country, places: Namer) -> None:
    """Write the section about a state, the regions that make it up, and when polls reach one.

    Args:
        country: the document.
        places: makes the names of places, which no other document of the package has.
    """
    country.home = word = places.word(country.chance)
    state = country.entity("state", "state", word)
    country.groups_of["sources"] = [
        country.entity(f"source-{number}", "organisation", country.new_name(kind))
        for number, kind in enumerate(("Herald", "Review", "Journal", "Gazette"))
    ]
    country.section("The country", "place")
    passage = country.sentence()
    country.name(state, word, passage)
    country.entity("people", "community", f"People of {word}", place_id=state)
    for number in range(country.pick([2, 3])):
        word = places.word(country.chance)
        region = country.entity(f"region-{number}", "place", word, passage)
        country.relate(region, "part_of", state, passage, roster="complete")
        people = country.entity(
            f"people-{number}", "community", f"Inhabitants of {word}", place_id=region
        )
        country.groups_of.setdefault("peoples", []).append(people)
    country.date("region-0 reachable", country.coarse(country.ago(3000)), country.sentence())


def cite_sources(country: Country) -> None:
    """Give every paragraph a list of sources: the pollsters that it names, and others."""
    pollsters: dict[str, list[str]] = {}
    for row in country.tables["polls"].values():
        paragraph = row["passage_id"].rpartition(".")[0]
        pollsters.setdefault(paragraph, []).append(row["pollster_id"])
    for paragraph, row in country.tables["passages"].items():
        if row["kind"] == "paragraph":
            sources = list(dict.fromkeys(pollsters.get(paragraph, [])))
            others = [each for each in country.groups_of["sources"] if each not in sources]
            number = country.draw(not sources, _MOST_SOURCES - 1)
            sources += country.chance.sample(others, number)
            label = "Sources" if len(sources) > 1 else "Source"
            for position, source in enumerate(sources, start=1):
                country.citation(paragraph, source, position, label)
