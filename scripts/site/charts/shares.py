"""The shares of a question as one bar: the answers, and what no answer is reported for.

Favourable answers begin at the left, other answers follow them, and unfavourable answers end at
the right. The rest lies between. Places are in percent of the bar.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

_FULL = Fraction(100)


@dataclass(frozen=True)
class Share:
    """A share in percent: the printed value, and the bounds that rounding and qualifier leave.

    `best` is the lower bound where no value is printed.
    """

    stance: str
    low: Fraction
    best: Fraction
    high: Fraction


@dataclass(frozen=True)
class Piece:
    """A part of the bar: an answer, or the margin by which the answers may be more."""

    kind: Literal["answer", "margin"]
    stance: str
    start: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A bar: its pieces, the stretch that is certainly not reported, and the bounds of the rest.

    `residual_low` and `residual_high` are exact; they are negative if the shares exceed 100
    percent. The bar is then longer than 100 percent, which lie at `full`.
    """

    pieces: tuple[Piece, ...]
    residual_start: float
    residual_width: float
    residual_low: Fraction
    residual_high: Fraction
    full: float


def bar(shares: Sequence[Share]) -> Bar:
    """The bar of shares of one question that exclude each other."""
    right = [share for share in shares if share.stance == "unfavourable"]
    left = [share for share in shares if share.stance != "unfavourable"]
    left.sort(key=lambda share: share.stance != "favourable")
    length = max(_FULL, _total(share.best for share in shares))
    before = min(_total(share.high for share in left), length)
    after = max(length - _total(share.high for share in right), before)
    from_right = (
        replace(piece, start=round(100 - piece.start - piece.width, 3))
        for piece in _stacked(right, length)
    )
    return Bar(
        pieces=(*_stacked(left, length), *from_right),
        residual_start=_percent(before, length),
        residual_width=_percent(after - before, length),
        residual_low=_FULL - _total(share.high for share in shares),
        residual_high=_FULL - _total(share.low for share in shares),
        full=_percent(_FULL, length),
    )


def _stacked(shares: Sequence[Share], length: Fraction) -> list[Piece]:
    """Answers from the left, and behind them the margin of all of them."""
    pieces = []
    start = Fraction()
    for share in shares:
        place, width = _percent(start, length), _percent(share.best, length)
        pieces.append(Piece("answer", share.stance, place, width))
        start += share.best
    most = min(_total(share.high for share in shares), length)
    if most > start:
        place, width = _percent(start, length), _percent(most - start, length)
        pieces.append(Piece("margin", shares[-1].stance, place, width))
    return pieces


def _total(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction())


def _percent(value: Fraction, length: Fraction) -> float:
    return round(float(100 * value / length), 3)
