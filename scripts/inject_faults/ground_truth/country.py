"""A whole invented country, from a seed."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from scripts.inject_faults.datings import in_month, on
from scripts.inject_faults.drafts import digest
from scripts.inject_faults.ground_truth.actors import Actors, write_actors
from scripts.inject_faults.ground_truth.counts import Counts, write_counts
from scripts.inject_faults.ground_truth.happenings import Happenings, write_happenings
from scripts.inject_faults.ground_truth.land import Land, write_land
from scripts.inject_faults.ground_truth.surveys import Surveys, write_surveys
from scripts.inject_faults.naming import Namer
from scripts.inject_faults.story import Story


@dataclass(frozen=True)
class Country:
    """A document about a country, in which nothing is wrong, and what is true there."""

    story: Story
    land: Land
    happenings: Happenings
    actors: Actors
    counts: Counts
    surveys: Surveys

    def copy(self, chance: Random) -> "Country":
        """The same country, with a story that can be changed apart."""
        return replace(self, story=self.story.copy(chance))


def countries(seed: int, number: int) -> list[Country]:
    """So many countries without a name or an identifier in common.

    The first ones of a larger number are the same.
    """
    places = Namer()
    return [_country(f"{seed}/{place}", f"c{place:03}", places) for place in range(number)]


def _country(seed: str, prefix: str, places: Namer) -> Country:
    chance = Random(seed)
    day = date(chance.randint(1975, 2080), chance.randint(1, 12), chance.randint(1, 28))
    story = Story(prefix, chance, places, chance.choice([on, in_month])(day))
    story.draft.add(
        "documents",
        document_id=prefix,
        title="A country",
        publisher="A publisher",
        as_of=story.as_of.text,
        language="en",
        sha256=digest(prefix),
    )
    land = write_land(story)
    happenings = write_happenings(story)
    actors = write_actors(story)
    counts = write_counts(story, actors)
    surveys = write_surveys(story, land)
    story.close()
    return Country(story, land, happenings, actors, counts, surveys)
