"""The rule `answers-sum-to-100`: an exclusive set of shares is a partition, up to rounding."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.polls.sums import AnswersSumTo100
from tests.helpers.claim_tables import claims_found, outcome, polled, shares

FEW = 40  # examples: each one runs the whole rule, some twice

RULE = AnswersSumTo100()

YES = ("yes", "favourable")
NO = ("no", "unfavourable")
UNSURE = ("unsure", "neutral")


@pytest.mark.parametrize(
    ("percents", "exhaustive", "gap"),
    [
        (["60", "38"], "yes", "miss 100 percent by 1 "),
        (["60.0", "39.8"], "yes", "miss 100 percent by 0.1 "),
        (["60.00", "39.9"], "yes", "miss 100 percent by 0.045 "),
        (["33.3", "33.3", "33.2"], "yes", "miss 100 percent by 0.05 "),
        (["98"], "yes", "miss 100 percent by 1.5 "),
        (["60", "42"], "yes", "exceed 100 percent by 1 "),
        (["60", "42"], "no", "exceed 100 percent by 1 "),
        (["60", "42"], "not-stated", "exceed 100 percent by 1 "),
        (["100", "2"], "no", "exceed 100 percent by 1 "),
        (["60", "42", "0", "0"], "yes", "exceed 100 percent by 1 "),  # no share is below zero
    ],
)
def test_shares_that_no_rounding_brings_to_100_are_found(percents, exhaustive, gap):
    count, findings = outcome(RULE, shares(*percents, exhaustive=exhaustive))
    assert [len(finding.claims) for finding in findings] == [len(percents)]
    assert gap in findings[0].message
    assert (count.examined, count.passed, count.found, count.not_evaluable) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("percents", "exhaustive"),
    [
        (["60", "40"], "yes"),
        (["60", "39"], "yes"),
        (["33", "67"], "yes"),
        (["33", "33", "33"], "yes"),
        (["33.3", "33.3", "33.3"], "yes"),
        (["60.0", "39.9"], "yes"),
        (["99.5", "1"], "yes"),
        (["100", "0"], "yes"),
        (["60", "41"], "no"),
        (["60", "12"], "no"),
        (["60", "12"], "not-stated"),
        (["25.32", "52.60"], "not-stated"),
    ],
)
def test_shares_that_rounding_explains_and_partial_sets_pass(percents, exhaustive):
    count, findings = outcome(RULE, shares(*percents, exhaustive=exhaustive))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


@pytest.mark.parametrize("exhaustive", ["yes", "no", "not-stated"])
@pytest.mark.parametrize("exclusive", ["no", "not-stated"])
def test_a_set_that_is_not_known_to_be_exclusive_is_not_evaluable(exhaustive, exclusive):
    count, findings = outcome(RULE, shares("60", "70", exhaustive=exhaustive, exclusive=exclusive))
    assert findings == ()
    assert (count.passed, count.not_evaluable) == (0, 1)


@pytest.mark.parametrize(
    ("answers", "exhaustive", "found"),
    [
        ([("more-than", "", "90", ""), ("exactly", "12", "", "")], "no", "by 1.5 "),
        ([("more-than", "", "90", ""), ("exactly", "10", "", "")], "no", None),
        ([("up-to", "", "", "30"), ("exactly", "60", "", "")], "yes", "by 9.5 "),
        ([("up-to", "", "", "30"), ("exactly", "70", "", "")], "yes", None),
        ([("between", "", "20", "30"), ("exactly", "69", "", "")], "yes", "by 0.5 "),
        ([("between", "", "20", "30"), ("exactly", "70", "", "")], "yes", None),
        ([("about", "", "20", "30"), ("exactly", "69", "", "")], "yes", "by 0.5 "),
    ],
)
def test_stated_bounds_count_as_they_are_and_missing_ones_as_0_and_100(answers, exhaustive, found):
    rows = [
        (f"a{number}", "q", *option, *answer)
        for number, (option, answer) in enumerate(zip((YES, NO), answers, strict=True))
    ]
    count, findings = outcome(RULE, polled([("q", exhaustive, "yes")], rows))
    assert count.not_evaluable == 0
    assert [found in finding.message for finding in findings] == ([True] if found else [])


@pytest.mark.parametrize(
    "answer",
    [
        ("a1", "q", *NO, "about", "70", "", ""),
        ("a1", "q", *NO, "vague", "", "", ""),
        ("a1", "q", *NO, "between", "", "30", "20"),
        ("a1", "q", *YES, "exactly", "70", "", ""),
        ("a1", "q", *NO, "exactly", "70.0000000000000", "", ""),
        ("a1", "q", *NO, "exactly", "7e1", "", ""),
    ],
)
def test_an_answer_of_unknown_extent_makes_its_question_not_evaluable(answer):
    rows = [("a0", "q", *YES, "exactly", "60", "", ""), answer]
    count, findings = outcome(RULE, polled([("q", "yes", "yes")], rows))
    assert findings == ()
    assert (count.examined, count.not_evaluable) == (1, 1)


def test_an_answer_to_a_question_that_is_not_there_is_not_evaluable():
    rows = [("a0", "q", *YES, "exactly", "60", "", ""), ("a1", "q", *NO, "exactly", "70", "", "")]
    count, findings = outcome(RULE, polled([("other", "yes", "yes")], rows))
    assert findings == ()
    assert (count.examined, count.not_evaluable) == (1, 1)


def test_each_mention_of_a_question_is_judged_for_itself():
    rows = [
        ("a0", "q0", *YES, "exactly", "60", "", ""),
        ("a1", "q0", *NO, "exactly", "40", "", ""),
        ("b0", "q1", *YES, "exactly", "60.0", "", ""),
        ("b1", "q1", *NO, "exactly", "39.8", "", ""),
    ]
    tables = polled([("q0", "yes", "yes"), ("q1", "yes", "yes")], rows)
    assert claims_found(RULE, tables) == [("b0", "b1")]


def test_a_question_without_answers_is_not_examined():
    count, findings = outcome(RULE, polled([("q", "yes", "yes")], []))
    assert (count.examined, findings) == (0, ())


def test_a_finding_gives_shares_gap_and_range_in_one_line():
    (finding,) = outcome(RULE, shares("67.3", "32"))[1]
    assert finding.message == (
        "yes 67.3, no 32 miss 100 percent by 0.15 beyond rounding (sum from 98.75 to 99.85)"
    )


def test_the_cell_that_matters_is_the_one_that_holds_the_share():
    rows = [
        ("a0", "q", *YES, "more-than", "", "90", ""),
        ("a1", "q", *NO, "exactly", "30", "", ""),
        ("a2", "q", *UNSURE, "up-to", "", "", "5"),
    ]
    (finding,) = outcome(RULE, polled([("q", "yes", "yes")], rows))[1]
    cells = [(item.claim, item.column, item.value, item.label) for item in finding.evidence]
    assert cells == [
        ("a0", "low", "90..", "yes"),
        ("a1", "percent", "30", "no"),
        ("a2", "high", "..5", "unsure"),
    ]


counts = st.lists(st.integers(min_value=0, max_value=5000), min_size=1, max_size=8)
precision = st.integers(min_value=0, max_value=4)


def rounded(share: Fraction, decimals: int) -> str:
    """A share of the whole in percent, rounded half up to some decimals."""
    units = (share * 100 * 10**decimals * 2 + 1) // 2
    whole, part = divmod(units, 10**decimals)
    return f"{whole}.{part:0{decimals}d}" if decimals else str(whole)


@settings(max_examples=FEW)
@given(counts=counts.filter(any), decimals=precision)
def test_whole_counts_of_respondents_that_are_only_rounded_have_no_finding(counts, decimals):
    percents = [rounded(Fraction(count, sum(counts)), decimals) for count in counts]
    for exhaustive in ("yes", "not-stated"):
        count, findings = outcome(RULE, shares(*percents, exhaustive=exhaustive))
        assert (findings, count.passed) == ((), 1)


percents = st.lists(
    st.builds(
        lambda units, decimals: rounded(Fraction(units, 10**6), decimals),
        st.integers(min_value=0, max_value=10**6),
        precision,
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=FEW)
@given(percents=percents, exhaustive=st.sampled_from(["yes", "no"]))
def test_the_rule_agrees_with_sums_of_fractions(percents, exhaustive):
    low = high = Fraction(0)
    for percent in percents:
        half = Fraction(1, 2 * 10 ** len(percent.partition(".")[2]))
        low += max(Fraction(percent) - half, Fraction(0))
        high += min(Fraction(percent) + half, Fraction(100))
    is_found = low > 100 or (exhaustive == "yes" and high < 100)
    assert bool(claims_found(RULE, shares(*percents, exhaustive=exhaustive))) == is_found


@settings(max_examples=FEW)
@given(percents=percents, data=st.data())
def test_the_order_of_rows_changes_nothing(percents, data):
    tables = shares(*percents)
    order = data.draw(st.permutations(range(len(percents))))
    permuted = {**tables, "answers": tables["answers"].iloc[list(order)]}
    assert outcome(RULE, permuted) == outcome(RULE, tables)
