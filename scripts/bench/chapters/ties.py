"""Who is related to whom, and since when."""

from scripts.bench.cast import Cast, Thing
from scripts.bench.chapters.times import ACTS
from scripts.bench.shares import CLAIMS, SENTENCES
from scripts.bench.story import Story
from scripts.bench.texts import FORMS, Whole, dated

MEMBERS = 5
"""Length of the complete list of members."""

LISTED, _LISTED_AGAIN, _PARTITION = 40, 75, 90
"""Sentences of the complete lists."""

_Time = tuple[Whole, str]
"""A day, and the form in which it is printed."""


class Ties:
    """The relations of all reports, while they are told."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self._story, self._cast = story, cast
        self._told: set[tuple[int, str, int]] = set()

    def tell(self) -> None:
        """Tell them all."""
        self._rosters()
        self._attributions()
        self._mergers()
        self._friends_and_foes()
        self._deeds()
        self._parts()
        self._others()

    def _tie(
        self,
        subject: Thing,
        term: str,
        other: Thing,
        times: tuple[_Time | None, _Time | None] = (None, None),
        sentence: int | None = None,
        roster: str = "",
    ) -> None:
        """A relation with its start and end."""
        number = len(self._story.rows["relations"])
        self._told.add((subject.slot, term, other.slot))
        self._told.add((other.slot, term, subject.slot))
        start, end = (dated(*time)[0] if time else "" for time in times)
        self._story.claim(
            "relations",
            (number * 29 + 7) % SENTENCES if sentence is None else sentence,
            self._cast.short(other),
            subject_id=subject.id,
            predicate_id=term,
            object_id=other.id,
            start=start,
            end=end,
            roster=roster,
        )

    def _since(self, form: str, first: str = ACTS[0], last: str = ACTS[1]) -> tuple[_Time, None]:
        return (self._story.days(first, last), form), None

    def _rosters(self) -> None:
        """A complete list of members, told twice; and a partial one."""
        complete, partial = self._story.vocabulary.all("relations", forms_roster=True)[:2]
        body, since = self._cast["organisation"][0], self._since("year")
        for member in self._cast["group"][:MEMBERS]:
            self._tie(member, complete, body, sentence=LISTED, roster="complete")
            self._tie(member, complete, body, since, _LISTED_AGAIN, "complete")
        for member in self._cast["community"][:6]:
            self._tie(member, partial, self._cast["agreement"][0], sentence=20, roster="partial")

    def _attributions(self) -> None:
        """Who did what to whom; one event is attributed in two places, in the same way."""
        terms, groups = self._story.vocabulary, self._cast["group"]
        did = terms.one("relations", "event", attribution="perpetrator")
        claimed = terms.one("relations", "event", attribution="claimant")
        first, *events = self._cast["event"][:18]
        since = self._since("month")
        for actor in groups[:2]:
            self._tie(first, did, actor, sentence=12)
            self._tie(first, did, actor, since, 50)
        for number, event in enumerate(events):
            self._tie(event, did, groups[(number + 2) % len(groups)], self._since("month"))
        for number, event in enumerate(events[:3]):
            self._tie(event, claimed, groups[number + 4])

    def _mergers(self) -> None:
        """Groups that become a part of another one, after all that they do."""
        groups = self._cast["group"]
        terms = self._story.vocabulary.all(
            "relations", "group", ends_independence=True, opposite=None
        )
        for number in range(3):
            term, form = terms[number % len(terms)], ("day", "month")[number % 2]
            since = self._since(form, "2018-02-01", "2018-10-31")
            self._tie(groups[20 + number], term, groups[15 + number], since)

    def _friends_and_foes(self) -> None:
        """Groups that are friends or foes, and two pairs that were first one and then the other."""
        groups = self._cast["group"]
        friends, foes = self._story.vocabulary.opposites("relations")
        for number in range(2):
            one, other = groups[number], groups[number + 10]
            start, end = (
                self._story.days("1992-01-01", "1995-12-31"),
                self._story.days("1997-01-01", "1998-12-31"),
            )
            self._tie(one, friends, other, ((start, "month"), (end, "month")))
            self._tie(other, foes, one, self._since("month", "2001-01-01"))
        for number in range(19):
            term = friends if number % 2 else foes
            times = self._since("month") if number % 4 == 0 else (None, None)
            self._tie(groups[number % 13], term, groups[13 + number % 12], times)

    def _deeds(self) -> None:
        """What people do; one of them dies later."""
        terms = self._story.vocabulary.all("relations", "person", agency="subject")
        for number, person in enumerate(self._cast["person"][:3]):
            term = terms[number % len(terms)]
            other = self._one_of(term, "object_types", number)
            self._tie(person, term, other, self._since("month"))

    def _parts(self) -> None:
        """What is where; and two places of which the first one is made up."""
        terms, cast = self._story.vocabulary, self._cast
        within = terms.all("relations", containment="subject")
        places, events = cast["place"], cast["event"]
        for part in places[1:3]:
            self._tie(part, within[0], places[0], sentence=_PARTITION, roster="complete")
        for number, event in enumerate(events):
            times = self._since("month") if number % 3 == 0 else (None, None)
            self._tie(event, within[0], places[3 + number % 16], times)
        for number, place in enumerate(places[3:15]):
            self._tie(place, within[0], cast.recurring(cast["state"][number % 11]))
        for event in events[26:28]:
            self._tie(event, within[-1], events[25])
        for number, group in enumerate(cast["group"][5:14]):
            self._tie(group, within[-1], cast["organisation"][1 + number % 5])

    def _others(self) -> None:
        """Relations of all other kinds, in turn; every fourth has a start."""
        cast, number = self._cast, 0
        terms = self._story.vocabulary.all("relations")
        while len(self._story.rows["relations"]) < CLAIMS["relations"]:
            number += 1
            term = terms[number % len(terms)]
            sides = [self._one_of(term, f"{side}_types", number) for side in ("subject", "object")]
            subject, other = sides
            if subject.slot == other.slot or (subject.slot, term, other.slot) in self._told:
                continue
            if other.type in ("state", "organisation"):
                other = cast.recurring(other)
            form = FORMS[number // len(terms) % len(FORMS)]
            self._tie(subject, term, other, self._since(form) if number % 4 == 0 else (None, None))

    def _one_of(self, term: str, column: str, number: int) -> Thing:
        """An entity of a type that one side of a relation may have."""
        types = str(self._story.vocabulary.cell(term, column)).split("|")
        things = self._cast[types[number // 3 % len(types)]]
        return things[(number * 7 + len(column)) % len(things)]
