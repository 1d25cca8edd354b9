"""How many: figures that agree, add up, and fit in each other."""

from scripts.bench.cast import Cast, Thing
from scripts.bench.chapters.ties import LISTED, MEMBERS
from scripts.bench.shares import SENTENCES
from scripts.bench.story import Cell, Story
from scripts.bench.texts import Text, Whole, dated, decimals, joined, numerals


class Counts:
    """The figures of all reports, while they are told."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self._story, self._cast = story, cast
        self.compared: list[tuple[Text, str, Cell]] = []

    def tell(self, as_of: Whole) -> None:
        """Tell them all; the reports are as of these days."""
        self._agreeing()
        self._totals()
        self._wholes()
        self._members()
        self._strengths(as_of)
        self._vague()

    def _figure(
        self,
        thing: Thing,
        measure: str,
        qualifier: str,
        *bounds: Cell,
        sentence: int | None = None,
        **more: Cell,
    ) -> Text:
        """A figure with its lowest, best and highest value."""
        number = len(self._story.rows["figures"])
        bounds = bounds * 3 if len(bounds) == 1 else bounds
        given = [bound for bound in bounds if isinstance(bound, str) is False or bound]
        stated = joined(given[0], " and ", given[-1]) if qualifier == "between" else given[0]
        return self._story.claim(
            "figures",
            (number * 19 + 11) % SENTENCES if sentence is None else sentence,
            joined(qualifier, " ", stated),
            **{
                "entity_id": thing.id,
                "measure_id": measure,
                "low": bounds[0],
                "best": bounds[1],
                "high": bounds[2],
                "unit": "persons",
                "qualifier": qualifier,
                **more,
            },
        )

    def _measures(self, kind: str, **wanted: object) -> list[str]:
        return self._story.vocabulary.all("figures", kind, **wanted)

    def _agreeing(self) -> None:
        """One count, told three times with less and less precision."""
        event, measure = self._cast["event"][3], self._measures("event", additive=True)[0]
        count = self._story.whole(100, 900)
        self._figure(event, measure, "exactly", numerals(count))
        self._figure(event, measure, "at-least", numerals(count - self._story.whole(0, 9)), "", "")
        self._figure(event, measure, "between", numerals(count - 5), "", numerals(count + 9))

    def _totals(self) -> None:
        """A total with all its parts, and one with a part."""
        measure, of = self._measures("event", additive=True)[0], self._cast["community"]
        event, other = self._cast["event"][5:7]
        one, two = self._story.whole(10, 400), self._story.whole(10, 400)
        total = self._figure(event, measure, "exactly", numerals(one + two))
        for count, people in ((one, of[0]), (two, of[1])):
            self._figure(
                event,
                measure,
                "exactly",
                numerals(count),
                population_id=people.id,
                part_of_claim_id=total,
                partition="exhaustive",
            )
        total = self._figure(other, measure, "exactly", numerals(one + 50))
        self._figure(
            other,
            measure,
            "more-than",
            numerals(one),
            "",
            "",
            population_id=of[2].id,
            part_of_claim_id=total,
            partition="disjoint",
        )

    def _wholes(self) -> None:
        """Counts of an event and of two that are a part of it."""
        measure = self._measures("event", additive=True)[0]
        whole, *parts = self._cast["event"][25:28]
        counts = [self._story.whole(*bounds) for bounds in ((5_000, 9_000), (10, 900), (10, 900))]
        claims = [self._figure(whole, measure, "exactly", numerals(counts[0]))]
        claims.append(self._figure(parts[0], measure, "exactly", numerals(counts[1])))
        self._figure(parts[1], measure, "up-to", "", "", numerals(counts[2]))
        self.compared += [(claims[0], "more", claims[1]), (claims[1], "less", "100000")]

    def _members(self) -> None:
        """The number of members, beside the list of them."""
        measure = self._story.vocabulary.counting(
            self._story.vocabulary.all("relations", forms_roster=True)[0]
        )
        body = self._cast["organisation"][0]
        self._figure(body, measure, "exactly", str(MEMBERS), sentence=LISTED, unit="groups")

    def _strengths(self, as_of: Whole) -> None:
        """The strength of a group at two times, of which the second is the lower."""
        story, group = self._story, self._cast["group"][0]
        measures = self._measures("group", additive=True)
        measure = next(
            term for term in measures if story.vocabulary.cell(term, "valid_for_days") > 0
        )
        before, now = story.whole(3_000, 9_000), story.whole(500, 2_000)
        first = self._figure(
            group, measure, "exactly", numerals(before), as_of=dated(as_of - 250, "month")[0]
        )
        second = self._figure(
            group, measure, "exactly", numerals(now), as_of=dated(as_of - 60, "month")[0]
        )
        self.compared.append((second, "fell", first))

    def _vague(self) -> None:
        """Figures that are alone of their kind."""
        story, events = self._story, self._cast["event"]
        first, *others = self._measures("event", additive=True)
        share = self._measures("place")[0]
        self._figure(events[8], first, "about", "", numerals(story.whole(20, 900)), "")
        self._figure(events[9], first, "vague", numerals(100 * story.whole(2, 9)), "", "")
        self._figure(
            self._cast["place"][0],
            share,
            "exactly",
            decimals(story.whole(50, 900), 1),
            unit="percent",
        )
        self._figure(
            events[10],
            others[-1],
            "vague",
            numerals(1_000_000 * story.whole(2, 9)),
            "",
            "",
            unit="dollars",
        )
