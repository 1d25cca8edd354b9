"""A document about an invented country while it is written, and what is true there."""

import copy
import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable
from random import Random
from typing import TypeVar

from checks.tables.documents import prefixed
from scripts.world.dates import FORMS, Dating, coarsened, later
from scripts.world.profile import COPIED, columns_of, profile
from scripts.world.words import Namer

_LARGEST_PARAGRAPH = 4
_LENGTH_OF_A_PASSAGE = 80

Item = TypeVar("Item")
Row = dict[str, str]
"""A row as in a CSV file: texts by column."""


class Country:
    """A document, and the truth that it tells. All its identifiers begin with its prefix.

    `country["leader"]` is an entity and `country["leader died"]` is a claim: both are remembered
    under such names.

    Attributes:
        prefix: the identifier of the document.
        chance: the only source of chance.
        as_of: when the document is of.
        home: the name of the country, which is a part of most other names.
        tables: by table, rows by their key.
        groups_of: entities or claims that are remembered together, by name.
        datings: by claim, what its date, start or fieldwork was made to allow.
        spare: sentences in which nothing is dated, counted or related yet.
    """

    def __init__(self, prefix: str, chance: Random, as_of: Dating) -> None:
        self.prefix, self.chance, self.as_of, self.home = prefix, chance, as_of, ""
        names = [resource.name for resource in profile().resources if resource.name not in COPIED]
        self.tables: dict[str, dict[str, Row]] = {name: {} for name in names}
        self.groups_of: dict[str, list[str]] = {}
        self.datings: dict[str, Dating] = {}
        self.spare: list[str] = []
        self._remembered: dict[str, str] = {}
        self._children: Counter[str] = Counter()
        self._words = Namer()
        self._section = self._paragraph = ""
        cells = {"title": "A country", "publisher": "A publisher", "language": "en"}
        cells |= {"as_of": as_of.text, "characters": "0", "sha256": _checksum(prefix)}
        self.add("documents", document_id=prefix, prefix=prefix, **cells)

    def __getitem__(self, name: str) -> str:
        """The entity or the claim that is remembered under a name."""
        return self._remembered[name]

    def remember(self, name: str, identifier: str) -> str:
        """Remember an entity or a claim; returns it."""
        self._remembered[name] = identifier
        return identifier

    def copy(self, chance: Random) -> "Country":
        """The same country, to be changed without changing this one."""
        other = copy.copy(self)
        other.chance = chance
        other.tables = {
            name: {key: dict(row) for key, row in rows.items()}
            for name, rows in self.tables.items()
        }
        other.datings, other.spare = dict(self.datings), list(self.spare)
        other._remembered, other._children = dict(self._remembered), self._children.copy()
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

    def coarse(self, day: datetime.date) -> Dating:
        """A dating that allows the day, in any form."""
        return coarsened(day, self.pick(FORMS), self.chance)

    # Rows.

    def add(self, table: str, **cells: str) -> str:
        """Add a row; cells that are not given are empty. Returns the key of the row.

        Raises:
            KeyError: the table has no such column.
        """
        columns = columns_of(table)
        if unknown := set(cells) - set(columns):
            raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
        key = cells[columns[0]]
        self.tables[table][key] = dict.fromkeys(columns, "") | cells
        return key

    def claim(self, table: str, passage: str, **cells: str) -> str:
        """Add a claim of a passage, stated flatly unless told otherwise; returns its identifier."""
        number, kind = 1, table.removesuffix("s")
        while (claim := f"{passage}.{kind}{number:02}") in self.tables[table]:
            number += 1
        given = {"certainty": "stated", "as_stated": "so it says"} | cells
        return self.add(table, claim_id=claim, passage_id=passage, **given)

    def row(self, claim: str) -> Row:
        """The row of a claim, to be read or changed."""
        return self.tables[_table_of(claim)][claim]

    def remove(self, claim: str) -> None:
        """Remove a claim."""
        del self.tables[_table_of(claim)][claim]

    def again(self, claim: str, passage: str, **cells: str) -> str:
        """The same claim once more, in a passage, with some other cells."""
        row = self.row(claim) | cells
        del row["claim_id"], row["passage_id"]
        return self.claim(_table_of(claim), passage, **row)

    def claims(self, table: str, **cells: str) -> list[str]:
        """The claims of a table that have these cells, in order."""
        rows = self.tables[table].items()
        return [claim for claim, row in rows if cells.items() <= row.items()]

    # The outline.

    def section(self, heading: str, announces: str = "") -> str:
        """Begin a section; the next sentence opens its first paragraph. Returns the heading."""
        self._section, self._paragraph = self._passage("section", ""), ""
        cells = {"level": "1", "announces": announces}
        return self.claim("headings", self._section, **cells, as_stated=heading)

    def paragraph(self) -> str:
        """Begin a paragraph. Its first sentence is spare: it says something of no kind."""
        self._paragraph = self._passage("paragraph", self._section)
        sentence = self.sentence()
        topic, summary = self._paragraph.replace(".", "-"), "A remark that no rule compares."
        cells = {"topic": topic, "summary": summary, "quotation": "false"}
        self.claim("statements", sentence, subject_id=self["state"], **cells)
        self.spare.append(sentence)
        return self._paragraph

    def sentence(self) -> str:
        """A new sentence of the current section, in a new paragraph if need be."""
        if not self._paragraph or self._children[self._paragraph] == _LARGEST_PARAGRAPH:
            self.paragraph()
        return self._passage("sentence", self._paragraph)

    def elsewhere(self) -> str:
        """A sentence that says nothing else yet; a new one each time."""
        return self.spare.pop(self.chance.randrange(len(self.spare)))

    def _passage(self, kind: str, parent: str) -> str:
        """A new passage at the end of the document."""
        self._children[parent] += 1
        name = f"{kind[0]}{self._children[parent]:02}"
        passage = f"{parent}.{name}" if parent else prefixed(self.prefix, name)
        document, passages = self.tables["documents"][self.prefix], self.tables["passages"]
        start = document["characters"]
        end = document["characters"] = str(int(start) + _LENGTH_OF_A_PASSAGE)
        cells = {"kind": kind, "parent_id": parent, "ordinal": str(self._children[parent])}
        cells |= {"document_id": self.prefix, "start": start, "sha256": _checksum(passage)}
        place = self.add("passages", passage_id=passage, **cells)
        while place:
            passages[place]["end"] = end
            place = passages[place]["parent_id"]
        return passage

    # Claims.

    def entity(self, slug: str, kind: str, label: str, passage: str = "", **cells: str) -> str:
        """A new entity of a type, remembered under its slug; with a passage, it is named there."""
        entity = self.add(
            "entities", entity_id=f"{self.prefix}-{slug}", type=kind, label=label, **cells
        )
        if passage:
            self.name(entity, label, passage)
        return self.remember(slug, entity)

    def new_name(self, word: str = "") -> str:
        """A new name of a kind of thing; such names of two countries differ in two words."""
        return " ".join([self._words.word(self.chance), *word.split(), "of", self.home])

    def name(self, entity: str, name: str, passage: str) -> str:
        """A printed name."""
        cells = {"entity_id": entity, "name": name, "kind": "full", "as_stated": name}
        return self.claim("names", passage, **cells)

    def citation(self, paragraph: str, source: str, position: int, label: str) -> str:
        """A citation of a source."""
        cells = {"position": str(position), "list_label": label, "entity_id": source}
        printed = self.tables["entities"][source]["label"]
        return self.claim("citations", paragraph, **cells, as_stated=printed)

    def date(self, what: str, dating: Dating, passage: str = "") -> str:
        """A dating of something ("leader died"), the first of which is remembered."""
        slug, term = what.split()
        place = passage or self.elsewhere()
        claim = self.claim("dates", place, entity_id=self[slug], property_id=term)
        self._remembered.setdefault(what, claim)
        self.redate(claim, dating)
        return claim

    def redate(self, claim: str, dating: Dating) -> None:
        """Give a claim of `dates` another date."""
        first, last = (day.isoformat() if day else "" for day in (dating.first, dating.last))
        cells = {"date": dating.text, "earliest": first, "latest": last}
        self.row(claim).update(cells, precision=dating.precision)
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
        ends = {"subject_id": subject, "predicate_id": predicate, "object_id": partner}
        claim = self.claim("relations", passage or self.elsewhere(), **ends, **more)
        if start:
            self.row(claim)["start"] = start.text
            self.datings[claim] = start
        return claim

    def order(self, earlier: str, after: str, least: int, most: int | None = None) -> str:
        """An order of two events by their slugs, with the days between that it allows."""
        return self.claim(
            "sequences",
            self.elsewhere(),
            earlier_entity_id=self[earlier],
            earlier_property_id="occurred",
            later_entity_id=self[after],
            later_property_id="occurred",
            minimum_lag_days=str(least),
            maximum_lag_days="" if most is None else str(most),
        )

    def figure(self, entity: str, measure: str, cells: Row, passage: str = "") -> str:
        """A figure of an entity; `cells` as from `amount`, and others."""
        cells = {"entity_id": entity, "measure_id": measure, "unit": "persons"} | cells
        return self.claim("figures", passage or self.elsewhere(), **cells)

    def compare(self, left: str, relation: str, right: str = "", **more: str) -> str:
        """A comparison of two claims, or a label of one."""
        sides = {"left_claim_id": left, "relation": relation, "right_claim_id": right}
        return self.claim("comparisons", self.elsewhere(), **sides, **more)


def amount(low: int, high: int | None) -> Row:
    """The cells of a number: exact if both bounds are the same, at least so many without a high."""
    cells = {"low": str(low), "best": "", "high": "" if high is None else str(high)}
    if high is None:
        return cells | {"qualifier": "at-least"}
    if low == high:
        return cells | {"qualifier": "exactly", "best": str(low)}
    return cells | {"qualifier": "between"}


def _table_of(claim: str) -> str:
    """The table of a claim, which the last part of its identifier names."""
    return claim.rpartition(".")[2].rstrip("0123456789") + "s"


def _checksum(text: str) -> str:
    """A SHA-256 that stands for that of a text that nobody wrote."""
    return hashlib.sha256(text.encode()).hexdigest()
