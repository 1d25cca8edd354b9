"""The list of sources in brackets at the end of a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.passages.spans import Doubt, Span
from checks.tables.printed_values import MONTHS

LIKE_A_LIST = re.compile(r"[(\[]?\s*\bsources?\s*:", re.IGNORECASE)
"""What begins a list of sources, in brackets or not."""

_LIST = re.compile(
    r"\((?P<label>Sources?):\s+(?P<entries>[^()]*(?:\([^()]*\)[^()]*)*)\)$",
)
_PART_OF_ENTRY = re.compile(rf"$|[0-9]|(?:and|Inc|Ltd|LLC|Jr|{MONTHS})\b")
"""What begins a piece of a list that is no entry of its own: "Reuters, April 3"."""


@dataclass(frozen=True)
class SourceList:
    """The list of sources at the end of a paragraph; the label is "Source" or "Sources"."""

    span: Span
    label: str
    entries: tuple[str, ...]


def source_list(text: str, paragraph: Span) -> SourceList | None:
    """The list of sources in brackets at the end of a paragraph, if there is one.

    Entries are separated by semicolons if there is one, else by commas, both outside brackets.
    """
    found = _LIST.search(text[paragraph.start : paragraph.end])
    if found is None:
        return None
    separator = ";" if ";" in found["entries"] else ","
    entries = re.split(rf"{separator}(?![^()]*\))", found["entries"])
    span = Span(paragraph.start + found.start(), paragraph.end)
    return SourceList(span, found["label"], tuple(entry.strip() for entry in entries))


def doubts_about_sources(text: str, paragraph: Span, listed: SourceList | None) -> Iterator[Doubt]:
    """Lists that are not at the end or not in brackets, and entries that may belong together.

    Entries of a list under "Source" may do so, too.
    """
    end = listed.span.start if listed else paragraph.end
    for found in LIKE_A_LIST.finditer(text, paragraph.start, end):
        yield Doubt(found.start(), "what looks like a list of sources, not in ( ) at the end")
    if listed and listed.span.start == paragraph.start:
        yield Doubt(listed.span.start, "a list of sources without a sentence before it")
    if listed and (
        any(map(_PART_OF_ENTRY.match, listed.entries))
        or (listed.label == "Source" and len(listed.entries) > 1)
    ):
        yield Doubt(listed.span.start, "an entry of the list may be a part of the one before")
