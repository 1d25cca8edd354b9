"""Rules about how the shares of a poll are printed."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.intervals import answer_values, intervals
from checks.rules.common.lookups import are_among, looked_up
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables
from checks.tables.decimals import printed, read_numbers

_LARGEST = 2**62
"""Largest product of 64-bit integers that the arithmetic here allows."""


class PercentagesAttainable(LegacyRule):
    """Percentages are those of whole respondents.

    Statement: For each printed percentage of a sample there is a whole number of respondents that
        rounds to it.
    Formula: of n respondents, some k from 0 to n has 100 k / n in [low, high], the interval of the
        printed percentage (see `answers-sum-to-100`). With low and high in halves of its smallest
        decimal, H = 100 in that unit, and c the smallest whole number with c H >= low n:
        gap = min(c H - high n, low n - (c - 1) H), in units of 1 / n of that half; the bound is
        gap <= 0. The arithmetic is exact, in 64-bit integers.
    Inputs: `answers` (percent, qualifier); `questions` (poll_id, population_id); `polls`
        (sample_size, population_id). A group is one answer. The sample size may stand with any
        mention of the poll; where mentions differ, one of the sizes is enough.
    Severity rationale: error. No number of respondents gives that percentage of the sample.
    Source: the GRIM test (Brown and Heathers 2017), for percentages instead of means; the R
        package scrutiny.
    Limits: Weighted results, and answers of a part of the respondents only, need not be whole
        numbers of the sample; a package that knows of them should not give the sample size there.
        Not evaluable: no sample size, a population other than the one that the sample is of, a
        qualified share, and numbers whose product exceeds 64 bits.
    """

    name = "percentages-attainable"
    family = "polls"
    severity = "error"
    reads = columns(
        answers="claim_id question_claim_id option percent low high qualifier",
        polls="claim_id poll_id population_id sample_size:integer",
        questions="claim_id poll_id population_id",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each answer: its bounds, the sample size that comes closest, `below`."""
        answers, columns = tables["answers"], ["poll_id", "population_id"]
        asked = looked_up(answers["question_claim_id"], tables["questions"], "claim_id", columns)
        shares = answers[["claim_id", "qualifier"]].join(asked).reset_index(drop=True)
        number = pd.Series(shares.index)
        values = answer_values(answers).reset_index(drop=True)
        shares = shares.assign(number=number).join(intervals(values, number))
        tested = shares.merge(_samples(tables), on=columns, how="left")
        tested = tested.join(_misses(tested))
        best = tested.sort_values(["number", "gap", "sample_size"]).drop_duplicates("number")
        return best.reset_index(drop=True)

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The percentage, and the mentions of the poll that give a sample size."""
        groups = violations[["claim_id", "poll_id"]].rename_axis("group").reset_index()
        answers = tables["answers"].merge(groups[["group", "claim_id"]], on="claim_id")
        polls = tables["polls"][tables["polls"]["sample_size"].notna()]
        polls = polls.merge(groups[["group", "poll_id"]], on="poll_id")
        share = answers[["group", "claim_id"]].assign(column="percent", value=answers["percent"])
        sample = polls[["group", "claim_id"]].assign(
            column="sample_size", value=polls["sample_size"].astype("str")
        )
        return pd.concat([share.assign(label=answers["option"]), sample.assign(label="of")])

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Gives the percentage, the sample size, and the nearest attainable percentages."""
        size, below = int(group["sample_size"]), int(group["below"])
        percent = next(item.value for item in evidence if item.column == "percent")
        shown = int(group["decimals"]) + 1
        nearest = " and ".join(
            f"{count:,} give {printed(round(Fraction(100 * count * 10**shown, size)), shown)}"
            for count in (below, below + 1)
        )
        return f"no number of {size:,} respondents is {percent} percent ({nearest})"


