"""Shares of a question as one bar: what answers take of it, and what no answer is reported for.

Favourable answers are stacked from the left, unfavourable ones from the right, and all others
follow the favourable ones, so that the residual lies between. Places are in percent of the bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

_FULL = Fraction(100)


@dataclass(frozen=True)
class Share:
    """A share with the bounds that rounding and its qualifier leave, all in percent.

    `best` is what is printed, or the lower bound where none is.
    """

    stance: str
    low: Fraction
    best: Fraction
    high: Fraction


@dataclass(frozen=True)
class Piece:
    """A part of the bar: an answer, or a `margin` that may or may not belong to it.

    `number` is that of the share in the order given.
    """

    kind: Literal["answer", "margin"]
    number: int
    stance: str
    start: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A bar: the pieces, the stretch that is certainly not reported, and the bounds of all of that.

    `residual_low` and `residual_high` are in percent; negative where shares exceed 100, by which
    the whole bar is then too long: `full` is where 100 percent are.
    """

    pieces: tuple[Piece, ...]
    residual_start: float
    residual_width: float
    residual_low: Fraction
    residual_high: Fraction
    full: float


def bar(shares: Sequence[Share]) -> Bar:
    """The bar of some shares of one question that exclude each other."""
    numbered = list(enumerate(shares))
    left = [item for item in numbered if item[1].stance == "favourable"]
    left += [item for item in numbered if item[1].stance not in ("favourable", "unfavourable")]
    right = [item for item in numbered if item[1].stance == "unfavourable"]
    low = sum((share.low for share in shares), Fraction())
    high = sum((share.high for share in shares), Fraction())
    best = sum((share.best for share in shares), Fraction())
    length = max(_FULL, best)
    before = min(sum((share.high for _, share in left), Fraction()), length)
    after = max(length - sum((share.high for _, share in right), Fraction()), before)
    pieces = [*_stacked(left, length), *(_mirrored(piece) for piece in _stacked(right, length))]
    return Bar(
        pieces=tuple(pieces),
        residual_start=_percent(before, length),
        residual_width=_percent(after - before, length),
        residual_low=_FULL - high,
        residual_high=_FULL - low,
        full=_percent(_FULL, length),
    )


def _stacked(shares: Sequence[tuple[int, Share]], length: Fraction) -> list[Piece]:
    """Answers from the left, and behind the last one what they may take besides."""
    pieces = []
    start = Fraction()
    for number, share in shares:
        place, width = _percent(start, length), _percent(share.best, length)
        pieces.append(Piece("answer", number, share.stance, place, width))
        start += share.best
    most = min(sum((share.high for _, share in shares), Fraction()), length)
    if shares and most > start:
        number, share = shares[-1]
        place, width = _percent(start, length), _percent(most - start, length)
        pieces.append(Piece("margin", number, share.stance, place, width))
    return pieces


def _mirrored(piece: Piece) -> Piece:
    start = round(100 - piece.start - piece.width, 3)
    return Piece(piece.kind, piece.number, piece.stance, start, piece.width)


def _percent(value: Fraction, length: Fraction) -> float:
    return round(float(100 * value / length), 3)
