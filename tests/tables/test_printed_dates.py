"""Years, months and days as a text prints them."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.tables.printed_dates import contradicts_date, prints_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("November 1, 2019", "2019-11-01"),
        ("1 November 2019", "2019-11-01"),
        ("November 1st", "2019-11-01"),
        ("Nov. 2019", "2019-11"),
        ("January of 2013", "2013-01"),
        ("January 2013", "2013"),
        ("between May and July of 2012", "2012-05/2012-07"),
        ("August/September 2014", "2014-08/2014-09"),
        ("January to March 2012", "2012-01"),
        ("late 2012", "2012-10/2012-12"),
        ("the late ‘90s", "1995/1999"),
        ("the 1990s", "1990/1999"),
        ("By 2015", "[..2015]"),
        ("before September 2013", "[2013-09..]"),
        ("the week of May 7, 2012", "2012-05-07/2012-05-13"),
        ("the quarter from April 2012", "2012-04/2012-06"),
        ("December 2012 to February", "2012-12/2013-02"),
        ("the winter of 1998/99", "1998-12/1999-02"),
        ("the 2012–13 season", "2012/2013"),
        ("October 2019", "2019-10~"),
        ("that January", "2012-01"),
        ("another year", "2019-10"),
        ("the 19th century", "1801/1900"),
        ("three days in May 2012", "2012-05"),
        ("may have been in June 2012", "2012-06"),
        ("20 May 2012", ""),
    ],
)
def test_a_date_with_what_is_printed_of_it_does_not_contradict(text: str, date: str) -> None:
    assert not contradicts_date(text, date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("November 1, 2019", "2019-11-02"),
        ("November 1, 2019", "2019-10-01"),
        ("November 1, 2019", "2018-11-01"),
        ("1 November 2019", "2019-11-10"),
        ("January of 2013", "2013-02"),
        ("April 2017", "2014-04"),
        ("between May and July of 2012", "2012-05/2012-08"),
        ("late 2012", "2013-10/2013-12"),
        ("the late ‘90s", "1985/1989"),
        ("By 2015", "[..2016]"),
        ("the week of May 7, 2012", "2012-05-08/2012-05-14"),
        ("that January", "2012-02"),
    ],
)
def test_a_date_without_what_is_printed_of_it_contradicts(text: str, date: str) -> None:
    assert contradicts_date(text, date)


@given(st.dates())
def test_a_date_never_contradicts_its_own_printed_form(day: datetime.date) -> None:
    month = calendar.month_name[day.month]
    for text in (f"{month} {day.day}, {day.year:04}", f"{day.day} {month} {day.year:04}"):
        for date in (f"{day}", f"{day}"[:7], f"{day}"[:4]):
            assert not contradicts_date(text, date)


@pytest.mark.parametrize(
    ("text", "date", "is_printed"),
    [
        ("31 February 2014", "2014-02-31", True),
        ("February 31st", "2014-02-31", True),  # the year stands elsewhere
        ("31 February 2013", "2014-02-31", False),
        ("31.02.2014", "2014-02-31", True),
        ("27/2019", "2019-27", True),
        ("27 boats, 2019", "2019-27", False),
        ("September to January 2016", "2016-09/2016-01", True),
        ("September 2016", "2016-09/2016-01", False),
        ("from 2016 to 2014", "2016/2014", True),
        ("2016-14", "2016/2014", True),
        ("in 1004", "1004", True),
        ("long ago", "1004", False),
    ],
)
def test_an_impossible_date_is_printed_part_by_part(text: str, date: str, is_printed: bool) -> None:
    assert prints_date(text, date) == is_printed
