"""The rule `percentages-attainable`: a percentage of a sample is one of whole respondents."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.polls.percentages_attainable import PercentagesAttainable, SampleShares
from tests.helpers.claim_tables import cells, outcome
from tests.helpers.poll_tables import answers, polls
from tests.helpers.rule_frames import judged, verdict

RULE = PercentagesAttainable()


def test_the_model_says_that_a_whole_number_of_respondents_lies_in_the_interval():
    shares = judged(
        SampleShares,
        claim_id=["10-of-20", "12-of-20", "33-of-3", "0-of-7", "of-none"],
        low=[19, 23, 65, 0, 23],  # 10 percent without decimals is 9.5 to 10.5: 19 to 21 halves
        high=[21, 25, 67, 1, 25],
        hundred=[200] * 5,
        sample_size=[20, 20, 3, 7, None],
        not_evaluable=[None] * 4 + ["the poll has no sample size"],
    )
    assert failing(SampleShares, shares)["claim_id"].tolist() == ["12-of-20"]


def sample(*percents, sizes=("20",), populations=("islanders",), **changes):
    """Shares of one poll, whose mentions p0, p1, ... give these sizes and populations."""
    populations = [*populations, *populations[-1:] * (len(sizes) - len(populations))]
    mentions = [
        (f"p{number}", "harbour-poll", population, size, "", "")
        for number, (population, size) in enumerate(zip(populations, sizes, strict=True))
    ]
    values = [{"value": percent, **changes} for percent in percents]
    return {**answers(values), "polls": polls(mentions)}


@pytest.mark.parametrize(
    ("percent", "size", "nearest"),
    [
        ("12.5", "20", "2 of 20 (10 %) and 3 of 20 (15 %)"),
        ("33.4", "3", "1 of 3 (33.33 %) and 2 of 3 (66.67 %)"),
        ("1", "20", "0 of 20 (0 %) and 1 of 20 (5 %)"),
        ("50.01", "1000", "500 of 1,000 (50 %) and 501 of 1,000 (50.1 %)"),
        ("15.0", "910", "136 of 910 (14.945 %) and 137 of 910 (15.055 %)"),  # 14.95 would be 15.0
    ],
)
def test_a_percentage_between_those_of_whole_respondents_is_found(percent, size, nearest):
    (finding,) = outcome(RULE, sample(percent, sizes=[size], option="no"))[1]
    assert finding.message == (
        f"harbour-poll: “no” {percent} % cannot be a share of {int(size):,} respondents. "
        f"The nearest shares are {nearest}; neither rounds to {percent} %."
    )
    assert cells(finding) == [("a0", "percent", percent, "no"), ("p0", "sample_size", size, "")]


@pytest.mark.parametrize(
    ("percent", "size"),
    [("10", "20"), ("33.33", "3"), ("0", "7"), ("100", "7"), ("12", "8"), ("13", "8")],
)
def test_a_percentage_of_a_whole_respondent_passes_however_its_half_is_rounded(percent, size):
    assert verdict(RULE, sample(percent, sizes=[size])) == "passed"


LARGE = "every percentage of so large a sample is attainable"
OTHER = "the sample size is not that of the population of the question"
NO_SIZE = "the poll has no sample size"
LARGEST = 2**62 // (2 * 10**14)  # a percentage with 12 decimals counts in so many halves


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (sample("12", sizes=[""]), NO_SIZE),
        (sample("12", poll_id="another-poll"), NO_SIZE),
        (sample("12", populations=["sailors"]), OTHER),
        (sample("~12"), "words qualify the percentage"),
        (sample("12.1234567890123"), "the percentage cannot be read exactly"),
        (sample("12.123456789012", sizes=["9000000"]), "the products exceed 64 bits"),
        (sample("50.000000000000", sizes=[str(LARGEST - LARGEST % 2)]), "passed"),
        (sample("50.000000000000", sizes=[str(LARGEST + 1)]), "the products exceed 64 bits"),
    ],
)
def test_without_a_sample_size_or_a_printed_percentage_of_it_nothing_is_evaluable(tables, expected):
    assert verdict(RULE, tables) == expected


@pytest.mark.parametrize(
    ("sizes", "populations", "expected"),
    [
        (["", "20"], ["islanders", ""], "found"),  # a mention means the only population of others
        (["", "20"], ["", ""], "found"),  # or of the questions
        (["", "", "20"], ["islanders", "sailors", ""], OTHER),
    ],
)
def test_a_mention_without_a_population_means_the_only_one_there_is(sizes, populations, expected):
    assert verdict(RULE, sample("12", sizes=sizes, populations=populations)) == expected


def test_a_poll_that_asked_two_populations_does_not_say_whose_its_sample_is():
    asked = answers([{"value": "12"}, {"value": "12", "population_id": "sailors"}])
    count, _ = outcome(RULE, {**sample("12", populations=[""]), **asked})
    assert count.reasons == {OTHER: 2}


def test_of_several_stated_sizes_one_is_enough_and_the_closest_is_shown():
    assert verdict(RULE, sample("12", sizes=["20", "25"])) == "passed"
    assert verdict(RULE, sample("12", sizes=["20", "200"])) == LARGE
    tables = sample("13", sizes=["20", "25", ""])
    tables["polls"].loc[3] = tables["polls"].loc[1].replace("harbour-poll", "another-poll")
    (finding,) = outcome(RULE, tables)[1]
    assert finding.claims == ("a0", "p0", "p1")
    assert finding.headline == "harbour-poll: “yes” 13 % cannot be a share of 25 respondents"


@pytest.mark.parametrize(
    ("percent", "unit", "size", "expected"),
    [
        ("12", "", "99", "passed"),
        ("1", "", "49", "found"),
        ("12", "", "100", LARGE),
        ("100", "", str(2**62), LARGE),
        ("50.1", "", "999", "passed"),
        ("50.1", "", "1000", LARGE),
        ("50.01", "", "9999", "passed"),
        ("50.01", "", "10000", LARGE),
        # Of 150 respondents 0, 1, 2, ... are 0, 0.67, 1.33, ... percent.
        ("1", "0.5", "150", "found"),
        ("1.5", "0.5", "150", "passed"),
        ("1.5", "0.5", "199", "passed"),
        ("1.5", "0.5", "200", LARGE),
        ("50.1", "10", "9", "found"),
        ("50.1", "10", "10", LARGE),
    ],
)
def test_a_sample_of_which_every_percentage_is_attainable_tests_nothing(
    percent, unit, size, expected
):
    tables = sample(percent, sizes=[size])
    tables["questions"] = tables["questions"].assign(rounded_to=unit)
    assert verdict(RULE, tables) == expected


@pytest.mark.parametrize(
    ("weighted", "expected"),
    [
        (["yes"], "the poll is weighted"),
        (["no"], "found"),
        ([""], "found"),
        (["", "yes"], "the poll is weighted"),  # any mention may say so
    ],
)
def test_weighted_percentages_are_not_those_of_whole_respondents(weighted, expected):
    tables = sample("12", sizes=["20", ""][: len(weighted)])
    tables["polls"] = tables["polls"].assign(weighted=weighted)
    assert verdict(RULE, tables) == expected


@pytest.mark.parametrize(
    ("base", "size", "population", "expected"),
    [
        (25, "20", "islanders", "passed"),
        (20, "25", "islanders", "found"),
        (20, "", "islanders", "found"),
        (20, "25", "sailors", "found"),  # the question says itself whom it counts
        (None, "20", "islanders", "found"),
        (100, "20", "islanders", LARGE),
    ],
)
def test_the_base_of_a_question_comes_before_the_sample_size_of_the_poll(
    base, size, population, expected
):
    tables = sample("12", sizes=[size], populations=[population])
    tables["questions"] = tables["questions"].assign(base=pd.array([base], "Int64"))
    assert verdict(RULE, tables) == expected


def test_a_finding_gives_the_base_and_the_question_that_prints_it():
    tables = sample("12", sizes=["25"])
    tables["questions"] = tables["questions"].assign(base=pd.array([20], "Int64"))
    (finding,) = outcome(RULE, tables)[1]
    assert cells(finding) == [("a0", "percent", "12", "yes"), ("q0", "base", "20", "")]
    assert [item.words for item in finding.evidence] == ["“yes” 12 %", "20 respondents"]
    assert finding.headline == "harbour-poll: “yes” 12 % cannot be a share of 20 respondents"


@given(size=st.integers(1, 400), share=st.decimals(0, 100, places=2), places=st.integers(0, 2))
def test_the_rule_agrees_with_trying_every_number_of_respondents(size, share, places):
    percent = f"{share:.{places}f}"
    half = Fraction(1, 2 * 10**places)
    near = any(
        abs(Fraction(100 * count, size) - Fraction(percent)) <= half for count in range(size + 1)
    )
    is_large = size >= 10 ** (2 + places)
    expected = LARGE if is_large else "passed" if near else "found"
    assert verdict(RULE, sample(percent, sizes=[str(size)])) == expected
