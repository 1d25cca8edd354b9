"""What happened when: events, their order, and statuses that run for a time."""

from collections.abc import Sequence

from scripts.world.country import Country
from scripts.world.dates import FORMS, in_month, in_year, later, on


def write_events(country: Country) -> None:
    """Write the section on events and statuses.

    The events loose-0 to loose-2 follow each other, and nothing says so. Of ordered-0 to ordered-2
    the text gives an order, and a lag. A meeting is dated twice. A rising and an operation began,
    and no end is told. The mandate `term` ends after the document; `renewed` was extended twice,
    each time before the end stated until then.
    """
    country.remember("events heading", country.section("What happened", "event"))
    for number in range(3):
        event(country, f"loose-{number}", "Uproar", 7500 - 1500 * number)
    for number in range(3):
        event(country, f"ordered-{number}", "Strike", 7000 - 1500 * number)
    country.order("ordered-0 occurred", "ordered-1 occurred", passage=country.sentence())
    lag = (country.days["ordered-2 occurred"] - country.days["ordered-1 occurred"]).days
    country.numbers["lag"] = lag
    least, most = lag - country.draw(0, 40), lag + country.draw(0, 40)
    pair = "ordered-1 occurred", "ordered-2 occurred"
    country.remember("lag", country.order(*pair, least, most, country.sentence()))
    event(country, "meeting", "Meeting", 4000, ("day",))
    month = in_month(country.days["meeting occurred"])
    country.remember("meeting month", country.date("meeting occurred", month, country.sentence()))
    thing(country, "rising started", "event", "Rising", 5000)
    thing(country, "term declared", "mandate", "Mandate", 1500)
    end = later(country.as_of.span()[1], country.draw(400, 800))
    form = country.pick([on, in_month, in_year])
    country.date("term lapses", form(end), country.sentence())
    _write_renewals(country)
    thing(country, "operation started", "operation", "Operation", 2500)


def event(country: Country, slug: str, word: str, before: int, forms: Sequence[str] = FORMS) -> str:
    """An event that occurred about so many days before the document."""
    return thing(country, f"{slug} occurred", "event", word, before, forms)


def thing(
    country: Country, what: str, kind: str, word: str, before: int, forms: Sequence[str] = FORMS
) -> str:
    """A thing of a type, with its name and a dating, about so many days before the document."""
    passage = country.sentence()
    entity = country.entity(what.split(maxsplit=1)[0], kind, country.new_name(word), passage)
    country.dated(what, country.ago(before), passage, forms)
    return entity


def _write_renewals(country: Country) -> None:
    """A mandate that was extended on two days, each not after the end stated before."""
    thing(country, "renewed declared", "mandate", "Emergency", 3500)
    today = country.as_of.span()
    ends = [later(today[0], -2400 - country.draw(0, 200))]
    ends += [later(ends[0], country.draw(700, 900)), later(today[1], country.draw(20, 300))]
    extensions = [later(end, -country.draw(20, 60)) for end in ends[:2]]
    passages = [country.sentence() for _ in range(3)]
    for number, (end, passage) in enumerate(zip(ends, passages, strict=True)):
        claim = country.date("renewed lapses", on(end), passage)
        country.remember(f"renewed end-{number}", claim)
    for number, (day, passage) in enumerate(zip(extensions, passages[1:], strict=True)):
        claim = country.date("renewed extended", on(day), passage)
        country.remember(f"renewed extension-{number}", claim)
