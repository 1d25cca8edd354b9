"""Split a text into passages: sections, paragraphs and sentences.

Each line with visible characters is a block; white space at its edges is not part of it:

- a **heading** is short and ends without closing punctuation; it opens a section;
- every other block is a **paragraph**: sentences, and perhaps a list of sources in brackets at the
  end, which is part of the paragraph but of no sentence.

A section starts at its heading and ends with the last block before the next heading of the same or
a higher level. Plain text shows no outline levels, so the caller passes them. Offsets count code
points and are half open.
"""

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from checks.tables.package import Package, PackageError, read_package
from checks.tables.rows import TableError, decoded, rows_of, whole_number
from checks.write.rewriting import canonical_csv

LONGEST_HEADING = 80
CLOSING_PUNCTUATION = ".?!…:;,)]”\u2019\"'"

# Closing marks with quotes and brackets, then white space, opening quotes and brackets, and the
# first character of the next word.
SENTENCE_END = re.compile(r"[.?!]+[”\"\u2019')\]]*(?=\s+[“\"\u2018'(\[]*(?P<next>\w))")
# "U.S." and initials do not end a sentence.
SINGLE_CAPITALS = re.compile(r"(?<!\w)(?:[^\W\d_a-z]\.)+$")
SOURCE_LIST = re.compile(
    r"\((?P<label>Sources?):\s+(?P<entries>[^()]*(?:\([^()]*\)[^()]*)*)\)$",
)


class SegmentError(Exception):
    """The text cannot be split; the message is one line."""


@dataclass(frozen=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True)
class SourceList:
    """The list of sources at the end of a paragraph; the label is "Source" or "Sources"."""

    span: Span
    label: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A row of the table of passages; the fields are its columns."""

    passage_id: str
    document_id: str
    kind: str
    parent_id: str
    ordinal: int
    start: int
    end: int
    sha256: str

    @property
    def span(self) -> Span:
        """The place of the passage in the text."""
        return Span(self.start, self.end)


COLUMNS = tuple(field.name for field in fields(Passage))


def sha256_of(text: str) -> str:
    """Lowercase hexadecimal SHA-256 of the UTF-8 bytes of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _trimmed(text: str, start: int, ends: Iterable[int]) -> Iterator[Span]:
    """The pieces of a text up to each end, without white space at their edges."""
    for end in ends:
        piece = text[start:end]
        if piece.strip():
            yield Span(end - len(piece.lstrip()), start + len(piece.rstrip()))
        start = end


def blocks(text: str) -> Iterator[Span]:
    """The lines with visible characters, trimmed, in order."""
    line_ends = [feed.start() for feed in re.finditer("\n", text)]
    return _trimmed(text, 0, [*line_ends, len(text)])


def is_heading(line: str) -> bool:
    """Whether a trimmed line is short and ends without closing punctuation."""
    return len(line) <= LONGEST_HEADING and line[-1] not in CLOSING_PUNCTUATION


def source_list(text: str, paragraph: Span) -> SourceList | None:
    """The list of sources in brackets at the end of a paragraph, if there is one."""
    found = SOURCE_LIST.search(text[paragraph.start : paragraph.end])
    if found is None:
        return None
    entries = tuple(entry.strip() for entry in found["entries"].split(","))
    return SourceList(Span(paragraph.start + found.start(), paragraph.end), found["label"], entries)


def _closes_sentence(body: str, mark: re.Match[str]) -> bool:
    if not (mark["next"].isupper() or mark["next"].isdigit()):
        return False
    return body[mark.start()] != "." or not SINGLE_CAPITALS.search(body, 0, mark.start() + 1)


def sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph, trimmed. The list of sources is not part of any."""
    listed = source_list(text, paragraph)
    body = text[: listed.span.start if listed else paragraph.end]
    marks = SENTENCE_END.finditer(body, paragraph.start)
    ends = [mark.end() for mark in marks if _closes_sentence(body, mark)]
    return _trimmed(text, paragraph.start, [*ends, len(body)])


def _numbered_blocks(text: str) -> list[tuple[str, Span]]:
    """Each block with its passage id: h01, h02, … for headings, p01, p02, … for paragraphs."""
    count = {"h": 0, "p": 0}
    numbered = []
    for span in blocks(text):
        letter = "h" if is_heading(text[span.start : span.end]) else "p"
        count[letter] += 1
        numbered.append((f"{letter}{count[letter]:02d}", span))
    return numbered


def _check_levels(text: str, numbered: list[tuple[str, Span]], levels: Mapping[str, int]) -> None:
    headings = {passage_id: span for passage_id, span in numbered if passage_id[0] == "h"}
    for passage_id, span in headings.items():
        if passage_id not in levels:
            heading = text[span.start : span.end]
            raise SegmentError(f"heading {passage_id} ({heading!r}) has no outline level")
    for passage_id in sorted(set(levels) - set(headings)):
        raise SegmentError(f"there is a level for {passage_id}, but the text has no such heading")


def _sections(
    numbered: list[tuple[str, Span]], levels: Mapping[str, int]
) -> tuple[dict[str, str], dict[str, int]]:
    """The innermost section of each block ("" outside of all), and the end of each section."""
    parents: dict[str, str] = {}
    ends: dict[str, int] = {}
    nested: list[str] = []
    for passage_id, span in numbered:
        while passage_id in levels and nested and levels[nested[-1]] >= levels[passage_id]:
            nested.pop()
        parents[passage_id] = nested[-1] if nested else ""
        if passage_id in levels:
            nested.append(passage_id)
        ends |= dict.fromkeys(nested, span.end)
    return parents, ends


def _outline(text: str, levels: Mapping[str, int]) -> Iterator[tuple[str, str, str, Span]]:
    """Passage id, kind, parent id and span of each passage, in the order of the text."""
    numbered = _numbered_blocks(text)
    _check_levels(text, numbered, levels)
    parents, ends = _sections(numbered, levels)
    for block_id, span in numbered:
        if block_id in levels:
            yield block_id, "section", parents[block_id], Span(span.start, ends[block_id])
            continue
        yield block_id, "paragraph", parents[block_id], span
        for number, sentence in enumerate(sentences(text, span), start=1):
            yield f"{block_id}.s{number:02d}", "sentence", block_id, sentence


def segment(text: str, document_id: str, levels: Mapping[str, int]) -> tuple[Passage, ...]:
    """Split a text into passages, sorted by passage id.

    Args:
        text: the text of a document.
        document_id: the identifier of the document.
        levels: the outline level of each heading by its passage id; 1 is the top level.

    Raises:
        SegmentError: a heading has no level, or a level has no heading.
    """
    siblings: Counter[str] = Counter()
    passages = []
    for passage_id, kind, parent_id, span in _outline(text, levels):
        siblings[parent_id] += 1
        digest = sha256_of(text[span.start : span.end])
        place = siblings[parent_id], span.start, span.end, digest
        passages.append(Passage(passage_id, document_id, kind, parent_id, *place))
    return tuple(sorted(passages, key=lambda passage: passage.passage_id))


def as_row(passage: Passage) -> dict[str, str]:
    """The passage as a row of text cells, by column."""
    return {column: str(value) for column, value in asdict(passage).items()}


def coded_levels(package: Package) -> dict[str, int]:
    """The outline level of each heading in a package, by passage id.

    Raises:
        TableError: the table of headings is missing, or cannot be read.
    """
    rows = rows_of(package, "headings")
    return {row["passage_id"]: whole_number(row, "level") for row in rows}


def _document_id(package: Package, text: str) -> str:
    for row in rows_of(package, "documents"):
        if row["sha256"] == sha256_of(text):
            return row["document_id"]
    raise SegmentError("no document has the checksum of this text; choose one with --document")


def main(arguments: list[str] | None = None) -> int:
    """Print the table of passages of a text. Exit status 2: the text cannot be split."""
    parser = argparse.ArgumentParser(prog="python -m scripts.segment", description=main.__doc__)
    parser.add_argument("source", type=Path, metavar="SOURCE", help="the text, in UTF-8")
    parser.add_argument("--package", type=Path, default=Path(), help="default: here")
    parser.add_argument("--document", help="default: the document with the checksum of the text")
    parser.add_argument("--levels", type=int, nargs="+", help="default: the table of headings")
    chosen = parser.parse_args(arguments)
    try:
        text = decoded(chosen.source, str(chosen.source))
        document_id = chosen.document or _document_id(read_package(chosen.package), text)
        levels = {f"h{place:02d}": level for place, level in enumerate(chosen.levels or (), 1)}
        levels = levels or coded_levels(read_package(chosen.package))
        passages = segment(text, document_id, levels)
    except (PackageError, SegmentError, TableError) as error:
        print(f"segment: {error}", file=sys.stderr)
        return 2
    sys.stdout.buffer.write(canonical_csv(COLUMNS, COLUMNS[:1], map(as_row, passages)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
