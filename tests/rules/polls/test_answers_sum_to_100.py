"""The rule `answers-sum-to-100`: an exclusive set of shares is a partition, up to rounding."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.polls.answers_sum_to_100 import AnswersSumTo100, QuestionSums
from tests.helpers.claim_tables import cells, claims_found, outcome, polled, shares
from tests.helpers.rule_frames import judged, verdict

RULE = AnswersSumTo100()
YES, NO = ("yes", "favourable"), ("no", "unfavourable")


def test_the_model_says_that_the_sums_reach_100_unless_partial_and_do_not_exceed_it():
    sums = judged(
        QuestionSums,
        question_claim_id=["fits", "short", "partial", "over", "partial-over", "unknown"],
        exhaustive=["yes", "yes", "no", "yes", "not-stated", ""],
        low=[198, 195, 195, 201, 201, 0],
        high=[200, 199, 199, 203, 203, 0],
        hundred=[200] * 6,
        not_evaluable=[None] * 5 + ["the question is not in its table"],
    )
    failures = failing(QuestionSums, sums)["question_claim_id"].tolist()
    assert failures == ["short", "over", "partial-over"]


@pytest.mark.parametrize(
    ("percents", "exhaustive", "gap"),
    [
        (["60", "38"], "yes", "at least 1 percentage point too little"),
        (["60.00", "39.9"], "yes", "at least 0.045 percentage points too little"),
        (["33.3", "33.3", "33.2"], "yes", "at least 0.05 percentage points too little"),
        (["60", "42"], "yes", "at least 1 percentage point too much"),
        (
            ["60", "42", "0", "0"],
            "yes",
            "at least 1 percentage point too much",
        ),  # no share is below zero
        (["100", "2"], "no", "at least 1 percentage point too much"),  # nor above 100
        (["60", "39"], "yes", None),
        (["33.3", "33.3", "33.3"], "yes", None),
        (["60", "41"], "no", None),
    ],
)
def test_shares_that_no_rounding_brings_to_100_are_found(percents, exhaustive, gap):
    count, findings = outcome(RULE, shares(*percents, exhaustive=exhaustive))
    assert (count.examined, count.passed) == (1, int(gap is None))
    assert [item.message.endswith(f"{gap}.") for item in findings] == [True] * count.found


def answered(*answers, exhaustive="yes", exclusive="yes", question="q"):
    """Answers a0, a1, ... to one question: (option and stance, qualifier, percent, low, high)."""
    rows = [(f"a{n}", "q", *option, *rest) for n, (option, *rest) in enumerate(answers)]
    return polled([(question, exhaustive, exclusive)], rows)


SIXTY = (YES, "exactly", "60", "", "")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((NO, "more-than", "", "40", ""), "passed"),
        ((NO, "more-than", "", "41", ""), "found"),
        ((NO, "up-to", "", "", "39"), "found"),
        ((NO, "about", "", "20", "39"), "found"),
        ((NO, "about", "40", "", ""), "the extent of an answer is not known"),
        ((NO, "between", "", "50", "40"), "the extent of an answer is not known"),
        ((NO, "exactly", "40.0000000000000", "", ""), "the extent of an answer is not known"),
        ((YES, "exactly", "70", "", ""), "an option is given twice"),
    ],
)
def test_stated_bounds_count_as_they_are_and_missing_ones_as_0_and_100(answer, expected):
    assert verdict(RULE, answered(SIXTY, answer)) == expected


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"exclusive": "no"}, "the answers are not known to exclude each other"),
        ({"exclusive": "not-stated"}, "the answers are not known to exclude each other"),
        ({"question": "other"}, "the question is not in its table"),
    ],
)
def test_a_set_that_is_not_known_to_be_exclusive_is_not_evaluable(change, reason):
    assert verdict(RULE, answered(SIXTY, **change)) == reason


def test_a_finding_gives_each_share_where_it_stands_and_the_range_of_the_sum():
    rows = [(YES, "more-than", "", "90", ""), (NO, "exactly", "30", "", "")]
    unsure = (("unsure", "neutral"), "up-to", "", "", "5")
    (finding,) = outcome(RULE, answered(*rows, unsure))[1]
    assert cells(finding) == [
        ("a0", "low", "90..", "yes"),
        ("a1", "percent", "30", "no"),
        ("a2", "high", "..5", "unsure"),
    ]
    assert finding.explanation == (
        "Before rounding, “yes” at least 90 %, “no” 30 % and “unsure” up to 5 % make 119.5 to "
        "135.5 %, at least 19.5 percentage points too much."
    )
    (finding,) = outcome(RULE, shares("67.3", "32"))[1]
    assert finding.message == (
        "poll on “topic”: the shares sum to less than 100 %. Before rounding, “yes” 67.3 % and "
        "“no” 32 % make 98.75 to 99.85 %, at least 0.15 percentage points too little."
    )


def test_each_mention_of_a_question_is_judged_for_itself_and_one_without_answers_is_not():
    questions = [(name, "yes", "yes") for name in ("q", "r", "unanswered")]
    given = [("a0", "q", "60"), ("a1", "q", "40"), ("b0", "r", "60")]
    rows = [
        (claim, question, claim, "none", "exactly", percent, "", "")
        for claim, question, percent in given
    ]
    assert claims_found(RULE, polled(questions, rows)) == [("b0",)]


@given(
    counts=st.lists(st.integers(0, 5000), min_size=1, max_size=8).filter(any),
    places=st.integers(0, 4),
)
def test_whole_counts_of_respondents_that_are_only_rounded_have_no_finding(counts, places):
    exact = [Fraction(100 * count, sum(counts)) for count in counts]
    percents = [f"{float(round(share, places)):.{places}f}" for share in exact]
    assert verdict(RULE, shares(*percents)) == "passed"
