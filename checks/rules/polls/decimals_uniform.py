"""Rules about polls: how far the shares of a poll are rounded."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.decimals import read_numbers
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


class DecimalsUniform(Rule):
    """One poll is reported to one number of decimals.

    Statement: All shares of one poll are printed with the same number of decimals.
    Formula: fewest = most, of the numbers of decimals.
    Inputs: `answers` (percent, qualifier); `questions` (poll_id). A group is a poll with two or
        more shares that no words qualify. The claims of a finding are all of these shares.
    Severity rationale: info. Rounding some shares further than others is no error, but their sums
        and differences are only as good as the coarsest of them.
    Source: house-style rules for statistics, such as those of the Government Statistical Service;
        the R package scrutiny, which keeps printed trailing zeros.
    Limits: A share with a qualifier ("roughly 35 percent") is rounded on purpose and is left out,
        and so is an impossible share. A share printed in words has no decimals.
    """

    name = "decimals-uniform"
    family = "polls"
    severity = "info"
    model = PollDecimals
    reads = columns(
        answers="claim_id question_claim_id option percent qualifier",
        questions="claim_id poll_id",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each poll with several shares."""
        polls = (
            _printed_shares(tables)
            .groupby("poll_id", as_index=False, sort=False)
            .agg(shares=("claim_id", "size"), fewest=("decimals", "min"), most=("decimals", "max"))
        )
        polls = polls[polls["shares"] > 1]
        return polls.assign(not_evaluable=reasons(polls.index))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """All shares of the poll that no words qualify."""
        groups = failures[["poll_id"]].rename_axis("group").reset_index()
        members = _printed_shares(tables).merge(groups, on="poll_id")
        return members[["group", "claim_id"]].assign(
            column="percent", value=members["percent"], label=members["option"]
        )

    def message(self, violation: Violation) -> str:
        """Names the poll, and its shares by their number of decimals."""
        by_decimals: dict[int, list[str]] = {}
        for value in sorted({item.value for item in violation.evidence}):
            by_decimals.setdefault(len(value.partition(".")[2]), []).append(value)
        shares = "; ".join(
            f"{decimals} in {', '.join(values)}" for decimals, values in sorted(by_decimals.items())
        )
        return f"shares of {violation['poll_id']} have different numbers of decimals: {shares}"


@cached
def _printed_shares(tables: Tables) -> pd.DataFrame:
    """The shares that no words qualify, with `poll_id` and their `decimals`."""
    answers, questions = tables["answers"], tables["questions"]
    shares = answers[answers["qualifier"].eq("exactly") & answers["percent"].ne("")]
    polls = looked_up(shares["question_claim_id"], questions, "claim_id", ["poll_id"])
    codes, distinct = pd.factorize(shares["percent"])
    numbers = read_numbers(pd.Series(distinct, dtype="str"))
    shares = shares[["claim_id", "option", "percent"]].assign(
        poll_id=polls["poll_id"], decimals=numbers.decimals[codes]
    )
    return shares[shares["poll_id"].ne("") & numbers.is_plain[codes]]
