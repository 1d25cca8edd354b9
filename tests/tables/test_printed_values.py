"""Numbers as a text prints them, in digits and in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.tables.printed_values import contradicts_number, last_place, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("52.60 percent", ["52.6"]),
        ("$1,000,000.50", ["1000000.5"]),
        ("between 1,000 and 2,000", ["1000", "2000"]),
        ("20-30 boats", ["20", "30"]),
        ("1 200 gens", ["1", "200", "1200"]),
        ("1’200 Leute", ["1", "200", "1200"]),
        ("1.200 Leute", ["1.2", "1200"]),
        ("3 thousand", ["3", "3000"]),
        ("10km", ["10"]),
        ("Oru,822", ["822"]),
        ("€2bn", ["2", "2000000000"]),
        ("two boats", ["2"]),
        ("Twenty one percent", ["21"]),
        ("three hundred thousand", ["300000"]),
        ("one million two hundred thousand", ["1200000"]),
        ("a dozen boats", ["12"]),
        ("over half", ["0.5", "50"]),
        ("half a million", ["500000"]),
        ("3 hundred thousand", ["3", "300000"]),
        ("between one hundred and two hundred", ["100", "200"]),
        ("a hundred and fifty thousand", ["150000"]),
        ("one million two hundred thousand and five", ["1200005"]),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == {Decimal(number) for number in numbers}


@pytest.mark.parametrize(
    "text",
    [
        "killed hundreds",
        "the second time",
        "the 19th boat",
        "the late ‘90s",
        "Q7 Pact",
        "a majority",
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
        "one in five",
        "one of the worst",
        "Oru and four other",
        "12 more",
    ],
)
def test_what_has_to_be_worked_out_is_not_read(text: str) -> None:
    assert numbers_in(text) is None


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("2.3 million", "2300000", 5),
        ("2.3 million", "2.3", -1),
        ("2.30 million", "2300000", 4),
        ("14.0 percent", "14", -1),
        ("-0.7%", "-0.7", -1),
        ("14,500 soldiers", "14500", 0),
        ("two million", "2000000", 6),
        ("two thousand and five", "2005", 0),
        ("two hundred", "200", 0),
        ("half a million", "500000", 5),
        ("2 to 3 million", "2000000", 6),
        ("€2bn", "2000000000", 9),
        ("2.3 million (2,300,000)", "2300000", 5),
        ("0.0 million", "0", 5),
        ("53 soldiers", "54", None),
        ("one in five", "20", None),
    ],
)
def test_the_last_digit_printed_of_a_value_has_a_place(
    text: str, value: str, place: int | None
) -> None:
    assert last_place(text, value) == place


@pytest.mark.parametrize("text", ["on May 3, 2012", "3 May 2012", "of May 2012", "May 3rd"])
def test_the_numbers_of_a_date_are_none(text: str) -> None:
    assert numbers_in(f"20 boats {text}") == {Decimal(20)}


@given(st.integers(0, 10**12))
def test_a_number_is_read_with_and_without_commas(number: int) -> None:
    assert Decimal(number) in (numbers_in(f"about {number:,} boats") or ())
    assert Decimal(number) in (numbers_in(f"about {number} boats") or ())


SHARED = [
    ("2 to 3 million", "2000000", "3000000"),
    ("2 – 3 million", "2000000", "3000000"),
    ("2- to 3-million", "2000000", "3000000"),
    ("2-3m", "2000000", "3000000"),
    ("2 or perhaps 3 million", "2000000", "3000000"),
    ("between 2 and about 3 million", "2000000", "3000000"),
    ("$1.5-$2 billion", "1500000000", "2000000000"),
    ("€2-€3bn", "2000000000", "3000000000"),
    ("between three and four thousand", "3000", "4000"),
    ("two-three thousand", "2000", "3000"),
    ("two or three dozen", "24", "36"),
    ("two to three hundred thousand", "200000", "300000"),
    ("five hundred to six hundred thousand", "500000", "600000"),
    ("twenty to thirty-five thousand", "20000", "35000"),
    ("between nine and 12 million", "9000000", "12000000"),
    ("half to one million", "500000", "1000000"),
    ("two, three or four thousand", "2000", "4000"),
    ("5-6,000 fighters", "5000", "6000"),
    ("between 5 and 6,000", "5", "6000"),
    ("5 to 6,000,000", "5000000", "6000000"),
    ("5 to 6 000", "5000", "6000"),
    ("200-300,000", "200000", "300000"),
    ("3-4 percent", "3", "4"),
    ("between three and four per cent", "3", "4"),
]
"""Ranges and choices whose numbers share a word, and their smallest and largest number."""


@pytest.mark.parametrize(("text", "low", "high"), SHARED)
def test_the_numbers_of_a_range_share_a_scale_word(text: str, low: str, high: str) -> None:
    assert not contradicts_number(text, low)
    assert not contradicts_number(text, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 to 3 million", "4000000"),
        ("2 to 3 million", "2500000"),
        ("2,000 to 3,000", "2000000"),
        ("2 thousand to 3 million", "2000000"),
        ("3 million to 2", "2000000"),
        ("2 boats and 3 million people", "2000000"),
        ("12 and 3 million", "12000000"),
        ("two to three hundred thousand", "20000"),
        ("5-6,000 fighters", "5000000"),
        ("100 to 1,000", "100000"),
        ("52,6 to 53 percent", "52600"),
        ("3-4 percent", "5"),
    ],
)
def test_a_range_does_not_print_other_numbers(text: str, value: str) -> None:
    assert contradicts_number(text, value)


@given(st.integers(1, 998), st.data(), st.sampled_from(["thousand", "million", "billion"]))
def test_a_range_prints_its_two_ends_with_their_scale_and_without(
    low: int, data: st.DataObject, scale: str
) -> None:
    high = data.draw(st.integers(low + 1, 999))
    factor = {"thousand": 10**3, "million": 10**6, "billion": 10**9}[scale]
    assert numbers_in(f"{low} to {high} {scale}") == {low, high, low * factor, high * factor}


@pytest.mark.parametrize(
    ("text", "value", "contradicts"),
    [
        ("52.60 percent", "52.6", False),
        ("52.60 percent", "52.06", True),
        ("five of the 20 boats", "5", False),
        ("over half", "50", False),
        ("over half", "40", True),
        ("minus 5", "-5", False),
        ("fell 5", "-5", True),
        ("two boats", "3", True),
        ("a few", "87", False),
        ("two thirds", "66.7", False),
        ("in 2015", "37", False),
        ("37 people in 2015", "73", True),
        ("3 May 2012", "87", False),
        ("87 percent", "many", False),
        ("1,200 people", "200", True),
    ],
)
def test_a_text_contradicts_a_value_when_it_prints_other_numbers(
    text: str, value: str, contradicts: bool
) -> None:
    assert contradicts_number(text, value) == contradicts


NEGATIVE = ["-0.7%", "\u22120.7 %", "minus 0.7 percent", "Minus 0.7%", "negative 0.7 percent"]


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_printed_minus_makes_a_number_negative(text: str) -> None:
    assert numbers_in(text) == {Decimal("-0.7")}
    assert not contradicts_number(text, "-0.7")
    assert contradicts_number(text, "0.7")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("-$2 million", ["-2", "-2000000"]),
        ("minus two", ["-2"]),
        ("from -2 to -1", ["-2", "-1"]),
        ("-3 to -2 million", ["-3", "-2", "-3000000", "-2000000"]),
        ("a balance of -1,200", ["-1200"]),
        ("fell 0.7%", ["0.7"]),
        ("negative growth of 2", ["2"]),
        ("20-30 boats", ["20", "30"]),
        ("2014-15", ["2014", "15"]),
        ("mid-2015", ["2015"]),
        ("G-5", ["5"]),
        ("\u2013 5 boats", ["5"]),
    ],
)
def test_a_minus_is_told_from_a_hyphen_and_a_fall(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == {Decimal(number) for number in numbers}


@pytest.mark.parametrize(
    "text", ["5 -3", "10 minus 3", "plus or minus 3", "(3)", "\u20133", "3 degrees below zero"]
)
def test_what_may_be_a_minus_has_both_readings(text: str) -> None:
    assert {Decimal(3), Decimal(-3)} <= (numbers_in(text) or set())


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("56 percent of all", False),
        ("3 to 4 percent of all", False),
        ("between three and 4% of all", False),
        ("1,200 people, 56 percent of all", False),
        ("1,300 people, 56 percent of all", True),
        ("1,300 people, 3 to 4 percent of all", True),
    ],
)
def test_a_percentage_is_not_a_count(text: str, contradicts: bool) -> None:
    assert contradicts_number(text, "1200", of_counts=True) == contradicts
