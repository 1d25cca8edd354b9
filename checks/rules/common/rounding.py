"""The step to which a figure is rounded, from what is declared of it and how it is printed."""

import numpy as np
import pandas as pd
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.rules.common.lookups import looked_up
from checks.tables.arrays import Mask
from checks.tables.printed_values import last_place
from checks.tables.text_columns import arrow_texts

_MEASURED = ("amount", "rate")
"""Kinds of numbers whose whole numbers are rounded, too; those of a count are exact."""

_ROUNDED = (
    r"[.][0-9]|[0-9],[0-9]{1,2}\b|(?i:thousand|million|billion|trillion)"
    r"|[0-9][\s-]?(?i:k|m|bn?|tn)\b"
)
"""What stands in words that may print decimals or a scale word."""


def rounding_steps(figures: pd.DataFrame, properties: pd.DataFrame) -> pd.Series:
    """The step to which each figure is rounded: 100000 for "2.3 million", 0.1 for 14.2.

    Args:
        figures: `measure_id`, `best`, `unit`; perhaps `as_stated`, and `rounded_to`, which counts
            where it is filled.
        properties: perhaps `kind_of_number`.

    Returns:
        Decimal strings, with the index of `figures`; empty for an exact number.
    """
    places = _last_places(figures)
    measured = places.notna() & (places.ne(0) | _is_measured(figures, properties))
    exponents, distinct = pd.factorize(places.where(measured))
    texts = np.array([_power_of_ten(int(place)) for place in distinct] + [""], dtype=object)
    steps = pd.Series(texts[exponents], index=figures.index, dtype="str")
    if "rounded_to" not in figures:
        return steps
    return figures["rounded_to"].where(figures["rounded_to"].ne(""), steps)


def _last_places(figures: pd.DataFrame) -> pd.Series:
    """The power of ten of the last digit printed (Int64); that of the value where words lack it."""
    best = figures["best"]
    point = best.str.find(".").to_numpy()
    own = np.where(point < 0, 0, 1 + point - best.str.len().to_numpy())
    places = pd.Series(own, best.index, "Int64").where(best.ne(""))
    if "as_stated" not in figures:
        return places
    pairs = figures.loc[_is_doubtful(figures), ["as_stated", "best"]]
    printed = [last_place(text, value) for text, value in pairs.itertuples(index=False)]
    return pd.Series(printed, pairs.index, "Int64").reindex(best.index).fillna(places)


def _is_doubtful(figures: pd.DataFrame) -> Mask:
    """The figures whose words may print another place than that of the last digit of the value."""
    pattern = pc.match_substring_regex(arrow_texts(figures["as_stated"]), _ROUNDED)
    is_rounded: Mask = pattern.to_numpy(zero_copy_only=False)
    has_point = figures["best"].str.contains(".", regex=False).to_numpy(bool)
    return (is_rounded | has_point) & figures["best"].ne("").to_numpy(bool)


def _is_measured(figures: pd.DataFrame, properties: pd.DataFrame) -> pd.Series:
    """Whether whole numbers of a figure are rounded: it is in percent, or its measure says so."""
    is_measured = figures["unit"].str.startswith("percent")
    if "kind_of_number" in properties:
        kinds = looked_up(figures["measure_id"], properties, "property_id", ["kind_of_number"])
        is_measured |= kinds["kind_of_number"].isin(_MEASURED)
    return is_measured


def _power_of_ten(place: int) -> str:
    return "1" + "0" * place if place >= 0 else "0." + "0" * (-place - 1) + "1"
