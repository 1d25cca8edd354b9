"""What happened when, and in what order."""

from scripts.bench.cast import Cast, Thing
from scripts.bench.shares import CLAIMS, SENTENCES
from scripts.bench.story import Story
from scripts.bench.texts import FORMS, Whole, dated, joined, numerals

BIRTHS = ("1960-01-01", "1988-12-31")
ACTS = ("1990-03-01", "2017-10-31")
DEATHS = ("2019-02-01", "2019-11-30")
_OPENINGS = ("2005-01-01", "2006-12-31")
_IN_FORCE = ("2013-02-01", "2013-11-30")

_STEP, _JITTER = 200, 150
"""Days from one event of the chain to the next, and by how much each can be late."""


class Times:
    """The dates and sequences of all reports, while they are told."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self._story, self._cast = story, cast
        self._told: set[tuple[int, str]] = set()

    def tell(self, as_of: Whole) -> None:
        """Tell them all; the reports are as of these days."""
        story, terms = self._story, self._story.vocabulary
        self._chain()
        self._lives()
        self._status(self._cast["mandate"][0], as_of)
        opening = terms.one("dates", "place", opens_coverage=True)
        for place, form in zip(self._cast["place"][1:3], ("month", "open"), strict=True):
            self._date(place, opening, story.days(*_OPENINGS), form)
        self._others()

    def _date(self, thing: Thing, term: str, day: Whole, form: str) -> None:
        """A date that allows the day."""
        story, number = self._story, len(self._story.rows["dates"])
        text, earliest, latest, precision = dated(day, form)
        sentence = (number * 13 + 5) % SENTENCES
        own_passage = joined(story.report, ".", story.layout.sentence(sentence))
        story.claim(
            "dates",
            sentence,
            "on that day, or so" if form == "day" else f"in that {form}",
            entity_id=thing.id,
            property_id=term,
            date=text,
            earliest=earliest,
            latest=latest,
            precision=precision,
            anchor_passage_id=own_passage if number % 9 == 0 else "",
        )
        self._told.add((thing.slot, term))

    def _chain(self) -> None:
        """Events one after the other; every second one is dated, in every form."""
        story, events = self._story, self._cast["event"]
        often = story.vocabulary.one("dates", "event", single_valued=False, agency="none")
        once = story.vocabulary.one("dates", "event", single_valued=True, lifetime="begins")
        start = story.days("1990-03-01", "2000-01-01")
        days = [
            start + _STEP * step + story.whole(0, _JITTER)
            for step in range(CLAIMS["sequences"] + 1)
        ]
        for step, day in enumerate(days[:-1:2]):
            self._date(events[2 * step], often, day, FORMS[step % len(FORMS)])
        for step in range(CLAIMS["sequences"]):
            has_limit = step % 3 == 0
            story.claim(
                "sequences",
                (step * 17 + 3) % SENTENCES,
                "some time after",
                earlier_entity_id=events[step].id,
                earlier_property_id=once if step % 2 else often,
                later_entity_id=events[step + 1].id,
                later_property_id=often if step % 2 else once,
                minimum_lag_days=numerals(story.whole(0, _STEP - _JITTER)) if has_limit else "0",
                maximum_lag_days=numerals(story.whole(_STEP + _JITTER, 500)) if has_limit else "",
            )

    def _lives(self) -> None:
        """Beginnings and ends; some beginnings are told twice, to different precision."""
        story, terms, cast = self._story, self._story.vocabulary, self._cast
        for thing in [*cast["group"][:5], *cast["operation"], *cast["organisation"][:2]]:
            begins = terms.one("dates", thing.type, lifetime="begins")
            day = story.days(*BIRTHS)
            form = FORMS[thing.slot % len(FORMS)]
            self._date(thing, begins, day, form)
            if thing.type == "operation":
                self._date(thing, begins, day, "open" if form == "interval" else "interval")
        for thing in (cast["operation"][0], cast["person"][0]):
            ends = terms.one("dates", thing.type, lifetime="ends")
            self._date(thing, ends, story.days(*DEATHS), "month")

    def _status(self, thing: Thing, as_of: Whole) -> None:
        """A status that is extended while it is in force, and lapses after the report."""
        story, terms = self._story, self._story.vocabulary
        roles = {
            role: terms.one("dates", thing.type, status_role=role, lifetime=None)
            for role in ("begins", "extends", "lapses")
        }
        begins = story.days(*BIRTHS)
        self._date(thing, roles["begins"], begins, "month")
        self._date(thing, roles["extends"], story.days(*_IN_FORCE), "day")
        lapses = as_of + story.whole(100, 300)
        self._date(thing, roles["lapses"], lapses, "month")
        self._date(thing, roles["lapses"], lapses, "day")

    def _others(self) -> None:
        """Dates of all other properties that have no part in a life or a status, in turn."""
        story, cast, number = self._story, self._cast, 0
        while len(story.rows["dates"]) < CLAIMS["dates"]:
            number += 1
            thing = cast.things[number * 17 % len(cast.things)]
            terms = story.vocabulary.all("dates", thing.type)
            term = terms[number % len(terms)] if terms else ""
            if term and (thing.slot, term) not in self._told:
                self._date(thing, term, story.days(*ACTS), FORMS[number % len(FORMS)])
