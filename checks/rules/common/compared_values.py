"""The two sides of what a text says about its own numbers."""

import numpy as np
import pandas as pd

from checks.rules.common.comparability import comparison_numbers
from checks.rules.common.intervals import answer_values, figure_values, intervals
from checks.rules.common.lookups import are_among, looked_up
from checks.rules.rule import Tables

LABELS = ("majority", "slight-majority", "minority")
"""Relations that compare the left side with 50 percent."""

TRENDS = ("rose", "fell")
"""Relations of which right is the earlier value."""

FACTORS = ("times", "more-than-times", "less-than-times")
"""Relations that say how many times the right side the left one is."""

ABOVE = ("more", "much-more", "majority", "slight-majority")
"""Relations of which left must be the larger side."""

BELOW = ("less", "much-less", "minority")
"""Relations of which left must be the smaller side."""

_NO_ROWS = pd.DataFrame()


def compared_values(tables: Tables, claims: pd.Series, *, in_series: bool = False) -> pd.DataFrame:
    """The answers and figures among the claims, as values.

    Args:
        tables: those of them that the package has, and what their series are known by.
        claims: identifiers.
        in_series: whether to tell the `series` of each, NA where that is not known.
    """
    parts = []
    if "answers" in tables:
        answers = tables["answers"][are_among(tables["answers"]["claim_id"], claims)]
        values = answer_values(answers, tables)
        if in_series:
            values["series"] = _poll_series(answers, tables.get("questions", _NO_ROWS))
        parts.append(values)
    if "figures" in tables:
        figures = tables["figures"][are_among(tables["figures"]["claim_id"], claims)]
        properties = tables.get("properties", _NO_ROWS)
        values = figure_values(figures, properties)
        if in_series:
            values["series"] = _figure_series(figures, properties)
        parts.append(values)
    return pd.concat(parts, ignore_index=True)


def _poll_series(answers: pd.DataFrame, questions: pd.DataFrame) -> pd.Series:
    """A number for each topic, option and population; NA where a question is not in its table."""
    columns = ["topic", "population_id"]
    asked = looked_up(answers["question_claim_id"], questions, "claim_id", columns)
    asked = asked.assign(option=answers["option"])
    series = asked.groupby([*columns, "option"], sort=False).ngroup()
    return series.where(asked["topic"].ne(""))


def _figure_series(figures: pd.DataFrame, properties: pd.DataFrame) -> pd.Series:
    """A negative number for each series of figures; NA where a measure is not in the vocabulary."""
    return -1 - comparison_numbers(figures, properties, at_any_time=True)


def compared_sides(
    comparisons: pd.DataFrame, tables: Tables, *, in_series: bool = False
) -> pd.DataFrame:
    """The comparisons, with the columns of `compared_values` and `intervals` for each side.

    The names of these end in `_left` and `_right`; bounds are in halves of one unit. The right
    side of a label is 50 percent, that of a comparison with a constant is the constant.
    """
    claims = pd.concat([comparisons["left_claim_id"], comparisons["right_claim_id"]])
    values = compared_values(tables, claims, in_series=in_series)
    left = _side(comparisons["left_claim_id"], values)
    right = _side(comparisons["right_claim_id"], values)
    is_label = comparisons["relation"].isin(LABELS)
    constant = comparisons["constant"].where(comparisons["right_claim_id"].eq(""), "")
    constant = constant.mask(is_label, "50")
    right["unit"] = right["unit"].mask(constant.ne(""), left["unit"]).mask(is_label, "percent")
    right["qualifier"] = right["qualifier"].mask(constant.ne(""), "exactly")
    right["value"] = right["value"].mask(constant.ne(""), constant)
    for name in ("low", "high", "rounded_to"):
        right[name] = right[name].mask(constant.ne(""), "")
    right["is_share"] &= constant.eq("")
    both = pd.concat([left, right], ignore_index=True)
    bounds = intervals(both, pd.Series(np.tile(comparisons.index, 2)))
    both = both.drop(columns=["low", "high"]).join(bounds)
    sides = both.iloc[: len(left)], both.iloc[len(left) :].reset_index(drop=True)
    return comparisons.join(sides[0].add_suffix("_left")).join(sides[1].add_suffix("_right"))


def _side(claims: pd.Series, values: pd.DataFrame) -> pd.DataFrame:
    """The values of some claims, in their order; empty texts where a claim is no value."""
    side = claims.to_frame("claim_id").merge(values, on="claim_id", how="left")
    texts = ["qualifier", "value", "low", "high", "unit", "rounded_to"]
    side[texts] = side[texts].fillna("")
    side["is_share"] = side["is_share"].eq(True)
    return side


def are_alike(compared: pd.DataFrame) -> pd.Series:
    """Whether both sides are printed as the same number."""
    is_exact = compared["qualifier_left"].eq("exactly") & compared["qualifier_right"].eq("exactly")
    same_low = compared["low_left"].eq(compared["low_right"])
    same_high = compared["high_left"].eq(compared["high_right"])
    return (is_exact & same_low & same_high).fillna(False).astype(bool)
