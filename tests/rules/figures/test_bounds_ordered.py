"""The rule `bounds-ordered`: lowest, best and highest value of a claim, and its qualifier."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.bounds_ordered import BoundsOrdered, ClaimBounds
from tests.helpers.claim_tables import cells, dated, frame, outcome
from tests.helpers.rule_frames import judged, verdict

RULE = BoundsOrdered()

FIGURE = "claim_id qualifier low best high"
ANSWER = "claim_id qualifier low percent high"


def test_the_model_says_that_bounds_are_in_order_and_those_that_are_called_for():
    rows = {
        "one-value": (1, 1, 1, "exactly", "low best high", "low best high"),
        "best-alone": (None, 5, None, "about", "best", "best"),
        "unqualified": (1, None, 2, None, "low high", None),
        "reversed": (2, None, 1, "between", "low high", "low high"),
        "one-missing": (1, None, None, "between", "low", "low high"),
        "two-values": (1, 2, 2, "exactly", "low best high", "low best high"),
        "low-above-best": (3, 2, None, None, "low best", None),
        "best-above-high": (None, 3, 2, None, "best high", None),
        "other-qualifier": (1, None, None, "roughly", "low", None),
        "unread": (2, None, 1, "between", "low high", "low high"),
    }
    names = ["low", "best", "high", "qualifier", "filled", "called_for"]
    columns = dict(zip(names, map(list, zip(*rows.values(), strict=True)), strict=True))
    why = [None] * 9 + ["a number is not in plain notation or has too many digits"]
    claims = judged(
        ClaimBounds, table=["figures"] * 10, claim_id=list(rows), **columns, not_evaluable=why
    )
    assert failing(ClaimBounds, claims)["claim_id"].tolist() == list(rows)[3:9]


UNREAD = "a number is not in plain notation or has too many digits"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("exactly", "1.5", "1.50", "1.5"), "passed"),
        (("exactly", "-2", "-2", "-2.0"), "passed"),
        (("exactly", "1.5", "1.5", "1.500001"), "found"),
        (("exactly", "", "53", ""), "found"),
        (("at-least", "53", "", ""), "passed"),
        (("at-least", "53", "", "90"), "found"),
        (("more-than", "53", "", ""), "passed"),
        (("up-to", "", "", "53"), "passed"),
        (("less-than", "", "", "53"), "passed"),
        (("less-than", "53", "", ""), "found"),
        (("nearly", "", "", "53"), "passed"),
        (("nearly", "", "53", ""), "found"),
        (("up-to", "53", "", ""), "found"),
        (("about", "", "53", ""), "passed"),
        (("about", "50", "53", "56"), "found"),
        (("between", "50", "", "50"), "passed"),
        (("between", "9", "", "10"), "passed"),
        (("between", "-9", "", "-10"), "found"),
        (("between", "0.31", "", "0.3"), "found"),
        (("between", "50", "", ""), "found"),
        (("vague", "200", "", ""), "passed"),
        (("vague", "", "", ""), "found"),
        (("between", "1e2", "", "2e2"), UNREAD),
        (("between", "1234567890123456", "", "1234567890123456"), UNREAD),
        (("between", "123456789012345", "", "123456789012345"), "passed"),
        # What can be read is wrong already.
        (("at-least", "", "1e2", ""), "found"),
        (("exactly", "3", "1e2", "4"), "found"),
    ],
)
def test_figures_have_the_bounds_that_their_qualifier_calls_for(cells, expected):
    assert verdict(RULE, {"figures": frame(FIGURE, [("c", *cells)])}) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("exactly", "", "52.60", ""), "passed"),
        (("exactly", "52.6", "52.60", "52.6"), "found"),
        (("more-than", "90", "", ""), "passed"),
        (("between", "30.001", "", "30"), "found"),
    ],
)
def test_an_exact_share_is_a_percentage_alone(cells, expected):
    assert verdict(RULE, {"answers": frame(ANSWER, [("c", *cells)])}) == expected


def test_shares_in_reverse_order_differ_in_percentage_points():
    tables = {"answers": frame(ANSWER, [("c", "between", "30.5", "", "30")])}
    (finding,) = outcome(RULE, tables)[1]
    assert finding.headline == "Bounds in reverse order: low 30.5, high 30, qualifier between"
    assert finding.explanation == "A lower bound is above a higher one, by 0.5 percentage points."


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [(0, 0, "passed"), (70, None, "passed"), (108, 70, "found"), (-3, -5, "found")],
)
def test_lags_of_sequences_are_in_order(least, most, expected):
    lags = {"minimum_lag_days": [least], "maximum_lag_days": [most]}
    table = pd.DataFrame(lags, dtype="Int64").assign(claim_id="c")
    assert verdict(RULE, {"sequences": table}) == expected


def test_each_claim_of_every_table_that_there_is_is_judged_for_itself():
    dates = [("d", "2001"), ("e", "[..2001]"), ("f", "[2001..]")]
    tables = dated((claim, "league", "founded", date) for claim, date in dates)
    late = tables["dates"]["claim_id"].eq("d")
    tables["dates"]["latest"] = tables["dates"]["latest"].mask(late, pd.Timestamp("2000-12-30"))
    tables["figures"] = frame(
        FIGURE,
        [
            ("g", "exactly", "52", "53", "53.5"),
            ("h", "between", "1e2", "", "2"),
            ("i", "between", "60", "", "50.25"),
        ],
    )
    lags = {"minimum_lag_days": [9, 9], "maximum_lag_days": [8, None]}
    tables["sequences"] = pd.DataFrame(lags, dtype="Int64").assign(claim_id=["s", "t"])
    tables["answers"] = frame(
        ANSWER,
        [
            ("a", "about", "", "", "70"),
            ("b", "about", "", "7", ""),
            ("c", "roughly", "", "7", ""),
        ],
    )
    count, findings = outcome(RULE, tables)
    assert (count.examined, count.passed, count.not_evaluable) == (11, 4, 1)
    found = [(*cells(item), item.explanation) for item in findings]
    in_reverse = "A lower bound is above a higher one, by"
    expected = [
        (
            "a",
            "low",
            "low= percent= high=70 qualifier=about",
            "The qualifier “about” calls for these columns alone: best.",
        ),
        (
            "c",
            "low",
            "low= percent=7 high= qualifier=roughly",
            "The rule does not know the qualifier “roughly”.",
        ),
        ("d", "earliest", "earliest=2001-01-01 latest=2000-12-30", f"{in_reverse} 2."),
        (
            "g",
            "low",
            "low=52 best=53 high=53.5 qualifier=exactly",
            "The qualifier “exactly” calls for these columns alone: low, best, high.",
        ),
        ("i", "low", "low=60 best= high=50.25 qualifier=between", f"{in_reverse} 9.75."),
        ("s", "minimum_lag_days", "minimum_lag_days=9 maximum_lag_days=8", f"{in_reverse} 1."),
    ]
    assert found == [((*cell, ""), says) for *cell, says in expected]
    assert findings[2].headline == (
        "Bounds in reverse order: earliest 1 January 2001, latest 30 December 2000"
    )


def test_without_any_of_its_tables_the_rule_is_not_run():
    assert outcome(RULE, {})[0].not_run is not None


@given(low=st.decimals(0, 100, places=3), high=st.decimals(0, 100, places=1))
def test_numbers_are_compared_by_value_and_not_as_text(low, high):
    claim = ("c", "between", str(low), "", str(high))
    assert verdict(RULE, {"figures": frame(FIGURE, [claim])}) == (
        "found" if low > high else "passed"
    )
