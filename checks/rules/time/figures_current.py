"""Rules about how current a figure is when its document appears."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.columns import columns
from checks.rules.common.days import day_numbers, documents_of, in_words
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables


class FiguresCurrent(LegacyRule):
    """A figure is recent enough for its document.

    Statement: A figure of a measure that grows stale is, at its as-of date, not older than the
        measure allows on the first day that the document can be of.
    Formula: gap = (first day of the document's as-of date) - (last day of the figure's as-of date)
        - valid_for_days; the bound is gap <= 0.
    Inputs: `figures` (measure_id, as_of); `properties` (valid_for_days); `passages`, `documents`
        (as_of). A group is one figure of a measure that grows stale.
    Severity rationale: info. The figure may well be the latest there is; a reader should know its
        age.
    Source: the timeliness dimension of data quality (ISO/IEC 25012, currentness).
    Limits: A count over a past period does not grow stale; its measure declares no such number of
        days. A text that speaks of the past in the past tense is not told apart from one that
        means the present. Not evaluable: no as-of date, or one that is open to the present; an
        open as-of date of the document.
    """

    name = "figures-current"
    family = "time"
    severity = "info"
    reads = columns(
        figures="claim_id passage_id entity_id measure_id as_of:edtf",
        properties="property_id valid_for_days:integer",
        passages="passage_id document_id",
        documents="document_id as_of:edtf",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each figure of a measure that grows stale."""
        valid = tables["properties"].set_index("property_id")["valid_for_days"]
        figures = tables["figures"]
        days = figures["measure_id"].map(valid).astype("Int64")
        columns = ["claim_id", "passage_id", "entity_id", "measure_id", "as_of", "as_of_latest"]
        figures = figures.loc[days.notna(), columns].assign(valid_for_days=days[days.notna()])
        documents = documents_of(figures["passage_id"], tables)
        age = documents["as_of_day"] - day_numbers(figures["as_of_latest"])
        groups = figures.assign(document_as_of=documents["as_of"], age=age)
        return groups.assign(gap=age - groups["valid_for_days"])

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG002
        """The figure's as-of date."""
        value = violations["as_of"] + " (document as of " + violations["document_as_of"] + ")"
        return pd.DataFrame(
            {
                "group": violations.index,
                "claim_id": violations["claim_id"],
                "column": "as_of",
                "value": value,
                "label": violations["measure_id"] + " of " + violations["entity_id"],
            }
        )

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the figure and its age, beside the age that its measure allows."""
        return (
            f"{evidence[0].label} as of {group['as_of']}: {in_words(group['age'])} before the "
            f"document's date of {group['document_as_of']}, {in_words(group['gap'])} more than "
            "such a figure counts as current"
        )
