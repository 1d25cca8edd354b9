"""What the text says about its own numbers: which comparisons there are, and how to report one."""

from collections.abc import Collection

import pandas as pd

from checks.rules.common.compared_values import LABELS, compared_values
from checks.rules.common.intervals import wording
from checks.rules.labels import with_commas
from checks.rules.rule import Evidence, Rule, Tables, Violation

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

    def headline(self, violation: Violation) -> str:
        """`63 % is said to be less than 51 %`."""
        left, right = (self._value(violation, side) for side in ("left", "right"))
        relation = violation["relation"]
        if relation in LABELS:
            return f"{left} is called a {relation.replace('-', ' ')}"
        return f"{left} is said to {self.phrase(violation)} {right}"

    def explanation(self, violation: Violation) -> str:  # noqa: ARG002 - the same for all
        """What the rule looked at."""
        return "The numbers do not allow that, rounding taken into account."

    def phrase(self, violation: Violation) -> str:
        """What the relation says of the left side: `be less than`."""
        return _PHRASES[violation["relation"]]

    def side(self, violation: Violation, item: Evidence) -> str:
        """A number, or the comparison."""
        if item.label:
            return self._value(violation, item.label)
        return item.value.replace("-", " ")

    def _value(self, violation: Violation, side: str) -> str:
        """The number of one side, with its sign if it is a share."""
        for item in violation.evidence:
            if item.label == side:
                is_share = item.column == "percent" or violation["relation"] in LABELS
                return with_commas(item.value) + (" %" if is_share else "")
        return with_commas(str(violation["constant"]))


def stated_comparisons(tables: Tables, relations: Collection[str]) -> pd.DataFrame:
    """The comparisons of some relations: claims, `relation`, `constant`, `factor`."""
    comparisons = tables["comparisons"]
    columns = ["claim_id", "left_claim_id", "relation", "right_claim_id", "constant", "factor"]
    chosen = comparisons[comparisons["relation"].isin(relations)]
    return chosen.assign(factor=chosen.get("factor", ""))[columns].reset_index(drop=True)
