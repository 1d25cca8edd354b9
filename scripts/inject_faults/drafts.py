"""A package under construction: rows of texts, as in the CSV files, in memory."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from checks.tables.package import Package, read_package
from checks.tables.typed import typed_tables

Row: TypeAlias = dict[str, str]

_ROOT = Path(__file__).parent.parent.parent
_VOCABULARY = "properties"
_SENTENCE_LENGTH = 80


class Draft:
    """The claims of one document, and what they refer to; all identifiers begin with `prefix`.

    Attributes:
        prefix: what tells this document from others in one package.
        tables: rows by table.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.tables: dict[str, list[Row]] = {name: [] for name in _columns() if name != _VOCABULARY}
        self._claims: dict[str, tuple[str, Row]] = {}

    def copy(self) -> "Draft":
        """A draft with rows of its own."""
        other = Draft(self.prefix)
        for name, rows in self.tables.items():
            other.tables[name] = [dict(row) for row in rows]
            if "claim_id" in _columns()[name]:
                other._claims |= {row["claim_id"]: (name, row) for row in other.tables[name]}
        return other

    def add(self, table: str, **cells: str) -> Row:
        """Add a row; cells that are not given are empty. Raises KeyError for an unknown column."""
        if unknown := set(cells) - set(_columns()[table]):
            raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
        row = dict.fromkeys(_columns()[table], "") | cells
        self.tables[table].append(row)
        return row

    def claim(self, table: str, passage: str, **cells: str) -> str:
        """Add a claim of a passage, flatly stated unless told otherwise; return its identifier."""
        kind = table.removesuffix("s")
        number = 1
        while f"{passage}.{kind}{number:02}" in self._claims:
            number += 1
        claim = f"{passage}.{kind}{number:02}"
        given = {"claim_id": claim, "passage_id": passage, "certainty": "stated"}
        row = self.add(table, **given | {"as_stated": "so it says"} | cells)
        self._claims[claim] = (table, row)
        return claim

    def entity(self, slug: str, kind: str, label: str, **cells: str) -> str:
        """Add an entity of a type; return its identifier."""
        identifier = f"{self.prefix}-{slug}"
        self.add("entities", entity_id=identifier, type=kind, label=label, **cells)
        return identifier

    def row(self, claim: str) -> Row:
        """The row of a claim, to be read or changed."""
        return self._claims[claim][1]

    def remove(self, *claims: str) -> None:
        """Take claims out."""
        for claim in claims:
            table, row = self._claims.pop(claim)
            self.tables[table] = [each for each in self.tables[table] if each is not row]

    def claims(self, table: str, **cells: str) -> list[str]:
        """The claims of a table whose cells are as given, in order."""
        rows = self.tables[table]
        return [row["claim_id"] for row in rows if cells.items() <= row.items()]

    def in_passage(self, passage: str, *tables: str) -> list[str]:
        """The claims of one passage in these tables."""
        return [claim for name in tables for claim in self.claims(name, passage_id=passage)]

    def lay_out(self) -> None:
        """Give every passage its offsets, as if each sentence were as long as any other."""
        place = 0
        by_id = {row["passage_id"]: row for row in self.tables["passages"]}
        for row in self.tables["passages"]:
            row["start"] = str(place)
            place += _SENTENCE_LENGTH if row["kind"] == "sentence" else 1
            holder: Row | None = row
            while holder is not None:
                holder["end"] = str(place)
                holder = by_id.get(holder["parent_id"])
            row["sha256"] = digest(row["passage_id"])
        self.tables["documents"][0]["characters"] = str(place)


def digest(text: str) -> str:
    """A SHA-256 that stands for that of a text that nobody wrote."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_frames(drafts: Sequence[Draft]) -> dict[str, pd.DataFrame]:
    """All drafts as one package: a frame of texts for each table, by spreadsheet row."""
    frames = {}
    for name, columns in _columns().items():
        rows: Iterable[Row] = (row for draft in drafts for row in draft.tables.get(name, ()))
        content = _vocabulary() if name == _VOCABULARY else list(rows)
        frame = pd.DataFrame(content, columns=list(columns), dtype="str")
        frames[name] = frame.set_index(pd.RangeIndex(2, len(frame) + 2))
    return frames


def tables_of(drafts: Sequence[Draft]) -> dict[str, pd.DataFrame]:
    """All drafts as one package of typed tables."""
    return typed(text_frames(drafts))


def typed(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Typed tables of frames of texts, as from `text_frames`."""
    return typed_tables(_package(), frames)


def term(property_id: str) -> Row:
    """A term of the vocabulary. Raises KeyError when there is none of that name."""
    for row in _vocabulary():
        if row["property_id"] == property_id:
            return row
    raise KeyError(property_id)


@cache
def _package() -> Package:
    """The package of this checkout, whose schemas and vocabulary the drafts use."""
    return read_package(_ROOT)


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    return {each.name: tuple(each.schema.field_names) for each in _package().resources}


@cache
def _vocabulary() -> list[Row]:
    import csv

    with _package().resource(_VOCABULARY).file.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
