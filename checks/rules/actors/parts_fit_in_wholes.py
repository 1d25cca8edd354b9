"""The rule `parts-fit-in-wholes`: no part measures more than its whole."""

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.containment import containments
from checks.rules.common.days import FAR_AWAY, days_or
from checks.rules.common.figure_times import figure_times
from checks.rules.common.intervals import figure_values, intervals, points, printed_halves, wording
from checks.rules.labels import with_commas
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_MEASURED = ["whole_id", "quantity", "unit"]
_KEYS = ["part_id", *_MEASURED, "population_id"]
_LEAST = np.iinfo(np.int64).min


class PartsAndWholes(RuleModel):
    """A figure of a part beside one of its whole, in halves of the smallest decimal printed."""

    part_id: Series[Text]
    whole_id: Series[Text]
    quantity: Series[Text]
    unit: Series[Text]
    population_id: Series[Text] = pa.Field(description="of the part; empty: all of it")
    lowest_of_part: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    lowest_is_excluded: Series[bool] = pa.Field(
        description="whether the part measures more than its lowest value"
    )
    highest_of_whole: Series[pd.Int64Dtype] = pa.Field(nullable=True)

    @rule_check("parts-fit-in-wholes", "the part measures no more than the whole")
    def part_fits(cls, figures: pd.DataFrame) -> "pd.Series[bool]":
        """The part may measure as little as the whole measures at most."""
        lowest, highest = figures["lowest_of_part"], figures["highest_of_whole"]
        return (lowest < highest) | ((lowest == highest) & ~figures["lowest_is_excluded"])


class PartsFitInWholes(Rule):
    """Parts fit in their wholes.

    Statement: No part of a thing measures certainly more than the whole of it.
    Formula: lowest_of_part <= highest_of_whole, or < if the lowest value is excluded (`more-than`);
        exactly, in halves of the smallest decimal printed, with rounded numbers as in
        `figures-agree`.
    Inputs: `relations` whose predicate says which side is the part (`properties`: containment);
        `figures` (low, best, high, qualifier, unit, population_id, as_of, period, as_stated,
        rounded_to) of measures that are additive (`properties`: quantity, additive,
        kind_of_number). A group is a part, its whole, a quantity, a
        unit and a population of the part, with figures of both: those of the whole are of the same
        population, or of none in particular; of these it holds the two that are furthest from a
        fit. The claims of a finding are the figures that do not fit and the relation.
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
    model = PartsAndWholes
    reads = columns(
        figures=(
            "claim_id entity_id measure_id low best high unit qualifier population_id "
            "as_of:edtf period:edtf as_stated? rounded_to?"
        ),
        properties="property_id containment quantity additive:boolean kind_of_number?",
        relations="claim_id subject_id predicate_id object_id start:edtf end:edtf",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each part, whole and comparable measure: the figures furthest from a fit."""
        parts, wholes = _figures_of(tables)
        parts = _with_smallest_whole(parts, wholes)
        fits = PartsAndWholes.part_fits(parts)
        compared = [parts[fits], _pairs(parts[~fits], wholes)]
        figures = pd.concat(compared, ignore_index=True)
        figures = figures.assign(excess=_excess(figures))
        return figures.loc[figures.groupby(_KEYS, sort=False)["excess"].idxmax()]

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The figures of part and whole that do not fit, and what makes the one a part."""
        groups = failures[_KEYS].rename_axis("group").reset_index()
        parts, wholes = _figures_of(tables)
        pairs = _pairs(parts.merge(groups, on=_KEYS), wholes)
        misfits = pairs[~PartsAndWholes.part_fits(pairs)]
        columns = ["group", "claim_id"]
        sides = [
            misfits[columns].assign(label="part"),
            misfits[["group", "claim_id_whole"]].set_axis(columns, axis=1).assign(label="whole"),
        ]
        values = figure_values(tables["figures"])
        words = values[["claim_id"]].join(wording(values, "best"))
        claims = pd.concat(sides).drop_duplicates().merge(words, on="claim_id")
        ties = _ties(tables).merge(groups, on=["part_id", "whole_id"])
        ties = ties.assign(column="predicate_id", value=ties["predicate_id"], label="relation")
        return pd.concat([claims, ties])

    def headline(self, violation: Violation) -> str:
        """`Kolo Front (4,000 persons) is larger than Kolo League (1,000 to 2,000), its whole`."""
        (part, its_figures), (whole, figures) = (
            (violation.label(violation[f"{side}_id"]), _figures_in(violation, side))
            for side in ("part", "whole")
        )
        unit = violation["unit"]
        return f"{part} ({its_figures} {unit}) is larger than {whole} ({figures}), its whole"

    def explanation(self, violation: Violation) -> str:
        """The quantity, and by how much the part is too large."""
        halves = violation["lowest_of_part"] - violation["highest_of_whole"]
        excess = printed_halves(halves, violation["decimals"])
        by = with_commas(excess) + points(violation["unit"], excess)
        more = "more than" if violation["lowest_is_excluded"] else "at least"
        return (
            f"A part cannot have more {violation['quantity']} than its whole; "
            f"the figures differ by {more} {by}."
        )

    def side(self, violation: Violation, item: Evidence) -> str:
        """The figure of the part or of the whole, or how the one belongs to the other."""
        part, whole = (violation.label(violation[key]) for key in ("part_id", "whole_id"))
        if item.label == "relation":
            return f"{part} {violation.value(item)} {whole}"
        return f"{part if item.label == 'part' else whole}: {violation.value(item)}"


def _figures_in(violation: Violation, side: str) -> str:
    """The figures of one side in words."""
    values = {with_commas(item.value) for item in violation.evidence if item.label == side}
    return listed(sorted(values), at_most=30, last=" and ")


def _ties(tables: Tables) -> pd.DataFrame:
    """The relations of part and whole: `part_id`, `whole_id`, `first` and `last` day of it."""
    ties = containments(tables)
    return ties[["claim_id", "predicate_id"]].assign(
        part_id=ties["part"],
        whole_id=ties["whole"],
        first=days_or(ties["start_earliest"], -FAR_AWAY),
        last=days_or(ties["end_latest"], FAR_AWAY),
    )


def _measured(tables: Tables) -> pd.DataFrame:
    """The figures of additive measures, as values: with `quantity`, and the days of their time."""
    properties, figures = tables["properties"], tables["figures"]
    is_additive = properties["additive"] & properties["quantity"].ne("")
    measures = properties.loc[is_additive, ["property_id", "quantity"]]
    figures = figures[figures["measure_id"].isin(measures["property_id"])]
    figures = figures.merge(measures, left_on="measure_id", right_on="property_id")
    keys = figures[["entity_id", "quantity", "population_id"]]
    return figure_values(figures, properties).join(keys).join(figure_times(figures))


def _figures_of(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures of parts and those of wholes, as in `_comparable_figures`."""
    figures = _comparable_figures(tables)
    parts, wholes = figures[figures["is_part"]], figures[~figures["is_part"]]
    return (
        parts.rename(columns={"low": "lowest_of_part", "strict": "lowest_is_excluded"}),
        wholes.rename(columns={"high": "highest_of_whole"}),
    )


