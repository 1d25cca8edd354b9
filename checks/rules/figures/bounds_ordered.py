"""Rules about figures: bounds, agreement, totals."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_string_dtype

from checks.rules.columns import columns
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables
from checks.tables.decimals import MOST_DIGITS, Integers, Mask, Units, printed, read_numbers

_BOUNDS = {
    "figures": ("low", "best", "high"),
    "answers": ("low", "percent", "high"),
    "sequences": ("minimum_lag_days", "maximum_lag_days"),
    "dates": ("earliest", "latest"),
}
"""The columns of each table that must not decrease from left to right."""

_ONE_VALUE = {
    "figures": {"exactly": {"low", "best", "high"}, "about": {"best"}},
    "answers": {"exactly": {"percent"}, "about": {"percent"}},
}
"""The columns that each qualifier of one value fills; for `exactly` they hold the same value."""

_FILLED = {
    "at-least": {"low"},
    "more-than": {"low"},
    "up-to": {"high"},
    "between": {"low", "high"},
    "vague": {"low"},
}
"""The columns that each qualifier of bounds fills, and no other; in both tables alike."""

_EPOCH = pd.Timestamp("1970-01-01")


class BoundsOrdered(LegacyRule):
    """Bounds are in order, and fit their qualifier.

    Statement: Of the values that one claim gives as lowest, best and highest, none exceeds the
        next; and the claim gives exactly those that its qualifier calls for.
    Formula: gap = max(low - best, best - high, low - high) over the values given, exactly; the
        bound is gap <= 0. `exactly` gives low = best = high (in `answers`: the percent alone);
        `about` the best value alone; `at-least`, `more-than` and `vague` low alone; `up-to` high
        alone; `between` low and high.
    Inputs: `figures` (low, best, high, qualifier); `answers` (low, percent, high, qualifier);
        `sequences` (minimum_lag_days, maximum_lag_days); `dates` (earliest, latest): whichever of
        them the package has. A group is one claim.
    Severity rationale: error. No value lies between bounds that are reversed; a qualifier that
        does not fit its bounds gives a claim two meanings.
    Source: the low, best and high estimates of the UCDP Georeferenced Event Dataset; the edit rules
        of the R package validate.
    Limits: For `more-than`, low is the bound itself, which the value exceeds. For `vague`, low is
        the smallest number that the plural allows. Percentages are compared as printed, without
        rounding. Not evaluable: a number that is not in plain notation, or has more than 15 digits.
    """

    name = "bounds-ordered"
    family = "figures"
    severity = "error"
    reads = columns(
        figures="claim_id low best high qualifier",
        answers="claim_id low percent high qualifier",
        sequences="claim_id minimum_lag_days:integer maximum_lag_days:integer",
        dates="claim_id earliest:date latest:date",
    )

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """Nothing, when the package has any of the tables: each is checked for itself."""
        missing = super().missing(tables)
        return missing if len(missing) == len(self.reads) else ()

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each claim: `table`, `claim_id`, `decimals` of the gap, `fits`, `gap`."""
        present = [name for name in self.reads if name in tables]
        return pd.concat([_groups(tables[name], name) for name in present])

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The claim, with its bounds and its qualifier as one value."""
        groups = violations[["claim_id", "table"]].rename_axis("group").reset_index()
        parts = []
        for name, of_table in groups.groupby("table"):
            columns = _BOUNDS[str(name)]
            members = tables[str(name)].merge(of_table, on="claim_id")
            value = pd.Series("", index=members.index)
            for column in [*columns, *(["qualifier"] if name in _ONE_VALUE else [])]:
                value += f" {column}=" + members[column].astype("str")
            parts.append(
                members[["group", "claim_id"]].assign(column=columns[0], value=value.str.strip())
            )
        return pd.concat(parts)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Says which demand is not met, with the values."""
        value = evidence[0].value
        if pd.notna(group["gap"]) and group["gap"] > 0:
            gap = printed(int(group["gap"]), int(group["decimals"]))
            return f"bounds in reverse order, by {gap}: {value}"
        return f"qualifier does not fit the bounds: {value}"


def _groups(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The part of the derived frame that is about one table."""
    values, decimals = _numbers(table, _BOUNDS[name])
    steps = [
        (left.is_known & right.is_known, left.values - right.values)
        for left, right in combinations(values.values(), 2)
    ]
    gap = np.max([np.where(is_known, step, 0) for is_known, step in steps], axis=0)
    differ = np.any([is_known & (step != 0) for is_known, step in steps], axis=0)
    is_unreadable = np.any([item.is_given & ~item.is_known for item in values.values()], axis=0)
    is_given = {column: item.is_given for column, item in values.items()}
    return pd.DataFrame(
        {
            "table": name,
            "claim_id": table["claim_id"].array,
            "decimals": decimals,
            "fits": _fits(table, name, is_given, differ),
            "gap": pd.arrays.IntegerArray(gap, is_unreadable),
        }
    )


def _numbers(table: pd.DataFrame, columns: Sequence[str]) -> tuple[dict[str, Units], Integers]:
    """The columns as whole numbers, and the decimals of the unit of each row."""
    if is_string_dtype(table[columns[0]]):
        numbers = {column: read_numbers(table[column]) for column in columns}
        decimals = np.max([item.decimals for item in numbers.values()], axis=0)
        decimals = np.minimum(decimals, MOST_DIGITS)
        return {column: item.in_units(decimals) for column, item in numbers.items()}, decimals
    units = {}
    for column in columns:
        values = table[column]
        is_given = values.notna().to_numpy(bool)
        if is_datetime64_any_dtype(values):
            values = (values - _EPOCH).dt.days
        units[column] = Units(values.fillna(0).to_numpy("int64"), is_given, is_given)
    return units, np.zeros(len(table), dtype=np.int64)


def _fits(
    table: pd.DataFrame, name: str, is_given: Mapping[str, Mask], differ: Mask
) -> Mask | bool:
    """Whether each claim gives the values that its qualifier calls for, and no other."""
    if name not in _ONE_VALUE:
        return True
    bits = {column: 1 << place for place, column in enumerate(is_given)}
    called_for = {
        qualifier: sum(bits[column] for column in columns)
        for qualifier, columns in {**_FILLED, **_ONE_VALUE[name]}.items()
    }
    given = np.sum([bits[column] * mask for column, mask in is_given.items()], axis=0)
    is_filled_right: Mask = table["qualifier"].map(called_for).to_numpy() == given
    is_one_value = table["qualifier"].eq("exactly").to_numpy(bool)
    return is_filled_right & ~(is_one_value & differ)
