"""The sums of the shares of a question, for the rules that compare them with 100 percent."""

from collections.abc import Sequence

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.intervals import answer_values, intervals, printed_halves
from checks.rules.rule import Evidence, Tables, Violation, reasons

READS = columns(
    answers="claim_id question_claim_id option stance percent low high qualifier",
    questions="claim_id exhaustive exclusive",
)
"""What the sums are made of."""


@cached
def question_sums(tables: Tables) -> pd.DataFrame:
    """The sums of the shares of each question, as intervals.

    Returns:
        One row for each mention of a question with answers: `question_claim_id`, `exhaustive`
        (empty where the question is not there), `favourable` and `unfavourable` (whether there is
        such an answer); `low`, `high` and `hundred` in halves of the smallest decimal printed, and
        `decimals`, how many that has; `not_evaluable`.
    """
    answers, questions = tables["answers"], tables["questions"]
    shares = answers[["question_claim_id", "option", "stance"]].join(
        intervals(answer_values(answers), answers["question_claim_id"])
    )
    shares["favourable"] = shares["stance"].eq("favourable")
    shares["unfavourable"] = shares["stance"].eq("unfavourable")
    sums = shares.groupby("question_claim_id", sort=False).agg(
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
    of_question = questions[["claim_id", "exhaustive", "exclusive"]].rename(
        columns={"claim_id": "question_claim_id"}
    )
    sums = sums.merge(of_question, on="question_claim_id", how="left")
    why = reasons(
        sums.index,
        (sums["exclusive"].isna(), "the question is not in its table"),
        (sums["exclusive"].ne("yes"), "the answers are not known to exclude each other"),
        (sums["options"].ne(sums["answers"]), "an option is given twice"),
        (~sums["known"], "the extent of an answer is not known"),
    )
    sums = sums.drop(columns=["answers", "options", "known", "exclusive"])
    return sums.assign(exhaustive=sums["exhaustive"].fillna(""), not_evaluable=why)


def answers_of(tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
    """All answers of the questions in `failures`, as evidence: what each says, and its option."""
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


def percent(halves: int, violation: Violation) -> str:
    """A number in the unit of a question, as a decimal string."""
    return printed_halves(halves, violation["decimals"])


def listed(evidence: Sequence[Evidence]) -> str:
    """The shares in a sentence: `yes 67, no 29`."""
    return ", ".join(f"{item.label} {item.value}" for item in evidence)
