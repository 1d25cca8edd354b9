"""What the text says about its own numbers: which comparisons there are, and how to report one."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.common.compared_values import LABELS, compared_values
from checks.rules.common.intervals import wording
from checks.rules.rule import Evidence, Tables

_TRENDS = ("rose", "fell")

_PHRASES = {
    "more": "be more than",
    "much-more": "be much more than",
    "less": "be less than",
    "much-less": "be much less than",
    "differs": "differ from",
    "rose": "have risen from",
    "fell": "have fallen from",
}

VALUE_TABLES = ("answers", "figures")
"""The tables whose claims can be compared."""


def tables_missing(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Which tables a rule about comparisons lacks: one of the tables of values is enough."""
    return missing if "comparisons" in missing or set(VALUE_TABLES) <= set(missing) else ()


def stated_comparisons(tables: Tables, *, trends: bool) -> pd.DataFrame:
    """The comparisons that are trends, or those that are not: claims, `relation`, `constant`."""
    comparisons = tables["comparisons"]
    columns = ["claim_id", "left_claim_id", "relation", "right_claim_id", "constant"]
    chosen = comparisons.loc[comparisons["relation"].isin(_TRENDS) == trends, columns]
    return chosen.reset_index(drop=True)


def comparison_evidence(tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
    """The comparison itself, and the claims on both sides."""
    groups = violations.rename_axis("group").reset_index()
    words = groups[["group", "claim_id"]].assign(
        column="relation", value=groups["relation"], label=""
    )
    sides = []
    for label in ("left", "right"):
        claims = groups[["group", f"{label}_claim_id"]].set_axis(["group", "claim_id"], axis=1)
        values = compared_values(tables, claims["claim_id"])
        stated = values[["claim_id"]].join(_stated(values)).assign(label=label)
        sides.append(claims.merge(stated, on="claim_id"))
    return pd.concat([words, *sides])


def _stated(values: pd.DataFrame) -> pd.DataFrame:
    """The `column` and the words of each value."""
    shares = wording(values, "percent")
    return shares.mask(~values["is_share"], wording(values, "best"))


def comparison_sentence(group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
    """The comparison in one line: `63 is said to be less than 51`."""
    left, right = (
        next((item.value for item in evidence if item.label == side), "")
        for side in ("left", "right")
    )
    relation = group["relation"]
    if relation in LABELS:
        return f"{left} percent is called a {relation.replace('-', ' ')}"
    return f"{left} is said to {_PHRASES[relation]} {right or group['constant']}"
