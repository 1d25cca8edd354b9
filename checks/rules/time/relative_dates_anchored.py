"""Rules about dates that a sentence leaves to another one to complete."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from checks.rules.columns import columns
from checks.rules.common.days import OPEN, days_or
from checks.rules.common.lookups import positions
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_ELSEWHERE, _LATER = 1, 2
"""Gaps: the date is completed from another passage; from a later one, or from a later date."""


class RelativeDatesAnchored(LegacyRule):
    """A date is complete in its sentence.

    Statement: A sentence prints all of a date; and where a part of it has to be taken from
        elsewhere, that stands before it in the text and is not of a later time.
    Formula: gap = 0 if nothing had to be supplied from another passage; 1 if it had; 2 if that
        passage begins after the date's own in the document, or all dates of that passage are
        certainly after this one. The bound is gap <= 0.
    Inputs: `dates` (earliest, latest, passage_id, anchor_passage_id); `passages` (start). A group
        is one date.
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
    reads = columns(
        dates=(
            "claim_id passage_id anchor_passage_id entity_id property_id date "
            "earliest:date latest:date"
        ),
        passages="passage_id document_id start:integer",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each date."""
        dates = tables["dates"]
        anchor = dates["anchor_passage_id"]
        is_anchored = (anchor != "") & (anchor != dates["passage_id"])
        gap = pd.Series(0, index=dates.index, dtype="Int64").mask(is_anchored, _ELSEWHERE)
        anchored = dates[is_anchored]
        is_behind = _stands_after(anchored, tables["passages"])
        is_of_later_time = _is_of_later_time(anchored, dates)
        gap.loc[anchored.index[is_behind | is_of_later_time]] = _LATER
        columns = ["claim_id", "entity_id", "property_id", "date", "anchor_passage_id"]
        return dates[columns].assign(gap=gap, is_behind=is_behind)

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG002
        """The date, and the passage from which it was completed."""
        return pd.DataFrame(
            {
                "group": violations.index,
                "claim_id": violations["claim_id"],
                "column": "anchor_passage_id",
                "value": violations["date"] + " by " + violations["anchor_passage_id"],
                "label": violations["property_id"] + " of " + violations["entity_id"],
            }
        )

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the date, the passage that completes it, and whether that is a later one."""
        anchor = group["anchor_passage_id"]
        text = f"{evidence[0].label} {group['date']}: not complete in its sentence, and read by "
        if group["gap"] == _ELSEWHERE:
            return f"{text}{anchor}"
        if group["is_behind"]:
            return f"{text}{anchor}, which stands after it"
        return f"{text}{anchor}, which is of a later date"


def _stands_after(anchored: pd.DataFrame, passages: pd.DataFrame) -> pd.Series:
    """Whether the anchor of each date begins after the date's own passage, in one document."""
    passages = passages[["passage_id", "document_id", "start"]]
    own = passages.take(positions(anchored["passage_id"], passages["passage_id"]))
    anchor = passages.take(positions(anchored["anchor_passage_id"], passages["passage_id"]))
    is_after = anchor["start"].to_numpy() > own["start"].to_numpy()
    is_near = anchor["document_id"].to_numpy() == own["document_id"].to_numpy()
    return pd.Series(is_after & is_near, index=anchored.index, dtype=bool)


def _is_of_later_time(anchored: pd.DataFrame, dates: pd.DataFrame) -> pd.Series:
    """Whether all dates of the anchor passage of each date are certainly after it."""
    passages = pd.concat([dates["passage_id"], anchored["anchor_passage_id"]])
    codes, distinct = pd.factorize(passages)
    first = np.full(len(distinct), OPEN)
    np.minimum.at(first, codes[: len(dates)], days_or(dates["earliest"], -OPEN).to_numpy())
    first[first == OPEN] = -OPEN
    is_later = first[codes[len(dates) :]] > days_or(anchored["latest"], OPEN).to_numpy()
    return pd.Series(is_later, index=anchored.index, dtype=bool)
