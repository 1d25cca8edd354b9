"""The rule `bounds-ordered`: lowest, best and highest value of a claim, and its qualifier."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.bounds_ordered import BoundsOrdered, ClaimBounds
from tests.helpers.claim_tables import cells, dated, frame, outcome

RULE = BoundsOrdered()

FIGURE = "claim_id qualifier low best high"
ANSWER = "claim_id qualifier low percent high"


def counts(table, columns, *cells):
    """Passed, found and not evaluable for one claim."""
    count, _ = outcome(RULE, {table: frame(columns, [("c", *cells)])})
    return count.passed, count.found, count.not_evaluable


PASSED, FOUND, NOT_EVALUABLE = (1, 0, 0), (0, 1, 0), (0, 0, 1)


def bounds(*rows):
    """Rows of the model: low, best, high, qualifier, filled, called_for, not_evaluable."""
    names = ["low", "best", "high", "qualifier", "filled", "called_for", "not_evaluable"]
    claims = pd.DataFrame(rows, columns=names).assign(table="figures", claim_id="c")
    numbers = dict.fromkeys(names[:3], "Int64")
    return claims.astype({**dict.fromkeys(claims, "str"), **numbers})


def test_bounds_in_order_that_the_qualifier_calls_for_pass_the_model():
    claims = bounds(
        (1, 1, 1, "exactly", "low best high", "low best high", None),
        (None, 5, None, "about", "best", "best", None),
        (1, None, 2, None, "low high", None, None),
    )
    assert failing(ClaimBounds, claims).empty


def test_reversed_bounds_and_other_bounds_than_called_for_fail_the_model():
    claims = bounds(
        (1, None, 2, "between", "low high", "low high", None),
        (2, None, 1, "between", "low high", "low high", None),
        (1, None, None, "between", "low", "low high", None),
        (1, 2, 2, "exactly", "low best high", "low best high", None),
        (3, 2, None, None, "low best", None, None),
        (None, 3, 2, None, "best high", None, None),
        (1, None, None, "roughly", "low", None, None),
    )
    assert failing(ClaimBounds, claims).index.tolist() == [1, 2, 3, 4, 5, 6]


def test_the_model_does_not_judge_a_claim_that_is_not_evaluable():
    claims = bounds((2, None, 1, "between", "low high", "low high", "a number is not read"))
    assert failing(ClaimBounds, claims).empty


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("exactly", "53", "53", "53"), PASSED),
        (("exactly", "1.5", "1.50", "1.5"), PASSED),
        (("exactly", "-2", "-2", "-2.0"), PASSED),
        (("exactly", "52", "53", "53"), FOUND),
        (("exactly", "53", "53", "54"), FOUND),
        (("exactly", "1.5", "1.5", "1.500001"), FOUND),
        (("exactly", "", "53", ""), FOUND),
        (("at-least", "53", "", ""), PASSED),
        (("at-least", "53", "", "90"), FOUND),
        (("at-least", "", "53", ""), FOUND),
        (("more-than", "53", "", ""), PASSED),
        (("more-than", "53", "53", ""), FOUND),
        (("up-to", "", "", "53"), PASSED),
        (("up-to", "0", "", "53"), FOUND),
        (("up-to", "53", "", ""), FOUND),
        (("about", "", "53", ""), PASSED),
        (("about", "50", "53", "56"), FOUND),
        (("between", "50", "", "60"), PASSED),
        (("between", "50", "", "50"), PASSED),
        (("between", "60", "", "50"), FOUND),
        (("between", "9", "", "10"), PASSED),
        (("between", "-9", "", "-10"), FOUND),
        (("between", "0.30", "", "0.3"), PASSED),
        (("between", "0.31", "", "0.3"), FOUND),
        (("between", "50", "55", "60"), FOUND),
        (("between", "50", "", ""), FOUND),
        (("vague", "200", "", ""), PASSED),
        (("vague", "", "200", ""), FOUND),
        (("vague", "", "", ""), FOUND),
        (("between", "1e2", "", "2e2"), NOT_EVALUABLE),
        (("exactly", "1234567890123456", "1234567890123456", "1234567890123456"), NOT_EVALUABLE),
        (("exactly", "123456789012345", "123456789012345", "123456789012345"), PASSED),
        (("at-least", "", "1e2", ""), FOUND),
        (("exactly", "3", "1e2", "4"), FOUND),
    ],
)
def test_figures(cells, expected):
    assert counts("figures", FIGURE, *cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("exactly", "", "52.60", ""), PASSED),
        (("exactly", "52.6", "52.60", "52.6"), FOUND),
        (("exactly", "", "", ""), FOUND),
        (("more-than", "90", "", ""), PASSED),
        (("more-than", "90", "91", ""), FOUND),
        (("at-least", "90", "", ""), PASSED),
        (("up-to", "", "", "50"), PASSED),
        (("up-to", "", "", ""), FOUND),
        (("about", "", "70", ""), PASSED),
        (("about", "", "", "70"), FOUND),
        (("between", "20", "", "30"), PASSED),
        (("between", "30", "", "20"), FOUND),
        (("between", "30.001", "", "30"), FOUND),
        (("vague", "50", "", ""), PASSED),
    ],
)
def test_answers(cells, expected):
    assert counts("answers", ANSWER, *cells) == expected


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [(0, 0, PASSED), (70, 108, PASSED), (70, None, PASSED), (108, 70, FOUND), (-3, -5, FOUND)],
)
def test_lags_of_sequences(least, most, expected):
    lags = {"minimum_lag_days": [least], "maximum_lag_days": [most]}
    table = pd.DataFrame(lags, dtype="Int64").assign(claim_id="c")
    count, _ = outcome(RULE, {"sequences": table})
    assert (count.passed, count.found, count.not_evaluable) == expected


@pytest.mark.parametrize("text", ["2001", "2001-05-07", "[..2001]", "[2001..]", "2001/2003"])
def test_bounds_of_dates_in_order_or_open_pass(text):
    count, findings = outcome(RULE, dated([("c", "league", "founded", text)]))
    assert (count.examined, count.passed, findings) == (1, 1, ())


def test_a_date_that_ends_before_it_begins_is_found():
    tables = dated([("c", "league", "founded", "2001")])
    tables["dates"]["latest"] = tables["dates"]["earliest"] - pd.Timedelta(days=2)
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == (
        "bounds in reverse order, by 2: earliest=2001-01-01 latest=2000-12-30"
    )


def test_each_claim_of_a_table_is_judged_for_itself():
    rows = [
        ("a", *("exactly", "123456789012345", "123456789012345", "123456789012345")),
        ("b", "exactly", "52", "53", "53.5"),
        ("c", "between", "1e2", "", "2"),
        ("d", "between", "60", "", "50.25"),
        ("e", "at-least", "", "53", ""),
    ]
    count, findings = outcome(RULE, {"figures": frame(FIGURE, rows)})
    assert [finding.claims for finding in findings] == [("b",), ("d",), ("e",)]
    assert (count.passed, count.not_evaluable) == (1, 1)
    assert [finding.message for finding in findings] == [
        "qualifier does not fit the bounds: low=52 best=53 high=53.5 qualifier=exactly",
        "bounds in reverse order, by 9.75: low=60 best= high=50.25 qualifier=between",
        "qualifier does not fit the bounds: low= best=53 high= qualifier=at-least",
    ]


def test_every_claim_of_every_table_that_there_is_is_examined():
    tables = dated([("d", "league", "founded", "2001"), ("e", "league", "met", "2002")])
    tables["figures"] = frame(FIGURE, [("f", "about", "", "5", "")])
    count, _ = outcome(RULE, tables)
    assert (count.examined, count.passed, count.not_run) == (3, 3, None)


def test_without_any_of_its_tables_the_rule_is_not_run():
    count, _ = outcome(RULE, {})
    assert count.examined == 0
    assert count.not_run is not None


def test_a_finding_gives_all_that_the_claim_gives_in_the_column_of_its_lowest_value():
    tables = dated([("d", "league", "founded", "2001"), ("e", "league", "met", "2002")])
    late = tables["dates"]["claim_id"].eq("d")
    tables["dates"]["latest"] = tables["dates"]["latest"].mask(late, pd.Timestamp("2000-12-30"))
    lags = {"minimum_lag_days": [9, 9], "maximum_lag_days": [8, None]}
    tables["sequences"] = pd.DataFrame(lags, dtype="Int64").assign(claim_id=["s", "t"])
    tables["answers"] = frame(ANSWER, [("a", "about", "", "", "70"), ("b", "about", "", "7", "")])
    assert [cells(finding) for finding in outcome(RULE, tables)[1]] == [
        [("a", "low", "low= percent= high=70 qualifier=about", "")],
        [("d", "earliest", "earliest=2001-01-01 latest=2000-12-30", "")],
        [("s", "minimum_lag_days", "minimum_lag_days=9 maximum_lag_days=8", "")],
    ]


numbers = st.builds(
    lambda units, decimals: f"{units // 10**decimals}.{units % 10**decimals:0{decimals}d}",
    st.integers(min_value=0, max_value=10**6),
    st.integers(min_value=1, max_value=5),
)


@given(low=numbers, high=numbers)
def test_numbers_are_compared_by_value_and_not_as_text(low, high):
    expected = FOUND if Fraction(low) > Fraction(high) else PASSED
    assert counts("figures", FIGURE, "between", low, "", high) == expected
