"""The rule `percentages-attainable`: a percentage of a sample is one of whole respondents."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.polls.printing import PercentagesAttainable
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.poll_tables import answers, polls

RULE = PercentagesAttainable()


def sample(*percents, sizes=("20",), population="islanders", **changes):
    """Shares of one poll whose mentions p0, p1, ... give these sample sizes."""
    mentions = [
        (f"p{number}", "harbour-poll", population, size, "", "")
        for number, size in enumerate(sizes)
    ]
    values = [{"value": percent, **changes} for percent in percents]
    return {**answers(values), "polls": polls(mentions)}


@pytest.mark.parametrize(
    ("percent", "size", "nearest"),
    [
        ("12", "20", "2 give 10 and 3 give 15"),
        ("12.5", "20", "2 give 10 and 3 give 15"),
        ("33.4", "3", "1 give 33.33 and 2 give 66.67"),
        ("1", "20", "0 give 0 and 1 give 5"),
        ("99", "20", "19 give 95 and 20 give 100"),
        ("50.01", "1000", "500 give 50 and 501 give 50.1"),
        ("0.4", "1", "0 give 0 and 1 give 100"),
    ],
)
def test_a_percentage_between_those_of_whole_respondents_is_found(percent, size, nearest):
    (finding,) = outcome(RULE, sample(percent, sizes=[size]))[1]
    assert finding.claims == ("a0", "p0")
    assert nearest in finding.message


@pytest.mark.parametrize(
    ("percent", "size"),
    [
        ("10", "20"),
        ("33", "3"),
        ("33.33", "3"),
        ("67", "3"),
        ("0", "7"),
        ("100", "7"),
        ("0.5", "200"),
        ("12.5", "8"),
        ("12", "8"),
        ("13", "8"),
        ("14.29", "7"),
        ("57.3", "1000"),
    ],
)
def test_a_percentage_of_a_whole_respondent_passes_however_its_half_is_rounded(percent, size):
    count, findings = outcome(RULE, sample(percent, sizes=[size]))
    assert (findings, count.examined, count.passed) == ((), 1, 1)


@pytest.mark.parametrize(
    "tables",
    [
        sample("12", sizes=[""]),
        sample("12", sizes=[]),
        sample("~12"),
        sample(">12"),
        sample("12", poll_id="another-poll"),
        sample("12", population="sailors"),
        sample("12.123456789012", sizes=["9000000"]),
        sample("12.1234567890123"),
    ],
)
def test_without_a_sample_size_or_a_printed_percentage_of_it_nothing_is_evaluable(tables):
    count, findings = outcome(RULE, tables)
    assert (findings, count.examined, count.not_evaluable) == ((), 1, 1)


def test_one_of_several_stated_sizes_is_enough():
    assert claims_found(RULE, sample("12", sizes=["20", "25"])) == []
    assert claims_found(RULE, sample("13", sizes=["20", "25"])) == [("a0", "p0", "p1")]


def test_of_several_stated_sizes_the_one_that_comes_closest_is_shown():
    (finding,) = outcome(RULE, sample("13", sizes=["20", "25"]))[1]
    assert finding.message == "no number of 25 respondents is 13 percent (3 give 12 and 4 give 16)"


def test_the_size_may_stand_with_another_mention_of_the_poll():
    assert claims_found(RULE, sample("12", sizes=["", "20"])) == [("a0", "p1")]


def test_a_poll_that_does_not_say_whom_it_covers_means_the_one_population_it_asked():
    assert claims_found(RULE, sample("12", population="")) == [("a0", "p0")]
    tables = sample("12", population="")
    more = answers([{"value": "12"}, {"value": "12", "population_id": "sailors"}])
    assert outcome(RULE, {**more, "polls": tables["polls"]})[0].not_evaluable == 2


def test_a_finding_gives_the_percentage_with_its_option_and_the_size_of_the_sample():
    (finding,) = outcome(RULE, sample("50.01", sizes=["1000"], option="no"))[1]
    assert cells(finding) == [
        ("a0", "percent", "50.01", "no"),
        ("p0", "sample_size", "1000", "of"),
    ]
    assert finding.message == (
        "no number of 1,000 respondents is 50.01 percent (500 give 50 and 501 give 50.1)"
    )


def test_a_mention_of_the_poll_without_a_sample_size_is_no_part_of_the_finding():
    assert claims_found(RULE, sample("12", sizes=["20", ""])) == [("a0", "p0")]


def test_the_samples_of_another_poll_are_no_part_of_the_finding():
    tables = sample("12")
    rows = [
        ("p0", "harbour-poll", "islanders", "20", "", ""),
        ("p1", "another-poll", "islanders", "25", "", ""),
    ]
    assert claims_found(RULE, {**tables, "polls": polls(rows)}) == [("a0", "p0")]


def test_numbers_count_up_to_the_largest_product_of_64_bits():
    most = 2**62 // 200  # a percentage without decimals counts in 200 halves
    assert outcome(RULE, sample("50", sizes=[str(most)]))[0].passed == 1
    assert outcome(RULE, sample("50", sizes=[str(most + 1)]))[0].not_evaluable == 1


@pytest.mark.parametrize(
    ("populations", "outcomes"),
    [
        (["islanders", ""], (1, 0)),  # found, not evaluable
        (["islanders", "sailors", ""], (0, 1)),
        (["sailors", ""], (0, 1)),
        (["", ""], (1, 0)),
    ],
)
def test_a_mention_without_a_population_means_the_only_one_of_the_others(populations, outcomes):
    sizes = [""] * (len(populations) - 1) + ["20"]
    mentions = [
        (f"p{number}", "harbour-poll", *row, "", "")
        for number, row in enumerate(zip(populations, sizes, strict=True))
    ]
    count, _ = outcome(RULE, {**sample("12"), "polls": polls(mentions)})
    assert (count.found, count.not_evaluable) == outcomes


@settings(max_examples=40)
@given(size=st.integers(1, 400), data=st.data(), decimals=st.integers(0, 2))
def test_the_rule_agrees_with_trying_every_number_of_respondents(size, data, decimals):
    unit = 10**decimals
    whole = data.draw(st.integers(0, 100 * unit))
    digits = str(whole).rjust(decimals + 1, "0")
    percent = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    near = any(
        abs(Fraction(100 * count, size) - Fraction(whole, unit)) <= Fraction(1, 2 * unit)
        for count in range(size + 1)
    )
    assert bool(claims_found(RULE, sample(percent, sizes=[str(size)]))) is not near
