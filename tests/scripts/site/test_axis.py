"""The axis of time: days to places, without room for years in which nothing is dated."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.site.charts.axis import SHORTEST_BREAK, TimeAxis

DAYS = st.lists(st.dates(), min_size=1, max_size=20)


def stretches(*years: int) -> list[tuple[int, int, bool]]:
    axis = TimeAxis(date(year, 6, 1) for year in years)
    return [(item.first, item.last, item.is_break) for item in axis.stretches]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((1931,), [(1931, 1931, False)]),
        ((1934, 1931), [(1931, 1934, False)]),
        ((1931, 1935), [(1931, 1931, False), (1932, 1934, True), (1935, 1935, False)]),
        (
            (1850, 1931, 1932, 1940),
            [
                (1850, 1850, False),
                (1851, 1930, True),
                (1931, 1932, False),
                (1933, 1939, True),
                (1940, 1940, False),
            ],
        ),
    ],
)
def test_three_years_without_a_date_or_more_become_a_break(years, expected):
    assert SHORTEST_BREAK == 3
    assert stretches(*years) == expected


def test_years_are_equally_wide_and_a_break_is_half_a_year():
    axis = TimeAxis([date(1930, 1, 1), date(1931, 1, 1), date(1940, 1, 1)])
    assert axis.start_of(date(1930, 1, 1)) == 0
    assert axis.start_of(date(1931, 1, 1)) == pytest.approx(100 / 3.5, abs=0.01)
    assert axis.breaks == (pytest.approx((200 / 3.5, 250 / 3.5), abs=0.01),)
    assert axis.end_of(date(1940, 12, 31)) == 100


def test_a_day_reaches_from_its_beginning_to_that_of_the_next_one():
    axis = TimeAxis([date(1931, 1, 1)])
    assert axis.end_of(date(1931, 3, 4)) == axis.start_of(date(1931, 3, 5))
    assert axis.start_of(date(1931, 7, 2)) == pytest.approx(100 * 182 / 365, abs=0.01)


def test_an_axis_can_leave_room_at_its_sides():
    axis = TimeAxis([date(1931, 1, 1)], left=10, right=90)
    assert axis.start_of(date(1931, 1, 1)) == 10
    assert axis.end_of(date(1931, 12, 31)) == 90


def test_the_first_and_the_last_year_of_the_calendar_have_a_place():
    axis = TimeAxis([date.min, date.max])
    assert axis.start_of(date.min) == 0
    assert axis.end_of(date.max) == 100


def test_an_axis_without_a_day_is_refused():
    with pytest.raises(ValueError, match="needs a day"):
        TimeAxis([])


def test_years_are_labelled_and_every_second_label_may_give_way():
    ticks = TimeAxis([date(1931, 5, 1), date(1934, 5, 1)]).ticks
    assert [(tick.label, tick.is_minor) for tick in ticks] == [
        ("1931", True),
        ("1932", False),
        ("1933", True),
        ("1934", False),
    ]
    assert [tick.place for tick in ticks] == [0, 24.98, 50.03, 75.02]


def test_many_years_are_labelled_in_round_steps():
    ticks = TimeAxis(date(year, 1, 1) for year in range(1900, 2000)).ticks
    assert [tick.label for tick in ticks] == [str(year) for year in range(1900, 2000, 10)]


@given(DAYS)
def test_later_days_never_stand_further_left(days):
    axis = TimeAxis(days)
    places = [axis.start_of(day) for day in sorted(days)]
    assert all(before <= after for before, after in pairwise(places))
    assert all(axis.start_of(day) <= axis.end_of(day) for day in days)
    assert all(0 <= place <= 100 for place in places)


@given(DAYS)
def test_a_break_holds_none_of_the_days(days):
    axis = TimeAxis(days)
    for stretch in axis.stretches:
        if stretch.is_break:
            assert not any(stretch.first <= day.year <= stretch.last for day in days)


@given(DAYS)
def test_at_most_as_many_years_are_labelled_as_there_is_room_for(days):
    assert 1 <= len(TimeAxis(days).ticks) <= 16
