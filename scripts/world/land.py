"""The country itself: its places, the people in them, and those who write about it."""

from scripts.world.country import Country
from scripts.world.words import Namer


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
    country.remember("land heading", country.section("The country", "place"))
    passage = country.sentence()
    country.name(state, word, passage)
    country.name(state, f"{word}i", passage, "adjective")
    country.entity("people", "community", f"People of {word}", place_id=state)
    regions, peoples = [], []
    for number in range(country.pick([2, 3])):
        word = places.word(country.chance)
        region = country.entity(f"region-{number}", "place", word, passage)
        country.relate(region, "part_of", state, passage, roster="complete")
        inhabitants = f"Inhabitants of {word}"
        people = country.entity(f"people-{number}", "community", inhabitants, place_id=region)
        regions.append(region)
        peoples.append(people)
    country.groups_of |= {"regions": regions, "peoples": peoples}
    town = country.entity("town", "place", places.word(country.chance), country.sentence())
    country.relate(town, "located_in", regions[0], country.sentence())
    country.dated("region-0 reachable", country.ago(3000, 200))
