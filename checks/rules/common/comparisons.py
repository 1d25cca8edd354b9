"""What the text says about its own numbers: which comparisons there are, and how to report one."""

from collections.abc import Collection

import pandas as pd

from checks.rules.common.compared_values import LABELS, compared_values
from checks.rules.common.intervals import wording
from checks.rules.rule import Rule, Tables, Violation

_PHRASES = {
    "more": "be more than",
    "much-more": "be much more than",
    "less": "be less than",
    "much-less": "be much less than",
    "differs": "differ from",
    "rose": "have risen from",
    "fell": "have fallen from",
}

_VALUE_TABLES = {"answers", "figures"}
"""The tables whose claims can be compared."""


class ComparisonRule(Rule):
    """A rule about what `comparisons` says of answers and figures."""

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """One of the two tables of values is enough."""
        missing = super().missing(tables)
        return missing if "comparisons" in missing or set(missing) >= _VALUE_TABLES else ()

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The comparison itself, and the claims on both sides."""
        groups = failures.rename_axis("group").reset_index()
        words = groups[["group", "claim_id"]].assign(
            column="relation", value=groups["relation"], label=""
        )
        sides = []
        for label in ("left", "right"):
            claims = groups[["group", f"{label}_claim_id"]].set_axis(["group", "claim_id"], axis=1)
            values = compared_values(tables, claims["claim_id"])
            stated = wording(values, "percent").mask(~values["is_share"], wording(values, "best"))
            sides.append(claims.merge(values[["claim_id"]].join(stated)).assign(label=label))
        return pd.concat([words, *sides])

    def explanation(self, violation: Violation) -> str:
        """The comparison in one line: `63 is said to be less than 51`."""
        values = {item.label: item.value for item in violation.evidence}
        left, relation = values["left"], violation["relation"]
        if relation in LABELS:
            return f"{left} percent is called a {relation.replace('-', ' ')}"
        right = values.get("right") or violation["constant"]
        return f"{left} is said to {_PHRASES[relation]} {right}"


def stated_comparisons(tables: Tables, relations: Collection[str]) -> pd.DataFrame:
    """The comparisons of some relations: claims, `relation`, `constant`, `factor`."""
    comparisons = tables["comparisons"]
    columns = ["claim_id", "left_claim_id", "relation", "right_claim_id", "constant", "factor"]
    chosen = comparisons[comparisons["relation"].isin(relations)]
    return chosen.assign(factor=chosen.get("factor", ""))[columns].reset_index(drop=True)
