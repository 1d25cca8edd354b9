"""Rules about what had happened when people were asked about it."""

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.days import FAR_AWAY, days_or, in_words
from checks.rules.polls.poll_days import dated_mentions, last_days
from checks.rules.polls.series import with_examples
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.rules.time.event_times import ORDERING, VOCABULARY, event_times
from checks.tables.text_dtype import Text

_EVENT = ["after_entity_id", "after_property_id"]
_GROUP = ["poll_id", *_EVENT]
_DATED = {"after_entity_id": "entity_id", "after_property_id": "property_id"}


class PolledEvents(RuleModel):
    """A poll with a question that came after an event; days are since 1970."""

    poll_id: Series[Text]
    after_entity_id: Series[Text] = pa.Field(description="the event")
    happened: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="first day on which it can have happened"
    )
    last: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="last day on which the question can have been asked"
    )

    @rule_check("polled-events-happened", "the event can have happened by the end of the poll")
    def in_order(cls, polls: pd.DataFrame) -> "pd.Series[bool]":
        """The first day of the event is not after the last day of the poll."""
        return polls["happened"] <= polls["last"]


class PolledEventsHappened(Rule):
    """Polls ask about events that have happened.

    Statement: What a question of a poll takes as having happened can have happened by the last day
        of the poll.
    Formula: happened <= last: the earliest day that any dating of the event allows, and the last
        day on which the question can have been asked, the earliest over its mentions. Where the
        event has no first day, orders and lags may give it one, by the temporal network of
        `timeline-feasible`.
    Inputs: `questions` (poll_id, question_id, asked, after_entity_id, after_property_id); `dates`
        (entity_id, property_id, earliest); `polls` (fieldwork, published); `sequences` and
        `properties` (single_valued, lifetime), if they are there. A group is a poll and an
        event after which one of its questions came. The last day is that of `asked`, where a
        mention of the question has it, otherwise the earlier one of the ends of `fieldwork` and
        `published`. All polls that come before one event are one finding, with the claims of the
        first ten.
    Severity rationale: warning. One of the dates is wrong, or the question was about something
        else; the text does not say which.
    Source: the order of fieldwork and publication that AAPOR and WAPOR standards ask for; Extended
        Date/Time Format (ISO 8601-2:2019), levels 0 and 1.
    Limits: Only questions that name the event are judged. A question asked during a poll that goes
        on after the event can still have been asked before it. Not evaluable: a poll without any
        last day, an event without a date, or with an open first day.
    """

    name = "polled-events-happened"
    family = "polls"
    severity = "warning"
    model = PolledEvents
    reads = columns(
        questions="claim_id poll_id question_id asked:edtf after_entity_id? after_property_id?",
        dates="claim_id entity_id property_id date earliest:date",
        polls="claim_id poll_id fieldwork:edtf published:edtf",
    )
    may_read = columns(sequences=ORDERING["sequences"], properties=f"property_id? {VOCABULARY}")

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each poll and each event that one of its questions came after."""
        questions = _questions(tables)
        if questions.empty:
            return PolledEvents.empty()
        polls = questions.groupby(_GROUP, as_index=False).agg(last=("last", "min"))
        groups = polls.merge(_events(tables), on=_EVENT, how="left")
        event = groups["after_entity_id"] + " " + groups["after_property_id"]
        by_order = event_times(tables, event).first_days(event)
        happened = groups["happened"].fillna(by_order.mask(by_order.eq(-FAR_AWAY)).astype("Int64"))
        why = reasons(
            groups.index,
            (groups["last"].isna(), "the poll has no last day"),
            (happened.isna() & groups["is_dated"].isna(), "the event has no date"),
            (happened.isna(), "the first day of the event is open"),
        )
        return groups.assign(happened=happened, cause=event, not_evaluable=why)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The questions, what dates them, and the dates of the event."""
        groups = with_examples(failures, "poll_id").rename_axis("group").reset_index()
        questions = _questions(tables).merge(groups[["group", *_GROUP, "happened"]], on=_GROUP)
        questions = questions[questions["last"] < questions["happened"]]
        dates = tables["dates"].merge(groups.rename(columns=_DATED), on=[*_DATED.values()])
        found = [
            questions.assign(column="after_entity_id", value=questions["after_entity_id"]),
            dates.assign(column="date", value=dates["date"]),
            dated_mentions(questions[questions["asked"].isna()], tables),
        ]
        return pd.concat([part[["group", "claim_id", "column", "value"]] for part in found])

    def message(self, violation: Violation) -> str:
        """Names the poll and the event, and how many days lie between them."""
        poll, event = (violation.label(violation[name]) for name in ("poll_id", "after_entity_id"))
        happened, last = (int(violation[name]) for name in ("happened", "last"))
        first, by = (np.datetime64(day, "D") for day in (happened, last))
        return (
            f"{poll} asks about {event}, but was taken by {by}; the event cannot have happened "
            f"before {first} (at least {in_words(happened - last)} later)"
        )


def _questions(tables: Tables) -> pd.DataFrame:
    """The mentions of questions that came after an event, with `asked` and `last` (days)."""
    questions = tables["questions"]
    after = {column: questions.get(column, "") for column in _EVENT}
    mentions = questions[["claim_id", "poll_id"]].assign(**after).join(last_days(tables))
    return mentions[mentions["after_entity_id"].ne("")]


def _events(tables: Tables) -> pd.DataFrame:
    """The dated properties of entities: `happened`, the first day that any dating allows."""
    dates = tables["dates"]
    days = dates[[*_DATED.values()]].set_axis(_EVENT, axis=1)
    days = days.assign(happened=days_or(dates["earliest"], -FAR_AWAY))
    events = days.groupby(_EVENT, as_index=False).min().astype({"happened": "Int64"})
    happened = events["happened"].mask(events["happened"].eq(-FAR_AWAY))
    return events.assign(happened=happened, is_dated=True)
