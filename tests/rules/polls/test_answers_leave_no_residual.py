"""The rule `answers-leave-no-residual`: opposed answers account for all respondents."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.answers_leave_no_residual import AnswersLeaveNoResidual, OpposedAnswers
from tests.helpers.claim_tables import outcome, polled, shares
from tests.helpers.rule_frames import judged, verdict

RULE = AnswersLeaveNoResidual()
YES, NO, UNSURE = ("yes", "favourable"), ("no", "unfavourable"), ("unsure", "neutral")


def test_the_model_says_that_the_largest_sum_reaches_100():
    sums = judged(
        OpposedAnswers,
        question_claim_id=["complete", "short", "unknown"],
        low=[195] * 3,
        high=[200, 199, 0],
        hundred=[200] * 3,
        not_evaluable=[None, None, "an option is given twice"],
    )
    assert failing(OpposedAnswers, sums)["question_claim_id"].tolist() == ["short"]


@pytest.mark.parametrize("exhaustive", ["no", "not-stated"])
@pytest.mark.parametrize(
    ("percents", "residual"),
    [
        (["67", "29"], "“yes” 67 % and “no” 29 % leave 3 to 5"),
        (["54.3", "44.6"], "“yes” 54.3 % and “no” 44.6 % leave 1.0 to 1.2"),
        (["67.3", "32"], "“yes” 67.3 % and “no” 32 % leave 0.15 to 1.25"),
        (["50", "30", "10"], "“yes” 50 %, “no” 30 % and “unsure” 10 % leave 8.5 to 11.5"),
        (["60", "39"], None),
        (["50.0", "49.9"], None),
    ],
)
def test_a_residual_that_rounding_cannot_explain_is_found(percents, residual, exhaustive):
    count, findings = outcome(RULE, shares(*percents, exhaustive=exhaustive))
    assert (count.examined, count.passed) == (1, int(residual is None))
    for finding in findings:
        assert (
            finding.headline == f"poll on “topic”: {residual.split(' leave ')[1]} points unreported"
        )
        assert finding.explanation == f"{residual} percentage points unreported."


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([YES, NO], "found"),
        ([YES, ("strongly-yes", "favourable")], ""),
        ([NO, UNSURE], ""),
        ([("security", "none"), ("jobs", "none")], ""),
    ],
)
def test_only_answers_that_oppose_each_other_are_examined(options, expected):
    rows = [(f"a{n}", "q", *each, "exactly", "25", "", "") for n, each in enumerate(options)]
    assert verdict(RULE, polled([("q", "not-stated", "yes")], rows)) == expected
    assert verdict(RULE, polled([("q", "yes", "yes")], rows)) == ""  # of the rule about sums


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (("about", "29", "", ""), "the extent of an answer is not known"),
        (("more-than", "", "29", ""), "passed"),
        (("up-to", "", "", "29"), "found"),
        (("up-to", "", "", "33"), "passed"),
    ],
)
def test_a_qualified_share_leaves_a_residual_only_by_its_upper_bound(answer, expected):
    rows = [("a0", "q", *YES, "exactly", "67", "", ""), ("a1", "q", *NO, *answer)]
    assert verdict(RULE, polled([("q", "not-stated", "yes")], rows)) == expected
