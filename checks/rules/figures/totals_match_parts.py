"""The rule about the parts of a stated total."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.intervals import (
    figure_values,
    intervals,
    printed_distance,
    printed_halves,
    quarters,
    wording,
)
from checks.rules.common.lookups import are_among
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_IDENTITY = ["entity_id", "measure_id", "unit", "population_id", "as_of", "period"]
"""What two parts of one total share when one restates the other."""

_NOT_PLACED = "a part does not say how it lies in the total"


class TotalAndParts(RuleModel):
    """A total, and the sums of its parts."""

    total: Series[Text] = pa.Field(description="the claim of the total")
    lowest_sum: Series[pd.Int64Dtype] = pa.Field(
        nullable=True,
        description="sum of the lowest values of the parts, in quarters of the smallest decimal "
        "that is printed, one more where it is excluded",
    )
    highest_sum: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="sum of the highest values; missing where one is without end"
    )
    lowest_total: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="in the same unit")
    highest_total: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="in the same unit")
    exhaustive: Series[bool] = pa.Field(description="whether the parts leave nothing out")

    @rule_check("totals-match-parts", "the parts can add up to the total")
    def can_add_up(cls, totals: pd.DataFrame) -> "pd.Series[bool]":
        """The parts are not too much; and if they leave nothing out, they are not too little."""
        enough_room = (totals["lowest_sum"] <= totals["highest_total"]).fillna(True)
        enough_parts = (totals["lowest_total"] <= totals["highest_sum"]).fillna(True)
        return enough_room & (enough_parts | ~totals["exhaustive"])


class TotalsMatchParts(Rule):
    """Parts fit the total that is stated for them.

    Statement: Parts of a total that do not overlap do not add up to more than the total; parts
        that also leave nothing out can add up to exactly the total.
    Formula: lowest_sum <= highest_total; if all parts are `exhaustive`, lowest_total <=
        highest_sum. Exactly, in quarters of the smallest decimal printed, one more where a bound
        is excluded. A part without a lowest value counts as 0.
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
    model = TotalAndParts
    reads = columns(
        figures=(
            "claim_id passage_id entity_id measure_id low best high unit qualifier population_id "
            "as_of period part_of_claim_id partition"
        ),
        properties="property_id additive:boolean",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each total, also for one without any part that can be added."""
        totals, unplaced = _totals(_members(tables)), _totals_of_unplaced_parts(tables["figures"])
        is_placed = ~totals["total"].isin(unplaced)
        totals["exhaustive"] &= is_placed
        # A part that is not known can only add to a conflict.
        passes = TotalAndParts.can_add_up(totals.assign(not_evaluable=reasons(totals.index)))
        no_end = totals["highest_total"].isna() & ~totals["exhaustive"]
        totals["not_evaluable"] = reasons(
            totals.index,
            (totals["unit"].isna(), "the total is not coded as a figure"),
            (~totals["additive"], "values of the measure do not add up"),
            (~totals["same_unit"], "a part has another unit than the total"),
            (~totals["total_known"], "the extent of the total is not known"),
            (passes & ~totals["parts_known"], "the extent of a part is not known"),
            (passes & ~is_placed, _NOT_PLACED),
            (no_end, "the total has no highest value"),
        )
        alone = pd.DataFrame({"total": unplaced[~unplaced.isin(totals["total"])]})
        alone = alone.assign(exhaustive=False, not_evaluable=_NOT_PLACED)
        numbers = ["lowest_sum", "highest_sum", "lowest_total", "highest_total"]
        return pd.concat([totals, alone]).astype(dict.fromkeys(numbers, "Int64"))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The total and all its parts."""
        groups = failures[["total"]].rename_axis("group").reset_index()
        members = _members(tables).merge(groups, on="total")
        stated = {"stated_low": "low", "stated_high": "high"}
        words = wording(members[["qualifier", "value", *stated]].rename(columns=stated), "best")
        label = members["is_part"].map({True: "part", False: "total"})
        return members[["group", "claim_id"]].join(words).assign(label=label)

    def message(self, violation: Violation) -> str:
        """Names the thing, the parts, their sum, and the total."""
        total = next(item.value for item in violation.evidence if item.label == "total")
        parts = listed(item.value for item in violation.evidence if item.label == "part")
        low, high = violation["lowest_sum"], violation["highest_sum"]
        room = violation["highest_total"]
        if pd.notna(room) and low > room:
            side, bound, gap = "at least", low, low - room
        else:
            side, bound, gap = "at most", high, violation["lowest_total"] - high
        distance = printed_distance(gap, violation["decimals"])
        return (
            f"{violation['measure_id']} of {violation['entity_id']}: parts {parts} add up to "
            f"{side} {printed_halves(bound // 2, violation['decimals'])}, "
            f"the total is {total} ({distance})"
        )


def _totals_of_unplaced_parts(figures: pd.DataFrame) -> pd.Series:
    """The totals with a part that has no partition: such a part is not added to the others."""
    is_unplaced = figures["part_of_claim_id"].ne("") & figures["partition"].eq("")
    return figures.loc[is_unplaced, "part_of_claim_id"].drop_duplicates()


def _totals(members: pd.DataFrame) -> pd.DataFrame:
    """One row for each total: the sums of its parts, its own bounds, and what decides on them."""
    wholes, parts = members[~members["is_part"]], members[members["is_part"]]
    own = wholes[["total", "entity_id", "measure_id", "unit", "known"]].assign(**quarters(wholes))
    names = {"known": "total_known", "lowest": "lowest_total", "highest": "highest_total"}
    of_parts = parts.groupby("total", sort=False, as_index=False).agg(
        exhaustive=("exhaustive", "all"),
        parts_known=("known", "all"),
        additive=("additive", "all"),
        part_unit=("unit", "first"),
        units=("unit", "nunique"),
        decimals=("decimals", "first"),
    )
    sums = _sums(parts)
    totals = of_parts.merge(sums, on="total").merge(
        own.rename(columns=names), on="total", how="left"
    )
    return totals.assign(
        total_known=totals["total_known"].eq(True),
        same_unit=totals["units"].eq(1) & totals["part_unit"].eq(totals["unit"]),
    )


def _sums(parts: pd.DataFrame) -> pd.DataFrame:
    """The columns `lowest_sum` and `highest_sum` of each `total`, each part counted once."""
    first = parts.groupby("total")["passage_id"].transform("first")
    is_retold = parts["passage_id"].ne(first).groupby(parts["total"]).transform("any")
    columns = ["total", "low", "high", "strict"]
    once = pd.concat([parts.loc[~is_retold, columns], _common(parts[is_retold])[columns]])
    sums = _added(once, ["total"])
    sums = sums.assign(**quarters(sums))[["lowest", "highest"]]
    return sums.add_suffix("_sum").reset_index()


def _common(parts: pd.DataFrame) -> pd.DataFrame:
    """Each part once: what is common to the passages that state it, in each of them added up."""
    in_passages = _added(parts, ["total", *_IDENTITY, "passage_id"])
    restated = in_passages.assign(**quarters(in_passages)).groupby(["total", *_IDENTITY])
    common = restated.agg(lowest=("lowest", "max"), high=("high", "min")).reset_index()
    return common.assign(low=common["lowest"] // 2, strict=(common["lowest"] % 2).eq(1))


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
        `total` (claim), `is_part`, `passage_id`, the columns of `_IDENTITY`; `claim_id`,
        `qualifier`, `value`, `stated_low` and `stated_high` as they are; the bounds of `intervals`;
        `exhaustive`; `additive` (whether the values of the measure add up).
    """
    figures, properties = tables["figures"], tables["properties"]
    is_part = figures["part_of_claim_id"].ne("") & figures["partition"].ne("")
    parts = figures[is_part]
    totals = figures[are_among(figures["claim_id"], parts["part_of_claim_id"])]
    members = pd.concat(
        [
            parts.assign(is_part=True, total=parts["part_of_claim_id"]),
            totals.assign(is_part=False, total=totals["claim_id"]),
        ],
        ignore_index=True,
    )
    values = figure_values(members)
    additive = properties.loc[properties["additive"], "property_id"]
    stated = values[["claim_id", "qualifier", "value", "low", "high"]]
    return (
        members[["total", "is_part", "passage_id", *_IDENTITY]]
        .join(stated.rename(columns={"low": "stated_low", "high": "stated_high"}))
        .join(intervals(values, members["total"]))
        .assign(
            exhaustive=members["partition"].eq("exhaustive"),
            additive=are_among(members["measure_id"], additive),
        )
    )
