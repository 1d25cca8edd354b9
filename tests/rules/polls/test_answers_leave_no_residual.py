"""The rule `answers-leave-no-residual`: opposed answers account for all respondents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.polls.sums import AnswersLeaveNoResidual
from tests.helpers.claim_tables import claims_found, outcome, polled, shares
from tests.rules.polls.test_answers_sum_to_100 import NO, UNSURE, YES

FEW = 40  # examples: each one runs the whole rule, some twice

RULE = AnswersLeaveNoResidual()


@pytest.mark.parametrize("exhaustive", ["no", "not-stated"])
@pytest.mark.parametrize(
    ("percents", "residual"),
    [
        (["67", "29"], "leave 3 to 5 percent"),
        (["54.3", "44.6"], "leave 1 to 1.2 percent"),
        (["67.3", "32"], "leave 0.15 to 1.25 percent"),
        (["50.00", "49.98"], "leave 0.01 to 0.03 percent"),
        (["50", "30", "10"], "leave 8.5 to 11.5 percent"),
    ],
)
def test_a_residual_that_rounding_cannot_explain_is_found(percents, residual, exhaustive):
    count, findings = outcome(RULE, shares(*percents, exhaustive=exhaustive))
    assert [len(finding.claims) for finding in findings] == [len(percents)]
    assert residual in findings[0].message
    assert findings[0].severity == "warning"
    assert (count.examined, count.found) == (1, 1)


@pytest.mark.parametrize(
    "percents",
    [
        ["60.2", "39.8"],
        ["60", "40"],
        ["33", "67"],
        ["60", "39"],
        ["50", "40", "9"],
        ["50.0", "49.9"],
    ],
)
def test_a_residual_that_rounding_explains_passes(percents):
    count, findings = outcome(RULE, shares(*percents, exhaustive="not-stated"))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


@pytest.mark.parametrize(
    "options",
    [
        [("security", "none"), ("jobs", "none")],
        [YES, ("strongly-yes", "favourable")],
        [NO, UNSURE],
        [YES, UNSURE],
    ],
)
def test_answers_that_do_not_oppose_each_other_are_not_examined(options):
    rows = [
        (f"a{number}", "q", *option, "exactly", percent, "", "")
        for number, (option, percent) in enumerate(zip(options, ["25.32", "52.60"], strict=True))
    ]
    count, findings = outcome(RULE, polled([("q", "not-stated", "yes")], rows))
    assert (count.examined, findings) == (0, ())


def test_an_exhaustive_set_is_left_to_the_rule_about_sums():
    count, findings = outcome(RULE, shares("67", "29", exhaustive="yes"))
    assert (count.examined, findings) == (0, ())


@pytest.mark.parametrize("exclusive", ["no", "not-stated"])
def test_a_set_that_is_not_known_to_be_exclusive_is_not_evaluable(exclusive):
    tables = shares("67", "29", exhaustive="not-stated", exclusive=exclusive)
    count, findings = outcome(RULE, tables)
    assert findings == ()
    assert (count.examined, count.not_evaluable) == (1, 1)


@pytest.mark.parametrize(
    ("answer", "outcomes"),
    [
        (("about", "29", "", ""), (0, 0, 1)),  # passed, found, not evaluable
        (("more-than", "", "29", ""), (1, 0, 0)),
        (("up-to", "", "", "29"), (0, 1, 0)),
        (("up-to", "", "", "33"), (1, 0, 0)),
    ],
)
def test_a_qualified_share_leaves_a_residual_only_by_its_stated_upper_bound(answer, outcomes):
    rows = [("a0", "q", *YES, "exactly", "67", "", ""), ("a1", "q", *NO, *answer)]
    count, _ = outcome(RULE, polled([("q", "not-stated", "yes")], rows))
    assert (count.passed, count.found, count.not_evaluable) == outcomes


@settings(max_examples=FEW)
@given(yes=st.integers(min_value=0, max_value=1000), decimals=st.integers(min_value=0, max_value=1))
def test_two_answers_that_share_all_respondents_have_no_finding(yes, decimals):
    percents = [f"{share / 10:.{decimals}f}" for share in (yes, 1000 - yes)]
    assert claims_found(RULE, shares(*percents, exhaustive="not-stated")) == []
