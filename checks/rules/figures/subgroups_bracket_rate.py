"""The rule about the rates of subgroups, beside the rate of all of them."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.intervals import points, printed_halves
from checks.rules.common.lookups import are_among
from checks.rules.common.parts import evidence_of, totals_and_parts
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_DESCRIBED = ["entity_id", "measure_id", "unit"]


class RateAndSubgroups(RuleModel):
    """A rate, and the rates of all subgroups, in halves of the smallest decimal printed."""

    total: Series[Text] = pa.Field(description="the claim of the rate of all")
    low: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="least rate of all")
    high: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="largest rate of all")
    least: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="least rate of any subgroup; missing where one has no bound"
    )
    most: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="largest rate of any subgroup; missing where one has no bound"
    )

    @rule_check("subgroups-bracket-rate", "the rate of all can lie between those of its subgroups")
    def bracketed(cls, rates: pd.DataFrame) -> "pd.Series[bool]":
        """The rate of all can reach down to the largest one, and up to the smallest one."""
        reaches_down = (rates["low"] <= rates["most"]).fillna(True)
        return reaches_down & (rates["high"] >= rates["least"]).fillna(True)


class SubgroupsBracketRate(Rule):
    """A rate lies between those of its subgroups.

    Statement: A rate, a mean or a median of a whole lies between the smallest and the largest one
        of its subgroups, if these make up the whole.
    Formula: with the values that rounding and bounds allow (see `figures-agree`), low <= most and
        least <= high: low and high of the whole, least the smallest low of the subgroups, most
        their largest high.
    Inputs: `figures` (part_of_claim_id, partition, measure_id, low, best, high, qualifier, unit,
        as_stated, rounded_to); `properties` (kind_of_number). A group is a figure of a measure that
        is a `rate`, with the figures that are parts of it.
    Severity rationale: error. A weighted mean lies between its smallest and its largest value, and
        so does the median of several groups taken together.
    Source: the weighted mean; the aggregation problems known as Simpson's paradox and ecological
        inference, which leave this bound intact. `subgroups-bracket-total` is the same for polls.
    Limits: Parts are read as subgroups of those whom the rate is of; the components of a rate,
        which add up to it, are not to be coded as its parts. Several figures of one subgroup each
        extend what is allowed. Not evaluable: parts that are not all `exhaustive`, or of another
        measure or unit than the whole; a value of unknown extent (`about`).
    """

    name = "subgroups-bracket-rate"
    family = "figures"
    severity = "error"
    model = RateAndSubgroups
    reads = columns(
        figures=(
            "claim_id passage_id entity_id measure_id low best high unit qualifier population_id "
            "as_of period part_of_claim_id partition as_stated? rounded_to?"
        ),
        properties="property_id kind_of_number",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each rate of which a part is coded, with its `decimals`."""
        members, properties = totals_and_parts(tables, lists=False), tables["properties"]
        own, parts = members[~members["is_part"]], members[members["is_part"]]
        rates = _subgroups(parts).merge(
            own[["total", *_DESCRIBED, "known", "low", "high"]], on="total", how="left"
        )
        kinds = properties.loc[properties["kind_of_number"].eq("rate"), "property_id"]
        rates = rates[are_among(rates["part_measure"], kinds)]
        is_alike = rates["part_measure"].eq(rates["measure_id"]) & rates["measures"].eq(1)
        is_alike &= rates["part_unit"].eq(rates["unit"]) & rates["units"].eq(1)
        why = reasons(
            rates.index,
            (rates["measure_id"].isna(), "the total is not coded as a figure"),
            (~is_alike, "a part has another measure or unit than the total"),
            (~rates["exhaustive"], "subgroups may be missing"),
            (~rates["known"].eq(True), "the extent of the total is not known"),
            (~rates["parts_known"], "the extent of a part is not known"),
        )
        return rates.assign(not_evaluable=why)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The rate of all, and those of its subgroups with what each is of."""
        members = evidence_of(totals_and_parts(tables, lists=False), failures)
        return members.assign(label=members["item"].where(members["is_part"], ""))

    def headline(self, violation: Violation) -> str:
        """`Kolo: rate in percent 60 is above that of every subgroup`."""
        whole = next(violation.value(item) for item in violation.evidence if not item.label)
        above = "above" if self._above(violation) else "below"
        thing, measure = (violation.label(violation[key]) for key in ("entity_id", "measure_id"))
        return f"{thing}: {measure} {whole} is {above} that of every subgroup"

    def explanation(self, violation: Violation) -> str:
        """The rates of the subgroups, and the distance to them."""
        parts = (self.side(violation, item) for item in violation.evidence if item.label)
        apart = self._above(violation) or violation["least"] - violation["high"]
        distance = printed_halves(apart, violation["decimals"])
        return (
            f"The subgroups are {listed(parts)}; the distance is at least {distance}"
            f"{points(violation['unit'], distance)}."
        )

    def _above(self, violation: Violation) -> int:
        """By how much the rate of all is above the highest rate of a subgroup; 0 if it is not."""
        above = violation["low"] - violation["most"]
        return int(above) if pd.notna(above) and above > 0 else 0


def _subgroups(parts: pd.DataFrame) -> pd.DataFrame:
    """One row for each `total`: what its parts have in common, with `least` and `most` of them."""
    ends = parts.assign(no_low=parts["low"].isna(), no_high=parts["high"].isna())
    subgroups = ends.groupby("total", sort=False, as_index=False).agg(
        least=("low", "min"),
        most=("high", "max"),
        no_low=("no_low", "any"),
        no_high=("no_high", "any"),
        exhaustive=("exhaustive", "all"),
        parts_known=("known", "all"),
        part_measure=("measure_id", "first"),
        measures=("measure_id", "nunique"),
        part_unit=("unit", "first"),
        units=("unit", "nunique"),
        decimals=("decimals", "first"),
    )
    return subgroups.assign(
        least=subgroups["least"].mask(subgroups["no_low"]),
        most=subgroups["most"].mask(subgroups["no_high"]),
    )
