"""When relations begin and how long they last at least, and whether two hold at one time.

An event can stand in place of a date: the alliance began with the rebellion, the fight ended with
the truce. Then the dates, orders and lags of the package say when that was.
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.common.days import FAR_AWAY, days_or
from checks.rules.rule import RuleModel, Tables
from checks.rules.time.event_times import EventTimes, event_times

_DAYS = ["starts_from", "started_by", "lasts_to", "is_open"]
_EVENTS = ["start_event", "end_event"]

TIMES = [*_DAYS, *_EVENTS]
"""What is known of the time of a relation, as `relation_times` gives it."""

EVENT_COLUMNS = "start_entity_id? start_property_id? end_entity_id? end_property_id?"
"""The columns of `relations` that name an event in place of a date, for `reads` of a rule."""


class RelationPairs(RuleModel):
    """Two relations, the one and the other; days are minus `FAR_AWAY` or less if not known."""

    lasts_after: Series[int] = pa.Field(
        description="how many days the one at least still lasts after the other has begun; "
        "negative if it may have ended before"
    )
    lasts_after_other: Series[int] = pa.Field(
        description="how many days the other at least still lasts after the one has begun"
    )


def relation_times(relations: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """What is known of the time of relations, by their dates, and by events where there is none.

    Returns:
        With the index of `relations`: the first day on which each may begin, `starts_from`; the day
        by which it has begun, `started_by`; the day to which it lasts at least, `lasts_to` (minus
        or plus `FAR_AWAY` where nothing is known); `is_open` (its beginning has no bounds on both
        sides, and no day is known on which it holds); `start_event` and `end_event` ("" if none).
    """
    start, end = (_event(relations, side) for side in ("start", "end"))
    times = event_times(tables, pd.concat([start, end]))
    starts_from = _within(relations["start_earliest"], times.first_days(start), -FAR_AWAY)
    starts_by = _within(relations["start_latest"], times.last_days(start), FAR_AWAY)
    ends_from = _within(relations["end_earliest"], times.first_days(end), -FAR_AWAY)
    ends_by = _within(relations["end_latest"], times.last_days(end), FAR_AWAY)
    started_by = starts_by.where(starts_by < ends_by, ends_by)
    lasts_to = (ends_from - 1).clip(lower=starts_from)
    is_open = starts_from.eq(-FAR_AWAY) | starts_by.eq(FAR_AWAY)
    is_open &= lasts_to < started_by
    known: list[pd.Series] = [starts_from, started_by, lasts_to, is_open, start, end]
    return pd.concat(known, axis=1, keys=TIMES)


def compared(pairs: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Pairs of relations with the columns of `RelationPairs`, and `is_unknown`.

    `is_unknown`: the beginning of a relation is open, and nothing says which of the two began
    first.

    Args:
        pairs: `TIMES` of the one relation, and those of the other with the suffix `_other`.
        tables: as for `relation_times`.
    """
    both = pd.concat([pairs[f"{event}{side}"] for event in _EVENTS for side in ("", "_other")])
    times = event_times(tables, both)
    lasts, begins = _after(pairs, "", "_other", times)
    lasts_other, begins_other = _after(pairs, "_other", "", times)
    pairs = pairs.assign(lasts_after=lasts, lasts_after_other=lasts_other)
    is_open = pairs["is_open"] | pairs["is_open_other"]
    is_decided = certainly_together(pairs) | (begins >= 0) | (begins_other >= 0)
    return pairs.assign(is_unknown=is_open & ~is_decided)


def certainly_together(pairs: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each still lasts when the other begins, so that both hold on some day."""
    return (pairs["lasts_after"] >= 0) & (pairs["lasts_after_other"] >= 0)


def in_text(relations: pd.DataFrame) -> pd.Series:
    """The time of each relation as text: `2001 to 2009`, with an event where there is no date."""
    start, end = (
        relations[side].where(relations[side].ne(""), relations[f"{side}_event"])
        for side in ("start", "end")
    )
    return start.str.cat(end, sep=" to ").where(end.ne(""), start)


def _event(relations: pd.DataFrame, side: str) -> pd.Series:
    """The event that stands in place of a date: `rebellion started`; "" where there is none."""
    keys = [f"{side}_entity_id", f"{side}_property_id"]
    if not set(keys) <= set(relations):
        return pd.Series("", relations.index, dtype="str")
    entity, term = (relations[key] for key in keys)
    has_event = relations[side].eq("") & entity.ne("") & term.ne("")
    return entity.str.cat(term, sep=" ").where(has_event, "")


def _within(dates: pd.Series, event_days: "pd.Series[int]", if_open: int) -> "pd.Series[int]":
    """The bounds that dates give as day numbers, or the narrower ones that events give."""
    days = days_or(dates, if_open)
    return days.where(event_days.eq(if_open), event_days)


def _after(
    pairs: pd.DataFrame, side: str, other: str, times: EventTimes
) -> "tuple[pd.Series[int], pd.Series[int]]":
    """How many days after the other has begun each one at least lasts, and begins."""
    start, end = (pairs[f"{event}{side}"] for event in _EVENTS)
    start_other, end_other = (pairs[f"{event}{other}"] for event in _EVENTS)
    begins = pairs[f"starts_from{side}"] - pairs[f"started_by{other}"]
    begins = begins.clip(lower=times.lags(start_other, start))
    lasts = (pairs[f"lasts_to{side}"] - pairs[f"started_by{other}"]).clip(lower=begins)
    lasts = lasts.clip(lower=times.lags(start_other, end) - 1)
    return lasts, begins.clip(lower=times.lags(end_other, start))
