"""The coding of a document, beside its text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from checks.passages.spans import Span
from checks.proof import words
from checks.proof.case import Case
from checks.proof.spans import occurrences
from checks.tables.package import Package
from checks.tables.rows import TableError, read_rows

DOCUMENTS, PASSAGES, HEADINGS = "documents", "passages", "headings"
NAMES, CITATIONS, STATEMENTS = "names", "citations", "statements"


@dataclass(frozen=True)
class Row:
    """A row of a table: the cells by column, and `number`, the row that a spreadsheet shows."""

    table: str
    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column, "" if the table has no such column."""
        return self.cells.get(column, "")

    @property
    def printed_forms(self) -> tuple[str, ...]:
        """The words that a claim gives as printed: `as_stated`, and a name."""
        return tuple(form for form in (self["as_stated"], self["name"]) if form)

    def case(self, column: str, gap: str = "") -> Case:
        """The case of a cell of this row."""
        return Case(self.file, self.number, column, self["passage_id"], self[column], gap)

    def case_of_claim(self, column: str, gap: str = "") -> Case:
        """The case of a cell of this row that an exception names by the claim."""
        return Case(self.file, self.number, column, self["passage_id"], self["claim_id"], gap)


Tables: TypeAlias = Mapping[str, tuple[Row, ...]]
"""The rows of each table, in the order of its file."""


@dataclass(frozen=True)
class Passage:
    """A passage with its place in the text."""

    row: Row
    span: Span

    @property
    def id(self) -> str:
        """The identifier of the passage."""
        return self.row["passage_id"]

    def case(self, token: str, gap: str = "") -> Case:
        """The case of some words of this passage."""
        return Case(self.row.file, self.row.number, "passage_id", self.id, token, gap)


@dataclass(frozen=True)
class Coding:
    """A document with its text, its passages in the order of the text, and its claims.

    `claims` are all that belong to no other document. `tables` are the whole package, which is in
    `folder`. `words` are those of the language of the document, and `date_columns` the columns of
    dates in EDTF, by table.
    """

    folder: Path
    tables: Tables
    document: Row
    text: str
    passages: Mapping[str, Passage]
    claims: tuple[Row, ...]
    words: words.Words
    date_columns: Mapping[str, tuple[str, ...]]

    def text_of(self, passage: Passage) -> str:
        """The text of a passage."""
        return self.text[slice(*passage.span)]

    def of_kind(self, kind: str) -> Iterator[Passage]:
        """The passages of a kind, in the order of the text."""
        return (each for each in self.passages.values() if each.row["kind"] == kind)

    def tail_of(self, paragraph: Passage) -> Span:
        """What follows the last sentence of a paragraph: nothing, or its list of sources."""
        sentences = self._sentences.get(paragraph.id, [])
        ends = [sentence.span.end for sentence in sentences]
        return Span(max(ends, default=paragraph.span.start), paragraph.span.end)

    def claims_of(self, passage: Passage, table: str = "") -> list[Row]:
        """The claims of a passage, from one table or from all."""
        claims = self._claims_by_passage.get(passage.id, [])
        return [claim for claim in claims if table in ("", claim.table)]

    def spans_of(self, passage: Passage, table: str = "") -> list[Span]:
        """The parts of a passage that its claims give as printed."""
        claims = self.claims_of(passage, table)
        forms = sorted({form for claim in claims for form in claim.printed_forms})
        return [span for form in forms for span in occurrences(form, self.text_of(passage))]

    def dates_of(self, passage: Passage) -> set[str]:
        """The dates in EDTF that the claims of a passage have in any column."""
        claims = self.claims_of(passage)
        cells = {claim[name] for claim in claims for name in self.date_columns[claim.table]}
        return cells - {""}

    def passage_at(self, offset: int) -> Passage | None:
        """The smallest passage at an offset, a sentence before a paragraph of the same size."""
        holders = [each for each in self.passages.values() if each.span.start <= offset]
        holders = [each for each in holders if offset < each.span.end]
        size = {each.id: each.span.end - each.span.start for each in holders}
        return min(
            holders, key=lambda each: (size[each.id], each.row["kind"] != "sentence"), default=None
        )

    def case_at(self, offset: int, token: str, gap: str) -> Case:
        """The case of some words of the text, wherever they are."""
        passage = self.passage_at(offset)
        if passage:
            return passage.case(token, gap)
        return Case(self.document.file, self.document.number, "document_id", "", token, gap)

    def forms_of(self, entity: str) -> list[str]:
        """The printed names of an entity in all documents."""
        return sorted(self._forms_by_entity.get(entity, ()))

    @cached_property
    def name_forms(self) -> frozenset[str]:
        """The printed names and sources of all documents."""
        rows = (*self.tables.get(NAMES, ()), *self.tables.get(CITATIONS, ()))
        return frozenset(form for row in rows for form in row.printed_forms)

    @cached_property
    def _forms_by_entity(self) -> Mapping[str, set[str]]:
        by_entity: dict[str, set[str]] = defaultdict(set)
        for row in self.tables.get(NAMES, ()):
            by_entity[row["entity_id"]].update(row.printed_forms)
        return by_entity

    @cached_property
    def _claims_by_passage(self) -> Mapping[str, list[Row]]:
        by_passage = defaultdict(list)
        for claim in self.claims:
            by_passage[claim["passage_id"]].append(claim)
        return by_passage

    @cached_property
    def _sentences(self) -> Mapping[str, list[Passage]]:
        by_paragraph = defaultdict(list)
        for sentence in self.of_kind("sentence"):
            by_paragraph[sentence.row["parent_id"]].append(sentence)
        return by_paragraph


def read_tables(package: Package) -> Tables:
    """All tables of a package.

    Raises:
        TableError: a table cannot be read, or there are no documents or passages.
    """
    tables = {
        resource.name: tuple(
            Row(resource.name, resource.path, number, cells)
            for number, cells in enumerate(read_rows(resource), start=2)
        )
        for resource in package.resources
    }
    for name in (DOCUMENTS, PASSAGES):
        if name not in tables:
            raise TableError(f"the package has no table '{name}'")
    return tables


def coding_of(package: Package, tables: Tables, document: Row, text: str) -> Coding:
    """The coding of a document in a package.

    Raises:
        TableError: a passage has a start or an end that is no number.
    """
    name = document["document_id"]
    passages = [_passage(row) for row in tables[PASSAGES] if row["document_id"] == name]
    passages.sort(key=lambda passage: passage.span)
    elsewhere = {row["passage_id"] for row in tables[PASSAGES] if row["document_id"] != name}
    date_columns = {
        each.name: tuple(field.name for field in each.schema.fields if field.is_edtf)
        for each in package.resources
        if each.schema.is_of_claims
    }
    claims = (row for table in date_columns for row in tables[table])
    return Coding(
        folder=package.folder,
        tables=tables,
        document=document,
        text=text,
        passages={passage.id: passage for passage in passages},
        claims=tuple(claim for claim in claims if claim["passage_id"] not in elsewhere),
        words=words.words_of(
            document["language"], [row.cells for row in tables.get(words.TABLE, ())]
        ),
        date_columns=date_columns,
    )


def _passage(row: Row) -> Passage:
    return Passage(row, Span(_offset(row, "start"), _offset(row, "end")))


def _offset(row: Row, column: str) -> int:
    value = row[column]
    if not (value.isascii() and value.isdecimal()):
        place = f"{row.file}:{row.number}:{column}"
        raise TableError(f"{place}: expected a whole number, not {value!r}")
    return int(value)
