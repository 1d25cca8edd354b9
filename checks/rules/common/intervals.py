"""The interval of values that a claim of a number allows, exactly.

A printed share stands for every share that rounds to it; a figure stands for the value or the
bounds that its qualifier gives. Numbers that are compared with each other are brought to one unit:
half of the smallest decimal that any of them prints.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields

import numpy as np
import pandas as pd

from checks.rules.common.lookups import looked_up
from checks.rules.rule import Tables
from checks.tables.arrays import Integers
from checks.tables.decimals import (
    MOST_DIGITS,
    POWERS_OF_TEN,
    Numbers,
    Units,
    printed,
    read_numbers,
)

_WORDS = {
    "at-least": "at least ",
    "more-than": "more than ",
    "up-to": "up to ",
    "about": "about ",
    "vague": "at least ",
    "less-than": "less than ",
    "nearly": "nearly ",
}


def answer_values(answers: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Answers as values: `claim_id`, `qualifier`, `value`, `low`, `high`, `unit`, `is_share`.

    `rounded_to` is a decimal string, "" for the last decimal printed. The table `questions` of
    `tables` declares it, if it has that column.
    """
    columns = ["claim_id", "qualifier", "percent", "low", "high"]
    values = answers[columns].rename(columns={"percent": "value"})
    values = values.assign(unit="percent", is_share=True, rounded_to="")
    questions = tables.get("questions")
    if questions is not None and "rounded_to" in questions:
        keys = answers["question_claim_id"]
        values["rounded_to"] = looked_up(keys, questions, "claim_id", ["rounded_to"])
    return values


