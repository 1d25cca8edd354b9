"""Dates in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.tables.written_dates import written_date


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1931", "1931"),
        ("1931-02", "February 1931"),
        ("1931-02-07", "7 February 1931"),
        ("1931-02~", "about February 1931"),
        ("1931?", "perhaps 1931"),
        ("1931-02-07%", "perhaps about 7 February 1931"),
        ("1931-02/1932", "between February 1931 and 1932"),
        ("1931~/..", "about 1931 or later"),
        ("../1931", "by 1931"),
        ("[..1931-02]", "by February 1931"),
        ("[1931..]", "1931 or later"),
        ("[1931..1932]", "between 1931 and 1932"),
        ("2012-10/2012-12", "late 2012"),
        ("2013-01/2013-03", "early 2013"),
        ("2012-10/2013-12", "between October 2012 and December 2013"),
        ("2012-01/2012-12", "between January 2012 and December 2012"),
        ("2014-27", "2014-27"),
        ("Michaelmas", "Michaelmas"),
        ("1931-02-07-08", "1931-02-07-08"),
        ("", ""),
    ],
)
def test_a_date_reads_as_a_reader_would_say_it(text, words):
    assert written_date(text) == words


@given(st.text(max_size=30) | st.from_regex(r"\[?[0-9]{0,4}(-[0-9]{2}){0,3}[~?%]?(\.\.|/)?"))
def test_any_text_has_words(text):
    assert isinstance(written_date(text), str)
