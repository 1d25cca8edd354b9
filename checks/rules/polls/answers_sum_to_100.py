"""Rules about polls: the shares of all answers to a question add up."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.polls.question_sums import QuestionRule, SharesOfQuestion, question_sums
from checks.rules.polls.words import answers, asked, points, span
from checks.rules.rule import Tables, Violation, rule_check
from checks.tables.text_dtype import Text


class QuestionSums(SharesOfQuestion):
    """The shares of one mention of a question, added up."""

    exhaustive: Series[Text] = pa.Field(
        description="whether the answers are all that there are: yes, no, not-stated"
    )

    @rule_check("answers-sum-to-100", "the shares can sum to 100 percent, or less if partial")
    def fit(cls, sums: pd.DataFrame) -> "pd.Series[bool]":
        """No sum exceeds 100 percent, and that of an exhaustive set does not fall short of it."""
        is_partial = sums["exhaustive"] != "yes"
        return (sums["low"] <= sums["hundred"]) & (is_partial | (sums["high"] >= sums["hundred"]))


class AnswersSumTo100(QuestionRule):
    """Shares of one question sum to 100.

    Statement: The shares of an exhaustive and exclusive set of answers can sum to exactly 100
        percent before rounding; those of an exclusive set that may be partial do not exceed it.
    Formula: a percentage p that is rounded to the unit u stands for [p - u / 2, p + u / 2], clipped
        to [0, 100]; u is the rounding unit of the question, if it has one, otherwise the last
        decimal printed. low and high are the sums of the lower and of the upper ends. low <=
        hundred; and, if the set is exhaustive, hundred <= high. Sums are exact, in halves of the
        smallest decimal that the question prints or rounds to.
    Inputs: `questions` (exhaustive, exclusive, rounded_to); `answers` (percent, low, high,
        qualifier). A group is one mention of a question with one or more answers.
    Severity rationale: error. No set of respondents gives such shares; one of the figures, or the
        description of the set, is wrong.
    Source: interval arithmetic; unrounding as in the R packages statcheck and scrutiny.
    Limits: Stated bounds (more than, up to, between) are taken as they are, with closed ends, and
        an unstated one is 0 or 100. Not evaluable: a set that is not known to be exclusive, an
        answer of unknown extent ("about" without bounds, no number), a lower bound above the upper
        one, the same option twice, more than 12 decimals.
    """

    name = "answers-sum-to-100"
    severity = "error"
    model = QuestionSums

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each mention of a question."""
        return question_sums(tables)

    def headline(self, violation: Violation) -> str:
        """`Gull Poll on “bridge”: the shares sum to more than 100 %`."""
        than = "more" if violation["low"] > violation["hundred"] else "less"
        return f"{asked(violation)}: the shares sum to {than} than 100 %"

    def explanation(self, violation: Violation) -> str:
        """The shares, the range of their sum, and how far it is from 100 percent."""
        low, high, hundred = (violation[name] for name in ("low", "high", "hundred"))
        gap = points(max(low - hundred, hundred - high), violation)
        return (
            f"Before rounding, {answers(violation)} make {span(low, high, violation)} %, "
            f"at least {gap} too {'much' if low > hundred else 'little'}."
        )
