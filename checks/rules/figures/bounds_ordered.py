"""The rule about the bounds of a claim: they are in order, and fit its qualifier."""

import re
from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandas.api.types import is_datetime64_any_dtype, is_string_dtype
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.days import days_or
from checks.rules.common.intervals import points
from checks.rules.labels import with_commas
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.arrays import Integers
from checks.tables.decimals import MOST_DIGITS, Units, printed, read_numbers
from checks.tables.derived import BOUNDS
from checks.tables.text_dtype import Text
from checks.tables.written_dates import written_date

_COLUMNS = {
    "figures": {"low": "low", "best": "best", "high": "high"},
    "answers": {"low": "low", "best": "percent", "high": "high"},
    "sequences": {"low": "minimum_lag_days", "high": "maximum_lag_days"},
    "dates": {"low": "earliest", "high": "latest"},
}
"""The columns of each table that hold the bounds of its claims."""

_EMPTY = ("", "<NA>", "NaT")
"""How a cell without a value is written as text."""

_CALLED_FOR = {
    "about": "best",
    "at-least": "low",
    "more-than": "low",
    "up-to": "high",
    "between": "low high",
    "vague": "low",
    "less-than": "high",
    "nearly": "high",
}
"""The bounds that each qualifier calls for, in every table that has qualifiers."""

_EXACTLY = {"figures": " ".join(BOUNDS), "answers": "best"}
"""The bounds that `exactly` calls for, in each table that has qualifiers."""


class ClaimBounds(RuleModel):
    """The lowest, best and highest value that one claim gives."""

    table: Series[Text]
    claim_id: Series[Text]
    low: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="in units of the smallest decimal that the claim prints"
    )
    best: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="in the same unit")
    high: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="in the same unit")
    qualifier: Series[Text] = pa.Field(
        nullable=True, description="missing where the table has no qualifiers"
    )
    filled: Series[Text] = pa.Field(description="the bounds that the claim gives: `low high`")
    called_for: Series[Text] = pa.Field(
        nullable=True, description="the bounds that the qualifier calls for: `low high`"
    )

    @rule_check("bounds-ordered", "bounds are in order and fit the qualifier")
    def in_order_and_called_for(cls, claims: pd.DataFrame) -> "pd.Series[bool]":
        """A bound that is not given cannot be out of order."""
        holds = claims["filled"].eq(claims["called_for"]) | claims["qualifier"].isna()
        is_exact = claims["qualifier"].eq("exactly").fillna(False)
        for lower, upper in combinations(BOUNDS, 2):
            excess = claims[lower] - claims[upper]
            holds &= excess.le(0).fillna(True) & (excess.eq(0).fillna(True) | ~is_exact)
        return holds


class BoundsOrdered(Rule):
    """Bounds are in order, and fit their qualifier.

    Statement: Of the values that one claim gives as lowest, best and highest, none exceeds the
        next; and the claim gives exactly those that its qualifier calls for.
    Formula: low <= best, best <= high and low <= high over the values given, exactly; filled =
        called_for. `exactly` calls for low = best = high (in `answers`: the percent alone);
        `about` for the best value alone; `at-least`, `more-than` and `vague` for low alone;
        `up-to`, `less-than` and `nearly` for high alone; `between` for low and high.
    Inputs: `figures` (low, best, high, qualifier); `answers` (low, percent, high, qualifier);
        `sequences` (minimum_lag_days, maximum_lag_days); `dates` (earliest, latest): whichever of
        them the package has. A group is one claim.
    Severity rationale: error. No value lies between bounds that are reversed; a qualifier that
        does not fit its bounds gives a claim two meanings.
    Source: the low, best and high estimates of the UCDP Georeferenced Event Dataset; the edit rules
        of the R package validate.
    Limits: For `more-than`, low is the bound itself, which the value exceeds; for `less-than`, high
        is the bound that it does not reach. For `vague`, low is the smallest number that the plural
        allows. Percentages are compared as printed, without rounding. Not evaluable: a number that
        is not in plain notation, or has more than 15 digits, unless what can be read already breaks
        the rule.
    """

    name = "bounds-ordered"
    family = "figures"
    severity = "error"
    model = ClaimBounds
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

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each claim of any of the tables, with the `decimals` of its unit."""
        present = [name for name in self.reads if name in tables]
        return pd.concat([_claims(tables[name], name) for name in present], ignore_index=True)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The claim, with its bounds and its qualifier as one value."""
        groups = failures[["claim_id", "table"]].rename_axis("group").reset_index()
        parts = []
        for name, of_table in groups.groupby("table"):
            columns = list(_COLUMNS[str(name)].values())
            members = tables[str(name)].merge(of_table, on="claim_id")
            value = pd.Series("", index=members.index)
            for column in [*columns, *(["qualifier"] if name in _EXACTLY else [])]:
                value += f" {column}=" + members[column].astype("str")
            parts.append(
                members[["group", "claim_id"]].assign(column=columns[0], value=value.str.strip())
            )
        return pd.concat(parts)

    def headline(self, violation: Violation) -> str:
        """`Bounds in reverse order: low 131, high 130, qualifier between`."""
        wrong = "Bounds in reverse order" if _excess(violation) else "Qualifier and bounds disagree"
        return f"{wrong}: {self.side(violation, violation.evidence[0])}"

    def explanation(self, violation: Violation) -> str:
        """By how much the bounds are in the wrong order, or what the qualifier calls for."""
        if excess := _excess(violation):
            by = with_commas(printed(excess, int(violation["decimals"])))
            by += points("percent" if violation["table"] == "answers" else "", by)
            return f"A lower bound is above a higher one, by {by}."
        qualifier = f"“{violation['qualifier']}”"
        if pd.isna(violation["called_for"]):
            return f"The rule does not know the qualifier {qualifier}."
        called_for = violation["called_for"].replace(" ", ", ")
        return f"The qualifier {qualifier} calls for these columns alone: {called_for}."

    def side(self, violation: Violation, item: Evidence) -> str:  # noqa: ARG002 - the value suffices
        """The bounds that are given, and the qualifier."""
        cells = (cell.partition("=") for cell in re.split(r" (?=[a-z_]+=)", item.value))
        given = {name: written_date(value) for name, _, value in cells if value not in _EMPTY}
        return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in given.items())


