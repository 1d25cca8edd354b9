"""Dates of claims: their first and last day, and how a reader would say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.dating import Dating, in_words, read_datings


def test_texts_are_read_once_with_their_days_and_precision():
    assert read_datings(["1931-02", "[..0050]", "1931-02", ""]) == {
        "": Dating(),
        "1931-02": Dating("1931-02", "1931-02-01", "1931-02-28", "month"),
        "[..0050]": Dating("[..0050]", "", "0050-12-31", "open"),
    }


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("1931", "1931-01-01 to 1931-12-31", "1931"),
        ("1931-02", "1931-02-01 to 1931-02-28", "February 1931"),
        ("1931-02-07", "1931-02-07", "7 February 1931"),
        ("1931-02~", "1931-02-01 to 1931-02-28", "about February 1931"),
        ("1931?", "1931-01-01 to 1931-12-31", "perhaps 1931"),
        ("1931-02-07%", "1931-02-07", "perhaps about 7 February 1931"),
        ("1931-02/1932", "1931-02-01 to 1932-12-31", "between February 1931 and 1932"),
        ("1931~/..", "1931-01-01 or later", "about 1931 or later"),
        ("../1931", "1931-12-31 or earlier", "1931 or earlier"),
        ("[..1931-02]", "1931-02-28 or earlier", "February 1931 or earlier"),
        ("[1931..]", "1931-01-01 or later", "1931 or later"),
        ("[1931..1932]", "1931-01-01 to 1932-12-31", "between 1931 and 1932"),
    ],
)
def test_a_date_reads_as_a_reader_would_say_it(text, span, words):
    assert read_datings([text])[text].span == span
    assert in_words(text) == words


@given(st.text(max_size=30) | st.from_regex(r"\[?[0-9]{0,4}(-[0-9]{2}){0,3}[~?%]?(\.\.|/)?"))
def test_any_text_has_words(text):
    assert isinstance(in_words(text), str)


def test_a_text_that_is_no_date_stays_as_it_is():
    assert in_words("Michaelmas") == "Michaelmas"
    assert in_words("1931-02-07-08") == "1931-02-07-08"
