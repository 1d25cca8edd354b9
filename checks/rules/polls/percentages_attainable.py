"""Rules about polls: a percentage of a sample comes from a whole number of respondents."""

from fractions import Fraction

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.intervals import answer_values, intervals
from checks.rules.common.lookups import are_among, looked_up
from checks.rules.polls.samples import samples
from checks.rules.polls.words import PollRule, answer, share, stated
from checks.rules.rule import Evidence, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.decimals import printed
from checks.tables.text_dtype import Text

_LARGEST = 2**62
"""Largest product of 64-bit integers that the arithmetic here allows."""

_NO_POLLS, _NO_BASES = pd.Series(dtype="str"), pd.Series(dtype="Int64")
"""What a package has without the columns `weighted` and `base`."""


class SampleShares(RuleModel):
    """A percentage of a sample: the interval that rounds to it, in halves of its last decimal."""

    claim_id: Series[Text] = pa.Field(description="the answer")
    low: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="lower end of the interval")
    high: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="upper end of the interval")
    hundred: Series[int] = pa.Field(description="100 percent in the same unit")
    sample_size: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="respondents; of several stated numbers, the one that fits best"
    )

    @rule_check("percentages-attainable", "a whole number of respondents rounds to the percentage")
    def attainable(cls, shares: pd.DataFrame) -> "pd.Series[bool]":
        """The fewest respondents that reach the lower end do not pass the upper one."""
        fewest = _fewest(shares)
        return fewest * shares["hundred"] <= shares["high"] * shares["sample_size"]


