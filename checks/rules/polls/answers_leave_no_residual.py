"""Rules about polls: what two opposed answers leave is no more than rounding explains."""

import pandas as pd

from checks.rules.columns import columns
from checks.rules.polls.question_sums import QuestionRule, SharesOfQuestion, question_sums
from checks.rules.polls.series import (
    READS,
    most_polls,
    with_examples,
    with_habits,
    with_series,
)
from checks.rules.polls.words import answers, asked, quoted, span
from checks.rules.rule import Tables, Violation, rule_check


class OpposedAnswers(SharesOfQuestion):
    """The shares of one question that was answered for and against, added up."""

    @rule_check("answers-leave-no-residual", "the shares can sum to 100 percent")
    def complete(cls, sums: pd.DataFrame) -> "pd.Series[bool]":
        """The largest sum leaves nothing of 100 percent."""
        return sums["high"] >= sums["hundred"]


class AnswersLeaveNoResidual(QuestionRule):
    """Opposed answers leave no unexplained residual.

    Statement: Where a favourable and an unfavourable answer to one question are reported, and
        nothing says that there were no others, all reported shares can sum to 100 percent.
    Formula: hundred <= high, the sum of the upper ends of the intervals in `answers-sum-to-100`.
        The residual is [hundred - high, hundred - low].
    Inputs: `questions` (exhaustive, exclusive, rounded_to, poll_id, topic, population_id);
        `answers` (stance, percent, low, high, qualifier); `polls` (pollster_id), if there are any.
        A group is one mention of a question that is not exhaustive, with a favourable and an
        unfavourable answer.
    Severity rationale: warning. The shares can be true together with an answer that the text does
        not report, such as "don't know" or a refusal. Where more than half of five or more polls by
        the same pollsters on one topic and population leave a residual, the pollsters do not report
        such answers: this is one finding of severity info, whose claims are those of the first ten.
    Source: the disclosure standards of AAPOR and WAPOR, which ask for the response options of
        every question reported.
    Limits: Answers that do not oppose each other are outside: a partial list leaves a residual by
        its nature. An exhaustive set is the matter of `answers-sum-to-100`. Not evaluable as there.
    """

    name = "answers-leave-no-residual"
    severity = "warning"
    model = OpposedAnswers
    reads = columns(
        answers=QuestionRule.reads["answers"],
        questions="claim_id poll_id topic population_id exhaustive exclusive rounded_to?",
    )
    may_read = columns(polls=READS)

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each mention of a question with opposed answers."""
        sums = question_sums(tables)
        is_opposed = sums["favourable"] & sums["unfavourable"]
        sums = sums[is_opposed & sums["exhaustive"].ne("yes")]
        series = with_series(sums["question_claim_id"], tables)
        sums = sums.join(series[["population_id", "pollsters", "series"]])
        return with_habits(sums, OpposedAnswers.complete(sums))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The answers to the question; of one cause, those to the first ten questions."""
        return super().evidence(tables, with_examples(failures, "question_claim_id"))

    def headline(self, violation: Violation) -> str:
        """`Gull Poll on “bridge”: 1.0 to 1.2 points unreported`, or how many polls leave some."""
        if violation["is_habit"]:
            topic = quoted(violation, violation["topic"])
            return f"{most_polls(violation)} on {topic} leave a share unreported"
        return f"{asked(violation)}: {_residual(violation)} points unreported"

    def explanation(self, violation: Violation) -> str:
        """The shares that leave something, or of whose answers."""
        if violation["is_habit"]:
            people = violation.label(violation["population_id"])
            return f"Among {people}, the reported shares sum to less than 100 % before rounding."
        residual = _residual(violation)
        return f"{answers(violation)} leave {residual} percentage points unreported."


def _residual(violation: Violation) -> str:
    """What the shares leave: `1.0 to 1.2`."""
    least, most = (violation["hundred"] - violation[end] for end in ("high", "low"))
    return span(least, most, violation)
