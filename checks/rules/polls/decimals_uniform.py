"""Rules about polls: how far the shares of a poll are rounded."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.lookups import looked_up
from checks.rules.polls.series import (
    READS,
    most_polls,
    with_examples,
    with_habits,
    with_pollsters,
)
from checks.rules.polls.words import PollRule, share
from checks.rules.rule import RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.decimals import read_numbers
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text


class PollDecimals(RuleModel):
    """The decimals to which the shares of one poll are printed."""

    poll_id: Series[Text]
    fewest: Series[int] = pa.Field(description="fewest decimals of a share of the poll")
    most: Series[int] = pa.Field(description="most decimals of a share of the poll")

    @rule_check("decimals-uniform", "all shares of the poll have the same number of decimals")
    def uniform(cls, polls: pd.DataFrame) -> "pd.Series[bool]":
        """The fewest decimals are the most."""
        return polls["fewest"] == polls["most"]


class DecimalsUniform(PollRule):
    """One poll is reported to one number of decimals.

    Statement: All shares of one poll are printed with the same number of decimals.
    Formula: fewest = most, of the numbers of decimals.
    Inputs: `answers` (percent, qualifier); `questions` (poll_id, topic, population_id,
        rounded_to); `polls` (pollster_id), if there are any. A group is a poll with two or more
        shares that no words qualify. The claims of a finding are all of these shares. What polls by
        the same pollsters have in common is one finding, with the claims of the first ten polls:
        shares without trailing zeros (no share of the poll ends in a decimal 0), and any mixture
        of decimals that more than half of five or more of their polls have. Polls of unnamed
        pollsters are compared with those on the same topic and population.
    Severity rationale: info. Rounding some shares further than others is no error, but their sums
        and differences are only as good as the coarsest of them.
    Source: house-style rules for statistics, such as those of the Government Statistical Service;
        the R package scrutiny, which keeps printed trailing zeros.
    Limits: A share with a qualifier ("roughly 35 percent") is rounded on purpose and is left out,
        and so is one whose rounding unit is declared, or an impossible one. A share printed in
        words has no decimals.
    """

    name = "decimals-uniform"
    severity = "info"
    model = PollDecimals
    between_documents = False
    reads = columns(
        answers="claim_id question_claim_id option percent qualifier",
        questions="claim_id poll_id topic population_id rounded_to?",
    )
    may_read = columns(polls=READS)

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each poll with several shares."""
        polls = (
            _printed_shares(tables)
            .groupby("poll_id", as_index=False, sort=False)
            .agg(
                shares=("claim_id", "size"),
                fewest=("decimals", "min"),
                most=("decimals", "max"),
                ends_in_zero=("ends_in_zero", "any"),
            )
        )
        polls = polls[polls["shares"] > 1]
        polls = with_pollsters(polls.assign(not_evaluable=reasons(polls.index)), tables)
        is_uniform = PollDecimals.uniform(polls)
        polls = with_habits(polls, is_uniform)
        is_cut = ~is_uniform & ~polls["ends_in_zero"]
        cause = polls["cause"].mask(is_cut, polls["series"])
        return polls.assign(cause=cause, alike=cause.map(cause.value_counts()))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """All shares of the poll that no words qualify; of one cause, those of ten polls."""
        failures = with_examples(failures, "poll_id")
        groups = failures[["poll_id"]].rename_axis("group").reset_index()
        members = _printed_shares(tables).merge(groups, on="poll_id")
        return members[["group", "claim_id"]].assign(
            column="percent", value=members["percent"], label=members["option"]
        )

    def headline(self, violation: Violation) -> str:
        """`Gull Poll: shares with and without decimals`, or how many polls have such shares."""
        if violation["alike"] > 1:
            polls = most_polls(violation, "alike")
            return f"{polls} have shares with different numbers of decimals"
        fewest, most = violation["fewest"], violation["most"]
        decimals = f"{fewest} to {most}" if fewest else "and without"
        return f"{violation.label(violation['poll_id'])}: shares with {decimals} decimals"

    def explanation(self, violation: Violation) -> str:
        """The shares by their number of decimals; of several polls, what follows."""
        if violation["alike"] > 1:
            return "Sums and differences are only as exact as the share with the fewest decimals."
        by_decimals: dict[int, list[str]] = {}
        for value in sorted({item.value for item in violation.evidence}):
            by_decimals.setdefault(len(value.partition(".")[2]), []).append(share(value))
        words = {0: "without decimals", 1: "with 1 decimal"}
        shares = (
            f"{listed(values, last=' and ')} {words.get(decimals, f'with {decimals} decimals')}"
            for decimals, values in sorted(by_decimals.items())
        )
        return f"The text prints {listed(shares, '; ')}."


@cached
def _printed_shares(tables: Tables) -> pd.DataFrame:
    """The shares that no words qualify, whose rounding is not declared.

    Returns:
        `claim_id`, `option`, `percent`, `poll_id`; `decimals`; `ends_in_zero`, whether the last of
        them is 0.
    """
    answers, questions = tables["answers"], tables["questions"]
    if "rounded_to" in questions:
        questions = questions[questions["rounded_to"].eq("")]
    shares = answers[answers["qualifier"].eq("exactly") & answers["percent"].ne("")]
    polls = looked_up(shares["question_claim_id"], questions, "claim_id", ["poll_id"])
    numbers = read_numbers(shares["percent"])
    shares = shares[["claim_id", "option", "percent"]].assign(
        poll_id=polls["poll_id"],
        decimals=numbers.decimals,
        ends_in_zero=shares["percent"].str.endswith("0") & (numbers.decimals > 0),
    )
    return shares[shares["poll_id"].ne("") & numbers.is_plain]
