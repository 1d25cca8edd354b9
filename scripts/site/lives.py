"""Lives of actors: when they began and ended, split off, merged and were absorbed.

Which terms say so follows from the vocabulary: a date that begins or ends a lifetime, a relation
that ends independence, and the opposite of such a relation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from checks.reports.report import ReportedFinding
from checks.rules.rule import Severity
from scripts.site.charts.date_marks import Dating
from scripts.site.charts.lanes import Kind
from scripts.site.dated import DatedCell, dated_cells
from scripts.site.source import VOCABULARY, Row, Source, conflicts, worst

ENTITIES = "entities"
TABLES = ("dates", ENTITIES, VOCABULARY, "relations")
"""The tables without which nothing is known of lives."""

Cells = Mapping[tuple[str, str], DatedCell]


@dataclass(frozen=True)
class Happening:
    """Something that befell an actor, as one or more claims date it alike; perhaps undated."""

    actor: str
    kind: Kind
    term: str
    partner: str | None
    dating: Dating | None
    claims: tuple[Row, ...]
    findings: tuple[ReportedFinding, ...] = ()

    @property
    def conflict(self) -> Severity | None:
        """The worst severity of the conflicts in which its claims stand."""
        return worst(self.findings)


@dataclass(frozen=True)
class _Terms:
    """The terms of the vocabulary that matter here, and the types of things that can act."""

    lifetimes: dict[str, str]
    joining: frozenset[str]
    splitting: frozenset[str]
    types: frozenset[str]


def happenings(source: Source) -> list[Happening]:
    """What befell all actors; claims that agree on it are one happening."""
    if not set(TABLES) <= set(source.tables):
        return []
    terms = _terms(source)
    cells = {(cell.claim.key, cell.column): cell for cell in dated_cells(source)}
    found = [*_lifetimes(source, terms, cells), *_ties(source, terms, cells)]
    found += _acts_in_conflict(source, found, cells)
    merged: dict[tuple[str, str, str, str | None, str], Happening] = {}
    for item in found:
        text = item.dating.text if item.dating else ""
        key = (item.actor, item.kind, item.term, item.partner, text)
        known = merged.get(key)
        merged[key] = replace(known, claims=known.claims + item.claims) if known else item
    return [
        replace(
            item,
            findings=conflicts(source.findings_about(claim.key for claim in item.claims)),
        )
        for item in merged.values()
    ]


def _terms(source: Source) -> _Terms:
    rows = [row.cells for row in source.tables[VOCABULARY].rows]
    joining = {row["property_id"] for row in rows if row["ends_independence"] == "true"}
    opposites = {row["opposite"] for row in rows if row["property_id"] in joining} - {""}
    opposites |= {row["property_id"] for row in rows if row["opposite"] in joining}
    types: set[str] = set()
    for row in rows:
        for side in ("subject", "object"):
            if row["agency"] in (side, "both"):
                types |= set(row[f"{side}_types"].split("|"))
    return _Terms(
        lifetimes={row["property_id"]: row["lifetime"] for row in rows if row["lifetime"]},
        joining=frozenset(joining),
        splitting=frozenset(opposites - joining),
        types=frozenset(types - {""}),
    )


def _lifetimes(source: Source, terms: _Terms, cells: Cells) -> Iterator[Happening]:
    """The beginnings and ends of what can act."""
    entities = source.tables[ENTITIES].by_key
    for row in source.tables["dates"].rows:
        ending = terms.lifetimes.get(row.cells["property_id"])
        actor = row.cells["entity_id"]
        cell = cells.get((row.key, "date"))
        if ending and cell and entities[actor].cells["type"] in terms.types:
            kind: Kind = "begins" if ending == "begins" else "ends"
            term = source.label(VOCABULARY, row.cells["property_id"])
            yield Happening(actor, kind, term, None, cell.dating, (row,))


def _ties(source: Source, terms: _Terms, cells: Cells) -> Iterator[Happening]:
    """The relations by which one becomes a part of another, or leaves it."""
    for row in source.tables["relations"].rows:
        predicate = row.cells["predicate_id"]
        if predicate in terms.joining | terms.splitting:
            kind: Kind = "joins" if predicate in terms.joining else "splits"
            cell = cells.get((row.key, "start"))
            yield Happening(
                actor=row.cells["subject_id"],
                kind=kind,
                term=source.label(VOCABULARY, predicate),
                partner=row.cells["object_id"],
                dating=cell.dating if cell else None,
                claims=(row,),
            )


def _acts_in_conflict(source: Source, found: list[Happening], cells: Cells) -> Iterator[Happening]:
    """What else the actors did, as far as it contradicts what is found."""
    actors = {item.actor for item in found}
    known = {claim.key for item in found for claim in item.claims}
    for finding in conflicts(source.findings_about(sorted(known))):
        for reading in finding.readings:
            cell = cells.get((reading.claim, reading.column))
            if cell and reading.claim not in known and cell.subject[1] in actors:
                known.add(reading.claim)
                actor = cell.subject[1]
                yield Happening(actor, "acts", cell.what, None, cell.dating, (cell.claim,))
