"""When relations certainly hold, and whether two of them certainly hold at one time."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.common.days import FAR_AWAY, days_or
from checks.rules.rule import RuleModel

DAYS = ["starts_from", "starts_by", "holds_from", "holds_to"]


class RelationPairs(RuleModel):
    """Two relations, with the days of each as day numbers.

    A relation that does not certainly hold on any known day has `holds_from` after `holds_to`.
    """

    starts_from: Series[int] = pa.Field(description="the first day on which the one may start")
    starts_by: Series[int] = pa.Field(description="the last day on which the one may start")
    holds_from: Series[int] = pa.Field(description="the first day on which the one certainly holds")
    holds_to: Series[int] = pa.Field(description="the last day on which the one certainly holds")
    starts_from_other: Series[int]
    starts_by_other: Series[int]
    holds_from_other: Series[int]
    holds_to_other: Series[int]


def relation_days(relations: pd.DataFrame) -> pd.DataFrame:
    """The days on which each relation may start, and on which it certainly holds.

    Args:
        relations: `start_earliest`, `start_latest`, `end_earliest`.

    Returns:
        `DAYS` (int64), with the index of `relations`: minus or plus `FAR_AWAY` where the start is
        open; from `FAR_AWAY` to minus `FAR_AWAY` where it does not certainly hold on any known day.
    """
    starts_from = days_or(relations["start_earliest"], -FAR_AWAY)
    starts_by = days_or(relations["start_latest"], FAR_AWAY)
    ends_from = days_or(relations["end_earliest"], -FAR_AWAY)
    holds = starts_from.eq(starts_by) | ends_from.gt(starts_by)
    holds_from = starts_by.where(holds, FAR_AWAY)
    holds_to = (ends_from - 1).clip(lower=starts_by).where(holds, -FAR_AWAY)
    return pd.concat([starts_from, starts_by, holds_from, holds_to], axis=1, keys=DAYS)


def common_days(pairs: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The first and the last day on which both relations certainly hold."""
    latest_start = pairs[["holds_from", "holds_from_other"]].max(axis=1)
    earliest_end = pairs[["holds_to", "holds_to_other"]].min(axis=1)
    return latest_start, earliest_end


def certainly_together(pairs: pd.DataFrame) -> "pd.Series[bool]":
    """Whether both certainly hold on some day, or one of them while the other starts.

    Args:
        pairs: the columns of `RelationPairs`.
    """
    latest_start, earliest_end = common_days(pairs)
    other_starts_during = (pairs["holds_from"] <= pairs["starts_from_other"]) & (
        pairs["starts_by_other"] <= pairs["holds_to"]
    )
    starts_during_other = (pairs["holds_from_other"] <= pairs["starts_from"]) & (
        pairs["starts_by"] <= pairs["holds_to_other"]
    )
    return (latest_start <= earliest_end) | other_starts_during | starts_during_other


def is_open(pairs: pd.DataFrame, side: str) -> "pd.Series[bool]":
    """Whether neither the start of one side is bounded, nor a day known on which it holds.

    Args:
        pairs: the columns of `RelationPairs`.
        side: what the columns of the side end in, "" or `_other`.
    """
    starts_from, starts_by = pairs[f"starts_from{side}"], pairs[f"starts_by{side}"]
    has_open_start = starts_from.eq(-FAR_AWAY) | starts_by.eq(FAR_AWAY)
    return has_open_start & pairs[f"holds_from{side}"].gt(pairs[f"holds_to{side}"])
