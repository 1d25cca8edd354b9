"""Rules about the parts of a stated total."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.intervals import (
    figure_values,
    intervals,
    printed_halves,
    printed_quarters,
    wording,
)
from checks.rules.common.lookups import are_among
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_IDENTITY = ["entity_id", "measure_id", "unit", "population_id", "as_of", "period"]
"""What two parts of one total share when one restates the other."""


class TotalsMatchParts(LegacyRule):
    """Parts fit the total that is stated for them.

    Statement: Parts of a total that do not overlap do not add up to more than the total; parts
        that also leave nothing out can add up to exactly the total.
    Formula: over the parts, gap = sum of lowest values - highest value of the total; if all parts
        are `exhaustive`, gap = max of that and lowest value of the total - sum of highest values.
        Exactly, in quarters of the smallest decimal printed, one more where a bound is excluded;
        the bound is gap <= 0. A part without a lowest value counts as 0.
    Inputs: `figures` (part_of_claim_id, partition, low, best, high, qualifier, unit, and what a
        figure is of); `properties` (additive). A group is a total with its parts. Figures of the
        same thing from different passages are one part, which has the values common to them.
    Severity rationale: error. The values of disjoint parts add up, so the claims cannot all be
        true.
    Source: the balance and ratio edits of statistical data editing, as in the R packages validate
        and errorlocate.
    Limits: Not evaluable: a total that is not a figure, has no highest value where disjoint parts
        ask for one, or is of unknown size (`about`); a part in another unit, or of a measure whose
        values do not add up. A part of unknown size can only add to a conflict, so that without
        one the group is not evaluable; so is, without one, a total with a part whose `partition` is
        not given. Values of additive measures are taken not to be negative.
    """

    name = "totals-match-parts"
    family = "figures"
    severity = "error"
    reads = columns(
        figures=(
            "claim_id passage_id entity_id measure_id low best high unit qualifier population_id "
            "as_of period part_of_claim_id partition"
        ),
        properties="property_id additive:boolean",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each total: sums of its parts, and its own bounds, in halves."""
        groups, unplaced = _groups(_members(tables)), _unplaced(tables["figures"])
        is_placed = ~groups["total"].isin(unplaced)
        exhaustive = groups["exhaustive"] & is_placed
        excess = 2 * (groups["low"] - groups["total_high"]) + groups["strict"].astype("Int64")
        shortfall = 2 * (groups["total_low"] - groups["high"]) + groups["total_strict"]
        shortfall = shortfall.where(exhaustive)
        is_worse = (shortfall > excess).fillna(False) | excess.isna()
        gap = excess.mask(is_worse.astype(bool), shortfall)
        gap = gap.mask(gap.isna() & exhaustive & groups["total_known"], 0)
        is_certain = groups["all_known"] & is_placed | gap.gt(0)
        groups = groups.assign(gap=gap.where(groups["comparable"] & is_certain))
        alone = pd.DataFrame({"total": unplaced[~unplaced.isin(groups["total"])]})
        return pd.concat([groups, alone]).astype({"gap": "Int64"})

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The total and all its parts."""
        groups = violations[["total"]].rename_axis("group").reset_index()
        members = _members(tables).merge(groups, on="total")
        label = members["is_part"].map({True: "part", False: "total"})
        return members[["group", "claim_id"]].join(_wording(members)).assign(label=label)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the thing, the parts, their sum, and the total."""
        total = next(item.value for item in evidence if item.label == "total")
        parts = ", ".join(item.value for item in evidence if item.label == "part")
        low = group["low"]
        exceeds = pd.notna(group["total_high"]) and low >= group["total_high"]
        side, bound = ("at least", low) if exceeds else ("at most", group["high"])
        apart = printed_quarters(group["gap"], group["decimals"])
        distance = f"{apart} apart" if apart != "0" else "the bound itself is excluded"
        return (
            f"{group['measure_id']} of {group['entity_id']}: parts {parts} add up to {side} "
            f"{printed_halves(bound, group['decimals'])}, the total is {total} ({distance})"
        )


def _unplaced(figures: pd.DataFrame) -> pd.Series:
    """The totals with a part that does not say how it lies: it adds to none, nor ends it."""
    is_unplaced = figures["part_of_claim_id"].ne("") & figures["partition"].eq("")
    return figures.loc[is_unplaced, "part_of_claim_id"].drop_duplicates()


