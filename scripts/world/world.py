"""Countries from a seed."""

from datetime import date
from random import Random

from scripts.world.actors import write_actors
from scripts.world.country import Country
from scripts.world.dates import in_month, on
from scripts.world.events import write_events
from scripts.world.figures import write_figures
from scripts.world.land import cite_sources, write_land
from scripts.world.polls import write_polls
from scripts.world.words import Namer


def countries(seed: int, number: int) -> list[Country]:
    """So many countries without a name or an identifier in common.

    The first ones of a larger number are the same. No prefix (`w000`) occurs anywhere but at the
    beginning of identifiers.
    """
    places = Namer()
    return [_country(f"{seed}/{place}", f"w{place:03}", places) for place in range(number)]


def _country(seed: str, prefix: str, places: Namer) -> Country:
    chance = Random(seed)
    day = date(chance.randint(1975, 2080), chance.randint(1, 12), chance.randint(1, 28))
    country = Country(prefix, chance, chance.choice([on, in_month])(day))
    write_land(country, places)
    write_events(country)
    write_actors(country)
    write_figures(country)
    write_polls(country)
    cite_sources(country)
    return country
