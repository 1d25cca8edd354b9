"""A text and its coding: passages, and the claims of each passage."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from checks.tables.package import Package
from checks.tables.rows import TableError, read_rows, rows_of, whole_number
from scripts.segment import (
    COLUMNS,
    Passage,
    SegmentError,
    Span,
    coded_levels,
    segment,
    sha256_of,
)

NAMES, CITATIONS, STATEMENTS = "names", "citations", "statements"


@dataclass(frozen=True)
class Claim:
    """A row of a table of claims.

    `printed_forms` are the words that the row gives as printed: `as_stated`, and a name.
    """

    table: str
    claim_id: str
    passage_id: str
    as_stated: str
    printed_forms: tuple[str, ...]
    row: dict[str, str]


@dataclass(frozen=True)
class Coding:
    """The text of a document with its passages and claims.

    `passages` come from the text, `coded_passages` from the table of passages. If the text cannot
    be split, `split_error` says why, and `passages` come from the table too. `printed_forms` are
    the names and citations of all documents.
    """

    text: str
    document: dict[str, str]
    passages: dict[str, Passage]
    coded_passages: dict[str, Passage]
    split_error: str
    claims: tuple[Claim, ...]
    printed_forms: frozenset[str]

    def text_of(self, passage_id: str) -> str:
        """The text of a passage."""
        passage = self.passages[passage_id]
        return self.text[passage.start : passage.end]

    def of_kind(self, kind: str) -> Iterator[Passage]:
        """The passages of a kind, in the order of the text."""
        in_order = sorted(self.passages.values(), key=lambda passage: passage.start)
        return (passage for passage in in_order if passage.kind == kind)

    @cached_property
    def _claims_by_passage(self) -> dict[str, list[Claim]]:
        by_passage = defaultdict(list)
        for claim in self.claims:
            by_passage[claim.passage_id].append(claim)
        return by_passage

    def claims_of(self, passage_id: str, table: str = "") -> list[Claim]:
        """The claims of a passage, from one table or from all."""
        claims = self._claims_by_passage.get(passage_id, [])
        return [claim for claim in claims if table in ("", claim.table)]

    def spans_of(self, passage_id: str, table: str = "") -> list[Span]:
        """The parts of a passage that its claims give as printed."""
        claims = self.claims_of(passage_id, table)
        forms = sorted({form for claim in claims for form in claim.printed_forms})
        return [span for form in forms for span in occurrences(form, self.text_of(passage_id))]


def read_coding(package: Package, text: str) -> Coding:
    """The coding of a text in a package.

    Raises:
        TableError: a table cannot be read, or no document of the package has this text.
    """
    document = _document(package, text)
    document_id = document["document_id"]
    rows = rows_of(package, "passages")
    coded = {row["passage_id"]: _passage(row) for row in rows if row["document_id"] == document_id}
    elsewhere = {row["passage_id"] for row in rows if row["document_id"] != document_id}
    levels = {key: level for key, level in coded_levels(package).items() if key not in elsewhere}
    try:
        passages = {each.passage_id: each for each in segment(text, document_id, levels)}
        split_error = ""
    except SegmentError as error:
        passages, split_error = coded, str(error)
    tables = [resource for resource in package.resources if resource.schema.is_of_claims]
    claims = [_claim(table.name, row) for table in tables for row in read_rows(table)]
    named = (claim for claim in claims if claim.table in (NAMES, CITATIONS))
    return Coding(
        text=text,
        document=document,
        passages=passages,
        coded_passages=coded,
        split_error=split_error,
        claims=tuple(claim for claim in claims if claim.passage_id not in elsewhere),
        printed_forms=frozenset(form for claim in named for form in claim.printed_forms),
    )


def _document(package: Package, text: str) -> dict[str, str]:
    """The document with the checksum of the text. The only document may have another checksum."""
    documents = rows_of(package, "documents")
    for document in documents:
        if document["sha256"] == sha256_of(text) or len(documents) == 1:
            return document
    raise TableError("no document in the package has the checksum of this text")


def _passage(row: dict[str, str]) -> Passage:
    numbers = {column: whole_number(row, column) for column in ("ordinal", "start", "end")}
    return Passage(**{column: row[column] for column in COLUMNS} | numbers)  # type: ignore[arg-type]


def _claim(table: str, row: dict[str, str]) -> Claim:
    forms = tuple(form for form in (row["as_stated"], row.get("name", "")) if form)
    return Claim(table, row["claim_id"], row["passage_id"], row["as_stated"], forms, row)


def covered(token: Span, spans: Iterable[Span]) -> bool:
    """Whether a token lies inside one of the spans."""
    return any(span.start <= token.start and token.end <= span.end for span in spans)


def occurrences(form: str, text: str) -> list[Span]:
    """The places of a printed form in a text, as whole words and whole numbers."""
    return [Span(*found.span()) for found in _pattern(form).finditer(text)] if form else []


@cache
def _pattern(form: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if re.match(r"\w", form[:1]) else ""
    after = r"(?!\w)" if re.match(r"\w", form[-1:]) else ""
    before += r"(?<!\d[.,])" if form[:1].isdigit() else ""
    after += r"(?![.,]\d)" if form[-1:].isdigit() else ""
    return re.compile(before + re.escape(form) + after)
