"""Rules about the words that a text has for its own numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.columns import columns
from checks.rules.common.compared_values import LABELS, are_alike, compared_sides, direction_gap
from checks.rules.common.comparisons import (
    comparison_evidence,
    comparison_sentence,
    stated_comparisons,
    tables_missing,
)
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables


class LabelsMatchFigures(LegacyRule):
    """Labels and comparisons fit the numbers that they describe.

    Statement: What is called a majority is more than 50 percent, a slight one no more than 60, a
        minority less than 50; what is called more, less or different is so.
    Formula: with the values that both sides allow, `more`, `much-more`: highest left > lowest
        right; `less`, `much-less`: lowest left < highest right; `majority`, `slight-majority`: as
        `more` than 50; `minority`: as `less` than 50; `slight-majority` also: lowest left <= 60;
        `differs`: not both printed as the same number. gap is by how much that is missed, exactly,
        in quarters of the smallest decimal printed, and one more where equality is excluded; the
        bound is gap <= 0.
    Inputs: `comparisons` (left_claim_id, relation, right_claim_id, constant); the claims compared,
        in `answers` (percent, low, high, qualifier) or `figures` (best, low, high, qualifier,
        unit). A group is one comparison.
    Severity rationale: warning. The words can be true of numbers that the text does not print, or
        of an earlier version of them.
    Source: interval arithmetic, with shares unrounded as in the R packages statcheck and scrutiny.
        That a slight majority ends at 60 percent is a convention of this rule, not a finding of
        the literature.
    Limits: `much` is not measured. Two shares that print the same number and are said to differ
        are found, although rounding may hide a difference. Not evaluable: a comparison with
        nothing that is coded, values of unknown extent (`about`) or in different units, and a
        label on anything but percent. Trends are the matter of `trends-match-series`.
    """

    name = "labels-match-figures"
    family = "figures"
    severity = "warning"
    reads = columns(
        comparisons="claim_id left_claim_id relation right_claim_id constant",
        answers="claim_id percent low high qualifier",
        figures="claim_id low best high unit qualifier",
    )

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """One of the two tables of values is enough."""
        return tables_missing(super().missing(tables))

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each label or comparison: the values of both sides, and the gap."""
        compared = compared_sides(stated_comparisons(tables, trends=False), tables)
        is_label = compared["relation"].isin(LABELS)
        same_unit = compared["unit_left"].eq(compared["unit_right"])
        gap = direction_gap(compared)
        differs, is_same = compared["relation"].eq("differs"), are_alike(compared)
        gap = gap.mask(differs & gap.notna(), is_same)
        sixty = 3 * compared["hundred_left"] // 5
        excess = 2 * (compared["low_left"] - sixty) + compared["strict_left"]
        is_worse = compared["relation"].eq("slight-majority") & (excess > gap).fillna(False)
        gap = gap.mask(is_worse.astype(bool), excess)
        is_evaluable = same_unit & (~is_label | compared["unit_left"].eq("percent"))
        return compared.assign(gap=gap.where(is_evaluable.astype(bool)))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The comparison, and the values that it compares."""
        return comparison_evidence(tables, violations)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Gives the words, and the numbers."""
        return comparison_sentence(group, evidence)
