"""The text and all that the package says of it, side by side."""

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
    """One row of a table of claims."""

    table: str
    row: dict[str, str]

    @property
    def claim_id(self) -> str:
        """The identifier of the claim."""
        return self.row["claim_id"]

    @property
    def passage_id(self) -> str:
        """The passage that states it."""
        return self.row["passage_id"]

    @property
    def as_stated(self) -> str:
        """The words that carry it, as printed."""
        return self.row["as_stated"]

    @property
    def printed_forms(self) -> tuple[str, ...]:
        """What it says is printed: its words and, if it is of a name, the name."""
        return tuple(form for form in (self.as_stated, self.row.get("name", "")) if form)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    before = r"(?<!\w)" + (r"(?<!\d[.,])" if form[:1].isdigit() else "")
    after = r"(?!\w)" + (r"(?![.,]\d)" if form[-1:].isdigit() else "")
    is_word = re.compile(r"\w").match
    return re.compile(
        (before if is_word(form[:1]) else "")
        + re.escape(form)
        + (after if is_word(form[-1:]) else "")
    )


def occurrences(form: str, text: str) -> list[Span]:
    """Where a printed form stands in a text, as whole words and whole numbers."""
    return [Span(*found.span()) for found in _pattern(form).finditer(text)] if form else []


def covered(token: Span, spans: Iterable[Span]) -> bool:
    """Whether a token lies inside one of the spans."""
    return any(span.start <= token.start and token.end <= span.end for span in spans)


@dataclass(frozen=True)
class Coding:
    """A document's text with its rows of the package.

    `passages` are those into which the text splits; `coded_passages` are the rows of the table.
    Where the text cannot be split, `unsplit` says why, and `passages` are those of the table.
    """

    text: str
    document: dict[str, str]
    passages: dict[str, Passage]
    coded_passages: dict[str, Passage]
    unsplit: str
    claims: tuple[Claim, ...]
    printed_forms: frozenset[str]

    def slice(self, passage_id: str) -> str:
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

    def spans_of(self, passage_id: str, *tables: str) -> list[Span]:
        """Where in its text the claims of a passage stand, of all tables or of those named."""
        text = self.slice(passage_id)
        claims = self.claims_of(passage_id, *tables)
        forms = {form for claim in claims for form in claim.printed_forms}
        return [span for form in sorted(forms) for span in occurrences(form, text)]

    def claims_of(self, passage_id: str, *tables: str) -> list[Claim]:
        """The claims of a passage, of all tables or of those named."""
        claims = self._claims_by_passage.get(passage_id, [])
        return [claim for claim in claims if not tables or claim.table in tables]


def _passage(row: dict[str, str]) -> Passage:
    numbers = {column: whole_number(row, column) for column in ("ordinal", "start", "end")}
    return Passage(**{column: row[column] for column in COLUMNS} | numbers)  # type: ignore[arg-type]


def _document(package: Package, text: str) -> dict[str, str]:
    documents = rows_of(package, "documents")
    for document in documents:
        if document["sha256"] == sha256_of(text) or len(documents) == 1:
            return document
    raise TableError("the text is none of the documents: no row has its hash")


def _split(
    text: str, document_id: str, levels: dict[str, int], coded: dict[str, Passage]
) -> tuple[dict[str, Passage], str]:
    try:
        passages = segment(text, document_id, levels)
    except SegmentError as error:
        return coded, str(error)
    return {passage.passage_id: passage for passage in passages}, ""


def _coded_passages(
    package: Package, document_id: str
) -> tuple[dict[str, Passage], frozenset[str]]:
    """The rows of passages of a document, and the passage ids of all other documents."""
    rows = rows_of(package, "passages")
    coded = [row for row in rows if row["document_id"] == document_id]
    elsewhere = frozenset(row["passage_id"] for row in rows if row["document_id"] != document_id)
    return {row["passage_id"]: _passage(row) for row in coded}, elsewhere


def _printed_forms(claims: Iterable[Claim]) -> frozenset[str]:
    names = (claim for claim in claims if claim.table in (NAMES, CITATIONS))
    return frozenset(form for claim in names for form in claim.printed_forms)


def read_coding(package: Package, text: str) -> Coding:
    """All that a package says of a text.

    Raises:
        TableError: a table cannot be read, or the text is none of the documents.
    """
    document = _document(package, text)
    coded, elsewhere = _coded_passages(package, document["document_id"])
    levels = {key: level for key, level in coded_levels(package).items() if key not in elsewhere}
    passages, unsplit = _split(text, document["document_id"], levels, coded)
    tables = [resource for resource in package.resources if resource.schema.is_of_claims]
    claims = [Claim(table.name, row) for table in tables for row in read_rows(table)]
    return Coding(
        text=text,
        document=document,
        passages=passages,
        coded_passages=coded,
        unsplit=unsplit,
        claims=tuple(claim for claim in claims if claim.passage_id not in elsewhere),
        printed_forms=_printed_forms(claims),
    )
