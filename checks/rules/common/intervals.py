"""The interval of values that a claim of a number allows, exactly.

A number without a qualifier stands for every number that rounds to it, to the step that
`rounded_to` gives; another one for the bounds that its qualifier gives. Numbers that are compared
with each other are brought to one unit: half of the smallest decimal that any of them prints.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields

import numpy as np
import pandas as pd

from checks.rules.common.lookups import looked_up
from checks.rules.common.rounding import rounding_steps
from checks.rules.rule import Tables
from checks.tables.arrays import Integers, Mask
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

    `rounded_to` is the step of rounding, a decimal string; empty: the last decimal of a share, none
    of a figure. The table `questions` of `tables` declares it, if it has that column.
    """
    columns = ["claim_id", "qualifier", "percent", "low", "high"]
    values = answers[columns].rename(columns={"percent": "value"})
    values = values.assign(unit="percent", is_share=True, rounded_to="")
    questions = tables.get("questions")
    if questions is not None and "rounded_to" in questions:
        keys = answers["question_claim_id"]
        values["rounded_to"] = looked_up(keys, questions, "claim_id", ["rounded_to"])
    return values


def figure_values(figures: pd.DataFrame, properties: pd.DataFrame | None = None) -> pd.DataFrame:
    """Figures as values, with the columns of `answer_values`.

    Args:
        figures: a table of figures, or some rows of it.
        properties: the vocabulary. Without it the values can be worded, but not compared: they
            have no `rounded_to`.
    """
    columns = ["claim_id", "qualifier", "best", "low", "high", "unit"]
    values = figures[columns].rename(columns={"best": "value"}).assign(is_share=False)
    if properties is None:
        return values
    return values.assign(rounded_to=rounding_steps(figures, properties))


def intervals(values: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """The values that each claim allows.

    Args:
        values: `qualifier`, `is_share`, and the decimal strings `value`, `low`, `high` and
            `rounded_to`, as from `answer_values` and `figure_values`.
        groups: with the same index: claims of one group share a unit.

    Returns:
        With the index of `values`: `low` and `high` (Int64, closed ends, in halves of the smallest
        decimal that the group prints or rounds to; NA = no such bound, which a share always has: 0
        and 100); `strict` and `strict_high` (low itself, high itself is excluded); `rounded` (both
        ends are those of rounding); `known` (False: nothing can be said, and both are NA);
        `decimals` of the group; `hundred`, which is 100 in that unit, and `rounding`, the step to
        which a number is rounded, 0 if it is not (int64).
    """
    numbers = {name: _read(values[name]) for name in ("value", "low", "high", "rounded_to")}
    decimals = _most_decimals(numbers.values(), groups)
    hundred = 200 * POWERS_OF_TEN[decimals]
    steps = _steps(values, numbers, decimals)
    low, high, is_rounded = _ends(values, numbers, decimals, steps)
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
        "rounded": known & is_rounded,
        "known": known,
        "decimals": decimals,
        "hundred": hundred,
        "rounding": 2 * steps,
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


def same_value_ends(bounds: pd.DataFrame) -> dict[str, pd.Series]:
    """The ends of intervals as in `quarters`, for values that are said to be the same one.

    Two rounded values that only meet at the half between them, as 14.2 and 14.3 do, have no value
    in common here; a value that is not rounded may be that half.

    Args:
        bounds: `low`, `high`, `strict`, `strict_high` and `rounded` of `intervals`, in halves.

    Returns:
        `lowest` and `highest` (Int64, in sixteenths of the smallest decimal).
    """
    names = ("rounded", "strict", "strict_high")
    rounded, strict, strict_high = (bounds[name].astype("Int64") for name in names)
    return {
        "lowest": 8 * bounds["low"] + rounded + 2 * strict,
        "highest": 8 * bounds["high"] + 1 - rounded - 2 * strict_high,
    }


def _read(texts: pd.Series) -> Numbers:
    """The numbers of some texts, each distinct one read once."""
    codes, distinct = pd.factorize(texts)
    numbers = read_numbers(pd.Series(distinct, dtype="str"))
    return Numbers(**{field.name: getattr(numbers, field.name)[codes] for field in fields(Numbers)})


def _steps(values: pd.DataFrame, numbers: Mapping[str, Numbers], decimals: Integers) -> Integers:
    """To what a number is rounded, in the smallest decimals: as declared, or as a share prints."""
    last_decimal = POWERS_OF_TEN[np.maximum(decimals - numbers["value"].decimals, 0)]
    own = np.where(values["is_share"].to_numpy(bool), last_decimal, 0)
    declared = numbers["rounded_to"].in_units(decimals)
    return np.where(declared.is_given, declared.values, own)


def _ends(
    values: pd.DataFrame, numbers: Mapping[str, Numbers], decimals: Integers, steps: Integers
) -> tuple[Units, Units, Mask]:
    """Both ends in halves, and whether they are those of rounding.

    Neither is known where a number of the claim cannot be read.
    """
    value, low, high, _ = units = [item.in_units(decimals) for item in numbers.values()]
    is_exact = values["qualifier"].eq("exactly").to_numpy(bool) & value.is_given
    is_read = np.all([item.is_known | ~item.is_given for item in units], axis=0)
    ends = (
        (np.where(is_exact, 2 * value.values - steps, 2 * low.values), low.is_given),
        (np.where(is_exact, 2 * value.values + steps, 2 * high.values), high.is_given),
    )
    lowest, highest = (Units(end, is_read, is_exact | is_given) for end, is_given in ends)
    return lowest, highest, is_exact & (steps > 0)


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


def points(unit: str, number: str) -> str:
    """What follows a difference of numbers in a unit: percentages differ in percentage points."""
    if not unit.startswith("percent"):
        return ""
    return " percentage point" if number == "1" else " percentage points"


def printed_distance(quarters: int, decimals: int, unit: str) -> str:
    """The least distance of two numbers, in words: `at least 0.5 apart`.

    Args:
        quarters: the distance in quarters of the smallest decimal. An odd number stands for an
            excluded bound, which adds nothing to the distance.
        decimals: how many decimals the numbers have.
        unit: the unit of both numbers.
    """
    halves = int(quarters) // 2
    if not halves:
        return "the bound itself is excluded"
    distance = printed_halves(halves, decimals)
    return f"at least {distance}{points(unit, distance)} apart"


def _most_decimals(numbers: Iterable[Numbers], groups: pd.Series) -> Integers:
    """The most decimals that a group prints, as far as 100 stays exact in them."""
    most = pd.Series(np.max([item.decimals for item in numbers], axis=0), index=groups.index)
    decimals = most.groupby(groups, sort=False).transform("max")
    return decimals.to_numpy().clip(max=MOST_DIGITS - 3)
