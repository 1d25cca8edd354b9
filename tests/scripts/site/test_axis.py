"""The axis of time: places of days and dates, without room for years in which nothing is dated."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.dating import read_datings
from scripts.site.charts.axis import Mark, TimeAxis


def axis_of(*years: int, **sides: float) -> TimeAxis:
    return TimeAxis((date(year, 6, 1) for year in years), **sides)


@pytest.mark.parametrize(
    ("years", "runs"),
    [
        ((1931,), [(1931, 1932)]),
        ((1934, 1931), [(1931, 1935)]),
        ((1931, 1935), [(1931, 1932), (1935, 1936)]),
        ((1850, 1931, 1932, 1940), [(1850, 1851), (1931, 1933), (1940, 1941)]),
    ],
)
def test_three_or_more_years_without_a_date_become_a_break(years, runs):
    assert axis_of(*years).runs == runs


def test_years_are_equally_wide_and_a_break_is_half_a_year():
    axis = axis_of(1930, 1931, 1940, left=10, right=80)
    assert axis.start_of(date(1930, 1, 1)) == 10
    assert axis.end_of(date(1930, 12, 31)) == axis.start_of(date(1931, 1, 1)) == 30
    assert axis.breaks == [(50, 60)]
    assert axis.end_of(date(1940, 12, 31)) == 80


def test_the_first_and_the_last_year_of_the_calendar_have_a_place():
    axis = TimeAxis([date.min, date.max])
    assert (axis.start_of(date.min), axis.end_of(date.max)) == (0, 100)


def test_an_axis_without_a_day_is_refused():
    with pytest.raises(ValueError, match="needs a day"):
        TimeAxis([])


def test_years_are_labelled_and_every_second_label_may_give_way():
    assert [(tick.label, tick.place, tick.is_minor) for tick in axis_of(1931, 1934).ticks] == [
        ("1931", 0, True),
        ("1932", 24.98, False),
        ("1933", 50.03, True),
        ("1934", 75.02, False),
    ]


@pytest.mark.parametrize(("last", "step"), [(1915, 1), (1916, 2), (1999, 10)])
def test_many_years_are_labelled_in_round_steps(last, step):
    labels = [tick.label for tick in axis_of(*range(1900, last + 1)).ticks]
    assert labels == [str(year) for year in range(1900, last + 1, step)]


@given(st.lists(st.dates(), min_size=1, max_size=20))
def test_days_keep_their_order_beside_the_breaks_and_labels_have_room(days):
    axis = TimeAxis(days)
    places = [(axis.start_of(day), axis.end_of(day)) for day in sorted(days)]
    assert all(0 <= start <= end <= 100 for start, end in places)
    assert all(before[0] <= after[0] for before, after in pairwise(places))
    assert all(any(first <= day.year < end for first, end in axis.runs) for day in days)
    assert 1 <= len(axis.ticks) <= 16


@pytest.mark.parametrize(
    ("text", "mark", "middle"),
    [
        ("1930", Mark("year", 30, 60, False, False), 45),
        ("1930~", Mark("year", 30, 60, False, False), 45),
        ("1930-01", Mark("month", 30, 32.55, False, False), 31.27),
        ("1930-12-31", Mark("day", 59.92, 60, False, False), 59.96),
        ("1930/1931-12", Mark("interval", 30, 90, False, False), 60),
        ("[1930..1931]", Mark("interval", 30, 90, False, False), 60),
        ("[..1930]", Mark("open", 48, 60, True, False), 60),
        ("1930/..", Mark("open", 30, 42, False, True), 30),
        ("[..1929-01]", Mark("open", 0, 2.55, True, False), 2.55),
        ("[1931-12..]", Mark("open", 87.45, 90, False, True), 87.45),
    ],
)
def test_a_date_is_drawn_over_its_days_and_fades_towards_an_open_end(text, mark, middle):
    drawn = axis_of(1929, 1930, 1931, right=90).mark(read_datings([text])[text])
    assert drawn == mark
    assert drawn.middle == middle


def test_a_date_without_any_bound_has_no_mark():
    with pytest.raises(ValueError, match="has no bound"):
        axis_of(1931).mark(read_datings(["../.."])["../.."])
