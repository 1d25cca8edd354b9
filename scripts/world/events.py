"""What happened when: events, their order, and statuses that run for a time."""

import datetime

from scripts.world.country import Country
from scripts.world.dates import later, on


def write_events(country: Country) -> None:
    """Write the section on events and statuses.

    The events loose-0 to loose-2 follow each other, and nothing says so. Of ordered-0 and ordered-1
    the text gives the order and the lag. The mandate `term` ends after the document; `renewed` was
    extended before the end stated until then. An operation began, and no end is told.
    """
    country.remember("events heading", country.section("What happened", "event"))
    for number in range(3):
        event(country, f"loose-{number}", "Uproar", 7500 - 1500 * number)
    first = event(country, "ordered-0", "Strike", 7000)
    lag = (event(country, "ordered-1", "Strike", 5500) - first).days
    country.order("ordered-0", "ordered-1", lag - country.draw(0, 40), lag + country.draw(0, 40))
    thing(country, "operation started", "operation", "Operation", 2500)
    end = later(country.as_of.span()[1], country.draw(20, 800))
    thing(country, "term declared", "mandate", "Mandate", 1500)
    country.date("term lapses", on(end), country.sentence())
    thing(country, "renewed declared", "mandate", "Emergency", 3500)
    expiry = country.ago(2400)
    country.date("renewed lapses", on(expiry), country.sentence())
    renewal = country.sentence()
    country.date("renewed extended", on(later(expiry, -country.draw(20, 60))), renewal)
    country.date("renewed lapses", on(end), renewal)


def event(country: Country, slug: str, word: str, before: int) -> datetime.date:
    """An event that occurred about so many days before the document; returns the day."""
    return thing(country, f"{slug} occurred", "event", word, before)


def thing(country: Country, what: str, kind: str, word: str, before: int) -> datetime.date:
    """A thing of a type, with its name and a dating, about so many days before the document."""
    passage, day = country.sentence(), country.ago(before)
    country.entity(what.split(maxsplit=1)[0], kind, country.new_name(word), passage)
    country.date(what, country.coarse(day), passage)
    return day
