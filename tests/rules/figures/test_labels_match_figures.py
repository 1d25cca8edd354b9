"""The rule `labels-match-figures`: words about numbers fit the numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.labels_match_figures import ComparedNumbers, LabelsMatchFigures
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.figure_tables import crews, figures
from tests.helpers.poll_tables import answers, compared
from tests.helpers.rule_frames import judged, verdict

RULE = LabelsMatchFigures()


def test_the_model_says_that_the_words_can_be_true_of_some_values_of_both_sides():
    rows = [  # relation, low and high of left and of right in halves of one percent
        ("more", 1, 3, 2, 4),
        ("less", 3, 5, 2, 4),
        ("more", 1, None, 2, 4),
        ("majority", 99, 101, 100, 100),
        ("minority", 99, 101, 100, 100),
        ("slight-majority", 120, 130, 100, 100),
        ("differs", 2, 2, 2, 2),
        ("more", 1, 2, 2, 4),
        ("much-less", 4, 5, 2, 4),
        ("majority", 90, 100, 100, 100),
        ("minority", 100, 101, 100, 100),
        ("slight-majority", 120, 130, 100, 100),
        ("differs", 2, 2, 2, 2),
        ("more", 1, 2, 2, 4),
    ]
    names = ["relation", "low_left", "high_left", "low_right", "high_right"]
    sides = judged(
        ComparedNumbers,
        **dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)),
        strict_left=[number == 11 for number in range(14)],
        sixty=[120] * 14,
        same_number=[number == 12 for number in range(14)],
        not_evaluable=[None] * 13 + ["not judged"],
    )
    assert failing(ComparedNumbers, sides).index.tolist() == [7, 8, 9, 10, 11, 12]


def shares(left, relation, right="", constant=""):
    """Two shares a0 and a1, and what is said of the first."""
    values = [{"value": value} for value in (left, right) if value]
    comparison = compared([("a0", relation, "a1" if right else "", constant)])
    return {**answers(values), "comparisons": comparison}


def counts(left, relation, right="", constant=""):
    """Two figures f0 and f1, and what is said of the first."""
    comparison = compared([("f0", relation, "f1" if right else "", constant)])
    return {**crews(*(value for value in (left, right) if value)), "comparisons": comparison}


@pytest.mark.parametrize(
    ("relation", "found", "passing"),
    [
        ("majority", "49.4 49.95 <=50", "50 50.0 >50 <=51"),
        ("slight-majority", "49 61 60.06 >60", "51 60 >=60"),
        ("minority", "51 >=50 >50", "50 50.0 >=49"),
    ],
)
def test_a_label_is_found_if_no_allowed_share_deserves_it(relation, found, passing):
    for left in found.split():
        assert verdict(RULE, shares(left, relation)) == "found", left
    for left in passing.split():
        assert verdict(RULE, shares(left, relation)) == "passed", left


@pytest.mark.parametrize(
    ("relation", "found", "passing"),
    [
        ("more", "51:63 51.0:51.1 <=40:>=40", "51:51 51:51.2 <=40:<=90"),
        ("much-more", "51:63", "63:51"),
        ("less", "52:51 >=40:<=40", "51:51 51:50.8"),
        ("much-less", "95:<=90", "67.3:>90"),
        ("differs", "63:63", "63:63.0 63:62 >90:>90"),
    ],
)
def test_a_comparison_is_found_if_no_allowed_shares_fulfil_it(relation, found, passing):
    for pair in found.split():
        left, right = pair.split(":")
        assert claims_found(RULE, shares(left, relation, right)) == [("a0", "a1", "c0")], pair
    for pair in passing.split():
        left, right = pair.split(":")
        assert verdict(RULE, shares(left, relation, right)) == "passed", pair


NOT_CODED = "a side is not coded as a number"
NOT_KNOWN = "the extent of a side is not known"
MISSING = compared([("a0", "more", "d7", "")])
PERCENT = {"value": "60", "unit": "percent"}


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (counts("20", "more", "20"), "found"),  # whole numbers of a count are exact
        (counts("20", "more", "19"), "passed"),
        (counts("<=20", "more", ">20"), "found"),
        (counts(">=19", "less", "20"), "passed"),
        (counts("1000", "differs", "1000"), "found"),
        (counts("1000", "differs", "1000.0"), "passed"),
        (counts("20.5", "more", "20.5"), "passed"),  # 20.54 and 20.46
        (counts(">5", "differs", ">5"), "passed"),
        (counts("5", "differs", "5..5"), "passed"),
        (shares("51", "more", constant="60"), "found"),
        (shares("51", "more", constant="51"), "passed"),
        (counts("51", "less", constant="51"), "found"),
        (shares("51", "more"), NOT_CODED),
        ({**shares("51", "more"), "comparisons": MISSING}, NOT_CODED),
        (shares("~51", "more", "60"), NOT_KNOWN),
        (shares("51", "more", "~60"), NOT_KNOWN),
        (counts("1e3", "differs", "1e3"), NOT_KNOWN),
        (counts("20", "majority"), "the label is not on a share"),
        ({**figures([PERCENT]), "comparisons": compared([("f0", "minority", "", "")])}, "found"),
        (shares("51", "rose", "63"), ""),  # a trend is the matter of another rule
    ],
)
def test_numbers_are_compared_as_far_as_they_are_known(tables, expected):
    assert verdict(RULE, tables) == expected


def test_a_constant_is_known_whatever_is_not_in_another_comparison():
    said = [("f0", "less", "", "51"), ("f1", "less", "", "51")]
    tables = {**crews("60", "1e3..2e3"), "comparisons": compared(said)}
    assert claims_found(RULE, tables) == [("c0", "f0")]


def test_an_answer_can_be_compared_with_a_figure_in_percent_only():
    said = compared([("a0", "more", "f0", ""), ("f0", "less", "a0", "")])
    tables = {**answers([{"value": "40"}]), **figures([PERCENT]), "comparisons": said}
    share, number = ("a0", "percent", "40"), ("f0", "best", "60")
    assert [cells(finding) for finding in outcome(RULE, tables)[1]] == [
        [(*share, "left"), ("c0", "relation", "more", ""), (*number, "right")],
        [(*share, "right"), ("c1", "relation", "less", ""), (*number, "left")],
    ]
    count, _ = outcome(RULE, {**tables, **crews("60")})
    assert count.reasons == {"the sides have two units": 2}


def test_the_rule_needs_comparisons_and_either_table_of_values():
    tables = shares("51", "majority")
    assert RULE.missing(tables) == ()
    assert RULE.missing({"comparisons": tables["comparisons"]}) == ("answers", "figures")
    assert RULE.missing({"answers": tables["answers"]}) == ("comparisons", "figures")


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (shares("49", "slight-majority"), "49 % is called a slight majority"),
        (shares("51", "more", ">63"), "51 % is said to be more than more than 63"),
        (shares("51", "much-more", "63"), "51 % is said to be much more than 63 %"),
        (shares("63", "less", "51"), "63 % is said to be less than 51 %"),
        (shares("63", "much-less", "51"), "63 % is said to be much less than 51 %"),
        (counts("51", "differs", constant="51"), "51 is said to differ from 51"),
    ],
)
def test_a_finding_says_in_words_what_does_not_fit(tables, message):
    (finding,) = outcome(RULE, tables)[1]
    assert finding.headline == message


percents = st.integers(min_value=0, max_value=10_000)


@settings(max_examples=25)
@given(left=percents, right=percents, decimals=st.integers(0, 2))
def test_true_words_about_truth_that_is_only_rounded_are_never_found(left, right, decimals):
    values = [{"value": f"{hundredths / 100:.{decimals}f}"} for hundredths in (left, right)]
    said = [("a0", "more" if left > right else "less", "a1", "")] if left != right else []
    labels = ["majority"] if left > 5000 else ["minority"] if left < 5000 else []
    labels += ["slight-majority"] if 5000 < left <= 6000 else []
    said += [("a0", label, "", "") for label in labels]
    assert claims_found(RULE, {**answers(values), "comparisons": compared(said)}) == []
