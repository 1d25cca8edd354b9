"""A document about an invented country while it is written, and what is true there."""

import datetime
from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

from scripts.world.dates import FORMS, Dating, coarsened, drawn, later, some_day
from scripts.world.rows import Rows, checksum
from scripts.world.words import Namer

_LARGEST_PARAGRAPH = 4
_MOST_SOURCES = 3

Item = TypeVar("Item")


class Country(Rows):
    """A document, and the truth that it tells.

    `country["leader"]` is an entity and `country["leader died"]` is a claim: both are remembered
    under such names by those who write them.

    Attributes:
        chance: the only source of chance.
        as_of: when the document is of.
        home: the name of the country, which is a part of most other names.
        groups_of: entities or claims that are remembered together, by name.
        days: the true day of what a claim tells, by the name of the claim.
        numbers: true numbers, by the name of a claim.
        datings: by claim, what its date (the start of a relation) was made to allow.
        spare: sentences in which nothing is dated, counted or related yet.
    """

    def __init__(self, prefix: str, chance: Random, as_of: Dating) -> None:
        super().__init__(prefix)
        self.chance, self.as_of, self.home = chance, as_of, ""
        self.groups_of: dict[str, list[str]] = {}
        self.days: dict[str, datetime.date] = {}
        self.numbers: dict[str, int] = {}
        self.datings: dict[str, Dating] = {}
        self.spare: list[str] = []
        self._remembered: dict[str, str] = {}
        self._words = Namer()
        self._section = self._paragraph = ""
        self._paragraphs = self._sentences = 0

    def __getitem__(self, name: str) -> str:
        """The entity or the claim that is remembered under a name."""
        return self._remembered[name]

    def remember(self, name: str, identifier: str) -> str:
        """Remember an entity or a claim; returns it."""
        self._remembered[name] = identifier
        return identifier

    def copy(self, chance: Random) -> "Country":
        """The same country, to be changed without changing this one."""
        other = Country(self.prefix, chance, self.as_of)
        other.copy_rows(self)
        other.groups_of, other.days, other.numbers = self.groups_of, self.days, self.numbers
        other.datings, other.spare = dict(self.datings), list(self.spare)
        other._remembered = dict(self._remembered)
        other._paragraphs = self._paragraphs
        return other

    # Chance.

    def pick(self, items: Iterable[Item]) -> Item:
        """One of some items."""
        return self.chance.choice(list(items))

    def draw(self, least: int, most: int) -> int:
        """A whole number from the least to the most."""
        return self.chance.randint(least, most)

    def ago(self, days: int, spread: int = 300) -> datetime.date:
        """A day about so many days before the document."""
        return later(self.as_of.span()[0], -days - self.draw(0, spread))

    def day_in(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """One of the days from the first to the last."""
        return some_day(first, last, self.chance)

    def coarse(self, day: datetime.date, forms: Sequence[str] = FORMS) -> Dating:
        """A dating that allows the day."""
        return coarsened(day, self.chance, forms)

    def apart(self, day: datetime.date, dating: Dating) -> Dating:
        """A dating of the day that allows no day of another dating."""
        return drawn(day, self.chance, away_from=dating)

    # The outline.

    def section(self, heading: str, announces: str = "") -> str:
        """Begin a section; the next sentence opens its first paragraph. Returns the heading."""
        number = len(self.tables["headings"]) + 1
        self._section, self._paragraph = f"{self.prefix}.h{number:02}", ""
        self._passage(self._section, "section", "", number)
        return self.claim(
            "headings", self._section, level="1", announces=announces, as_stated=heading
        )

    def paragraph(self) -> str:
        """Begin a paragraph. Its first sentence is spare: it says something of no kind."""
        self._paragraphs += 1
        self._paragraph = f"{self.prefix}.p{self._paragraphs:02}"
        within = [row for row in self.tables["passages"] if row["parent_id"] == self._section]
        self._passage(self._paragraph, "paragraph", self._section, len(within) + 1)
        self._sentences = 0
        spare = self._sentence()
        self.claim(
            "statements",
            spare,
            subject_id=self["state"],
            topic=f"remark-{self._paragraphs}",
            summary="A remark that is about nothing that a rule compares.",
            quotation="false",
        )
        self.spare.append(spare)
        return self._paragraph

    def sentence(self) -> str:
        """A new sentence of the current section, in a new paragraph if need be."""
        if not self._paragraph or self._sentences == _LARGEST_PARAGRAPH:
            self.paragraph()
        return self._sentence()

    def elsewhere(self) -> str:
        """A sentence that says nothing else yet; a new one each time."""
        return self.spare.pop(self.chance.randrange(len(self.spare)))

    def _sentence(self) -> str:
        self._sentences += 1
        sentence = f"{self._paragraph}.s{self._sentences:02}"
        self._passage(sentence, "sentence", self._paragraph, self._sentences)
        return sentence

    def _passage(self, passage: str, kind: str, parent: str, ordinal: int) -> None:
        self.add(
            "passages",
            passage_id=passage,
            document_id=self.prefix,
            kind=kind,
            parent_id=parent,
            ordinal=str(ordinal),
            sha256=checksum(passage),
        )

    # Sources.

    def cite_sources(self) -> None:
        """Give every paragraph a list of sources: the pollsters that it names, and others."""
        pollsters: dict[str, list[str]] = {}
        for row in self.tables["polls"]:
            pollsters.setdefault(row["passage_id"].rpartition(".")[0], []).append(
                row["pollster_id"]
            )
        paragraphs = [row for row in self.tables["passages"] if row["kind"] == "paragraph"]
        for paragraph in (row["passage_id"] for row in paragraphs):
            named = list(dict.fromkeys(pollsters.get(paragraph, [])))
            others = [source for source in self.groups_of["sources"] if source not in named]
            sources = named + self.chance.sample(others, self.draw(not named, _MOST_SOURCES - 1))
            label = "Sources" if len(sources) > 1 else "Source"
            for position, source in enumerate(sources, start=1):
                self.citation(paragraph, source, position, label)

    def citation(self, paragraph: str, source: str, position: int, label: str) -> str:
        """A citation of a source."""
        cells = {"position": str(position), "list_label": label, "entity_id": source}
        return self.claim("citations", paragraph, **cells, as_stated=self.label_of(source))

    # Claims.

    def entity(self, slug: str, kind: str, label: str, passage: str = "", **cells: str) -> str:
        """A new entity of a type, remembered under its slug; with a passage, it is named there."""
        entity = self.remember(slug, f"{self.prefix}-{slug}")
        self.add("entities", entity_id=entity, type=kind, label=label, **cells)
        if passage:
            self.name(entity, label, passage)
        return entity

    def new_name(self, word: str = "") -> str:
        """A new name of a kind of thing; such names of two countries differ in two words."""
        return " ".join([self._words.word(self.chance), *word.split(), "of", self.home])

    def label_of(self, entity: str) -> str:
        """The label of an entity."""
        return next(row["label"] for row in self.tables["entities"] if row["entity_id"] == entity)

    def name(self, entity: str, name: str, passage: str, kind: str = "full") -> str:
        """A printed form of a name."""
        return self.claim("names", passage, entity_id=entity, name=name, kind=kind, as_stated=name)

    def date(self, what: str, dating: Dating, passage: str = "") -> str:
        """A dating of something ("leader died"), the first of which is remembered."""
        slug, term = what.split()
        place = passage or self.elsewhere()
        claim = self.claim("dates", place, entity_id=self[slug], property_id=term)
        self._remembered.setdefault(what, claim)
        self.redate(claim, dating)
        return claim

    def dated(
        self, what: str, day: datetime.date, passage: str = "", forms: Sequence[str] = FORMS
    ) -> str:
        """A dating that allows a true day, which is remembered with it."""
        self.days[what] = day
        return self.date(what, self.coarse(day, forms), passage or self.sentence())

    def redate(self, claim: str, dating: Dating) -> None:
        """Give a claim of `dates` another date."""
        first, last = (day.isoformat() if day else "" for day in (dating.first, dating.last))
        self.row(claim).update(
            date=dating.text, earliest=first, latest=last, precision=dating.precision
        )
        self.datings[claim] = dating

    def relate(
        self,
        subject: str,
        predicate: str,
        partner: str,
        passage: str = "",
        start: Dating | None = None,
        **more: str,
    ) -> str:
        """A relation between two entities."""
        place = passage or self.elsewhere()
        ends = {"subject_id": subject, "predicate_id": predicate, "object_id": partner}
        claim = self.claim("relations", place, **ends, **more)
        if start:
            self.restart(claim, start)
        return claim

    def restart(self, claim: str, start: Dating) -> None:
        """Give a relation another start."""
        self.row(claim)["start"] = start.text
        self.datings[claim] = start

    def order(
        self, earlier: str, after: str, least: int = 0, most: int | None = None, passage: str = ""
    ) -> str:
        """An order of two datings by their names ("siege occurred"), with the days between."""
        (one, its_term), (other, term) = earlier.split(), after.split()
        return self.claim(
            "sequences",
            passage or self.elsewhere(),
            earlier_entity_id=self[one],
            earlier_property_id=its_term,
            later_entity_id=self[other],
            later_property_id=term,
            minimum_lag_days=str(least),
            maximum_lag_days="" if most is None else str(most),
        )

    def figure(
        self, entity: str, measure: str, amount: dict[str, str], passage: str = "", **more: str
    ) -> str:
        """A figure of an entity; `amount` as from the function of that name."""
        cells = {"entity_id": entity, "measure_id": measure, "unit": "persons", **amount, **more}
        return self.claim("figures", passage or self.elsewhere(), **cells)

    def compare(self, left: str, relation: str, right: str = "") -> str:
        """A comparison of two claims, or a label of one."""
        sides = {"left_claim_id": left, "relation": relation, "right_claim_id": right}
        return self.claim("comparisons", self.elsewhere(), **sides)


def amount(qualifier: str, *values: int) -> dict[str, str]:
    """The cells of a figure: the qualifier and the values that it calls for.

    Args:
        qualifier: as in the schema.
        values: one, or the lowest and the highest for `between`.
    """
    filled = {
        "exactly": ("low", "best", "high"),
        "about": ("best",),
        "up-to": ("high",),
        "between": ("low", "high"),
    }.get(qualifier, ("low",))
    texts = [str(value) for value in values]
    texts = texts if qualifier == "between" else texts * len(filled)
    empty = dict.fromkeys(("low", "best", "high"), "")
    return empty | dict(zip(filled, texts, strict=True)) | {"qualifier": qualifier}
