"""Rules about parts and wholes."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.containment import containments
from checks.rules.common.days import OPEN, days_or
from checks.rules.common.figure_times import figure_times
from checks.rules.common.intervals import figure_values, intervals, printed_halves, wording
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_MEASURED = ["quantity", "unit"]
_FAMILY = ["whole_id", *_MEASURED]
_KEYS = ["part_id", *_FAMILY, "population_id"]


class PartsFitInWholes(LegacyRule):
    """Parts fit in their wholes.

    Statement: No part of a thing measures certainly more than the whole of it.
    Formula: gap = lowest value of the part - highest value of the whole, exactly, in halves of the
        smallest decimal printed, one more where the lowest value is excluded; the bound is
        gap <= 0.
    Inputs: `relations` whose predicate says which side is the part (`properties`: containment);
        `figures` (low, best, high, qualifier, unit, population_id, as_of, period) of measures that
        are additive (`properties`: quantity, additive). A group is a part, its whole, a quantity, a
        unit and a population of the part, with figures of both: those of the whole are of the same
        population, or of none in particular. The claims of a finding are the figures that do not
        fit and the relation.
    Severity rationale: warning. Both hold if the figures belong to different times, or if the thing
        became a part without all that it measured before.
    Source: monotonicity of measures; the edit rules of the R package validate.
    Limits: Figures are compared unless their times, or the time of the relation, certainly have no
        day in common, so a coarser time may add a finding; two counts over a period only if the
        period of the whole holds that of the part. Figures that fit are not asked for their times.
        A whole is compared with its own parts, not with parts of parts. Not evaluable: a part
        without a lowest value or a whole without a highest one, among them `about`.
    """

    name = "parts-fit-in-wholes"
    family = "actors"
    severity = "warning"
    reads = columns(
        figures=(
            "claim_id entity_id measure_id low best high unit qualifier population_id "
            "as_of:edtf period:edtf"
        ),
        properties="property_id containment quantity additive:boolean",
        relations="claim_id subject_id predicate_id object_id start:edtf end:edtf",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each part, whole and comparable measure: `gap` in halves of a decimal."""
        parts, wholes = _figures_of(tables)
        bars = [
            _lowest(wholes, [*_FAMILY, "population_id"], "of_population"),
            _lowest(wholes[wholes["population_id"].eq("")], _FAMILY, "of_all"),
        ]
        for bar in bars:
            parts = parts.merge(bar, how="left", on=[key for key in _KEYS if key in bar])
        is_matched = parts[["of_population_claims", "of_all_claims"]].notna().any(axis=1)
        bar_of_part = parts[["of_population", "of_all"]].min(axis=1)
        parts = parts[is_matched].assign(gap=_excess(parts, bar_of_part))
        exceeds = parts["gap"].gt(0).fillna(False).astype(bool)
        compared = pd.concat([parts[~exceeds], _pairs(parts[exceeds], wholes)])
        groups = compared.groupby(_KEYS, sort=False, as_index=False)
        return groups.agg(gap=("gap", "max"), decimals=("decimals", "first"))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The figures of part and whole that do not fit, and what makes the one a part."""
        groups = violations[_KEYS].rename_axis("group").reset_index()
        parts, wholes = _figures_of(tables)
        pairs = _pairs(parts.merge(groups, on=_KEYS), wholes)
        pairs = pairs[pairs["gap"].gt(0).fillna(False).astype(bool)]
        sides = [
            pairs[["group", "claim_id"]].assign(label="part"),
            pairs[["group", "claim_id_whole"]].assign(label="whole"),
        ]
        sides[1].columns = sides[0].columns
        claims = pd.concat(sides).drop_duplicates()
        values = figure_values(tables["figures"])
        words = values[["claim_id"]].join(wording(values, "best"))
        ties = _ties(tables).merge(groups, on=["part_id", "whole_id"])
        ties = ties.assign(column="predicate_id", value=ties["predicate_id"], label="relation")
        columns = ["group", "claim_id", "column", "value", "label"]
        return pd.concat([claims.merge(words, on="claim_id")[columns], ties[columns]])

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names part and whole, with their figures, and by how much the part is too large."""
        part, whole = (
            " and ".join(sorted({item.value for item in evidence if item.label == label}))
            for label in ("part", "whole")
        )
        halves, decimals = int(group["gap"]), int(group["decimals"])
        excess = printed_halves(halves - halves % 2, decimals)
        return (
            f"{group['quantity']} of {group['part_id']} ({part} {group['unit']}) exceeds that of "
            f"{group['whole_id']} ({whole}), of which it is a part, by "
            f"{'more than ' if halves % 2 else ''}{excess}"
        )


