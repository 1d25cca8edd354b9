"""Rules about polls that contradict each other."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.intervals import answer_values, intervals, printed_halves, wording
from checks.rules.common.lookups import looked_up
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_KEYS = ["topic", "population_id"]

_TRENDS = ("rose", "fell")
"""Relations by which the text itself says that two values of a series differ."""


class OpposedPollsCompatible(LegacyRule):
    """Polls on one topic leave a common support.

    Statement: Two polls that put one proposition to one population imply shares of support that
        have a value in common, unless the text says that support rose or fell between them.
    Formula: with the shares that rounding and bounds allow, the favourable share p of a poll
        implies support in [p low, p high], its unfavourable share q support of at most
        100 - q low; a poll implies what is common to its shares. gap = lowest support of one poll
        - highest support of another, the largest over all pairs that no trend links; the bound is
        gap <= 0.
    Inputs: `answers` (stance, percent, low, high, qualifier); `questions` (poll_id, topic,
        population_id, exclusive); `comparisons`, if there are any (relation `rose` or `fell`
        between two answers). A group is a topic and a population that two or more polls asked.
    Severity rationale: warning. Both polls can be right if opinion changed, or if the questions or
        samples differed; the text says none of it.
    Source: the bounds that margins imply (Fréchet 1951); the reporting standards of AAPOR and
        WAPOR, which ask for wording, dates and samples of compared polls.
    Limits: Sampling error is not taken into account, since samples are rarely stated. The text's
        remark that two polls differ explains nothing. Polls linked by trends, directly or through
        others, are one series and not compared with each other. Several favourable answers are
        added, and an unfavourable one is used, only if the question is exclusive. Not evaluable:
        fewer than two polls with a known share; a poll whose own shares exclude each other is not
        known.
    """

    name = "opposed-polls-compatible"
    family = "polls"
    severity = "warning"
    reads = columns(
        answers="claim_id question_claim_id option stance percent low high qualifier",
        questions="claim_id poll_id topic population_id exclusive",
    )
    may_read = columns(comparisons="left_claim_id relation right_claim_id")

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each topic and population: how many polls are known, the gap in halves."""
        polls = _against_others(_polls(tables))
        apart = (polls["low"] - polls["other_high"]).fillna(0)
        groups = (
            polls.assign(gap=apart)
            .groupby(_KEYS, as_index=False)
            .agg(
                known=("known", "sum"),
                decimals=("decimals", "first"),
                gap=("gap", "max"),
            )
        )
        return groups.assign(gap=groups["gap"].where(groups["known"] > 1))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The answers that put the support of one poll above or below that of another."""
        groups = violations[_KEYS].rename_axis("group").reset_index()
        polls = _against_others(_polls(tables)).merge(groups, on=_KEYS)
        answers = _answers(tables)
        answers = answers.merge(_implied(answers), on="question_claim_id")
        answers = answers.merge(
            polls[["group", *_KEYS, "poll_id", "other_low", "other_high"]], on=[*_KEYS, "poll_id"]
        )
        is_above = (answers["at_least"] > answers["other_high"]).fillna(False)
        is_below = (answers["at_most"] < answers["other_low"]).fillna(False)
        is_opposed = (answers["unless_opposed"] < answers["other_low"]).fillna(False)
        counts = (is_above | is_below).where(answers["favours"], is_opposed).astype(bool)
        answers = answers[counts]
        label = answers["poll_id"] + ": " + answers["option"]
        return answers[["group", "claim_id"]].join(wording(answers, "percent")).assign(label=label)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the topic and the population, the answers, and how far apart they are."""
        answers = "; ".join(sorted({f"{item.label} {item.value}" for item in evidence}))
        apart = printed_halves(group["gap"], group["decimals"])
        return (
            f"{group['topic']} among {group['population_id']}: no support fits all polls, "
            f"which are {apart} percent or more apart ({answers})"
        )


@cached
def _answers(tables: Tables) -> pd.DataFrame:
    """The favourable and unfavourable answers on topics of several polls.

    Returns:
        The columns of `answer_values`; `question_claim_id`, `option`, `favours` (bool) and what
        was asked of whom; `least`, `most`, `hundred` in halves, `known`, `decimals`; `exclusive`.
    """
    answers = tables["answers"]
    answers = answers[answers["stance"].isin(["favourable", "unfavourable"])]
    columns = ["poll_id", *_KEYS, "exclusive"]
    asked = looked_up(answers["question_claim_id"], tables["questions"], "claim_id", columns)
    members = answers[["question_claim_id", "option"]].join(
        asked[asked["poll_id"].ne("")], how="inner"
    )
    topics = members.groupby(_KEYS, sort=False).ngroup()
    polls = pd.Series(pd.factorize(members["poll_id"])[0], index=members.index)
    first = polls.groupby(topics).transform("first")
    members = members[polls.ne(first).groupby(topics).transform("any")]
    topics = topics[members.index]
    values = answer_values(answers.loc[members.index])
    bounds = intervals(values, topics).rename(columns={"low": "least", "high": "most"})
    favours = answers.loc[members.index, "stance"].eq("favourable")
    bounds = bounds[["least", "most", "hundred", "known", "decimals"]]
    return values.join([members, bounds]).assign(
        favours=favours, exclusive=members["exclusive"].eq("yes")
    )


