"""Shares of a poll question as one bar, with the residual between those for and those against."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.site.charts.shares import Share, bar

PERCENTS = st.integers(0, 100)


def printed(stance: str, percent: str, margin: str = "0.5") -> Share:
    value, half = Fraction(percent), Fraction(margin)
    return Share(stance, value - half, value, value + half)


def pieces(*shares: Share) -> list[tuple[str, int, float, float]]:
    return [(item.kind, item.number, item.start, item.width) for item in bar(shares).pieces]


def test_answers_for_stand_at_the_left_answers_against_at_the_right():
    assert pieces(printed("unfavourable", "67"), printed("favourable", "29")) == [
        ("answer", 1, 0, 29),
        ("margin", 1, 29, 0.5),
        ("answer", 0, 33, 67),
        ("margin", 0, 32.5, 0.5),
    ]


def test_the_residual_lies_between_and_leaves_out_what_rounding_may_add_to_answers():
    result = bar([printed("favourable", "29"), printed("unfavourable", "67")])
    assert (result.residual_start, result.residual_width) == (29.5, 3)
    assert (result.residual_low, result.residual_high) == (3, 5)


def test_other_answers_follow_those_in_favour_in_their_order():
    result = pieces(printed("neutral", "10"), printed("favourable", "20"), printed("none", "30"))
    assert result == [
        ("answer", 1, 0, 20),
        ("answer", 0, 20, 10),
        ("answer", 2, 30, 30),
        ("margin", 2, 60, 1.5),
    ]


def test_more_than_leaves_everything_above_open():
    over_90 = Share("favourable", Fraction(90), Fraction(90), Fraction(100))
    assert pieces(over_90) == [("answer", 0, 0, 90), ("margin", 0, 90, 10)]
    assert bar([over_90]).residual_width == 0
    assert (bar([over_90]).residual_low, bar([over_90]).residual_high) == (0, 10)


def test_shares_beyond_100_percent_make_the_bar_longer_and_100_is_marked():
    result = bar([printed("favourable", "80"), printed("unfavourable", "45")])
    assert result.full == 80
    assert (result.pieces[0].start, result.pieces[0].width) == (0, 64)
    assert (result.residual_width, result.residual_high) == (0, -24)


def test_decimals_are_exact():
    result = bar([printed("favourable", "67.3", "0.05"), printed("unfavourable", "32", "0.5")])
    assert (result.residual_low, result.residual_high) == (Fraction("0.15"), Fraction("1.25"))
    assert (result.residual_start, result.residual_width) == (67.35, 0.15)


@given(st.lists(st.tuples(st.sampled_from(["favourable", "unfavourable", "none"]), PERCENTS)))
def test_nothing_is_drawn_beyond_the_bar_and_answers_do_not_overlap(given_shares):
    result = bar([printed(stance, str(percent), "0") for stance, percent in given_shares])
    spans = sorted((item.start, item.start + item.width) for item in result.pieces if item.width)
    assert all(start >= -0.01 and end <= 100.01 for start, end in spans)
    assert all(spans[n][1] <= spans[n + 1][0] + 0.01 for n in range(len(spans) - 1))
    assert result.residual_low == 100 - sum(percent for _, percent in given_shares)


@pytest.mark.parametrize("stance", ["favourable", "unfavourable", "neutral"])
def test_the_answer_and_its_margins_and_the_residual_fill_the_bar(stance):
    result = bar([printed(stance, "40")])
    total = sum(piece.width for piece in result.pieces) + result.residual_width
    assert total == 100