def _excess(violation: Violation) -> int:
    """By how much a lower bound exceeds a higher one, in the unit of the claim; 0 if none does."""
    bounds = [int(violation[name]) for name in BOUNDS if pd.notna(violation[name])]
    return max(
        (lower - upper for lower, upper in combinations(bounds, 2) if lower > upper), default=0
    )


def _claims(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows of the model for one table."""
    bounds, decimals = _numbers(table, _COLUMNS[name])
    claims = pd.DataFrame({"claim_id": table["claim_id"].array, "decimals": decimals})
    claims = claims.assign(table=name, filled=_filled(bounds, claims.index))
    for bound in BOUNDS:
        claims[bound] = pd.Series(pd.NA, claims.index, "Int64")
    for bound, numbers in bounds.items():
        claims[bound] = pd.arrays.IntegerArray(numbers.values, ~numbers.is_known)
    claims["qualifier"] = claims["called_for"] = pd.Series(pd.NA, claims.index, "str")
    if name in _EXACTLY:
        called_for = {**_CALLED_FOR, "exactly": _EXACTLY[name]}
        claims["qualifier"] = table["qualifier"].array
        claims["called_for"] = claims["qualifier"].map(called_for).astype("str")
    is_unread = np.any([item.is_given & ~item.is_known for item in bounds.values()], axis=0)
    # What can be read may already be wrong, whatever the other number is.
    passes = ClaimBounds.in_order_and_called_for(claims.assign(not_evaluable=reasons(claims.index)))
    unread = (is_unread & passes, "a number is not in plain notation or has too many digits")
    return claims.assign(not_evaluable=reasons(claims.index, unread))


def _filled(bounds: Mapping[str, Units], index: pd.Index) -> pd.Series:
    """The names of the bounds that each claim gives: `low high`."""
    filled = pd.Series("", index)
    for bound, numbers in bounds.items():
        filled += pd.Series(numbers.is_given, index).map({True: f" {bound}", False: ""})
    return filled.str.strip()


def _numbers(table: pd.DataFrame, columns: Mapping[str, str]) -> tuple[dict[str, Units], Integers]:
    """The bounds as whole numbers of a unit, and the decimals of that unit in each row."""
    if is_string_dtype(table[columns["low"]]):
        numbers = {bound: read_numbers(table[column]) for bound, column in columns.items()}
        decimals = np.max([item.decimals for item in numbers.values()], axis=0)
        decimals = np.minimum(decimals, MOST_DIGITS)
        return {bound: item.in_units(decimals) for bound, item in numbers.items()}, decimals
    units = {}
    for bound, column in columns.items():
        values = table[column]
        is_given = values.notna().to_numpy(bool)
        if is_datetime64_any_dtype(values):
            values = days_or(values, 0)
        units[bound] = Units(values.fillna(0).to_numpy("int64"), is_given, is_given)
    return units, np.zeros(len(table), dtype=np.int64)
