"""Numbers and dates as a text prints them, in digits and in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.tables.printed_values import contradicts_date, contradicts_numbers, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("at least 53", ["53"]),
        ("52.60 percent", ["52.6"]),
        ("1,200 people", ["1200"]),
        ("$1,000,000.50", ["1000000.5"]),
        ("between 1,000 and 2,000", ["1000", "2000"]),
        ("20-30 boats", ["20", "30"]),
        ("20–30 boats", ["20", "30"]),
        ("1 200 gens", ["1", "200", "1200"]),
        ("1’200 Leute", ["1", "200", "1200"]),
        ("52,6 Prozent", ["52.6"]),
        ("1.200 Leute", ["1.2", "1200"]),
        ("1.5 million", ["1.5", "1500000"]),
        ("3 thousand", ["3", "3000"]),
        ("2 dozen", ["2", "24"]),
        ("10km", ["10"]),
        ("€2bn", ["2", "2000000000"]),
        ("95%", ["95"]),
        ("two boats", ["2"]),
        ("Twenty one percent", ["21"]),
        ("twenty-one", ["21"]),
        ("Forty boats", ["40"]),
        ("two hundred and five", ["205"]),
        ("three hundred thousand", ["300000"]),
        ("one million two hundred thousand", ["1200000"]),
        ("a dozen boats", ["12"]),
        ("a hundred", ["100"]),
        ("between five and ten", ["5", "10"]),
        ("over half", ["0.5", "50"]),
        ("half a million", ["500000"]),
        ("zero", ["0"]),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == {Decimal(number) for number in numbers}


@pytest.mark.parametrize(
    "text",
    [
        "killed hundreds",
        "dozens of hostages",
        "the second time",
        "the 19th boat",
        "the late ‘90s",
        "the 1990s",
        "Q7 Pact",
        "a majority",
        "so it says",
        "no one",
        "",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert numbers_in(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "two thirds",
        "a quarter of 100",
        "one and a half million",
        "twice as many as 20",
        "one in five",
        "9 out of 10",
        "one of the worst",
        "Oru and four other",
        "12 more",
    ],
)
def test_what_has_to_be_worked_out_is_not_read(text: str) -> None:
    assert numbers_in(text) is None


@pytest.mark.parametrize("text", ["on May 3, 2012", "3 May 2012", "of May 2012", "May 3rd"])
def test_the_numbers_of_a_date_are_none(text: str) -> None:
    assert numbers_in(f"20 boats {text}") == {Decimal(20)}


@given(st.integers(0, 10**12))
def test_a_number_is_read_with_and_without_commas(number: int) -> None:
    assert Decimal(number) in (numbers_in(f"about {number:,} boats") or ())
    assert Decimal(number) in (numbers_in(f"about {number} boats") or ())


# The values of a row against what it prints.


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("87 percent", ["87"]),
        ("52.60 percent", ["52.60"]),
        ("52.60 percent", ["52.6"]),
        ("between 1,000 and 2,000", ["1000", "2000"]),
        ("five of the 20 boats", ["5"]),
        ("over half", ["50"]),
        ("two boats", ["2", "2", "2"]),
        ("minus 5", ["-5"]),
        ("a few", ["87"]),
        ("two thirds", ["66.7"]),
        ("so it says", ["87"]),
        ("in 2015", ["37"]),
        ("2014 poll", ["1200"]),
        ("87 percent", []),
        ("3 May 2012", ["87"]),
        ("87 percent", ["many"]),
    ],
)
def test_values_that_are_printed_or_that_nothing_is_printed_about_do_not_contradict(
    text: str, values: list[str]
) -> None:
    assert not contradicts_numbers(text, values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("87 percent", ["78"]),
        ("between 1,000 and 2,000", ["1000", "3000"]),
        ("two boats", ["3"]),
        ("Twenty one percent", ["20"]),
        ("1,200 people", ["200"]),
        ("1.5 million", ["15000000"]),
        ("over half", ["40"]),
        ("37 people in 2015", ["73"]),
        ("52.60 percent", ["52.06"]),
    ],
)
def test_a_value_that_is_not_printed_among_those_that_are_contradicts(
    text: str, values: list[str]
) -> None:
    assert contradicts_numbers(text, values)


def test_a_percentage_is_no_count() -> None:
    assert contradicts_numbers("56 percent of all", ["1200"])
    assert not contradicts_numbers("56 percent of all", ["1200"], of_counts=True)
    assert contradicts_numbers("1,300 people, 56 percent of all", ["1200"], of_counts=True)


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
def test_a_date_never_contradicts_its_own_printed_form(day) -> None:
    month = ["January", "February", "March", "April", "May", "June", "July", "August",
             "September", "October", "November", "December"][day.month - 1]  # fmt: skip
    for text in (f"{month} {day.day}, {day.year:04}", f"{day.day} {month} {day.year:04}"):
        for date in (f"{day}", f"{day}"[:7], f"{day}"[:4]):
            assert not contradicts_date(text, date)
