"""Rules about time: a date is the closed interval of the days that it allows."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.columns import columns
from checks.rules.derivation.days import OPEN, days_or, in_words
from checks.rules.derivation.once import derived_once
from checks.rules.rule import Evidence, Rule, Tables

_KEYS = ["entity_id", "property_id"]


class DatesAgree(Rule):
    """Dates of one thing share a day.

    Statement: All dates that are given to one single-valued property of one entity have a day
        in common, each date standing for every day that its precision allows.
    Formula: gap = max(earliest) - min(latest) in days; the bound is gap <= 0. Intervals of days
        on a line have a common day exactly if every two of them have one.
    Inputs: `dates` (entity_id, property_id, date, earliest, latest); `properties` (single_valued).
        A group is an entity and a single-valued property with two or more datings. The claims of
        a finding are those that have no day in common with at least one other of the group.
    Severity rationale: error. A thing that happens once cannot happen on two days, so the claims
        cannot all be true.
    Source: Allen's interval algebra (1983); the single-value and contemporary constraints of
        Wikidata; Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1.
    Limits: An open end never violates. An approximate or uncertain date (`~`, `?`, `%`) stands
        for the days of its form, without a margin. A dating without any bound cannot be compared:
        with fewer than two others the group is not evaluable. Two entities that are one under two
        identifiers are not compared.
    """

    name = "dates-agree"
    family = "time"
    severity = "error"
    reads = columns(
        dates="claim_id entity_id property_id date earliest:date latest:date",
        properties="property_id single_valued:boolean",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each entity and property with several datings: `first`, `last` are days."""
        dates = _single_valued(tables)
        bounds = dates[_KEYS].assign(
            first=days_or(dates["earliest"], -OPEN),
            last=days_or(dates["latest"], OPEN),
            dated=dates["earliest"].notna() | dates["latest"].notna(),
        )
        groups = bounds.groupby(_KEYS, sort=False, as_index=False).agg(
            claims=("first", "size"),
            dated=("dated", "sum"),
            first=("first", "max"),
            last=("last", "min"),
        )
        groups = groups[groups["claims"] > 1]
        gap = (groups["first"] - groups["last"]).astype("Int64")
        return groups.assign(gap=gap.where(groups["dated"] > 1))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The datings that end before another begins, or begin after another ends."""
        dates = _single_valued(tables)
        dates = dates[dates["entity_id"].isin(violations["entity_id"])]
        groups = violations[[*_KEYS, "first", "last"]].rename_axis("group").reset_index()
        members = dates.merge(groups, on=_KEYS)
        begins_after = days_or(members["earliest"], -OPEN) > members["last"]
        ends_before = days_or(members["latest"], OPEN) < members["first"]
        members = members[begins_after | ends_before]
        return members[["group", "claim_id"]].assign(column="date", value=members["date"])

    def message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the property, the entity, the dates, and the days between them."""
        dates = " and ".join(sorted({item.value for item in evidence}))
        return (
            f"{group['property_id']} of {group['entity_id']}: no day in common to {dates} "
            f"({in_words(group['gap'])} apart)"
        )


@derived_once
def _single_valued(tables: Tables) -> pd.DataFrame:
    """The datings of properties that can have one true date only."""
    properties, dates = tables["properties"], tables["dates"]
    single = properties.loc[properties["single_valued"], "property_id"]
    return dates[dates["property_id"].isin(single)]