class PercentagesAttainable(PollRule):
    """Percentages come from whole respondents.

    Statement: For each printed percentage of a sample there is a whole number of respondents that
        rounds to it.
    Formula: of n respondents (sample_size), some k from 0 to n has k / n in [low, high] /
        hundred, the interval of the printed percentage (see `answers-sum-to-100`). With k the
        smallest whole number that is at least low n / hundred: k hundred <= high n. The
        arithmetic is exact, in 64-bit integers.
    Inputs: `answers` (percent, qualifier); `questions` (poll_id, population_id, base,
        rounded_to); `polls` (sample_size, population_id, weighted). A group is one answer. Its
        sample is the base of the question, where that is printed, otherwise that of the poll,
        which may stand with any mention; where mentions differ, one of the sizes is enough.
    Severity rationale: error. No number of respondents gives that percentage of the sample.
    Source: the GRIM test (Brown and Heathers 2017), for percentages instead of means; the R
        package scrutiny.
    Limits: Weighted results, and answers of a part of the respondents only, need not be whole
        numbers of the sample; `weighted` and `base` say so. Not evaluable: a poll that a mention
        calls weighted, no sample size, a population other than the one that the sample is of, a
        qualified share, numbers whose product exceeds 64 bits, and a test without power: of n
        respondents every percentage is attainable if n is at least 100 / u, u being the unit to
        which the percentage is rounded (for one decimal: 1,000).
    """

    name = "percentages-attainable"
    severity = "error"
    model = SampleShares
    reads = columns(
        answers="claim_id question_claim_id option percent low high qualifier",
        polls="claim_id poll_id population_id sample_size:integer weighted?",
        questions="claim_id poll_id population_id base:integer? rounded_to?",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each answer, with the sample size that comes closest."""
        answers, polls = tables["answers"], tables["polls"]
        keys = ["poll_id", "population_id"]
        asked = looked_up(answers["question_claim_id"], tables["questions"], "claim_id", keys)
        columns = ["claim_id", "question_claim_id", "qualifier", "percent"]
        shares = answers[columns].join(asked).reset_index(drop=True)
        number = pd.Series(shares.index)
        values = answer_values(answers, tables).reset_index(drop=True)
        shares = shares.assign(number=number).join(intervals(values, number))
        sizes = samples(tables)[[*keys, "sample_size"]].drop_duplicates()
        tested = shares.merge(sizes, on=keys, how="left")
        base = tested["question_claim_id"].map(_bases(tables["questions"])).astype("Int64")
        size = base.fillna(tested["sample_size"].astype("Int64"))
        is_large = (size >= _too_many(tested)).fillna(False)
        tested = tested.assign(base=base, sample_size=size, is_large=is_large)
        is_sized = are_among(tested["poll_id"], polls.loc[polls["sample_size"].notna(), "poll_id"])
        why = reasons(
            tested.index,
            (tested["qualifier"].ne("exactly"), "words qualify the percentage"),
            (~tested["known"] & tested["percent"].eq(""), "no percentage is printed"),
            (~tested["known"], "the percentage cannot be read exactly"),
            (are_among(tested["poll_id"], _weighted(polls)), "the poll is weighted"),
            (size.isna() & ~is_sized, "the poll has no sample size"),
            (size.isna(), "the sample size is not that of the population of the question"),
            (is_large, "every percentage of so large a sample is attainable"),
            ((size > _LARGEST // tested["hundred"]).fillna(False), "the products exceed 64 bits"),
        )
        tested = tested.assign(not_evaluable=why)
        return tested.loc[_closest(tested)]

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The percentage, and the base of the question, or the mentions that give a sample size."""
        groups = failures.rename_axis("group").reset_index()
        answers = tables["answers"].merge(groups[["group", "claim_id"]], on="claim_id")
        share = answers[["group", "claim_id"]].assign(column="percent", value=answers["percent"])
        has_base = groups["base"].notna()
        based = groups.loc[has_base, ["group", "question_claim_id", "base"]]
        based = based.rename(columns={"question_claim_id": "claim_id", "base": "value"})
        polls = tables["polls"][tables["polls"]["sample_size"].notna()]
        sized = polls.merge(groups.loc[~has_base, ["group", "poll_id"]], on="poll_id")
        sized = sized[["group", "claim_id", "sample_size"]].rename(columns={"sample_size": "value"})
        sizes = pd.concat([based.assign(column="base"), sized.assign(column="sample_size")])
        sizes = sizes.assign(value=sizes["value"].astype("str"), label="")
        return pd.concat([share.assign(label=answers["option"]), sizes])

    def headline(self, violation: Violation) -> str:
        """`Gull Poll: “yes” 13 % cannot be a share of 25 respondents`."""
        poll, given = violation.label(violation["poll_id"]), answer(violation, _share(violation))
        respondents = stated(violation, "sample_size", str(violation["sample_size"]))
        return f"{poll}: {given} cannot be a share of {respondents}"

    def explanation(self, violation: Violation) -> str:
        """The nearest attainable percentages.

        These have as many decimals as show that they do not round to the percentage.
        """
        size, hundred = int(violation["sample_size"]), int(violation["hundred"])
        below = -(-int(violation["low"]) * size // hundred) - 1
        nearest = [Fraction(100 * count, size) for count in (below, below + 1)]
        low, high = (Fraction(100 * int(violation[end]), hundred) for end in ("low", "high"))
        decimals = int(violation["decimals"]) + 1
        while round(nearest[0], decimals) >= low or round(nearest[1], decimals) <= high:
            decimals += 1
        shown = " and ".join(
            f"{count:,} of {size:,} ({printed(round(each * 10**decimals), decimals)} %)"
            for count, each in enumerate(nearest, start=below)
        )
        percent = share(_share(violation).value)
        return f"The nearest shares are {shown}; neither rounds to {percent}."


def _share(violation: Violation) -> Evidence:
    return next(item for item in violation.evidence if item.column == "percent")


def _fewest(shares: pd.DataFrame) -> "pd.Series[int]":
    """The fewest respondents whose share of the sample is at least `low`."""
    product = shares["low"] * shares["sample_size"]
    return (product + shares["hundred"] - 1) // shares["hundred"]


def _closest(tested: pd.DataFrame) -> pd.Index:
    """The row of each share (`number`) whose sample size comes closest to a whole respondent."""
    judged = tested[tested["not_evaluable"].isna()]
    low, high = (judged[end] * judged["sample_size"] for end in ("low", "high"))
    reached = _fewest(judged) * judged["hundred"]
    above, below = reached - high, low - (reached - judged["hundred"])
    ranked = tested[["number", "sample_size"]].assign(miss=above.mask(below < above, below))
    ranked["miss"] = ranked["miss"].mask(tested["is_large"], 0)  # it attains every percentage
    best = ranked.sort_values(["number", "miss", "sample_size"]).drop_duplicates("number")
    return best.index


def _too_many(shares: pd.DataFrame) -> "pd.Series[int]":
    """The fewest respondents of whom every percentage is attainable."""
    return -(-shares["hundred"] // shares["rounding"].clip(lower=1))


def _weighted(polls: pd.DataFrame) -> pd.Series:
    """The polls that a mention calls weighted."""
    return polls.loc[polls["weighted"].eq("yes"), "poll_id"] if "weighted" in polls else _NO_POLLS


def _bases(questions: pd.DataFrame) -> pd.Series:
    """The base of each question that prints one, by the claim of the question."""
    return questions.set_index("claim_id")["base"].dropna() if "base" in questions else _NO_BASES
