"""Who and what a report is about: entities of its own, and some that other reports know too."""

from dataclasses import dataclass

import numpy as np

from scripts.bench.shares import ENTITIES
from scripts.bench.story import Story
from scripts.bench.texts import Text, Whole, joined, numerals
from scripts.bench.words import Words, names

_SIZE = sum(ENTITIES.values())


@dataclass(frozen=True)
class Thing:
    """An entity in each report: `number` tells all entities of the package apart."""

    id: Text
    type: str
    slot: int
    number: Whole


class Cast:
    """The entities of all reports, by type."""

    def __init__(self, story: Story, words: Words) -> None:
        self._story, self._words = story, words
        self.things: list[Thing] = []
        own = np.arange(story.reports)
        place_id: Text | str = ""
        for kind in sorted(ENTITIES, key=["place", *ENTITIES].index):
            for _ in range(ENTITIES[kind]):
                slot = len(self.things)
                thing = Thing(np.empty(0, np.str_), kind, slot, own * _SIZE + slot)
                place = place_id if kind == "community" else ""
                identifier = story.entity(kind, label=self.name(thing), place_id=place)
                self.things.append(Thing(identifier, kind, slot, thing.number))
            if kind == "place":
                place_id = self.things[0].id

    def __getitem__(self, kind: str) -> list[Thing]:
        """The entities of a type."""
        return [thing for thing in self.things if thing.type == kind]

    def recurring(self, thing: Thing) -> Thing:
        """The counterpart of an entity in some report: few of them come again and again."""
        chance = self._story.random.random(self._story.reports)
        report = (self._story.reports * chance**3).astype(np.int64)
        suffix = str(thing.id[0]).partition("-")[2]
        width = len(str(thing.id[0]).partition("-")[0]) - 1
        identifier = joined("r", numerals(report, width), f"-{suffix}")
        return Thing(identifier, thing.type, thing.slot, report * _SIZE + thing.slot)

    def name(self, thing: Thing) -> Text:
        """What the reports call an entity: one word, two or three."""
        return names(self._words, thing.number, (1, 2, 1, 2, 3)[thing.slot % 5])

    def alias(self, thing: Thing) -> Text:
        """Another name of the entity, with no word in common but by chance."""
        return names(self._words, thing.number + 2_000_003, 2)

    def short(self, thing: Thing) -> Text:
        """The first word of its name."""
        first: Text = np.strings.partition(self.name(thing), " ")[0]
        return first
