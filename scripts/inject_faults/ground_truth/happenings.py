"""What happened when: events, their order, and statuses that run for a time."""

from dataclasses import dataclass
from datetime import date

from scripts.inject_faults.datings import Dating, coarsened, in_month, in_year, later, on
from scripts.inject_faults.story import Story

TIME = 9000
"""Days before the document at which the story of the country begins."""


@dataclass(frozen=True)
class Dated:
    """A thing with one dating: the entity, the property, the claim, and the true day."""

    entity: str
    term: str
    claim: str
    day: date

    @property
    def point(self) -> tuple[str, str]:
        """The entity and the property."""
        return self.entity, self.term


@dataclass(frozen=True)
class Renewed:
    """A status that was extended twice, each time before the end stated until then.

    Attributes: the entity, and the claims in the order of their days but for the two extensions,
    each of which is a little before the end that it replaces.
    """

    entity: str
    declared: str
    first_end: str
    first_extension: str
    second_end: str
    second_extension: str
    last_end: str


@dataclass(frozen=True)
class Happenings:
    """The events of a country.

    Attributes:
        loose: three events, each certainly before the next; nothing says so.
        ordered: three more; the text gives the order of the first two, and a lag to the third.
        order: that order.
        lag: that lag.
        day_of_meeting: a day.
        month_of_meeting: its month, said of the same event elsewhere.
        rising: an event that began, and of which no end is told.
        term: a mandate with one end, which is to come.
        renewed: a mandate that was extended.
        operation: an operation that began, and of which no end is told.
        section: the section about them.
    """

    loose: tuple[Dated, ...]
    ordered: tuple[Dated, ...]
    order: str
    lag: str
    day_of_meeting: Dated
    month_of_meeting: str
    rising: Dated
    term: Dated
    renewed: Renewed
    operation: Dated
    section: str


def write_happenings(story: Story) -> Happenings:
    """Write the section on events and statuses."""
    section = story.section("What happened", "event")
    loose = tuple(_event(story, f"loose-{n}", "Uproar", 7500 - 1500 * n) for n in range(3))
    ordered = tuple(_event(story, f"ordered-{n}", "Strike", 7000 - 1500 * n) for n in range(3))
    lag = (ordered[2].day - ordered[1].day).days
    least, most = lag - story.chance.randint(0, 40), lag + story.chance.randint(0, 40)
    meeting = _event(story, "meeting", "Meeting", 4000, ("day",))
    return Happenings(
        loose=loose,
        ordered=ordered,
        order=story.order(ordered[0].point, ordered[1].point, passage=story.sentence()),
        lag=story.order(ordered[1].point, ordered[2].point, least, most, story.sentence()),
        day_of_meeting=meeting,
        month_of_meeting=story.date(
            meeting.entity, "occurred", in_month(meeting.day), story.sentence()
        ),
        rising=_thing(story, ("rising", "event", "Rising"), "started", 5000),
        term=_term(story),
        renewed=_renewed(story),
        operation=_thing(story, ("operation", "operation", "Operation"), "started", 2500),
        section=section,
    )


def _event(story: Story, slug: str, word: str, before: int, forms: tuple[str, ...] = ()) -> Dated:
    return _thing(story, (slug, "event", word), "occurred", before, forms)


def _thing(
    story: Story,
    what: tuple[str, str, str],
    term: str,
    before: int,
    forms: tuple[str, ...] = (),
) -> Dated:
    """A dated thing, with its name, about so many days before the document."""
    slug, kind, word = what
    passage = story.sentence()
    entity = story.named(slug, kind, story.new_name(word), passage=passage)
    day = later(story.as_of.span()[0], -before - story.chance.randint(0, 300))
    dating = coarsened(day, story.chance, forms) if forms else coarsened(day, story.chance)
    return Dated(entity, term, story.date(entity, term, dating, passage), day)


def _term(story: Story) -> Dated:
    """A mandate that lapses after the document."""
    declared = _thing(story, ("term", "mandate", "Mandate"), "declared", 1500)
    day = later(story.as_of.span()[1], story.chance.randint(400, 800))
    dating = story.chance.choice([on, in_month, in_year])(day)
    claim = story.date(declared.entity, "lapses", dating, story.sentence())
    return Dated(declared.entity, "lapses", claim, day)


def _renewed(story: Story) -> Renewed:
    """A mandate that was extended on two days, each not after the end stated before."""
    chance, today = story.chance, story.as_of.span()
    declared = _thing(story, ("renewed", "mandate", "Emergency"), "declared", 3500)
    ends = [later(today[0], -2400 - chance.randint(0, 200))]
    ends += [later(ends[0], chance.randint(700, 900)), later(today[1], chance.randint(20, 300))]
    extensions = [later(end, -chance.randint(20, 60)) for end in ends[:2]]

    def date_of(term: str, dating: Dating, passage: str) -> str:
        return story.date(declared.entity, term, dating, passage)

    first, second, third = (story.sentence() for _ in range(3))
    return Renewed(
        entity=declared.entity,
        declared=declared.claim,
        first_end=date_of("lapses", on(ends[0]), first),
        first_extension=date_of("extended", on(extensions[0]), second),
        second_end=date_of("lapses", on(ends[1]), second),
        second_extension=date_of("extended", on(extensions[1]), third),
        last_end=date_of("lapses", on(ends[2]), third),
    )