@cached
def _comparable_figures(tables: Tables) -> pd.DataFrame:
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
    wholes = wholes.merge(parts[_MEASURED].drop_duplicates(), on=_MEASURED)
    parts = parts[(parts["first"] <= parts["tied_to"]) & (parts["last"] >= parts["tied_from"])]
    parts = parts.merge(wholes[_MEASURED].drop_duplicates(), on=_MEASURED)
    stated = pd.concat([parts, wholes], ignore_index=True)
    bounds = intervals(stated, stated.groupby(_MEASURED, sort=False).ngroup())
    members = stated.drop(columns=["low", "high"]).join(bounds)
    return members.assign(is_part=members.index < len(parts))


def _with_smallest_whole(parts: pd.DataFrame, wholes: pd.DataFrame) -> pd.DataFrame:
    """The figures of parts, each beside the smallest figure of its whole, whatever its time."""
    populations = wholes.groupby([*_MEASURED, "population_id"])
    sides = populations["highest_of_whole"].min().reset_index()
    pairs = _of_its_population(parts.rename_axis("figure").reset_index(), sides)
    smallest = pairs.groupby("figure")["highest_of_whole"].min()
    return _with_reasons(parts.loc[smallest.index].assign(highest_of_whole=smallest))


def _pairs(parts: pd.DataFrame, wholes: pd.DataFrame) -> pd.DataFrame:
    """The figures of parts, each beside those of its whole that are of the same time."""
    columns = ["highest_of_whole", "population_id", "claim_id", "first", "last", "is_count"]
    parts = parts.drop(columns="highest_of_whole", errors="ignore")
    pairs = _of_its_population(parts, wholes[[*_MEASURED, *columns]])
    begins = pairs[["first", "first_whole", "tied_from"]].max(axis=1)
    ends = pairs[["last", "last_whole", "tied_to"]].min(axis=1)
    is_within = (pairs["first"] >= pairs["first_whole"]) & (pairs["last"] <= pairs["last_whole"])
    is_within |= ~(pairs["is_count"] & pairs["is_count_whole"])
    return _with_reasons(pairs[is_within & (begins <= ends)])


def _of_its_population(parts: pd.DataFrame, wholes: pd.DataFrame) -> pd.DataFrame:
    """Figures of parts, each beside those of its whole that are of its population, or of all."""
    pairs = parts.merge(wholes, on=_MEASURED, suffixes=("", "_whole"))
    population = pairs["population_id_whole"]
    return pairs[population.eq("") | population.eq(pairs["population_id"])]


def _with_reasons(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures of parts and wholes with `not_evaluable`."""
    return figures.assign(
        not_evaluable=reasons(
            figures.index,
            (figures["lowest_of_part"].isna(), "the part has no lowest value"),
            (figures["highest_of_whole"].isna(), "the whole has no highest value"),
        )
    )


def _excess(figures: pd.DataFrame) -> pd.Series:
    """By how much each part exceeds its whole, to find the worst; the least number if unknown."""
    lowest = figures["lowest_of_part"] + figures["lowest_is_excluded"]
    return (lowest - figures["highest_of_whole"]).fillna(_LEAST).astype("int64")
