"""The support of a proposition that the answers of each poll imply."""

import numpy as np
import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.components import components
from checks.rules.common.intervals import answer_values, intervals
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Tables

TOPIC = ["topic", "population_id"]
"""What polls must share to be compared."""

_TRENDS = ("rose", "fell")
"""Relations by which the text itself says that two values of a series differ."""


@cached
def opinions(tables: Tables) -> pd.DataFrame:
    """The favourable and unfavourable answers on topics of several polls.

    Returns:
        The columns of `answer_values`; `question_claim_id`, `option`, `favours` (bool) and what
        was asked of whom; `least`, `most`, `hundred` in halves, `known`, `decimals`; `exclusive`.
    """
    answers = tables["answers"]
    answers = answers[answers["stance"].isin(["favourable", "unfavourable"])]
    columns = ["poll_id", *TOPIC, "exclusive"]
    asked = looked_up(answers["question_claim_id"], tables["questions"], "claim_id", columns)
    members = answers[["question_claim_id", "option"]].join(
        asked[asked["poll_id"].ne("")], how="inner"
    )
    topics = members.groupby(TOPIC, sort=False).ngroup()
    polls = pd.Series(pd.factorize(members["poll_id"])[0], index=members.index)
    first = polls.groupby(topics).transform("first")
    members = members[polls.ne(first).groupby(topics).transform("any")]
    topics = topics[members.index]
    values = answer_values(answers.loc[members.index], tables)
    bounds = intervals(values, topics).rename(columns={"low": "least", "high": "most"})
    favours = answers.loc[members.index, "stance"].eq("favourable")
    bounds = bounds[["least", "most", "hundred", "known", "decimals"]]
    return values.join([members, bounds]).assign(
        favours=favours, exclusive=members["exclusive"].eq("yes")
    )


def implied_support(answers: pd.DataFrame) -> pd.DataFrame:
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
def polled_support(tables: Tables) -> pd.DataFrame:
    """One row for each topic, population and poll: what all its mentions imply, and its series.

    Returns:
        The keys, `poll_id`; `low` and `high` of the support in halves, both NA unless `known`;
        `contradictory`, where its shares exclude each other; `decimals`; `series`, the same number
        for polls that a trend links.
    """
    answers = opinions(tables)
    members = answers.merge(implied_support(answers), on="question_claim_id")
    members["high"] = members[["at_most", "unless_opposed"]].min(axis=1).astype("Int64")
    polls = members.groupby([*TOPIC, "poll_id"], as_index=False).agg(
        low=("at_least", "max"), high=("high", "min"), decimals=("decimals", "first")
    )
    low = polls["low"].fillna(0)
    known = (low <= polls["high"]).fillna(False).astype(bool)
    polls = polls.assign(
        low=low.where(known),
        high=polls["high"].where(known),
        known=known,
        contradictory=polls["high"].notna() & ~known,
    )
    number = polls.reset_index(names="poll")[[*TOPIC, "poll_id", "poll"]]
    poll_of = answers.merge(number, on=[*TOPIC, "poll_id"]).set_index("claim_id")["poll"]
    return polls.assign(series=_series(tables, poll_of, len(polls)))


def _series(tables: Tables, poll_of: pd.Series, count: int) -> np.ndarray:
    """A number for each of `count` polls, the same for all that trends of their answers link."""
    if "comparisons" not in tables:
        return np.arange(count)
    comparisons = tables["comparisons"]
    trends = comparisons[comparisons["relation"].isin(_TRENDS)]
    ends = [trends[f"{side}_claim_id"].map(poll_of) for side in ("left", "right")]
    links = pd.concat(ends, axis=1).dropna().to_numpy("int64")
    return components(count, links[:, 0], links[:, 1])


def most_in_agreement(polls: pd.DataFrame) -> pd.DataFrame:
    """For each topic and population: `agree`, how many polls at most have a support in common."""
    polls = polls[polls["known"]]
    starts, ends = (polls[TOPIC].assign(at=2 * polls[end]) for end in ("low", "high"))
    steps = pd.concat([starts.assign(step=1), ends.assign(at=ends["at"] + 1, step=-1)])
    steps = steps.sort_values([*TOPIC, "at"])
    steps["agree"] = steps.groupby(TOPIC)["step"].cumsum()
    return steps.groupby(TOPIC)["agree"].max().reset_index()


@cached
def against_others(tables: Tables) -> pd.DataFrame:
    """The polls of `polled_support` with what the other series of their group allow.

    `other_low` is the largest low of them, `other_high` the smallest high.
    """
    polls = polled_support(tables)
    keys = [*TOPIC, "series"]
    of_series = polls.groupby(keys, as_index=False).agg(low=("low", "max"), high=("high", "min"))
    lows = of_series.dropna().sort_values("low", ascending=False)
    highs = of_series.dropna().sort_values("high")
    return polls.assign(
        other_low=_of_another(polls, lows, "low"), other_high=_of_another(polls, highs, "high")
    )


def _of_another(polls: pd.DataFrame, ranked: pd.DataFrame, column: str) -> pd.Series:
    """For each poll, the first value of its group in `ranked` that is of another series."""
    ranked = ranked[[*TOPIC, "series", column]].assign(rank=ranked.groupby(TOPIC).cumcount())
    first = ranked[ranked["rank"].eq(0)].drop(columns="rank")
    second = ranked[ranked["rank"].eq(1)].drop(columns=["rank", "series"])
    both = polls[[*TOPIC, "series"]].merge(first, on=TOPIC, how="left", suffixes=("", "_first"))
    both = both.merge(second, on=TOPIC, how="left", suffixes=("", "_second"))
    own = both["series"].eq(both["series_first"])
    return both[column].mask(own, both[f"{column}_second"]).set_axis(polls.index)
