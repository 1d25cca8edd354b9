"""Dates of claims: their first and last day."""

import pytest

from scripts.dating import Dating, read_datings


def test_texts_are_read_once_with_their_days_and_precision():
    assert read_datings(["1931-02", "[..0050]", "1931-02", ""]) == {
        "": Dating(),
        "1931-02": Dating("1931-02", "1931-02-01", "1931-02-28", "month"),
        "[..0050]": Dating("[..0050]", "", "0050-12-31", "open"),
    }


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1931", "1931-01-01 to 1931-12-31"),
        ("1931-02", "1931-02-01 to 1931-02-28"),
        ("1931-02-07", "1931-02-07"),
        ("1931-02~", "1931-02-01 to 1931-02-28"),
        ("1931?", "1931-01-01 to 1931-12-31"),
        ("1931-02-07%", "1931-02-07"),
        ("1931-02/1932", "1931-02-01 to 1932-12-31"),
        ("1931~/..", "1931-01-01 or later"),
        ("../1931", "1931-12-31 or earlier"),
        ("[..1931-02]", "1931-02-28 or earlier"),
        ("[1931..]", "1931-01-01 or later"),
        ("[1931..1932]", "1931-01-01 to 1932-12-31"),
    ],
)
def test_a_span_says_its_days(text, span):
    assert read_datings([text])[text].span == span
