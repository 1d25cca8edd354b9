"""The tree of passages of a text: sections, paragraphs and sentences, with their identifiers.

A section starts at its heading and ends with the last block before the next heading of the same or
a higher level. Plain text shows no outline levels, so the caller passes them. Offsets count code
points and are half open.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from checks.passages.blocks import Block
from checks.passages.spans import Span


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


def numbered(blocks: Sequence[Block], prefix: str = "") -> dict[str, Block]:
    """The blocks by passage id: h01, h02, … for headings, p01, p02, … for paragraphs.

    Args:
        blocks: the blocks of a document, in order.
        prefix: what all identifiers of the document begin with, before a hyphen; or "".
    """
    count: Counter[str] = Counter()
    by_id = {}
    for block in blocks:
        letter = "h" if block.is_heading else "p"
        count[letter] += 1
        by_id[f"{prefix}{'-' if prefix else ''}{letter}{count[letter]:02d}"] = block
    return by_id


def passages(
    text: str, document_id: str, blocks: Mapping[str, Block], levels: Mapping[str, int]
) -> tuple[Passage, ...]:
    """The passages of a text, sorted by passage id.

    Args:
        text: the text of a document.
        document_id: the identifier of the document.
        blocks: the blocks of the text by passage id, as in `numbered`.
        levels: the outline level of each heading by its passage id; 1 is the top level.
    """
    siblings: Counter[str] = Counter()
    found = []
    for passage_id, kind, parent_id, span in _outline(blocks, levels):
        siblings[parent_id] += 1
        digest = sha256_of(text[span.start : span.end])
        place = siblings[parent_id], span.start, span.end, digest
        found.append(Passage(passage_id, document_id, kind, parent_id, *place))
    return tuple(sorted(found, key=lambda passage: passage.passage_id))


def as_row(passage: Passage) -> dict[str, str]:
    """The passage as a row of text cells, by column."""
    return {column: str(value) for column, value in asdict(passage).items()}


def _outline(
    blocks: Mapping[str, Block], levels: Mapping[str, int]
) -> Iterator[tuple[str, str, str, Span]]:
    """Passage id, kind, parent id and span of each passage, in the order of the text."""
    parents, ends = _sections(blocks, levels)
    for block_id, block in blocks.items():
        if block.is_heading:
            yield block_id, "section", parents[block_id], Span(block.span.start, ends[block_id])
            continue
        yield block_id, "paragraph", parents[block_id], block.span
        for number, sentence in enumerate(block.sentences, start=1):
            yield f"{block_id}.s{number:02d}", "sentence", block_id, sentence


def _sections(
    blocks: Mapping[str, Block], levels: Mapping[str, int]
) -> tuple[dict[str, str], dict[str, int]]:
    """The innermost section of each block ("" outside of all), and the end of each section."""
    parents: dict[str, str] = {}
    ends: dict[str, int] = {}
    nested: list[str] = []
    for block_id, block in blocks.items():
        while block.is_heading and nested and levels[nested[-1]] >= levels[block_id]:
            nested.pop()
        parents[block_id] = nested[-1] if nested else ""
        if block.is_heading:
            nested.append(block_id)
        ends |= dict.fromkeys(nested, block.span.end)
    return parents, ends
