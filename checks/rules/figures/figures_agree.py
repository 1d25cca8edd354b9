"""Rules about figures that are given for one thing."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.comparability import comparison_numbers
from checks.rules.common.intervals import figure_values, intervals, printed_quarters, wording
from checks.rules.common.lookups import are_among
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables


class FiguresAgree(LegacyRule):
    """Figures for one thing share a value.

    Statement: All figures that are given for one single-valued measure of the same thing, in the
        same respects, have a value in common, each figure standing for every value that its
        qualifier allows.
    Formula: `exactly` b is [b, b]; `at-least` and `vague` [low, infinity); `more-than` (low,
        infinity), low excluded; `up-to` (-infinity, high]; `between` [low, high]. gap = max(lowest
        values) - min(highest values), exactly, in quarters of the smallest decimal printed, one
        more where the bound is excluded; the bound is gap <= 0. Intervals on a line have a common
        value exactly if every two of them have one.
    Inputs: `figures` (measure_id, low, best, high, qualifier, and the comparability keys);
        `properties` (single_valued, comparability_keys). A group is a set of two or more figures
        that agree in the comparability keys of their measure. The claims of a finding are those
        that have no value in common with at least one other of the group.
    Severity rationale: error. One quantity cannot have two values, so the claims cannot all be
        true.
    Source: interval arithmetic; the low, best and high estimates of the UCDP Georeferenced Event
        Dataset; the single-value constraint of Wikidata.
    Limits: `about` has no margin that could be checked, and a number that is not in plain notation
        or has more than 15 digits is not read; with fewer than two other figures the group is not
        evaluable. Keys are compared as they are written: a month and its year are two times, and
        an empty key only equals an empty one. A figure is not unrounded: 1,000 is not 999.
    """

    name = "figures-agree"
    family = "figures"
    severity = "error"
    reads = columns(
        figures="claim_id entity_id measure_id low best high unit qualifier *",
        properties="property_id single_valued:boolean comparability_keys",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each set of comparable figures: `floor`, `ceiling` are quarters."""
        members = _comparable(tables)
        groups = members.groupby("comparison", sort=False, as_index=False).agg(
            measure_id=("measure_id", "first"),
            known=("known", "sum"),
            decimals=("decimals", "first"),
            floor=("floor", "max"),
            ceiling=("ceiling", "min"),
        )
        gap = (groups["floor"] - groups["ceiling"]).fillna(0)
        return groups.assign(gap=gap.where(groups["known"] > 1))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The figures that begin above, or end below, another one."""
        members = _comparable(tables)
        bounds = violations[["comparison", "floor", "ceiling"]].rename_axis("group").reset_index()
        members = members.merge(bounds, on="comparison", suffixes=("", "_of_group"))
        begins_above = (members["floor"] > members["ceiling_of_group"]).fillna(False)
        ends_below = (members["ceiling"] < members["floor_of_group"]).fillna(False)
        members = members[(begins_above | ends_below).astype(bool)]
        label = members["entity_id"]
        return members[["group", "claim_id"]].join(wording(members, "best")).assign(label=label)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the measure, the thing, the figures, and the distance between them."""
        things = ", ".join(sorted({item.label for item in evidence}))
        values = " and ".join(sorted({item.value for item in evidence}))
        apart = printed_quarters(group["gap"], group["decimals"])
        distance = f"{apart} apart" if apart != "0" else "the bound itself is excluded"
        return f"{group['measure_id']} of {things}: no value in common to {values} ({distance})"


@cached
def _comparable(tables: Tables) -> pd.DataFrame:
    """The figures with at least one other to compare with: their set, and bounds in quarters."""
    figures, properties = tables["figures"], tables["properties"]
    single = properties.loc[properties["single_valued"], "property_id"]
    figures = figures[are_among(figures["measure_id"], single)]
    comparison = comparison_numbers(figures, properties)
    comparison = comparison[comparison.duplicated(keep=False) & comparison.notna()]
    members = figures.loc[comparison.index]
    values = figure_values(members)
    allowed = intervals(values, comparison)
    return values.assign(
        comparison=comparison,
        entity_id=members["entity_id"],
        measure_id=members["measure_id"],
        known=allowed["known"],
        decimals=allowed["decimals"],
        floor=2 * allowed["low"] + allowed["strict"].astype("Int64"),
        ceiling=2 * allowed["high"],
    )