class DecimalsUniform(LegacyRule):
    """One poll is reported to one number of decimals.

    Statement: All shares of one poll are printed with the same number of decimals.
    Formula: gap = most decimals - fewest decimals; the bound is gap <= 0.
    Inputs: `answers` (percent, qualifier); `questions` (poll_id). A group is a poll with two or
        more shares that no words qualify. The claims of a finding are all of these shares.
    Severity rationale: info. Rounding some shares further than others is no error, but their sums
        and differences are only as good as the coarsest of them.
    Source: house-style rules for statistics, such as those of the Government Statistical Service;
        the R package scrutiny, which keeps printed trailing zeros.
    Limits: A share with a qualifier ("roughly 35 percent") is rounded on purpose and is left out.
        A share printed in words has no decimals.
    """

    name = "decimals-uniform"
    family = "polls"
    severity = "info"
    reads = columns(
        answers="claim_id question_claim_id option percent qualifier",
        questions="claim_id poll_id",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each poll with several shares: `fewest` and `most` decimals."""
        groups = (
            _printed_shares(tables)
            .groupby("poll_id", as_index=False, sort=False)
            .agg(shares=("claim_id", "size"), fewest=("decimals", "min"), most=("decimals", "max"))
        )
        groups = groups[groups["shares"] > 1].reset_index(drop=True)
        return groups.assign(gap=(groups["most"] - groups["fewest"]).astype("Int64"))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """All shares of the poll that no words qualify."""
        groups = violations[["poll_id"]].rename_axis("group").reset_index()
        members = _printed_shares(tables).merge(groups, on="poll_id")
        return members[["group", "claim_id"]].assign(
            column="percent", value=members["percent"], label=members["option"]
        )

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the poll, and its shares by their number of decimals."""
        by_decimals: dict[int, list[str]] = {}
        for value in sorted({item.value for item in evidence}):
            by_decimals.setdefault(len(value.partition(".")[2]), []).append(value)
        shares = "; ".join(
            f"{decimals} in {', '.join(values)}" for decimals, values in sorted(by_decimals.items())
        )
        return f"shares of {group['poll_id']} have different numbers of decimals: {shares}"


def _samples(tables: Tables) -> pd.DataFrame:
    """The sample sizes that are given: `poll_id`, `population_id`, `sample_size`.

    A mention that does not say whom the poll covers means the population of its other mentions,
    or, if none says it, that of its questions: as long as it is only one.
    """
    polls, questions = tables["polls"], tables["questions"]
    samples = polls.loc[polls["sample_size"].notna(), ["poll_id", "population_id", "sample_size"]]
    stated = _only_population(polls[polls["population_id"].ne("")])
    asked = _only_population(questions)
    is_stated = are_among(samples["poll_id"], polls.loc[polls["population_id"].ne(""), "poll_id"])
    implied = samples["poll_id"].map(stated).where(is_stated, samples["poll_id"].map(asked))
    population = samples["population_id"].mask(samples["population_id"].eq(""), implied)
    return samples.assign(population_id=population).dropna().drop_duplicates()


def _only_population(mentions: pd.DataFrame) -> pd.Series:
    """The population of each poll, of those with one only."""
    populations = mentions[["poll_id", "population_id"]].drop_duplicates()
    once = populations[~populations["poll_id"].duplicated(keep=False)]
    return once.set_index("poll_id")["population_id"]


def _misses(tested: pd.DataFrame) -> pd.DataFrame:
    """By how much each share misses the nearest number of respondents.

    Returns:
        With the index of `tested`: `gap` (Int64; at most 0 where there is such a number) and
        `below` (the number of respondents just below the interval).
    """
    size = tested["sample_size"].astype("Int64")
    hundred = tested["hundred"]
    is_evaluable = tested["qualifier"].eq("exactly") & tested["known"]
    size = size.where(is_evaluable & (size <= _LARGEST // hundred))
    low, high = tested["low"] * size, tested["high"] * size
    count = (low + hundred - 1) // hundred
    above, below = count * hundred - high, low - (count - 1) * hundred
    return pd.DataFrame({"gap": above.mask(below < above, below), "below": count - 1})


@cached
def _printed_shares(tables: Tables) -> pd.DataFrame:
    """The shares that no words qualify, with `poll_id` and their `decimals`."""
    answers, questions = tables["answers"], tables["questions"]
    shares = answers[answers["qualifier"].eq("exactly") & answers["percent"].ne("")]
    polls = looked_up(shares["question_claim_id"], questions, "claim_id", ["poll_id"])
    codes, distinct = pd.factorize(shares["percent"])
    decimals = read_numbers(pd.Series(distinct, dtype="str")).decimals[codes]
    shares = shares[["claim_id", "option", "percent"]].assign(
        poll_id=polls["poll_id"], decimals=decimals
    )
    return shares[shares["poll_id"].ne("")]
