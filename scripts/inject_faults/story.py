"""A document as it is written: its outline, and claims with what they were made to mean."""

from random import Random

from scripts.inject_faults.datings import Dating
from scripts.inject_faults.drafts import Draft, digest
from scripts.inject_faults.naming import Namer

_LARGEST_PARAGRAPH = 4
_MOST_SOURCES = 3


class Story:
    """A draft with the means to add to it, by those who make the truth and those who falsify it.

    Attributes:
        draft: the rows.
        chance: the only source of chance.
        places: makes names of places, which no other document of the package has.
        words: makes names of all else, to which the name of the country is added.
        home: that name.
        as_of: when the document is of.
        datings: what the date of a claim (of a relation: its start) was made to allow.
        spare: sentences in which nothing is dated, counted or related yet.
        sources: organisations that can be cited.
    """

    def __init__(self, prefix: str, chance: Random, places: Namer, as_of: Dating) -> None:
        self.draft, self.chance, self.places, self.as_of = Draft(prefix), chance, places, as_of
        self.words, self.home = Namer(), ""
        self.datings: dict[str, Dating] = {}
        self.spare: list[str] = []
        self.sources: list[str] = []
        self.names: dict[str, str] = {}
        self._section = self._paragraph = ""
        self._paragraphs = self._sentences = 0
        self._cited: dict[str, list[str]] = {}

    def copy(self, chance: Random) -> "Story":
        """The same story, to be changed without changing this one."""
        other = Story(self.draft.prefix, chance, self.places, self.as_of)
        other.draft = self.draft.copy()
        other.datings, other.names = dict(self.datings), dict(self.names)
        other.spare, other.sources = list(self.spare), list(self.sources)
        other._paragraphs = self._paragraphs
        return other

    # The outline.

    def section(self, heading: str, announces: str = "") -> str:
        """Begin a section; the next sentence opens its first paragraph."""
        number = len(self.draft.claims("headings")) + 1
        section = f"{self.draft.prefix}.h{number:02}"
        self._passage(section, "section", "", number)
        self.draft.claim("headings", section, level="1", announces=announces, as_stated=heading)
        self._section, self._paragraph = section, ""
        return section

    def sentence(self) -> str:
        """A new sentence of the current section, in a new paragraph if need be."""
        if not self._paragraph or self._sentences == _LARGEST_PARAGRAPH:
            self.paragraph()
        return self._sentence()

    def paragraph(self) -> str:
        """Begin a paragraph. Its first sentence is spare: it says something of no kind."""
        self._paragraphs += 1
        self._paragraph = f"{self.draft.prefix}.p{self._paragraphs:02}"
        within = [row for row in self.draft.tables["passages"] if row["parent_id"] == self._section]
        self._passage(self._paragraph, "paragraph", self._section, len(within) + 1)
        self._sentences = 0
        self._cited[self._paragraph] = []
        spare = self._sentence()
        self.draft.claim(
            "statements",
            spare,
            subject_id=next(row["entity_id"] for row in self.draft.tables["entities"]),
            topic=f"remark-{self._paragraphs}",
            summary="A remark that is about nothing that a rule compares.",
            quotation="false",
        )
        self.spare.append(spare)
        return self._paragraph

    def _sentence(self) -> str:
        self._sentences += 1
        sentence = f"{self._paragraph}.s{self._sentences:02}"
        self._passage(sentence, "sentence", self._paragraph, self._sentences)
        return sentence

    def _passage(self, passage: str, kind: str, parent: str, ordinal: int) -> None:
        self.draft.add(
            "passages",
            passage_id=passage,
            document_id=self.draft.prefix,
            kind=kind,
            parent_id=parent,
            ordinal=str(ordinal),
            sha256=digest(passage),
        )

    def cite(self, source: str) -> str:
        """Have the current paragraph cite a source, once; return the source."""
        if source not in self._cited[self._paragraph]:
            self._cited[self._paragraph].append(source)
        return source

    def close(self) -> None:
        """Write the lists of sources, with one or more entries, and the offsets."""
        for paragraph, cited in self._cited.items():
            others = [source for source in self.sources if source not in cited]
            more = self.chance.randint(not cited, max(0, _MOST_SOURCES - len(cited)))
            sources = [*cited, *self.chance.sample(others, more)]
            for position, source in enumerate(sources, start=1):
                self.citation(paragraph, source, position, "Sources" if sources[1:] else "Source")
        self.draft.lay_out()

    def citation(self, paragraph: str, source: str, position: int, label: str) -> str:
        """A citation of a source."""
        return self.draft.claim(
            "citations",
            paragraph,
            position=str(position),
            list_label=label,
            entity_id=source,
            as_stated=self.names[source],
        )

    def elsewhere(self) -> str:
        """A sentence that says nothing else yet; a new one each time."""
        return self.spare.pop(self.chance.randrange(len(self.spare)))

    # Claims.

    def named(self, slug: str, kind: str, name: str, *, passage: str = "", **cells: str) -> str:
        """A new entity; with a passage, its name stands there."""
        entity = self.draft.entity(slug, kind, name, **cells)
        self.names[entity] = name
        if passage:
            self.name(entity, name, passage)
        return entity

    def new_name(self, kind: str = "") -> str:
        """A new name of a kind of thing: in two documents, such names differ in two words."""
        return " ".join([self.words.word(self.chance), *kind.split(), "of", self.home])

    def name(self, entity: str, name: str, passage: str, kind: str = "full") -> str:
        """A printed form of a name."""
        return self.draft.claim(
            "names", passage, entity_id=entity, name=name, kind=kind, as_stated=name
        )

    def date(self, entity: str, term: str, dating: Dating, passage: str = "", **more: str) -> str:
        """A dating of a property of an entity."""
        place = passage or self.elsewhere()
        claim = self.draft.claim("dates", place, entity_id=entity, property_id=term, **more)
        self.redate(claim, dating)
        return claim

    def redate(self, claim: str, dating: Dating) -> None:
        """Give a claim of `dates` another date."""
        first, last = (day.isoformat() if day else "" for day in (dating.first, dating.last))
        self.draft.row(claim).update(
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
        end: Dating | None = None,
        **more: str,
    ) -> str:
        """A relation between two entities."""
        claim = self.draft.claim(
            "relations",
            passage or self.elsewhere(),
            subject_id=subject,
            predicate_id=predicate,
            object_id=partner,
            start=start.text if start else "",
            end=end.text if end else "",
            **more,
        )
        if start:
            self.datings[claim] = start
        return claim

    def restart(self, claim: str, start: Dating) -> None:
        """Give a relation another start."""
        self.draft.row(claim)["start"] = start.text
        self.datings[claim] = start

    def order(
        self,
        earlier: tuple[str, str],
        later: tuple[str, str],
        least: int = 0,
        most: int | None = None,
        passage: str = "",
    ) -> str:
        """An order of two dated properties, with the days between them."""
        return self.draft.claim(
            "sequences",
            passage or self.elsewhere(),
            earlier_entity_id=earlier[0],
            earlier_property_id=earlier[1],
            later_entity_id=later[0],
            later_property_id=later[1],
            minimum_lag_days=str(least),
            maximum_lag_days="" if most is None else str(most),
        )

    def figure(
        self, entity: str, measure: str, amount: dict[str, str], passage: str = "", **more: str
    ) -> str:
        """A figure of an entity; `amount` as from the function of that name."""
        return self.draft.claim(
            "figures",
            passage or self.elsewhere(),
            entity_id=entity,
            measure_id=measure,
            **{"unit": "persons"} | amount | more,
        )


def amount(qualifier: str, *values: int | str) -> dict[str, str]:
    """The cells of a figure: the qualifier and the values that it calls for.

    Args:
        qualifier: as in the schema.
        values: one, or the lowest and the highest for `between`.
    """
    texts = [str(value) for value in values]
    filled = {
        "exactly": ("low", "best", "high"),
        "about": ("best",),
        "up-to": ("high",),
        "between": ("low", "high"),
    }.get(qualifier, ("low",))
    texts = texts if qualifier == "between" else texts * len(filled)
    empty = dict.fromkeys(("low", "best", "high"), "")
    return empty | dict(zip(filled, texts, strict=True)) | {"qualifier": qualifier}
