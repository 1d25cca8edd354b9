"""The rule `labels-match-figures`: words about numbers fit the numbers."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.labels_match_figures import ComparedNumbers, LabelsMatchFigures
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.figure_tables import crews, figures
from tests.helpers.poll_tables import answers, compared

RULE = LabelsMatchFigures()


def sides(*rows):
    """Rows of the model, in halves of one percent.

    A row is a relation, low and high of left and of right, whether the low of left is excluded,
    whether both print the same number, and perhaps why it is not evaluable.
    """
    ends = ["low_left", "high_left", "low_right", "high_right"]
    names = ["relation", *ends, "strict_left", "same_number", "not_evaluable"]
    compared = pd.DataFrame([(*row, None)[:8] for row in rows], columns=names)
    types = {"relation": "str", "not_evaluable": "str", **dict.fromkeys(ends, "Int64")}
    return compared.astype(types).assign(sixty=120)


def test_words_that_can_be_true_pass_the_model():
    compared = sides(
        ("more", 1, 3, 2, 4, False, False),
        ("less", 3, 5, 2, 4, False, False),
        ("more", 1, None, 2, 4, False, False),
        ("majority", 99, 101, 100, 100, False, False),
        ("minority", 99, 101, 100, 100, False, False),
        ("slight-majority", 120, 130, 100, 100, False, False),
        ("differs", 2, 2, 2, 2, False, False),
    )
    assert failing(ComparedNumbers, compared).empty


def test_words_that_cannot_be_true_fail_the_model():
    compared = sides(
        ("more", 1, 2, 2, 4, False, False),
        ("much-less", 4, 5, 2, 4, False, False),
        ("majority", 90, 100, 100, 100, False, False),
        ("minority", 100, 101, 100, 100, False, False),
        ("slight-majority", 120, 130, 100, 100, True, False),
        ("differs", 2, 2, 2, 2, False, True),
        ("more", 1, 2, 2, 4, False, False, "not judged"),
    )
    assert failing(ComparedNumbers, compared).index.tolist() == [0, 1, 2, 3, 4, 5]


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
        ("majority", "49.4 49.95 <=50 40..50", "50 50.0 >50 <=51 99"),
        ("slight-majority", "49 49.5 61 60.06 >60", "51 60 >=60"),
        ("minority", "51 50.1 >=50 >50", "50 50.0 >=49 2"),
    ],
)
def test_a_label_is_found_if_no_allowed_share_deserves_it(relation, found, passing):
    for left in found.split():
        assert claims_found(RULE, shares(left, relation)) == [("a0", "c0")], left
    for left in passing.split():
        assert outcome(RULE, shares(left, relation))[0].passed == 1, left


@pytest.mark.parametrize(
    ("relation", "found", "passing"),
    [
        ("more", "51:63 51:52 51.0:51.1 <=40:>=40", "51:51 51:51.2 <=40:<=90"),
        ("much-more", "51:63", "63:51"),
        ("less", "63:51 52:51 >=40:<=40", "51:51 51:50.8"),
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
        assert outcome(RULE, shares(left, relation, right))[0].passed == 1, pair


@pytest.mark.parametrize(
    ("left", "relation", "right", "found"),
    [
        ("20", "more", "20", True),
        ("20", "more", "19", False),
        (">20", "more", "<=20", False),
        ("<=20", "more", ">20", True),
        (">=20", "less", "20", True),
        (">=19", "less", "20", False),
        ("1000", "differs", "1000.0", True),
        (">5", "differs", ">5", False),
        ("5", "differs", "5..5", False),
        ("5..5", "differs", "5", False),
        ("5", "differs", "<=5", False),
        ("5", "differs", ">=5", False),
        (">=5", "more", ">=500", False),
    ],
)
def test_figures_are_compared_as_they_are_without_rounding(left, relation, right, found):
    assert bool(claims_found(RULE, counts(left, relation, right))) is found


def test_a_value_can_be_compared_with_a_constant():
    assert claims_found(RULE, shares("51", "more", constant="60")) == [("a0", "c0")]
    assert claims_found(RULE, shares("51", "more", constant="51")) == []
    assert claims_found(RULE, counts("51", "less", constant="51")) == [("c0", "f0")]


def test_a_constant_is_known_whatever_is_not_in_another_comparison():
    said = [("f0", "less", "", "51"), ("f1", "less", "", "51")]
    tables = {**crews("60", "1e3..2e3"), "comparisons": compared(said)}
    count, (finding,) = outcome(RULE, tables)
    assert finding.claims == ("c0", "f0")
    assert count.not_evaluable == 1


def test_an_answer_can_be_compared_with_a_figure_in_percent_only():
    tables = answers([{"value": "40"}])
    for unit, found in (("percent", [("a0", "c0", "f0")]), ("persons", [])):
        more = {**figures([{"value": "60", "unit": unit}]), **tables}
        more["comparisons"] = compared([("a0", "more", "f0", "")])
        count, findings = outcome(RULE, more)
        assert [finding.claims for finding in findings] == found
        assert count.not_evaluable == (unit == "persons")


def test_a_label_fits_figures_in_percent_only():
    share = figures([{"value": "50", "unit": "percent"}, {"value": "<=40", "unit": "percent"}])
    said = [("f0", "majority", "", ""), ("f1", "slight-majority", "", "")]
    found = claims_found(RULE, {**share, "comparisons": compared(said)})
    assert found == [("c0", "f0"), ("c1", "f1")]


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        (shares("51", "more"), "a side is not coded as a number"),
        (shares("~51", "more", "60"), "the extent of a side is not known"),
        (shares("51", "more", "~60"), "the extent of a side is not known"),
        (counts("1e3", "differs", "1e3"), "the extent of a side is not known"),
        (shares("~40", "majority"), "the extent of a side is not known"),
        (
            {**shares("51", "more", "60"), "comparisons": compared([("a0", "more", "d7", "")])},
            "a side is not coded as a number",
        ),
        (
            {**shares("51", "more", "60"), "comparisons": compared([("d7", "majority", "", "")])},
            "a side is not coded as a number",
        ),
        (counts("20", "majority"), "the label is not on a share"),
    ],
)
def test_a_comparison_with_nothing_that_is_known_is_not_evaluable(tables, reason):
    count, findings = outcome(RULE, tables)
    assert (findings, count.examined, count.reasons) == ((), 1, {reason: 1})


def test_trends_are_not_the_matter_of_this_rule():
    assert outcome(RULE, shares("51", "rose", "63"))[0].examined == 0


def test_the_rule_needs_comparisons_and_either_table_of_values():
    tables = shares("51", "majority")
    assert RULE.missing(tables) == ()
    assert RULE.missing({"comparisons": tables["comparisons"]}) == ("answers", "figures")
    assert RULE.missing({"answers": tables["answers"]}) == ("comparisons", "figures")


def test_a_finding_gives_what_is_said_and_both_values_with_their_sides():
    (finding,) = outcome(RULE, shares("51", "more", ">63"))[1]
    assert cells(finding) == [
        ("a0", "percent", "51", "left"),
        ("a1", "low", "more than 63", "right"),
        ("c0", "relation", "more", ""),
    ]
    (finding,) = outcome(RULE, counts("51", "more", "63"))[1]
    assert cells(finding) == [
        ("c0", "relation", "more", ""),
        ("f0", "best", "51", "left"),
        ("f1", "best", "63", "right"),
    ]


def test_answers_and_figures_that_are_compared_with_each_other_are_given_once_each():
    tables = {**answers([{"value": "40"}]), **figures([{"value": "60", "unit": "percent"}])}
    said = [("a0", "more", "f0", ""), ("f0", "less", "a0", "")]
    first, second = outcome(RULE, {**tables, "comparisons": compared(said)})[1]
    assert cells(first) == [
        ("a0", "percent", "40", "left"),
        ("c0", "relation", "more", ""),
        ("f0", "best", "60", "right"),
    ]
    assert cells(second) == [
        ("a0", "percent", "40", "right"),
        ("c1", "relation", "less", ""),
        ("f0", "best", "60", "left"),
    ]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (shares("49", "slight-majority"), "49 percent is called a slight majority"),
        (shares("51", "more", "63"), "51 is said to be more than 63"),
        (shares("51", "much-more", "63"), "51 is said to be much more than 63"),
        (shares("63", "less", "51"), "63 is said to be less than 51"),
        (shares("63", "much-less", "51"), "63 is said to be much less than 51"),
        (counts("51", "differs", constant="51"), "51 is said to differ from 51"),
    ],
)
def test_a_finding_says_in_words_what_does_not_fit(tables, message):
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == message


percents = st.integers(min_value=0, max_value=10_000)


@settings(max_examples=25)
@given(left=percents, right=percents, decimals=st.integers(0, 2))
def test_true_words_about_truth_that_is_only_rounded_are_never_found(left, right, decimals):
    def rounded(hundredths):
        unit = 10 ** (2 - decimals)
        whole = (2 * hundredths + unit) // (2 * unit)
        digits = str(whole).rjust(decimals + 1, "0")
        return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits

    relations = ["more"] if left > right else ["less"] if left < right else []
    labels = ["majority"] if left > 5000 else ["minority"] if left < 5000 else []
    labels += ["slight-majority"] if 5000 < left <= 6000 else []
    values = [{"value": rounded(left)}, {"value": rounded(right)}]
    said = [("a0", relation, "a1", "") for relation in relations]
    said += [("a0", label, "", "") for label in labels]
    tables = {**answers(values), "comparisons": compared(said)}
    assert claims_found(RULE, tables) == []
