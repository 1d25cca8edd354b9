"""Rules about polls that contradict each other."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.intervals import wording
from checks.rules.polls.implied_support import (
    TOPIC,
    against_others,
    implied_support,
    most_in_agreement,
    opinions,
)
from checks.rules.polls.series import FEWEST
from checks.rules.polls.words import PollRule, answers, points, quoted
from checks.rules.rule import RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.text_dtype import Text


class PolledTopics(RuleModel):
    """A topic that several polls put to one population: the two of them that lie farthest apart.

    The polls are of different series; shares are in halves of the smallest decimal printed.
    """

    topic: Series[Text]
    population_id: Series[Text]
    low: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="least support that one poll allows"
    )
    high: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="most support that another poll allows"
    )
    one_series: Series[bool] = pa.Field(
        description="whether stated trends link all polls, so that support can differ"
    )

    @rule_check("opposed-polls-compatible", "one support fits both polls, or a trend links them")
    def compatible(cls, topics: pd.DataFrame) -> "pd.Series[bool]":
        """The least support of the one poll is in reach of the other."""
        return topics["one_series"] | (topics["low"] <= topics["high"])


class OpposedPollsCompatible(PollRule):
    """Polls on one topic leave a common support.

    Statement: Two polls that put one proposition to one population imply shares of support that
        have a value in common, unless the text says that support rose or fell between them.
    Formula: with the shares that rounding and bounds allow, the favourable share p of a poll
        implies support in [p low, p high], its unfavourable share q support of at most
        100 - q low; a poll implies what is common to its shares. low <= high: the lowest support of
        one poll, the highest of another, for every pair that no trend links.
    Inputs: `answers` (stance, percent, low, high, qualifier); `questions` (poll_id, topic,
        population_id, exclusive, rounded_to); `comparisons`, if there are any (relation `rose`
        or `fell` between two answers). A group is a topic and a population that two or more polls
        asked.
    Severity rationale: warning. Both polls can be right if opinion changed, or if the questions or
        samples differed; the text says none of it. Where five or more polls asked, and no support
        fits more than half of them, opinion changes: severity info, and the claims are those of the
        two polls that lie farthest apart.
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
    severity = "warning"
    model = PolledTopics
    reads = columns(
        answers="claim_id question_claim_id option stance percent low high qualifier",
        questions="claim_id poll_id topic population_id exclusive rounded_to?",
    )
    may_read = columns(comparisons="left_claim_id relation right_claim_id")

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each topic and population that several polls asked."""
        polls = against_others(tables)
        number = polls.groupby(TOPIC)[["known", "contradictory"]].sum()
        ranked = polls.assign(apart=polls["low"] - polls["other_high"])
        farthest = ranked.sort_values("apart", ascending=False).drop_duplicates(TOPIC)
        topics = farthest[[*TOPIC, "low", "other_high", "decimals"]].merge(number, on=TOPIC)
        topics = topics.rename(columns={"other_high": "high"})
        topics = topics.merge(most_in_agreement(polls), on=TOPIC, how="left")
        changes = topics["known"].ge(FEWEST) & topics["agree"].mul(2).le(topics["known"])
        severity = changes.map({True: "info", False: None})
        too_few = topics["known"] < 2
        with_contradictory = too_few & (topics["known"] + topics["contradictory"] > 1)
        why = reasons(
            topics.index,
            (with_contradictory, "the shares of a poll exclude each other"),
            (too_few, "fewer than two polls have a known share"),
        )
        one_series = topics["high"].isna() & ~too_few
        return topics.assign(one_series=one_series, not_evaluable=why, severity=severity)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The answers that put the support of one poll above or below that of another."""
        groups = failures[[*TOPIC, "low", "high", "severity"]].rename_axis("group").reset_index()
        groups = groups.rename(columns={"low": "farthest_low", "high": "farthest_high"})
        polls = against_others(tables).merge(groups, on=TOPIC)
        polls = polls[polls["severity"].isna() | _are_farthest(polls)]
        answers = opinions(tables)
        answers = answers.merge(implied_support(answers), on="question_claim_id")
        answers = answers.merge(
            polls[["group", *TOPIC, "poll_id", "other_low", "other_high"]], on=[*TOPIC, "poll_id"]
        )
        is_above = (answers["at_least"] > answers["other_high"]).fillna(False)
        is_below = (answers["at_most"] < answers["other_low"]).fillna(False)
        is_opposed = (answers["unless_opposed"] < answers["other_low"]).fillna(False)
        counts = (is_above | is_below).where(answers["favours"], is_opposed).astype(bool)
        answers = answers[counts]
        label = answers["poll_id"] + ": " + answers["option"]
        return answers[["group", "claim_id"]].join(wording(answers, "percent")).assign(label=label)

    def headline(self, violation: Violation) -> str:
        """`Polls of islanders on “bridge” are at least 13 points apart`."""
        people = violation.label(violation["population_id"])
        topic = quoted(violation, violation["topic"])
        apart = points(violation["low"] - violation["high"], violation, "point")
        return f"Polls of {people} on {topic} are at least {apart} apart"

    def explanation(self, violation: Violation) -> str:
        """How many polls no support fits, and the answers that are too far apart."""
        known = violation["known"]
        polls = f"all {known:,} polls" if known > 2 else "both polls"
        if not pd.isna(violation["severity"]):
            polls = f"more than half of {known:,} polls; two lie farthest apart"
        return f"No share in favour fits {polls} ({answers(violation, '; ', '; ')})."


def _are_farthest(polls: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a poll is one of the two of its group that lie farthest apart, the first of equals.

    Args:
        polls: `group`, `poll_id`; the columns of `against_others`; `farthest_low` and
            `farthest_high`, the low of the one and the high of the other.
    """
    is_opposed = polls["low"].gt(polls["other_high"]) | polls["high"].lt(polls["other_low"])
    opposed = polls[is_opposed.fillna(False)].sort_values("poll_id")
    ends = [
        opposed[opposed[end].eq(opposed[f"farthest_{end}"])].drop_duplicates("group")
        for end in ("low", "high")
    ]
    return pd.Series(polls.index.isin(pd.concat(ends).index), index=polls.index)
