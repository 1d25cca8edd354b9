"""Parts of a text, as half-open ranges of code points, and what is doubtful about them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Doubt(NamedTuple):
    """Something in a text that can be read in two ways: where it is, and why."""

    offset: int
    reason: str


def trimmed(text: str, start: int, ends: Iterable[int]) -> Iterator[Span]:
    """The pieces of a text up to each end, without white space at their edges."""
    for end in ends:
        piece = text[start:end]
        if piece.strip():
            yield Span(end - len(piece.lstrip()), start + len(piece.rstrip()))
        start = end
