"""The country itself: its places, the people in them, and those who write about it."""

from dataclasses import dataclass

from scripts.inject_faults.datings import coarsened, later
from scripts.inject_faults.story import Story

REACH = 3000
"""Days before the document from which surveys reach every region."""


@dataclass(frozen=True)
class Land:
    """A state with regions that make it up, and the people of each.

    Attributes:
        state: the whole.
        people: those of the state.
        regions: all regions of the state.
        peoples: those of each region, in the same order.
        reached: the claim from when on surveys reach the first region.
        section: the section about it.
    """

    state: str
    people: str
    regions: tuple[str, ...]
    peoples: tuple[str, ...]
    reached: str
    section: str


def write_land(story: Story) -> Land:
    """Write the first section: places, their parts, and when surveys reach one."""
    chance, places = story.chance, story.places
    word = story.home = places.word(chance)
    state = story.named("state", "state", word)
    for number, kind in enumerate(("Herald", "Review", "Journal", "Gazette")):
        publisher = story.named(f"source-{number}", "organisation", story.new_name(kind))
        story.sources.append(publisher)
    section = story.section("The country", "place")
    passage = story.sentence()
    story.name(state, word, passage)
    story.name(state, f"{word}i", passage, "adjective")
    people = story.named("people", "community", f"People of {word}", place_id=state)
    regions, peoples = [], []
    for number in range(chance.choice([2, 3])):
        word = places.word(chance)
        region = story.named(f"region-{number}", "place", word, passage=passage)
        story.relate(region, "part_of", state, passage, roster="complete")
        regions.append(region)
        place = {"place_id": region}
        peoples.append(
            story.named(f"people-{number}", "community", f"Inhabitants of {word}", **place)
        )
    town = story.named("town", "place", places.word(chance), passage=story.sentence())
    story.relate(town, "located_in", regions[0], story.sentence())
    day = later(story.as_of.span()[0], -REACH - chance.randint(1, 200))
    reached = story.date(regions[0], "reachable", coarsened(day, chance), story.sentence())
    return Land(state, people, tuple(regions), tuple(peoples), reached, section)