def figure_values(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures as values, with the columns of `answer_values`; a figure is not unrounded."""
    columns = ["claim_id", "qualifier", "best", "low", "high", "unit"]
    values = figures[columns].rename(columns={"best": "value"})
    return values.assign(is_share=False, rounded_to="")


def intervals(values: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """The values that each claim allows.

    Args:
        values: `qualifier`, `is_share`, and the decimal strings `value`, `low`, `high` and
            `rounded_to`, as from `answer_values` and `figure_values`.
        groups: with the same index: claims of one group share a unit.

    Returns:
        With the index of `values`: `low` and `high` (Int64, closed ends, in halves of the smallest
        decimal that the group prints or rounds to; NA = no such bound, which a share always has: 0
        and 100); `strict` and `strict_high` (low itself, high itself is excluded); `known` (False:
        nothing can be said, and both are NA); `decimals` of the group; `hundred`, which is 100 in
        that unit, and `rounding`, the unit to which a printed share is rounded (int64).
    """
    names = ("value", "low", "high", "rounded_to")
    numbers = {name: _read(values[name]) for name in names}
    decimals = _most_decimals(numbers.values(), groups)
    hundred = 200 * POWERS_OF_TEN[decimals]
    rounding = _rounding(numbers, decimals)
    low, high = _ends(values, numbers, decimals, rounding)
    is_share = values["is_share"].to_numpy(bool)
    has_low, has_high = low.is_given | is_share, high.is_given | is_share
    lowest = np.where(is_share, np.where(low.is_given, low.values, 0).clip(min=0), low.values)
    highest = np.where(high.is_given, high.values, hundred)
    highest = np.where(is_share, np.minimum(highest, hundred), highest)
    is_reversed = has_low & has_high & (lowest > highest)
    known = (low.is_given | high.is_given) & low.is_known & high.is_known & ~is_reversed
    columns = {
        "low": pd.Series(lowest, values.index, "Int64").where(known & has_low),
        "high": pd.Series(highest, values.index, "Int64").where(known & has_high),
        "strict": known & values["qualifier"].eq("more-than").to_numpy(bool),
        "strict_high": known & values["qualifier"].eq("less-than").to_numpy(bool),
        "known": known,
        "decimals": decimals,
        "hundred": hundred,
        "rounding": 2 * rounding,
    }
    return pd.DataFrame(columns, index=values.index)


def quarters(bounds: pd.DataFrame) -> dict[str, pd.Series]:
    """The ends of intervals so that one comparison tells whether two have a value in common.

    Args:
        bounds: `low`, `high`, `strict`, and perhaps `strict_high` of `intervals`, in halves.

    Returns:
        `lowest` and `highest` (Int64, in quarters): one more than a low that is excluded, one less
        than a high. Two intervals have a value in common if the `lowest` of each is at most the
        `highest` of the other.
    """
    excluded = bounds["strict_high"].astype("Int64") if "strict_high" in bounds else 0
    return {
        "lowest": 2 * bounds["low"] + bounds["strict"].astype("Int64"),
        "highest": 2 * bounds["high"] - excluded,
    }


def _read(texts: pd.Series) -> Numbers:
    """The numbers of some texts, each distinct one read once."""
    codes, distinct = pd.factorize(texts)
    numbers = read_numbers(pd.Series(distinct, dtype="str"))
    return Numbers(**{field.name: getattr(numbers, field.name)[codes] for field in fields(Numbers)})


def _rounding(numbers: Mapping[str, Numbers], decimals: Integers) -> Integers:
    """To what a printed share is rounded, in the smallest decimals: 0 where that is not read."""
    printed_unit = POWERS_OF_TEN[np.maximum(decimals - numbers["value"].decimals, 0)]
    declared = numbers["rounded_to"].in_units(decimals)
    return np.where(declared.is_given, declared.values, printed_unit)


def _ends(
    values: pd.DataFrame, numbers: Mapping[str, Numbers], decimals: Integers, rounding: Integers
) -> tuple[Units, Units]:
    """Both ends in halves, those of a printed share with the margin of its rounding.

    Neither is known where a number of the claim cannot be read.
    """
    value, low, high, unit = (item.in_units(decimals) for item in numbers.values())
    margin = np.where(values["is_share"].to_numpy(bool), rounding, 0)
    is_exact = values["qualifier"].eq("exactly").to_numpy(bool) & value.is_given
    is_read = np.all([item.is_known | ~item.is_given for item in (value, low, high, unit)], axis=0)
    ends = (
        (np.where(is_exact, 2 * value.values - margin, 2 * low.values), low.is_given),
        (np.where(is_exact, 2 * value.values + margin, 2 * high.values), high.is_given),
    )
    lowest, highest = (Units(end, is_read, is_exact | is_given) for end, is_given in ends)
    return lowest, highest


def wording(values: pd.DataFrame, value_column: str) -> pd.DataFrame:
    """How each claim gives its value: `column` (where it stands first) and `value` (in words).

    Args:
        values: `qualifier`, `value`, `low`, `high`.
        value_column: the name that the column `value` has in its own table.
    """
    low, high = values["low"], values["high"]
    has_value, has_low = values["value"].ne(""), low.ne("")
    either = low.where(has_low, high)
    bounds = either.where(~(has_low & high.ne("")), low + " to " + high)
    words = values["qualifier"].map(_WORDS).fillna("").astype("str")
    column = has_low.map({True: "low", False: "high"}).astype("str")
    return pd.DataFrame(
        {
            "column": column.mask(has_value, value_column),
            "value": words + values["value"].where(has_value, bounds),
        }
    )


def printed_halves(halves: int, decimals: int) -> str:
    """A whole number of halves of the smallest decimal, as a decimal string."""
    return printed(int(halves) * 5, int(decimals) + 1)


def printed_distance(quarters: int, decimals: int) -> str:
    """A distance in quarters of the smallest decimal, in words: `0.5 apart`.

    An odd number of quarters stands for an excluded bound, which adds nothing to the distance.
    """
    halves = int(quarters) // 2
    if not halves:
        return "the bound itself is excluded"
    return f"{printed_halves(halves, decimals)} apart"


def _most_decimals(numbers: Iterable[Numbers], groups: pd.Series) -> Integers:
    """The most decimals that a group prints, as far as 100 stays exact in them."""
    most = pd.Series(np.max([item.decimals for item in numbers], axis=0), index=groups.index)
    decimals = most.groupby(groups, sort=False).transform("max")
    return decimals.to_numpy().clip(max=MOST_DIGITS - 3)
