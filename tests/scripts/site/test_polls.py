"""The page of polls: shares in words."""

from fractions import Fraction

import pytest

from scripts.site.pages.polls import span


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("1", "1.2", "1.0 to 1.2 %"),
        ("0.15", "1.25", "0.15 to 1.25 %"),
        ("3", "5", "3 to 5 %"),
        ("10", "10", "10 %"),
        ("0", "0.5", "0.0 to 0.5 %"),
        ("-0.5", "20", "-0.5 to 20.0 %"),
    ],
)
def test_two_shares_have_equal_decimals_and_equal_ones_are_said_once(low, high, words):
    assert span(Fraction(low), Fraction(high)) == words
