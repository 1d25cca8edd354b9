"""The rule `relative-dates-anchored`: dates that a sentence leaves to another to complete."""

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.days import FAR_AWAY, days_or
from checks.rules.common.lookups import are_among, positions
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import written_date


class Dates(RuleModel):
    """Dates, each with the passage that prints it."""

    claim_id: Series[Text]
    passage_id: Series[Text]
    anchor_passage_id: Series[Text] = pa.Field(
        description="the passage that supplies what the date lacks; empty if it lacks nothing"
    )

    @rule_check("relative-dates-anchored", "the sentence prints all of the date")
    def is_complete(cls, dates: pd.DataFrame) -> "pd.Series[bool]":
        """No other passage supplies a part of it."""
        anchor = dates["anchor_passage_id"]
        return (anchor == "") | (anchor == dates["passage_id"])


class RelativeDatesAnchored(Rule):
    """A date is complete in its sentence.

    Statement: A sentence prints all of a date; and where a part of it has to be taken from
        elsewhere, that stands before it in the text and is not of a later time.
    Formula: anchor_passage_id is empty, or the same as passage_id. Where it is not, the message
        also says if the anchor passage begins after the date's own in the document, or else if all
        dates of that passage are certainly after this one.
    Inputs: `dates` (earliest, latest, passage_id, anchor_passage_id); `passages` (start). A group
        is one date. All dates that one passage completes are one finding.
    Severity rationale: info. The reading is usually plain, but whoever quotes the sentence alone
        has no year; and "that January" after a March can be read in two ways.
    Source: the anchoring of relative expressions in TimeML (ISO 24617-1).
    Limits: A date worked out from another one of the same sentence is complete there. Only dates
        coded from the anchor passage itself are compared, not those of passages that it holds; an
        open one is not certainly after anything. Passages of different documents have no order.
    """

    name = "relative-dates-anchored"
    family = "time"
    severity = "info"
    model = Dates
    between_documents = False
    reads = columns(
        dates=(
            "claim_id passage_id anchor_passage_id entity_id property_id date "
            "earliest:date latest:date"
        ),
        passages="passage_id document_id start:integer",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each date; every date can be judged."""
        dates = tables["dates"]
        anchor = dates["anchor_passage_id"]
        anchored = dates[(anchor != "") & (anchor != dates["passage_id"])]
        stands_after = _stands_after(anchored, tables["passages"])
        is_later = _is_of_later_time(anchored, dates)
        columns = [
            *("claim_id", "passage_id", "anchor_passage_id"),
            *("entity_id", "property_id", "date"),
        ]
        groups = dates[columns].assign(
            anchor_stands_after=stands_after.reindex(dates.index, fill_value=False),
            anchor_is_later=is_later.reindex(dates.index, fill_value=False),
            cause=anchor.where(anchor.ne("")),
            not_evaluable=reasons(dates.index),
        )
        named = _named(groups.loc[anchored.index])
        return groups.assign(named=groups["cause"].map(named.groupby(groups["cause"]).agg(tuple)))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG002
        """The date, and the passage from which it was completed."""
        label = failures["property_id"] + " of " + failures["entity_id"]
        value = failures["date"] + " by " + failures["anchor_passage_id"]
        return failures[["claim_id"]].assign(
            group=failures.index, column="anchor_passage_id", value=value, label=label
        )

    def headline(self, violation: Violation) -> str:
        """`Kolo Front: 7 March 1931 (founded) is completed from another passage`."""
        if len(violation["named"]) > 1:
            place = violation.place(violation["anchor_passage_id"])
            return f"{len(violation['named']):,} dates are completed from {place}"
        term, thing, date, _ = violation["named"][0]
        thing, term = violation.label(thing), violation.label(term)
        return f"{thing}: {written_date(date)} ({term}) is completed from another passage"

    def explanation(self, violation: Violation) -> str:
        """The dates, the passage that completes them, and what is odd about the order of both."""
        named = [
            f"{violation.label(thing)} ({violation.label(term)}) {written_date(date)}{oddity}"
            for term, thing, date, oddity in violation["named"]
        ]
        if len(named) > 1:
            return f"Their own sentences do not print them whole: {listed(named)}."
        place, oddity = violation.place(violation["anchor_passage_id"]), violation["named"][0][-1]
        return f"Its own sentence does not print the whole date; {place} completes it{oddity}."

    def side(self, violation: Violation, item: Evidence) -> str:
        """The date that is completed."""
        return f"{violation.label(item.label)} {written_date(item.value.partition(' ')[0])}"


def _named(anchored: pd.DataFrame) -> pd.Series:
    """Term, thing and date of each row, and what is odd about the order of its anchor."""
    oddity = pd.Series("", index=anchored.index, dtype="str")
    oddity = oddity.mask(anchored["anchor_is_later"], " (the passage is of a later date)")
    oddity = oddity.mask(anchored["anchor_stands_after"], " (the passage stands after it)")
    columns = [anchored["property_id"], anchored["entity_id"], anchored["date"], oddity]
    return pd.Series(list(zip(*columns, strict=True)), anchored.index, dtype=object)


def _stands_after(anchored: pd.DataFrame, passages: pd.DataFrame) -> pd.Series:
    """Whether the anchor of each date begins after the date's own passage, in one document."""
    passages = passages[["passage_id", "document_id", "start"]]
    own = passages.take(positions(anchored["passage_id"], passages["passage_id"]))
    place = positions(anchored["anchor_passage_id"], passages["passage_id"])
    anchor = passages.take(np.maximum(place, 0))
    is_after = anchor["start"].to_numpy() > own["start"].to_numpy()
    is_near = anchor["document_id"].to_numpy() == own["document_id"].to_numpy()
    return pd.Series(is_after & is_near & (place >= 0), index=anchored.index, dtype=bool)


def _is_of_later_time(anchored: pd.DataFrame, dates: pd.DataFrame) -> pd.Series:
    """Whether all dates of the anchor passage of each date are certainly after it."""
    of_anchors = dates[are_among(dates["passage_id"], anchored["anchor_passage_id"])]
    first_days = days_or(of_anchors["earliest"], -FAR_AWAY)
    first_day = first_days.groupby(of_anchors["passage_id"]).min()
    anchor_day = first_day.reindex(anchored["anchor_passage_id"]).fillna(-FAR_AWAY).to_numpy()
    return days_or(anchored["latest"], FAR_AWAY) < anchor_day