def _groups(members: pd.DataFrame) -> pd.DataFrame:
    """One row for each total: the sums of its parts, its own bounds, and what decides on them."""
    of_totals = ["number", "entity_id", "measure_id", "unit", "low", "high", "strict", "known"]
    totals = members.loc[~members["is_part"], of_totals].rename(
        columns={name: f"total_{name}" for name in ("low", "high", "strict", "known")}
    )
    parts = members[members["is_part"]]
    of_parts = parts.groupby("number").agg(
        total=("total", "first"),
        exhaustive=("exhaustive", "all"),
        all_known=("known", "all"),
        additive=("additive", "all"),
        part_unit=("unit", "first"),
        same_unit=("has_first_unit", "all"),
        decimals=("decimals", "first"),
    )
    groups = of_parts.merge(_sums(parts), on="number").merge(totals, on="number", how="left")
    flags = ["total_strict", "total_known"]
    groups[flags] = groups[flags].eq(True)
    same_unit = groups["same_unit"] & groups["part_unit"].eq(groups["unit"])
    return groups.assign(comparable=groups["additive"] & same_unit)


def _sums(parts: pd.DataFrame) -> pd.DataFrame:
    """Sums of the lowest and highest values of the parts of each total, each part counted once.

    Returns:
        `number` of the total, `low`, `high` (NA: without end), `strict` (whether the sum of lows
        is excluded).
    """
    passages = pd.Series(pd.factorize(parts["passage_id"])[0], index=parts.index)
    first = passages.groupby(parts["number"]).transform("first")
    is_retold = passages.ne(first).groupby(parts["number"]).transform("any")
    once = _once(parts[is_retold])
    columns = ["number", "low", "high", "strict"]
    return _added(pd.concat([parts.loc[~is_retold, columns], once[columns]]), ["number"])


def _once(bounds: pd.DataFrame) -> pd.DataFrame:
    """Each part once: what is common to the passages that state it, in each of them added up."""
    together = _added(bounds, ["number", *_IDENTITY, "passage_id"])
    floor = 2 * together["low"] + together["strict"].astype("Int64")
    restated = together.assign(floor=floor).groupby(["number", *_IDENTITY], as_index=False)
    common = restated.agg(floor=("floor", "max"), high=("high", "min"))
    return common.assign(low=common["floor"] // 2, strict=(common["floor"] % 2).eq(1))


def _added(bounds: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Sums of `low` and `high` by the keys; a low that is missing is 0, a high makes the sum so."""
    sums = (
        bounds.assign(endless=bounds["high"].isna())
        .groupby(keys, sort=False)
        .agg(
            low=("low", "sum"),
            high=("high", "sum"),
            endless=("endless", "any"),
            strict=("strict", "any"),
        )
    )
    return sums.assign(high=sums["high"].mask(sums["endless"]))


@cached
def _members(tables: Tables) -> pd.DataFrame:
    """All parts, and the totals to which they point, as values with bounds.

    Returns:
        `total` (claim), `number` of the total, `is_part`, the columns of `_IDENTITY`,
        `passage_id`; `claim_id`, `qualifier`, `value`, `stated_low` and `stated_high` as they are;
        the bounds of `intervals`; `exhaustive`; `additive` (whether the values of the measure add
        up); `has_first_unit` (the unit is that of the first part).
    """
    figures, properties = tables["figures"], tables["properties"]
    columns = ["claim_id", "passage_id", "qualifier", *_IDENTITY, "low", "best", "high"]
    is_part = figures["part_of_claim_id"].ne("") & figures["partition"].ne("")
    parts = figures.loc[is_part, [*columns, "part_of_claim_id", "partition"]]
    parts = parts.rename(columns={"part_of_claim_id": "total"}).assign(is_part=True)
    totals = figures.loc[are_among(figures["claim_id"], parts["total"]), columns]
    totals = totals.assign(total=totals["claim_id"], is_part=False)
    members = pd.concat([parts, totals], ignore_index=True)
    number = pd.Series(pd.factorize(members["total"])[0], index=members.index)
    unit = pd.Series(pd.factorize(members["unit"])[0], index=members.index)
    additive = properties.loc[properties["additive"], "property_id"]
    stated = members[["low", "high"]].add_prefix("stated_").assign(value=members["best"])
    bounds = intervals(figure_values(members), number)
    return (
        members.drop(columns=["low", "best", "high"])
        .join([stated, bounds])
        .assign(
            number=number,
            has_first_unit=unit.eq(unit.groupby(number).transform("first")),
            exhaustive=members["partition"].eq("exhaustive"),
            additive=are_among(members["measure_id"], additive),
        )
    )


def _wording(members: pd.DataFrame) -> pd.DataFrame:
    """What each member says, in words."""
    stated = {"stated_low": "low", "stated_high": "high"}
    texts = members[["qualifier", "value", *stated]].rename(columns=stated)
    return wording(texts, "best")