def _ties(tables: Tables) -> pd.DataFrame:
    """The relations of part and whole: `part_id`, `whole_id`, `first` and `last` day of it."""
    ties = containments(tables)
    return ties[["claim_id", "predicate_id"]].assign(
        part_id=ties["part"],
        whole_id=ties["whole"],
        first=days_or(ties["start_earliest"], -OPEN),
        last=days_or(ties["end_latest"], OPEN),
    )


def _measured(tables: Tables) -> pd.DataFrame:
    """The figures of additive measures, as values: with `quantity`, and the days of their time."""
    properties, figures = tables["properties"], tables["figures"]
    is_additive = properties["additive"] & properties["quantity"].ne("")
    measures = properties.loc[is_additive, ["property_id", "quantity"]]
    figures = figures[figures["measure_id"].isin(measures["property_id"])]
    figures = figures.merge(measures, left_on="measure_id", right_on="property_id")
    keys = figures[["entity_id", "quantity", "population_id"]]
    return figure_values(figures).join(keys).join(figure_times(figures))


def _figures_of(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures of parts, and those of wholes, as in `_figures_of_both`."""
    figures = _figures_of_both(tables)
    return figures[figures["is_part"]], figures[~figures["is_part"]]


@cached
def _figures_of_both(tables: Tables) -> pd.DataFrame:
    """The figures of parts and of wholes, with bounds in a unit that each whole has for itself.

    Returns:
        The figures of parts (`is_part`; one row for each whole of theirs; `tied_from` and `tied_to`
        are the days of the relation) and those of wholes: the columns of `_KEYS` as far as they
        apply, `claim_id`, `low`, `high`, `strict`, `decimals`, `first` and `last` day, `is_count`.
    """
    figures = _measured(tables)
    pairs = _ties(tables).groupby(["part_id", "whole_id"], sort=False, as_index=False)
    ties = pairs.agg(tied_from=("first", "min"), tied_to=("last", "max"))
    parts = figures.rename(columns={"entity_id": "part_id"}).merge(ties, on="part_id")
    wholes = figures.rename(columns={"entity_id": "whole_id"})
    wholes = wholes.merge(parts[_FAMILY].drop_duplicates(), on=_FAMILY)
    parts = parts[(parts["first"] <= parts["tied_to"]) & (parts["last"] >= parts["tied_from"])]
    parts = parts.merge(wholes[_FAMILY].drop_duplicates(), on=_FAMILY)
    stated = pd.concat([parts, wholes], ignore_index=True)
    bounds = intervals(stated, stated.groupby(_FAMILY, sort=False).ngroup())
    members = stated.drop(columns=["low", "high"]).join(bounds)
    return members.assign(is_part=members.index < len(parts))


def _lowest(wholes: pd.DataFrame, keys: list[str], name: str) -> pd.DataFrame:
    """The lowest of the highest values for each key, as `name`, and how many claims have one."""
    bars = wholes.groupby(keys, sort=False, as_index=False)
    return bars.agg(**{name: ("high", "min"), f"{name}_claims": ("claim_id", "size")})


def _excess(parts: pd.DataFrame, high: pd.Series) -> pd.Series:
    """By how much the lowest value of each part exceeds a bound, in halves of a decimal."""
    excess: pd.Series = parts["low"] + parts["strict"] - high
    return excess.astype("Int64")


def _pairs(parts: pd.DataFrame, wholes: pd.DataFrame) -> pd.DataFrame:
    """The figures of parts beside those of their whole that can be compared, with `gap`."""
    columns = [*_FAMILY, "population_id", "claim_id", "high", "first", "last", "is_count"]
    pairs = parts.merge(wholes[columns], on=_FAMILY, suffixes=("", "_whole"))
    population = pairs["population_id_whole"]
    is_same = population.eq("") | population.eq(pairs["population_id"])
    first, last = pairs["first_whole"], pairs["last_whole"]
    begins = pairs[["first", "first_whole", "tied_from"]].max(axis=1)
    ends = pairs[["last", "last_whole", "tied_to"]].min(axis=1)
    is_held = (pairs["first"] >= first) & (pairs["last"] <= last)
    is_at_one_time = (begins <= ends) & (is_held | ~(pairs["is_count"] & pairs["is_count_whole"]))
    pairs = pairs[is_same & is_at_one_time]
    return pairs.assign(gap=_excess(pairs, pairs["high_whole"]))
