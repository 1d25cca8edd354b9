"""The rule about several figures for one thing."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.comparability import comparison_numbers
from checks.rules.common.intervals import (
    figure_values,
    intervals,
    printed_distance,
    same_value_ends,
    wording,
)
from checks.rules.common.lookups import are_among
from checks.rules.common.overlap import without_overlap
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text


class ComparableFigures(RuleModel):
    """The figures for one single-valued measure of one thing, taken together."""

    measure_id: Series[Text]
    highest_low: Series[pd.Int64Dtype] = pa.Field(
        nullable=True,
        description="the highest of the lowest values, in sixteenths of the smallest decimal that "
        "the figures print: one more where it is rounded, two more where it is excluded; missing "
        "without a bound",
    )
    lowest_high: Series[pd.Int64Dtype] = pa.Field(
        nullable=True,
        description="the lowest of the highest values, in the same unit: one more unless rounded, "
        "two less where excluded",
    )

    @rule_check("figures-agree", "the figures have a value in common")
    def common_value(cls, figures: pd.DataFrame) -> "pd.Series[bool]":
        """Intervals on a line have a value in common if no low exceeds any high."""
        return (figures["highest_low"] <= figures["lowest_high"]).fillna(True)


class FiguresAgree(Rule):
    """Figures for one thing share a value.

    Statement: All figures that are given for one single-valued measure of the same thing, in the
        same respects, have a value in common, each figure standing for every value that its
        qualifier allows.
    Formula: `exactly` b is [b - s / 2, b + s / 2] if it is rounded to the step s, else [b, b];
        `at-least` and `vague` [low, infinity); `more-than` (low, infinity), low excluded; `up-to`
        and `nearly` (-infinity, high]; `less-than` (-infinity, high), high excluded; `between`
        [low, high]. The step is `rounded_to` where it is filled (0: not rounded); else that of the
        last digit printed, if that is a decimal or of a number with "thousand", "million" and so
        on; else 1 in percent and for measures whose `kind_of_number` is `amount` or `rate`; other
        whole numbers are not rounded. highest_low <= lowest_high, exactly, in sixteenths of the
        smallest decimal printed. Two rounded values that only meet at the half between them, as
        14.2 and 14.3, have no value in common. Intervals on a line have a common value exactly if
        every two of them have one.
    Inputs: `figures` (measure_id, low, best, high, qualifier, as_stated, rounded_to, unit, and the
        comparability keys); `properties` (single_valued, comparability_keys, kind_of_number). A
        group is a set of two or more figures that agree in the comparability keys of their measure.
        The claims of a finding are those that have no value in common with at least one other of
        the group.
    Severity rationale: error. One quantity cannot have two values, so the claims cannot all be
        true.
    Source: interval arithmetic; the low, best and high estimates of the UCDP Georeferenced Event
        Dataset; the single-value constraint of Wikidata; unrounding as in the R packages statcheck
        and scrutiny.
    Limits: `about` has no margin that could be checked, and a number that is not in plain notation
        or has more than 15 digits is not read; with fewer than two other figures the group is not
        evaluable. Keys are compared as they are written: a month and its year are two times, and
        an empty key only equals an empty one. Zeros at the end of a whole number are not taken for
        rounding: of soldiers, 1,000 is not 999.
    """

    name = "figures-agree"
    family = "figures"
    severity = "error"
    model = ComparableFigures
    reads = columns(
        figures=(
            "claim_id entity_id measure_id low best high unit qualifier as_stated? rounded_to? *"
        ),
        properties="property_id single_valued:boolean comparability_keys kind_of_number?",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each set of comparable figures (`comparison`), with their `decimals`."""
        groups = (
            _comparable(tables)
            .groupby("comparison", sort=False, as_index=False)
            .agg(
                measure_id=("measure_id", "first"),
                unit=("unit", "first"),
                known=("known", "sum"),
                decimals=("decimals", "first"),
                highest_low=("lowest", "max"),
                lowest_high=("highest", "min"),
            )
        )
        too_few = (groups["known"] < 2, "fewer than two of the figures have a known extent")
        return groups.assign(not_evaluable=reasons(groups.index, too_few))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The figures that begin above, or end below, another one."""
        groups = failures[["comparison"]].rename_axis("group").reset_index()
        members = _comparable(tables).merge(groups, on="comparison")
        members = without_overlap(members, ["group"], "lowest", "highest")
        label = members["entity_id"]
        return members[["group", "claim_id"]].join(wording(members, "best")).assign(label=label)

    def message(self, violation: Violation) -> str:
        """Names the measure, the thing, the figures, and the distance between them."""
        things = listed(sorted({item.label for item in violation.evidence}))
        values = listed(sorted({item.value for item in violation.evidence}), " and ")
        # Sixteenths, of which up to five only say that an end is excluded.
        halves = (violation["highest_low"] - violation["lowest_high"] + 1) // 8
        is_bound = any(item.column != "best" for item in violation.evidence)
        distance = printed_distance(2 * halves, violation["decimals"], violation["unit"])
        if not (halves or is_bound):
            distance = "they do not round to the same"
        return f"{violation['measure_id']} of {things}: no value in common to {values} ({distance})"


@cached
def _comparable(tables: Tables) -> pd.DataFrame:
    """The figures with at least one other to compare with.

    Returns:
        The columns of `figure_values`, `entity_id`, `measure_id`; `comparison`, the number of their
        set; `known` and `decimals` of `intervals`; `lowest` and `highest` of `same_value_ends`.
    """
    figures, properties = tables["figures"], tables["properties"]
    single = properties.loc[properties["single_valued"], "property_id"]
    figures = figures[are_among(figures["measure_id"], single)]
    comparison = comparison_numbers(figures, properties)
    comparison = comparison[comparison.duplicated(keep=False) & comparison.notna()]
    members = figures.loc[comparison.index]
    values = figure_values(members, properties)
    allowed = intervals(values, comparison)
    return values.assign(
        comparison=comparison,
        entity_id=members["entity_id"],
        measure_id=members["measure_id"],
        known=allowed["known"],
        decimals=allowed["decimals"],
        **same_value_ends(allowed),
    )
