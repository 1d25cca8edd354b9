"""Rules about polls that were in the field at the same time."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.intervals import printed_halves, wording
from checks.rules.common.lookups import are_among
from checks.rules.polls.asked_shares import asked_shares, with_bounds
from checks.rules.polls.poll_days import beside_earlier, fieldwork_days
from checks.rules.polls.series import (
    named_pollsters,
    question_series,
    with_examples,
    with_habits,
    with_series,
)
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_TOPIC = ["topic", "population_id"]
_POLL = ["series", "poll_id"]


class SimultaneousPolls(RuleModel):
    """A poll beside an earlier one of its series and time: the option that is farthest apart."""

    poll_id: Series[Text]
    other_id: Series[Text] = pa.Field(nullable=True, description="the poll that began earlier")
    low: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="least share that the one poll allows, in halves"
    )
    high: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="largest share that the other one allows, in the same unit"
    )

    @rule_check("simultaneous-polls-agree", "one share of each option fits both polls")
    def compatible(cls, polls: pd.DataFrame) -> "pd.Series[bool]":
        """The larger share can be as small as the smaller one."""
        return polls["low"] <= polls["high"]


class SimultaneousPollsAgree(Rule):
    """Polls by one pollster at one time agree.

    Statement: Two polls by the same pollsters that put one topic to one population at one time
        have shares of each option that can be roundings of one value.
    Formula: low <= high, of the option that is farthest from it: the least share that the one poll
        allows, and the largest that the other one does, by the intervals in `answers-sum-to-100`.
    Inputs: `answers` (option, percent, low, high, qualifier); `questions` (poll_id, topic,
        population_id, rounded_to); `polls` (pollster_id, fieldwork). A series is all polls by
        the same pollsters on one topic and population. A group is a poll of a series, with the one
        that began before it, or at once, and lasted longest, if they share more than half of the
        days of the one that began later.
    Severity rationale: warning. The two can be samples of their own; more often they are one poll
        under two names, or one of the shares is wrong. Where more than half of five or more polls
        of a series are found, as in a survey that goes on day by day, this is one finding of
        severity info, whose claims are those of the first ten.
    Source: interval arithmetic; the disclosure standards of AAPOR and WAPOR, by which a poll is
        known from its pollster, population and dates.
    Limits: Sampling error is not taken into account. A date of fieldwork stands for all its days:
        two polls of one month are of one time. Options are compared by their names. Not evaluable:
        a poll whose fieldwork has no first or last day, and polls without an option in common
        whose shares are known and agree within each poll.
    """

    name = "simultaneous-polls-agree"
    family = "polls"
    severity = "warning"
    model = SimultaneousPolls
    reads = columns(
        answers="claim_id question_claim_id option percent low high qualifier",
        questions="claim_id poll_id topic population_id rounded_to?",
        polls="poll_id pollster_id fieldwork:edtf",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each poll of a series that is beside an earlier one, or is not dated."""
        polls = _polls(tables)
        if polls.empty:
            return SimultaneousPolls.empty()
        pairs = _pairs(tables)
        options = _options(tables).sort_values(["apart", "option"], ascending=[False, True])
        farthest = options.drop_duplicates(_POLL)[[*_POLL, "low", "high", "decimals"]]
        undated = polls[polls["first"].isna()]
        groups = pd.concat([pairs.merge(farthest, on=_POLL, how="left"), undated])
        groups = groups.reset_index(drop=True).astype({"low": "Int64", "high": "Int64"})
        why = reasons(
            groups.index,
            (groups["first"].isna(), "the first or the last day of the fieldwork is not known"),
            (groups["low"].isna(), "no option in common has known shares"),
        )
        groups = groups.assign(not_evaluable=why)
        return with_habits(groups, SimultaneousPolls.compatible(groups), of=polls)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The shares of both polls for the options that differ; of one cause, those of ten."""
        groups = with_examples(failures, "poll_id")[_POLL].rename_axis("group").reset_index()
        options = _options(tables)
        options = options[options["apart"] > 0].merge(groups, on=_POLL)
        sides = [options, options.assign(poll_id=options["other_id"])]
        keys = ["group", *_POLL, "option"]
        members = pd.concat([side[keys] for side in sides]).drop_duplicates()
        shares = _shares(tables).merge(members, on=[*_POLL, "option"])
        label = shares["poll_id"] + ": " + shares["option"]
        return shares[["group", "claim_id"]].join(wording(shares, "percent")).assign(label=label)

    def message(self, violation: Violation) -> str:
        """Names both polls and what differs most, or how many polls of the series differ."""
        topic, people = violation["topic"], violation.label(violation["population_id"])
        if violation["is_habit"]:
            return (
                f"{violation['failing']:,} of {violation['polls']:,} {named_pollsters(violation)} "
                f"on {topic} among {people} are of the time of an earlier one with other shares"
            )
        one, other = (violation.label(violation[name]) for name in ("other_id", "poll_id"))
        shares = listed(sorted({f"{i.label} {i.value}" for i in violation.evidence}), "; ")
        apart = printed_halves(violation["low"] - violation["high"], violation["decimals"])
        return (
            f"{one} and {other}, {named_pollsters(violation)} of one time, differ on {topic} "
            f"among {people} by at least {apart} percentage points in one option ({shares})"
        )


@cached
def _polls(tables: Tables) -> pd.DataFrame:
    """The polls of series with several: `question_series`; `first`, `last` (days, NA if open)."""
    asked = question_series(tables)
    polls = asked[asked["pollsters"].ne("")].drop_duplicates(_POLL)
    polls = polls[polls["series"].duplicated(keep=False)]
    return polls.merge(fieldwork_days(tables), on="poll_id", how="left")


@cached
def _pairs(tables: Tables) -> pd.DataFrame:
    """The polls of the time of an earlier one of their series, as in `beside_earlier`."""
    polls = _polls(tables)
    pairs = beside_earlier(polls[polls["first"].notna()], ["series"])
    shared = pairs[["last", "other_last"]].min(axis=1) - pairs["first"] + 1
    return pairs[2 * shared > pairs["last"] - pairs["first"] + 1]


@cached
def _shares(tables: Tables) -> pd.DataFrame:
    """The shares of the polls in pairs, with `series`; `least` and `most` in one unit for each."""
    pairs, questions = _pairs(tables), tables["questions"]
    polls = pd.concat([pairs["poll_id"], pairs["other_id"]])
    asked = questions.loc[are_among(questions["poll_id"], polls), "claim_id"]
    answers = tables["answers"]
    answers = answers[are_among(answers["question_claim_id"], asked)]
    shares = asked_shares(answers, tables, ["poll_id", *_TOPIC])
    series = with_series(shares["question_claim_id"], tables)["series"]
    return with_bounds(shares.assign(series=series), ["series"])


@cached
def _options(tables: Tables) -> pd.DataFrame:
    """The options that both polls of a pair report, with known shares.

    Returns:
        `series`, `poll_id`, `other_id`, `option`; `low`, the least share of the poll that has the
        larger one, and `high`, the largest of the other; `apart`, the difference; `decimals`.
    """
    keys = [*_POLL, "option"]
    shares = (
        _shares(tables)
        .groupby(keys, as_index=False)
        .agg(least=("least", "max"), most=("most", "min"), decimals=("decimals", "first"))
    )
    shares = shares[(shares["least"] <= shares["most"]).fillna(False)]
    others = shares.drop(columns="decimals").rename(columns={"poll_id": "other_id"})
    both = _pairs(tables)[[*_POLL, "other_id"]].merge(shares, on=_POLL)
    both = both.merge(others, on=["series", "other_id", "option"], suffixes=("", "_other"))
    is_larger = both["least"] - both["most_other"] >= both["least_other"] - both["most"]
    low = both["least"].where(is_larger, both["least_other"])
    high = both["most_other"].where(is_larger, both["most"])
    return both.assign(low=low, high=high, apart=low - high)
