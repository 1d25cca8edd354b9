"""Series of polls: what the same pollsters ask one population about one topic, again and again.

What most polls of a series have is a habit of their pollster. It is one finding of severity info.
"""

import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.lookups import are_among, looked_up
from checks.rules.rule import Tables, Violation
from checks.tables.shortening import listed

FEWEST = 5
"""Fewest polls of a series with which something can be usual."""

EXAMPLES = 10
"""Most failures of one cause whose claims are the evidence."""

READS = "poll_id pollster_id"
"""What is read of the table `polls`, if there is one."""


def pollsters_of(polls: pd.Series, tables: Tables) -> pd.Series:
    """The pollsters of each poll: several as `one|other`, "" if no mention names any."""
    if "polls" not in tables:
        return pd.Series("", index=polls.index, dtype="str")
    mentions = tables["polls"].loc[tables["polls"]["pollster_id"].ne(""), READS.split()]
    named = mentions.drop_duplicates().sort_values(READS.split())
    is_joint = named["poll_id"].duplicated(keep=False)
    joint = named[is_joint].groupby("poll_id", as_index=False).agg("|".join)
    named = pd.concat([named[~is_joint], joint]) if len(joint) else named
    return looked_up(polls, named, "poll_id", ["pollster_id"])["pollster_id"]


@cached
def question_series(tables: Tables) -> pd.DataFrame:
    """The series of every mention of a question.

    Returns:
        With the index of `questions`: `claim_id`, `poll_id`, `topic`, `population_id`; `pollsters`
        ("" if not stated), and `series`, a text.
    """
    asked = tables["questions"][["claim_id", "poll_id", "topic", "population_id"]]
    named = pollsters_of(asked["poll_id"], tables)
    series = named + "|" + asked["topic"] + "|" + asked["population_id"]
    return asked.assign(pollsters=named, series=series)


def with_series(questions: pd.Series, tables: Tables) -> pd.DataFrame:
    """The columns of `question_series` for some claims of questions, but `claim_id`."""
    asked = question_series(tables)
    return looked_up(questions, asked, "claim_id", asked.columns.drop("claim_id").tolist())


def with_pollsters(polls: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Polls (`poll_id`) with `pollsters` and their `series`: all polls by the same pollsters.

    A poll of unnamed pollsters is in the series of a topic and a population that it asked, the
    first in the alphabet.
    """
    named = pollsters_of(polls["poll_id"], tables)
    is_named, asked = named.ne(""), tables["questions"]
    asked = asked[are_among(asked["poll_id"], polls.loc[~is_named, "poll_id"])]
    asked = asked.sort_values(["topic", "population_id"]).drop_duplicates("poll_id")
    first = looked_up(polls["poll_id"], asked, "poll_id", ["topic", "population_id"])
    series = named.where(is_named, "|" + first["topic"] + "|" + first["population_id"])
    return polls.assign(pollsters=named, series=series)


def with_habits(
    groups: pd.DataFrame, holds: pd.Series, of: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The groups, with how usual a failure is in the series of their poll.

    Args:
        groups: `series`, `poll_id`, `not_evaluable`.
        holds: with the same index, whether the rule holds there.
        of: `series`, `poll_id`: the polls of the series; by default those that can be judged.

    Returns:
        `groups` with `polls` and `failing`, how many polls the series has and how many fail;
        `is_habit`, whether the group fails, and more than half of at least `FEWEST` polls do;
        and for these `cause`, the series, and `severity`, info.
    """
    every = groups[groups["not_evaluable"].isna()] if of is None else of
    polls, failing = (
        groups["series"].map(part.groupby("series")["poll_id"].nunique()).fillna(0).astype("int64")
        for part in (every, groups[~holds])
    )
    is_habit = ~holds & polls.ge(FEWEST) & failing.mul(2).gt(polls)
    info = pd.Series("info", index=groups.index, dtype="str")
    return groups.assign(
        polls=polls,
        failing=failing,
        is_habit=is_habit,
        cause=groups["series"].where(is_habit),
        severity=info.where(is_habit),
    )


def with_examples(failures: pd.DataFrame, key: str) -> pd.DataFrame:
    """The failures, so that no cause has the claims of more than `EXAMPLES` of them.

    Further failures of one cause get the `key` of the first, by which their claims are found.
    """
    cause = failures["cause"].fillna(failures[key])
    rank = failures.sort_values(key).groupby(cause).cumcount()
    first = failures.groupby(cause)[key].transform("min")
    return failures.assign(**{key: failures[key].where(rank < EXAMPLES, first)})


def named_pollsters(violation: Violation) -> str:
    """The pollsters of a violation for a message: `polls by Gallup and Pew`."""
    names = [violation.label(name) for name in violation["pollsters"].split("|") if name]
    return f"polls by {listed(names, ' and ')}" if names else "polls of unnamed pollsters"


def most_polls(violation: Violation, failing: str = "failing") -> str:
    """How many polls of a series fail: `12 of 13 polls by Gallup and Pew`."""
    return f"{violation[failing]:,.0f} of {violation['polls']:,} {named_pollsters(violation)}"
