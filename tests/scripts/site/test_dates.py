"""Dates on the site: as marks of their precision, and in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.site.charts.axis import TimeAxis
from scripts.site.charts.date_marks import mark, read_datings
from scripts.site.charts.wording import in_words

AXIS = TimeAxis(date(year, 1, 1) for year in range(1930, 1940))
"""A year is 10 percent wide."""


def drawn(text: str):
    return mark(read_datings([text])[text], AXIS)


@pytest.mark.parametrize(
    ("text", "shape", "start", "end"),
    [
        ("1931", "year", 10, 20),
        ("1931~", "year", 10, 20),
        ("1931-01", "month", 10, 10 + 10 * 31 / 365),
        ("1931-12-31", "day", 20 - 10 / 365, 20),
        ("1931/1932-12", "interval", 10, 30),
        ("[1931..1932]", "interval", 10, 30),
    ],
)
def test_a_date_is_drawn_over_the_days_that_it_allows(text, shape, start, end):
    result = drawn(text)
    assert result.shape == shape
    assert (result.start, result.end) == (
        pytest.approx(start, abs=0.03),
        pytest.approx(end, abs=0.03),
    )
    assert (result.opens_left, result.opens_right) == (False, False)


def test_an_open_date_fades_towards_its_open_end_and_lines_to_it_end_at_the_other():
    before, after = drawn("[..1934]"), drawn("1935/..")
    assert (before.opens_left, before.opens_right, before.middle) == (True, False, 50)
    assert (after.opens_left, after.opens_right, after.middle) == (False, True, 50)
    assert (before.end, after.start) == (50, 50)


def test_an_open_date_does_not_leave_the_axis():
    assert drawn("[..1930]").start == 0
    assert drawn("[1939..]").end == 100


def test_a_date_without_any_bound_is_left_out():
    assert set(read_datings(["", "1931", "../..", "1931"])) == {"1931"}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1931-05-17", "1931-05-17"),
        ("1931-02", "1931-02-01 to 1931-02-28"),
        ("[..1931]", "1931-12-31 or earlier"),
        ("1931/..", "1931-01-01 or later"),
    ],
)
def test_the_days_of_a_date_can_be_said(text, span):
    assert read_datings([text])[text].span == span


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
        ("../1931", "1931 or earlier"),
        ("[..1931-02]", "February 1931 or earlier"),
        ("[1931..]", "1931 or later"),
        ("[1931..1932]", "between 1931 and 1932"),
        ("Michaelmas", "Michaelmas"),
        ("1931-13", "1931"),
    ],
)
def test_a_date_reads_as_a_reader_would_say_it(text, words):
    assert in_words(text) == words


@given(st.text(max_size=30))
def test_words_are_found_for_whatever_stands_in_a_cell(text):
    assert isinstance(in_words(text), str)
