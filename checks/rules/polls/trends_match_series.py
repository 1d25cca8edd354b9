"""Rules about what a text says has risen or fallen."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.columns import columns
from checks.rules.common.compared_values import compared_sides, direction_gap
from checks.rules.common.comparisons import (
    comparison_evidence,
    comparison_sentence,
    stated_comparisons,
    tables_missing,
)
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables


class TrendsMatchSeries(LegacyRule):
    """Trends fit the series that they describe.

    Statement: A value that is said to have risen is larger than the earlier value of the same
        series; one that is said to have fallen is smaller.
    Formula: with the values that both sides allow, `rose`: highest left > lowest right; `fell`:
        lowest left < highest right. gap is by how much that is missed, exactly, in quarters of the
        smallest decimal printed, one more because equality is excluded; the bound is gap <= 0.
    Inputs: `comparisons` (left_claim_id, relation, right_claim_id, constant); the claims compared,
        in `answers` (with the topic and population of their `questions`) or `figures` (with the
        `comparability_keys` of `properties`). A group is one comparison.
    Severity rationale: warning. The trend can be one of another series than the one that is
        printed.
    Source: interval arithmetic; comparability of a time series, as in the WAPOR and AAPOR
        standards for reporting trends.
    Limits: Answers are of one series if topic, option and population are the same; figures, if the
        comparability keys that are no times are. Everything else is not evaluable: a rise in
        another question cannot be checked, only doubted. So are values of unknown extent, and a
        trend since nothing that is coded. A `constant` is taken as an earlier value of the series.
        Whether left is the later value is not checked.
    """

    name = "trends-match-series"
    family = "polls"
    severity = "warning"
    reads = columns(
        comparisons="claim_id left_claim_id relation right_claim_id constant",
        answers="claim_id question_claim_id option percent low high qualifier",
        figures="claim_id measure_id low best high unit qualifier *",
    )
    may_read = columns(
        questions="claim_id topic population_id",
        properties="property_id comparability_keys",
    )

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """One of the two tables of values is enough."""
        return tables_missing(super().missing(tables))

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each trend: the values of both sides, and the gap."""
        compared = compared_sides(stated_comparisons(tables, trends=True), tables, in_series=True)
        same = compared["series_left"].eq(compared["series_right"]).fillna(False).astype(bool)
        same |= compared["right_claim_id"].eq("")
        same &= compared["unit_left"].eq(compared["unit_right"])
        return compared.assign(gap=direction_gap(compared).where(same))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The trend, and the two values."""
        return comparison_evidence(tables, violations)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Gives the words, and the numbers."""
        return comparison_sentence(group, evidence)
