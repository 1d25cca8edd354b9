"""What headings and lists of sources say, as rows of the tables of headings and citations."""

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeAlias

from checks.passages.blocks import Block

_MOST_WORDS = 8
"""As many words as are carried over as printed, where there are more."""
_WORD = re.compile(r"[^\W_]+")
"""A word, as the proof counts them: "15-74" is two."""

Expected: TypeAlias = Mapping[tuple[str, str], Mapping[str, str]]
"""Rows that follow from the text, by their passage and their position in it ("" of a heading)."""


def headings(text: str, blocks: Mapping[str, Block]) -> Expected:
    """The rows of the headings of a text, all of level 1, for plain text shows no levels."""
    return {
        (passage_id, ""): {
            "passage_id": passage_id,
            "level": "1",
            **_stated(text[block.span.start : block.span.end]),
        }
        for passage_id, block in blocks.items()
        if block.is_heading
    }


def citations(blocks: Mapping[str, Block]) -> Expected:
    """The rows of the sources that paragraphs list."""
    return {
        (passage_id, str(position)): {
            "passage_id": passage_id,
            "position": str(position),
            "list_label": block.sources.label,
            **_stated(entry),
        }
        for passage_id, block in blocks.items()
        if block.sources
        for position, entry in enumerate(block.sources.entries, start=1)
    }


def as_stated(words: str) -> str:
    """What a cell carries over of printed words: at most eight of them, in NFC, on one line.

    They end between two words that white space separates. So an address, however long, is whole.
    """
    words = unicodedata.normalize("NFC", re.sub(r"\s*[\r\n]\s*", " ", words))
    end, count = 0, 0
    for piece in re.finditer(r"\S+", words):
        count += len(_WORD.findall(piece[0]))
        if count > _MOST_WORDS and end:
            return words[:end]
        end = piece.end()
    return words


def _stated(words: str) -> Mapping[str, str]:
    """The cells of a claim that is flatly stated in these words."""
    given = as_stated(words)
    count, carried = (len(_WORD.findall(each)) for each in (words, given))
    note = f"It has {count} words, of which the first {carried} are given."
    is_whole = carried == count
    return {"as_stated": given, "certainty": "stated", "note": "" if is_whole else note}


def title_of(text: str, blocks: Mapping[str, Block]) -> str:
    """The first line of a text, if it is a heading."""
    first = next(iter(blocks.values()))
    return text[first.span.start : first.span.end] if first.is_heading else ""
