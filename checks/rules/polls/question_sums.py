"""The sums of the shares of a question, for the rules that compare them with 100 percent."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.intervals import answer_values, intervals
from checks.rules.common.lookups import looked_up
from checks.rules.polls.words import PollRule
from checks.rules.rule import RuleModel, Tables, reasons
from checks.tables.text_dtype import Text


class SharesOfQuestion(RuleModel):
    """The shares of one mention of a question, added up, in one unit for each question."""

    question_claim_id: Series[Text]
    low: Series[pd.Int64Dtype] = pa.Field(description="smallest sum of the shares before rounding")
    high: Series[pd.Int64Dtype] = pa.Field(description="largest sum of the shares before rounding")
    hundred: Series[int] = pa.Field(description="100 percent in the unit of the question")


class QuestionRule(PollRule):
    """A rule about all shares of a question, which are the evidence."""

    reads = columns(
        answers="claim_id question_claim_id option stance percent low high qualifier",
        questions="claim_id poll_id topic exhaustive exclusive rounded_to?",
    )

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """What each answer of the question says, and its option."""
        groups = failures[["question_claim_id"]].rename_axis("group").reset_index()
        answers = tables["answers"].merge(groups, on="question_claim_id")
        has_percent = answers["percent"].ne("")
        bounds = answers["low"] + ".." + answers["high"]
        column = has_percent.map({True: "percent", False: "low"})
        return answers[["group", "claim_id"]].assign(
            column=column.mask(~has_percent & answers["low"].eq(""), "high"),
            value=answers["percent"].where(has_percent, bounds),
            label=answers["option"],
        )


@cached
def question_sums(tables: Tables) -> pd.DataFrame:
    """The sums of the shares of each question, as intervals.

    Returns:
        One row for each mention of a question with answers: the columns of `SharesOfQuestion`,
        numbers in halves of the smallest decimal printed, and `decimals`, how many that has;
        `poll_id`, `topic`, `exhaustive`; `favourable` and `unfavourable` (whether there is such an
        answer).
    """
    answers, questions = tables["answers"], tables["questions"]
    shares = answers[["question_claim_id", "option", "stance"]].join(
        intervals(answer_values(answers, tables), answers["question_claim_id"])
    )
    shares["favourable"] = shares["stance"].eq("favourable")
    shares["unfavourable"] = shares["stance"].eq("unfavourable")
    sums = shares.groupby("question_claim_id", sort=False, as_index=False).agg(
        answers=("option", "size"),
        options=("option", "nunique"),
        favourable=("favourable", "any"),
        unfavourable=("unfavourable", "any"),
        known=("known", "all"),
        decimals=("decimals", "first"),
        low=("low", "sum"),
        high=("high", "sum"),
        hundred=("hundred", "first"),
    )
    described = ["poll_id", "topic", "exhaustive", "exclusive"]
    asked = looked_up(sums["question_claim_id"], questions, "claim_id", described, "absent")
    sums = sums.join(asked)
    why = reasons(
        sums.index,
        (sums["exclusive"].eq("absent"), "the question is not in its table"),
        (sums["exclusive"].ne("yes"), "the answers are not known to exclude each other"),
        (sums["options"].ne(sums["answers"]), "an option is given twice"),
        (~sums["known"], "the extent of an answer is not known"),
    )
    return sums.assign(not_evaluable=why)
