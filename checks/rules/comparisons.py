"""Rules about what the text says of its own numbers: labels, comparisons and trends."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.compared_values import (
    LABELS,
    are_alike,
    compared_sides,
    compared_values,
    direction_gap,
)
from checks.rules.intervals import wording
from checks.rules.rule import Evidence, Rule, Tables

_TRENDS = ("rose", "fell")

_PHRASES = {
    "more": "be more than",
    "much-more": "be much more than",
    "less": "be less than",
    "much-less": "be much less than",
    "differs": "differ from",
    "rose": "have risen from",
    "fell": "have fallen from",
}

_VALUES = ("answers", "figures")
"""The tables whose claims can be compared."""


class LabelsMatchFigures(Rule):
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
    reads = ("comparisons", *_VALUES)

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """One of the two tables of values is enough."""
        return _missing(super().missing(tables))

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each label or comparison: the values of both sides, and the gap."""
        compared = compared_sides(_of_relations(tables, trends=False), tables)
        is_label = compared["relation"].isin(LABELS)
        same_unit = compared["unit_left"].eq(compared["unit_right"])
        gap = direction_gap(compared)
        differs, is_same = compared["relation"].eq("differs"), are_alike(compared)
        gap = gap.mask(differs & gap.notna(), is_same.astype("Int64"))
        sixty = 3 * compared["hundred_left"] // 5
        excess = 2 * (compared["low_left"] - sixty) + compared["strict_left"].astype("Int64")
        is_worse = compared["relation"].eq("slight-majority") & (excess > gap).fillna(False)
        gap = gap.mask(is_worse.astype(bool), excess)
        is_evaluable = same_unit & (~is_label | compared["unit_left"].eq("percent"))
        return compared.assign(gap=gap.where(is_evaluable.astype(bool)))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The comparison, and the values that it compares."""
        return _evidence(tables, violations)

    def message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Gives the words, and the numbers."""
        return _sentence(group, evidence)


class TrendsMatchSeries(Rule):
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
    reads = ("comparisons", *_VALUES)

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """One of the two tables of values is enough."""
        return _missing(super().missing(tables))

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each trend: the values of both sides, and the gap."""
        compared = compared_sides(_of_relations(tables, trends=True), tables)
        same = compared["series_left"].eq(compared["series_right"]).fillna(False).astype(bool)
        same |= compared["right_claim_id"].eq("")
        same &= compared["unit_left"].eq(compared["unit_right"])
        return compared.assign(gap=direction_gap(compared).where(same))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The trend, and the two values."""
        return _evidence(tables, violations)

    def message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Gives the words, and the numbers."""
        return _sentence(group, evidence)


def _missing(missing: tuple[str, ...]) -> tuple[str, ...]:
    return missing if "comparisons" in missing or set(_VALUES) <= set(missing) else ()


def _of_relations(tables: Tables, *, trends: bool) -> pd.DataFrame:
    comparisons = tables["comparisons"]
    columns = ["claim_id", "left_claim_id", "relation", "right_claim_id", "constant"]
    chosen = comparisons.loc[comparisons["relation"].isin(_TRENDS) == trends, columns]
    return chosen.reset_index(drop=True)


def _evidence(tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
    """The comparison itself, and the claims on both sides."""
    groups = violations.rename_axis("group").reset_index()
    words = groups[["group", "claim_id"]].assign(
        column="relation", value=groups["relation"], label=""
    )
    sides = []
    for label in ("left", "right"):
        claims = groups[["group", f"{label}_claim_id"]].set_axis(["group", "claim_id"], axis=1)
        values = compared_values(tables, claims["claim_id"])
        stated = values[["claim_id"]].join(_stated(values)).assign(label=label)
        sides.append(claims.merge(stated, on="claim_id"))
    return pd.concat([words, *sides], ignore_index=True)


def _stated(values: pd.DataFrame) -> pd.DataFrame:
    """The `column` and the words of each value."""
    shares = wording(values, "percent")
    return shares.mask(~values["is_share"], wording(values, "best"))


def _sentence(group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
    """The comparison in one line: `63 is said to be less than 51`."""
    left, right = (
        next((item.value for item in evidence if item.label == side), "")
        for side in ("left", "right")
    )
    relation = group["relation"]
    if relation in LABELS:
        return f"{left} percent is called a {relation.replace('-', ' ')}"
    return f"{left} is said to {_PHRASES[relation]} {right or group['constant']}"