def _implied(answers: pd.DataFrame) -> pd.DataFrame:
    """What each mention of a question implies of the support, in halves.

    Returns:
        `question_claim_id`, `at_least` and `at_most` from its favourable answers,
        `unless_opposed` from its unfavourable ones: the most that they leave. NA where they imply
        nothing.
    """
    keys = ["question_claim_id", "favours"]
    sums = answers.groupby(keys, as_index=False).agg(
        least=("least", "sum"),
        most=("most", "sum"),
        known=("known", "all"),
        answers=("option", "size"),
        options=("option", "nunique"),
        exclusive=("exclusive", "all"),
        hundred=("hundred", "first"),
    )
    is_one = sums["favours"] & sums["answers"].eq(1)
    usable = sums["known"] & sums["options"].eq(sums["answers"]) & (sums["exclusive"] | is_one)
    left = (sums["hundred"] - sums["least"]).clip(lower=0)
    most = sums["most"].clip(upper=sums["hundred"])
    implied = sums[["question_claim_id"]].assign(
        at_least=sums["least"].where(usable & sums["favours"]),
        at_most=most.where(usable & sums["favours"]),
        unless_opposed=left.where(usable & ~sums["favours"]),
    )
    return implied.groupby("question_claim_id").first()


@cached
def _polls(tables: Tables) -> pd.DataFrame:
    """One row for each topic, population and poll: what all its mentions imply, and its series.

    Returns:
        The keys, `poll_id`; `low` and `high` of the support in halves, both NA unless `known`;
        `decimals`; `series`, the same number for polls that a trend links.
    """
    answers = _answers(tables)
    members = answers.merge(_implied(answers), on="question_claim_id")
    members["high"] = members[["at_most", "unless_opposed"]].min(axis=1).astype("Int64")
    polls = members.groupby([*_KEYS, "poll_id"], as_index=False).agg(
        low=("at_least", "max"), high=("high", "min"), decimals=("decimals", "first")
    )
    low = polls["low"].fillna(0)
    known = (low <= polls["high"]).fillna(False).astype(bool)
    polls = polls.assign(low=low.where(known), high=polls["high"].where(known), known=known)
    number = polls.reset_index(names="poll")[[*_KEYS, "poll_id", "poll"]]
    claims = answers.merge(number, on=[*_KEYS, "poll_id"]).set_index("claim_id")["poll"]
    return polls.assign(series=_series(len(polls), _links(tables, claims)))


def _links(tables: Tables, poll_of: pd.Series) -> pd.DataFrame:
    """The pairs of polls, `one` and `other` in both orders, of which a trend links two answers."""
    if "comparisons" not in tables:
        return pd.DataFrame({"one": [], "other": []})
    comparisons = tables["comparisons"]
    trends = comparisons[comparisons["relation"].isin(_TRENDS)]
    left, right = trends["left_claim_id"].map(poll_of), trends["right_claim_id"].map(poll_of)
    pairs = pd.DataFrame({"one": left, "other": right}).dropna()
    return pd.concat([pairs, pairs.set_axis(["other", "one"], axis=1)])


def _series(polls: int, links: pd.DataFrame) -> pd.Series:
    """A number for each poll, the same for all that links connect, directly or not."""
    series = pd.Series(range(polls))
    while True:
        least = series[links["other"]].groupby(links["one"].to_numpy()).min()
        joined = series.copy()
        joined[least.index] = least.clip(upper=series[least.index])
        if joined.equals(series):
            return series
        series = joined


def _against_others(polls: pd.DataFrame) -> pd.DataFrame:
    """The polls, with the largest low and the smallest high of the other series of their group."""
    keys = [*_KEYS, "series"]
    of_series = polls.groupby(keys, as_index=False).agg(low=("low", "max"), high=("high", "min"))
    lows = of_series.dropna().sort_values("low", ascending=False)
    highs = of_series.dropna().sort_values("high")
    return polls.assign(
        other_low=_of_another(polls, lows, "low"), other_high=_of_another(polls, highs, "high")
    )


def _of_another(polls: pd.DataFrame, ranked: pd.DataFrame, column: str) -> pd.Series:
    """For each poll, the first value of its group in `ranked` that is of another series."""
    ranked = ranked[[*_KEYS, "series", column]].assign(rank=ranked.groupby(_KEYS).cumcount())
    first = ranked[ranked["rank"].eq(0)].drop(columns="rank")
    second = ranked[ranked["rank"].eq(1)].drop(columns=["rank", "series"])
    both = polls[[*_KEYS, "series"]].merge(first, on=_KEYS, how="left", suffixes=("", "_first"))
    both = both.merge(second, on=_KEYS, how="left", suffixes=("", "_second"))
    own = both["series"].eq(both["series_first"])
    return both[column].mask(own, both[f"{column}_second"]).set_axis(polls.index)
