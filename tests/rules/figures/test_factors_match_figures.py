"""The rule `factors-match-figures`: what is called so many times another value is so."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.figures.factors_match_figures import FactorsMatchFigures, Multiples
from tests.helpers.claim_tables import cells, outcome
from tests.helpers.figure_tables import crews, figures
from tests.helpers.poll_tables import answers, compared
from tests.helpers.rule_frames import judged, verdict

RULE = FactorsMatchFigures()


def test_the_model_asks_that_left_lies_between_the_least_and_the_most():
    rows = [  # relation, low and high of left, least and most of right times the factor
        ("times", 9, 10, 10, 20),
        ("times", 20, 21, 10, 20),
        ("times", None, None, 10, 20),
        ("more-than-times", 9, 11, 10, 10),
        ("less-than-times", 9, 11, 10, 10),
        ("times", 8, 9, 10, 20),
        ("times", 21, 22, 10, 20),
        ("more-than-times", 9, 10, 10, 10),
        ("less-than-times", 10, 11, 10, 10),
        ("times", 8, 9, 10, 20),
    ]
    names = ["relation", "low_left", "high_left", "least", "most"]
    sides = judged(
        Multiples,
        **dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)),
        not_evaluable=[None] * 9 + ["not judged"],
    )
    assert failing(Multiples, sides).index.tolist() == [5, 6, 7, 8]


def said(relation, factor, right="f1", constant="", left="f0"):
    return compared([(left, relation, right, constant)]).assign(factor=factor)


def grew(left, factor, right, relation="times"):
    """Two figures, of which the first is said to be so many times the second."""
    return {**crews(left, right), "comparisons": said(relation, factor)}


@pytest.mark.parametrize(
    ("factor", "found", "passing"),
    [
        # Nine-fold: 8.5 to 9.5 times.
        ("9", "84:10 96:10 63:5 10:90", "85:10 95:10 90:10 >=50:10 90:5..12 <=95:>=10"),
        # Doubled, and half again.
        ("2", "14:10 26:10", "15:10 25:10 20:10"),
        ("1.5", "144:100 156:100", "145:100 155:100"),
        ("1.50", "1494:1000 1506:1000", "1495:1000 1505:1000"),
        # A third of, and two thirds of.
        ("1/3", "14:90 46:90", "15:90 45:90 30:90"),
        ("2/3", "44:90 76:90", "45:90 75:90 60:90"),
        ("1", "4:10 16:10", "5:10 15:10"),
    ],
)
def test_a_multiple_lies_within_the_rounding_of_its_factor(factor, found, passing):
    for pair in found.split():
        left, right = pair.split(":")
        assert verdict(RULE, grew(left, factor, right)) == "found", pair
    for pair in passing.split():
        left, right = pair.split(":")
        assert verdict(RULE, grew(left, factor, right)) == "passed", pair


@pytest.mark.parametrize(
    ("relation", "pair", "expected"),
    [
        ("more-than-times", "20:10", "found"),
        ("more-than-times", "19:10", "found"),
        ("more-than-times", "21:10", "passed"),
        ("more-than-times", "99:10", "passed"),
        ("more-than-times", ">=5:10", "passed"),
        ("less-than-times", "20:10", "found"),
        ("less-than-times", "19:10", "passed"),
        ("less-than-times", "1:10", "passed"),
        ("less-than-times", "<=90:10", "passed"),
    ],
)
def test_a_multiple_can_be_exceeded_or_missed(relation, pair, expected):
    left, right = pair.split(":")
    assert verdict(RULE, grew(left, "2", right, relation)) == expected


BOATS = figures([{"value": "90"}, {"value": "10", "unit": "boats"}])
BELOW_ZERO = figures([{"value": "90"}, {"value": "-10"}])
SHARES = answers([{"value": "20"}, {"value": "10"}])
LONG = "999999999999999"


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({**crews("90"), "comparisons": said("times", "9", "", "10")}, "passed"),
        ({**crews("90"), "comparisons": said("times", "9", "", "11")}, "found"),
        # Shares stand for all that round to them: 19.5 to 20.5 and 9.5 to 10.5.
        ({**SHARES, "comparisons": said("times", "2.1", "a1", left="a0")}, "passed"),
        ({**SHARES, "comparisons": said("times", "2.3", "a1", left="a0")}, "found"),
        ({**crews("90"), "comparisons": said("times", "9", "")}, "a side is not coded as a number"),
        ({**BOATS, "comparisons": said("times", "9")}, "the sides have two units"),
        (grew("~90", "9", "10"), "the extent of a side is not known"),
        (grew("90", "", "10"), "no factor is coded"),
        (grew("90", "1e3", "10"), "no factor is coded"),
        (grew("90", "1/0", "10"), "no factor is coded"),
        (grew("90", "1.5/2", "10"), "no factor is coded"),
        ({**BELOW_ZERO, "comparisons": said("times", "9")}, "the factor is of a value below zero"),
        (grew(LONG, "100000", LONG), "the numbers have too many digits together"),
        (grew(LONG, "2", "500000000000000"), "passed"),
        (grew("90", "9", "10", "more"), ""),  # no factor
        ({**crews("90", "1"), "comparisons": compared([("f0", "more", "f1", "")])}, ""),
    ],
)
def test_a_factor_is_judged_if_both_sides_are_known_numbers_of_one_unit(tables, expected):
    assert verdict(RULE, tables) == expected


def test_a_finding_says_what_is_compared_and_by_which_factor():
    (finding,) = outcome(RULE, grew("63", "9", "11"))[1]
    assert finding.headline == "63 is said to be 9 times 11"
    assert cells(finding) == [
        ("c0", "relation", "times 9", ""),
        ("f0", "best", "63", "left"),
        ("f1", "best", "11", "right"),
    ]
    messages = {
        "more-than-times": "63 is said to be more than 9 times 11",
        "less-than-times": "163 is said to be less than 9 times 11",
    }
    for relation, message in messages.items():
        (finding,) = outcome(RULE, grew(message.split()[0], "9", "11", relation))[1]
        assert finding.headline == message
    tables = {**crews("63"), "comparisons": said("times", "9", "", "11")}
    assert outcome(RULE, tables)[1][0].headline == "63 is said to be 9 times 11"
