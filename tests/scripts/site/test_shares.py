"""Shares of a poll question as one bar, with the rest between those for and those against."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.site.charts.shares import Bar, Piece, Share, bar


def printed(stance: str, percent: str, margin: str = "0.5") -> Share:
    value, half = Fraction(percent), Fraction(margin)
    return Share(stance, value - half, value, value + half)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        pytest.param(
            [printed("unfavourable", "67"), printed("favourable", "29")],
            Bar(
                (
                    Piece("answer", "favourable", 0, 29),
                    Piece("margin", "favourable", 29, 0.5),
                    Piece("answer", "unfavourable", 33, 67),
                    Piece("margin", "unfavourable", 32.5, 0.5),
                ),
                *(29.5, 3, 3, 5, 100),
            ),
            id="for at the left, against at the right, the rest between their margins",
        ),
        pytest.param(
            [printed("neutral", "10"), printed("favourable", "20"), printed("none", "30")],
            Bar(
                (
                    Piece("answer", "favourable", 0, 20),
                    Piece("answer", "neutral", 20, 10),
                    Piece("answer", "none", 30, 30),
                    Piece("margin", "none", 60, 1.5),
                ),
                *(61.5, 38.5, 38.5, 41.5, 100),
            ),
            id="others follow those in favour in their order",
        ),
        pytest.param(
            [Share("favourable", Fraction(90), Fraction(90), Fraction(100))],
            Bar(
                (Piece("answer", "favourable", 0, 90), Piece("margin", "favourable", 90, 10)),
                *(100, 0, 0, 10, 100),
            ),
            id="more than 90 leaves open everything above",
        ),
        pytest.param(
            [printed("favourable", "80", "0"), printed("unfavourable", "45", "0")],
            Bar(
                (Piece("answer", "favourable", 0, 64), Piece("answer", "unfavourable", 64, 36)),
                *(64, 0, -25, -25, 80),
            ),
            id="beyond 100 percent the bar is longer",
        ),
        pytest.param(
            [printed("favourable", "67.3", "0.05")],
            Bar(
                (
                    Piece("answer", "favourable", 0, 67.3),
                    Piece("margin", "favourable", 67.3, 0.05),
                ),
                *(67.35, 32.65, Fraction("32.65"), Fraction("32.75"), 100),
            ),
            id="decimals are exact",
        ),
    ],
)
def test_answers_and_the_rest_share_the_bar(shares, expected):
    assert bar(shares) == expected


STANCES = st.sampled_from(["favourable", "unfavourable", "none"])


@given(st.lists(st.tuples(STANCES, st.integers(0, 100))))
def test_nothing_is_drawn_beyond_the_bar_and_answers_do_not_overlap(answers):
    result = bar([printed(stance, str(percent), "0") for stance, percent in answers])
    spans = sorted((item.start, item.start + item.width) for item in result.pieces if item.width)
    assert all(start >= -0.01 and end <= 100.01 for start, end in spans)
    assert all(before[1] <= after[0] + 0.01 for before, after in pairwise(spans))
    assert result.residual_low == 100 - sum(percent for _, percent in answers)
