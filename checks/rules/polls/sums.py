"""Rules about polls: a printed percentage stands for all shares that round to it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.intervals import answer_values, intervals, printed_halves
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_READS = columns(
    answers="claim_id question_claim_id option stance percent low high qualifier",
    questions="claim_id exhaustive exclusive",
)


class AnswersSumTo100(LegacyRule):
    """Shares of one question sum to 100.

    Statement: The shares of an exhaustive and exclusive set of answers can sum to exactly 100
        percent before rounding; those of an exclusive set that may be partial do not exceed it.
    Formula: a percentage p with d decimals stands for [p - 10^-d / 2, p + 10^-d / 2], clipped to
        [0, 100]. Exhaustive: 100 lies in [sum of lows, sum of highs], so that
        gap = max(sum of lows - 100, 100 - sum of highs); partial: gap = sum of lows - 100.
        The bound is gap <= 0. Sums are exact, in whole numbers of the smallest decimal printed.
    Inputs: `questions` (exhaustive, exclusive); `answers` (percent, low, high, qualifier). A group
        is one mention of a question with one or more answers.
    Severity rationale: error. No set of respondents gives such shares; one of the figures, or the
        description of the set, is wrong.
    Source: interval arithmetic; unrounding as in the R packages statcheck and scrutiny.
    Limits: Stated bounds (more than, up to, between) are taken as they are, with closed ends, and
        an unstated one is 0 or 100. Not evaluable: a set that is not known to be exclusive, an
        answer of unknown extent ("about" without bounds, no number), a lower bound above the upper
        one, the same option twice, more than 12 decimals.
    """

    name = "answers-sum-to-100"
    family = "polls"
    severity = "error"
    reads = _READS

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each mention of a question: the sums in `_sums`, and the gap."""
        sums = _sums(tables)
        excess, shortfall = sums["low"] - sums["hundred"], sums["hundred"] - sums["high"]
        is_worse = sums["exhaustive"].eq("yes") & (shortfall > excess)
        return sums.assign(gap=excess.mask(is_worse, shortfall))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """All answers of the question."""
        return _shares(tables, violations)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Gives the shares, and the range of their sum."""
        low, high = _percent(group["low"], group), _percent(group["high"], group)
        verdict = "exceed" if group["low"] > group["hundred"] else "miss"
        return (
            f"{_listed(evidence)} {verdict} 100 percent by {_percent(group['gap'], group)} "
            f"beyond rounding (sum from {low} to {high})"
        )


class AnswersLeaveNoResidual(LegacyRule):
    """Opposed answers leave no unexplained residual.

    Statement: Where a favourable and an unfavourable answer to one question are reported, and
        nothing says that there were no others, all reported shares can sum to 100 percent.
    Formula: residual = [100 - sum of highs, 100 - sum of lows], with the same intervals as in
        `answers-sum-to-100`; gap = 100 - sum of highs; the bound is gap <= 0: the residual is
        one that rounding can explain.
    Inputs: `questions` (exhaustive, exclusive); `answers` (stance, percent, low, high, qualifier).
        A group is one mention of a question that is not exhaustive, with a favourable and an
        unfavourable answer.
    Severity rationale: warning. The shares can be true together with an answer that the text does
        not report, such as "don't know" or a refusal.
    Source: the disclosure standards of AAPOR and WAPOR, which ask for the response options of
        every question reported.
    Limits: Answers that do not oppose each other are outside: a partial list leaves a residual by
        its nature. An exhaustive set is the matter of `answers-sum-to-100`. Not evaluable as there.
    """

    name = "answers-leave-no-residual"
    family = "polls"
    severity = "warning"
    reads = _READS

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each mention of a question with opposed answers: the sums, and the gap."""
        sums = _sums(tables)
        opposed = sums["favourable"] & sums["unfavourable"] & sums["exhaustive"].ne("yes")
        sums = sums[opposed].reset_index(drop=True)
        return sums.assign(gap=sums["hundred"] - sums["high"])

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """All answers of the question."""
        return _shares(tables, violations)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Gives the shares, and the range of what they leave."""
        least = _percent(group["gap"], group)
        most = _percent(group["hundred"] - group["low"], group)
        return f"{_listed(evidence)} leave {least} to {most} percent that is not reported"


@cached
def _sums(tables: Tables) -> pd.DataFrame:
    """Sums of the shares of each question, as intervals.

    Returns:
        One row for each mention of a question with answers: `question_claim_id`, `exhaustive`,
        `exclusive`, `favourable` and `unfavourable` (whether there is such an answer), `decimals`;
        `low`, `high` and `hundred` in halves of the smallest decimal printed, the first two NA
        where the question is not evaluable.
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
    known = sums["known"] & sums["options"].eq(sums["answers"]) & sums["exclusive"].eq("yes")
    columns = {name: sums[name].astype("Int64").where(known) for name in ("low", "high")}
    return sums.assign(**columns)


def _shares(tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
    """The answers of the questions in `violations`, as evidence: what each says, and its option."""
    groups = violations[["question_claim_id"]].rename_axis("group").reset_index()
    answers = tables["answers"].merge(groups, on="question_claim_id")
    has_percent = answers["percent"].ne("")
    bounds = answers["low"] + ".." + answers["high"]
    column = has_percent.map({True: "percent", False: "low"})
    return answers[["group", "claim_id"]].assign(
        column=column.mask(~has_percent & answers["low"].eq(""), "high"),
        value=answers["percent"].where(has_percent, bounds),
        label=answers["option"],
    )


def _percent(halves: int, group: Mapping[str, Any]) -> str:
    """A number of half units of a group, as a decimal string."""
    return printed_halves(halves, group["decimals"])


def _listed(evidence: Sequence[Evidence]) -> str:
    """The shares in a sentence: `yes 67, no 29`."""
    return ", ".join(f"{item.label} {item.value}" for item in evidence)
