"""Rules about results that a text gives more than once."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.intervals import printed_halves, wording
from checks.rules.common.overlap import without_overlap
from checks.rules.polls.asked_shares import asked_shares, with_bounds
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_QUESTION = ["poll_id", "question_id", "population_id"]


class RestatedShares(RuleModel):
    """A result that is given more than once: the option whose shares lie farthest apart."""

    poll_id: Series[Text]
    question_id: Series[Text]
    population_id: Series[Text]
    low: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="highest of the smallest values that the shares allow"
    )
    high: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="lowest of the largest values, in the same unit"
    )

    @rule_check("restated-shares-agree", "the shares of an option have a value in common")
    def common_value(cls, shares: pd.DataFrame) -> "pd.Series[bool]":
        """No share begins above the end of another."""
        return shares["low"] <= shares["high"]


class RestatedSharesAgree(Rule):
    """Restated results agree.

    Statement: All shares that are given for one option of one question, poll and population can be
        roundings of one value.
    Formula: low <= high: the highest of the lower ends and the lowest of the upper ends of the
        intervals in `answers-sum-to-100`, of the option that is farthest from it.
    Inputs: `answers` (option, percent, low, high, qualifier); `questions` (poll_id, question_id,
        population_id, base, rounded_to). A group is a question of a poll and a population with
        an option that has two or more shares. The claims of a finding are the shares of all its
        options that begin above, or end below, another.
    Severity rationale: error. One question has one result.
    Source: interval arithmetic; unrounding as in the R packages statcheck and scrutiny.
    Limits: Options are compared by their names; what several options add up to is not compared
        with a share for all of them. Not evaluable: fewer than two shares of known extent, and
        mentions that print different bases, of which the shares can be of different respondents.
    """

    name = "restated-shares-agree"
    family = "polls"
    severity = "error"
    model = RestatedShares
    reads = columns(
        answers="claim_id question_claim_id option percent low high qualifier",
        questions="claim_id poll_id question_id population_id base:integer? rounded_to?",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each question that gives a share of an option more than once."""
        options = _options(tables)
        apart = (options["low"] - options["high"]).where(options["known"] > 1)
        ranked = options.assign(apart=apart).sort_values(
            ["apart", "option"], ascending=[False, True]
        )
        questions = ranked.drop_duplicates(_QUESTION)
        why = reasons(
            questions.index,
            (questions["known"] < 2, "fewer than two of the shares have a known extent"),
            (questions["bases"] > 1, "the mentions print different bases"),
        )
        return questions.assign(not_evaluable=why)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The shares that begin above, or end below, another one of their option."""
        groups = failures[_QUESTION].rename_axis("group").reset_index()
        shares = _restated(tables).merge(groups, on=_QUESTION)
        shares = without_overlap(shares, ["group", "option"], "least", "most")
        words = wording(shares, "percent")
        return shares[["group", "claim_id"]].join(words).assign(label=shares["option"])

    def message(self, violation: Violation) -> str:
        """Names the poll and its question, the shares, and how far apart they are."""
        shares: dict[str, list[str]] = {}
        for label, value in sorted({(item.label, item.value) for item in violation.evidence}):
            shares.setdefault(label, []).append(value)
        each = listed(f"{option} {listed(values, ' and ')}" for option, values in shares.items())
        apart = printed_halves(violation["low"] - violation["high"], violation["decimals"])
        poll, people = (violation.label(violation[name]) for name in ("poll_id", "population_id"))
        return (
            f"{poll}, {violation['question_id']} among {people}: different shares of one option "
            f"({each}), at least {apart} percentage points apart"
        )


@cached
def _restated(tables: Tables) -> pd.DataFrame:
    """The shares of options that have several; `least` and `most` in one unit for each question."""
    shares = asked_shares(tables["answers"], tables, _QUESTION)
    return with_bounds(shares[shares.duplicated([*_QUESTION, "option"], keep=False)], _QUESTION)


def _options(tables: Tables) -> pd.DataFrame:
    """The options with several shares: `known` (how many), `low`, `high`, `decimals`, `bases`."""
    base = tables["questions"].set_index("claim_id").get("base", pd.Series(dtype="Int64"))
    shares = _restated(tables)
    shares = shares.assign(base=shares["question_claim_id"].map(base).astype("Int64"))
    shares["bases"] = shares.groupby(_QUESTION)["base"].transform("nunique")
    return shares.groupby([*_QUESTION, "option"], as_index=False).agg(
        low=("least", "max"),
        high=("most", "min"),
        known=("known", "sum"),
        decimals=("decimals", "first"),
        bases=("bases", "first"),
    )
