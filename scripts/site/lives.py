"""Lives of actors: when they began and ended, split off, merged and were absorbed.

The vocabulary says which terms count: a date that begins or ends a lifetime, a relation that ends
independence, and the opposite of such a relation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from checks.rules.rule import Severity
from checks.tables.written_dates import written_date
from scripts.dating import Dating
from scripts.site.charts.lanes import Kind
from scripts.site.dated import DatedCell, dated_cells
from scripts.site.source import VOCABULARY, Findings, Source, conflicts, worst
from scripts.site.tables import Row

ENTITIES = "entities"
TABLES = ("dates", ENTITIES, VOCABULARY, "relations")
"""The tables that tell of lives."""

Cells = Mapping[tuple[str, str], DatedCell]


@dataclass(frozen=True)
class Happening:
    """Something that befell an actor, as one or more claims date it alike; perhaps undated.

    `findings` are the conflicts of its claims.
    """

    actor: str
    kind: Kind
    term: str
    partner: str | None
    dating: Dating | None
    claims: tuple[Row, ...]
    findings: Findings = ()

    @property
    def when(self) -> str:
        """The date in words; empty if there is no date."""
        return written_date(self.dating.text) if self.dating else ""

    @property
    def conflict(self) -> Severity | None:
        """The worst severity of its conflicts."""
        return worst(self.findings)


@dataclass(frozen=True)
class _Terms:
    """The terms that count, and the types of things that can act."""

    lifetimes: Mapping[str, str]
    ties: Mapping[str, Kind]
    types: frozenset[str]


def happenings(source: Source) -> list[Happening]:
    """What befell all actors; claims that agree on it are one happening."""
    if not set(TABLES) <= set(source.tables):
        return []
    terms = _terms(source)
    cells = {(cell.claim.key, cell.column): cell for cell in dated_cells(source)}
    found = [*_lifetimes(source, terms, cells), *_ties(source, terms, cells)]
    found += _acts_in_conflict(source, found, cells)
    merged: dict[Happening, tuple[Row, ...]] = {}
    for item in found:
        key = replace(item, claims=())
        merged[key] = (*merged.get(key, ()), *item.claims)
    return [
        replace(
            item,
            claims=claims,
            findings=conflicts(source.findings_about(claim.key for claim in claims)),
        )
        for item, claims in merged.items()
    ]


def _terms(source: Source) -> _Terms:
    rows = [row.cells for row in source.tables[VOCABULARY].rows]
    joining = {row["property_id"] for row in rows if row["ends_independence"] == "true"}
    splitting = {row["opposite"] for row in rows if row["property_id"] in joining} - {""}
    splitting |= {row["property_id"] for row in rows if row["opposite"] in joining}
    types = {
        name
        for row in rows
        for side in ("subject", "object")
        if row["agency"] in (side, "both")
        for name in row[f"{side}_types"].split("|")
    }
    ties: dict[str, Kind] = dict.fromkeys(splitting, "splits")
    return _Terms(
        lifetimes={row["property_id"]: row["lifetime"] for row in rows},
        ties=ties | dict.fromkeys(joining, "joins"),
        types=frozenset(types - {""}),
    )


def _lifetimes(source: Source, terms: _Terms, cells: Cells) -> Iterator[Happening]:
    """The beginnings and ends of actors."""
    entities = source.tables[ENTITIES].by_key
    for row in source.tables["dates"].rows:
        ending = terms.lifetimes.get(row.cells["property_id"])
        actor = row.cells["entity_id"]
        cell = cells.get((row.key, "date"))
        if ending and cell and entities[actor].cells["type"] in terms.types:
            kind: Kind = "begins" if ending == "begins" else "ends"
            term = source.words(row, "property_id")
            yield Happening(actor, kind, term, None, cell.dating, (row,))


def _ties(source: Source, terms: _Terms, cells: Cells) -> Iterator[Happening]:
    """The relations by which an actor becomes a part of another, or leaves it."""
    for row in source.tables["relations"].rows:
        kind = terms.ties.get(row.cells["predicate_id"])
        if kind:
            cell = cells.get((row.key, "start"))
            yield Happening(
                actor=row.cells["subject_id"],
                kind=kind,
                term=source.words(row, "predicate_id"),
                partner=row.cells["object_id"],
                dating=cell.dating if cell else None,
                claims=(row,),
            )


def _acts_in_conflict(source: Source, found: list[Happening], cells: Cells) -> Iterator[Happening]:
    """Other acts of the actors, if they contradict what is found."""
    actors = {item.actor for item in found}
    known = {claim.key for item in found for claim in item.claims}
    for finding in conflicts(source.findings_about(sorted(known))):
        for reading in finding.readings:
            cell = cells.get((reading.claim, reading.column))
            if cell and reading.claim not in known and cell.subject[1] in actors:
                known.add(reading.claim)
                actor = cell.subject[1]
                yield Happening(actor, "acts", cell.what, None, cell.dating, (cell.claim,))
