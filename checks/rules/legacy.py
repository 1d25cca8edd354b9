"""Rules that still measure a gap (to go: each rule gets a model of its own)."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from pandera.typing import Series

from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check


class LegacyRule(Rule):
    """A rule with `derive`, whose frame has a column `gap` (and perhaps `fits`)."""

    def __init_subclass__(cls) -> None:
        """Make the model."""

        class Model(RuleModel):
            holds: Series[bool]

            @rule_check(cls.name, "holds")
            def check(cls, groups: pd.DataFrame) -> pd.Series:
                return groups["holds"]

        cls.model = Model
        super().__init_subclass__()

    @abstractmethod
    def derive(self, tables: Tables) -> pd.DataFrame:
        """The groups with their gap."""

    @abstractmethod
    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """What is wrong."""

    def fill(self, tables: Tables) -> pd.DataFrame:
        """The groups."""
        groups = self.derive(tables).reset_index(drop=True)
        fits = groups["fits"] if "fits" in groups else pd.Series(True, index=groups.index)
        missing = groups["gap"].isna() & fits
        return groups.assign(
            holds=groups["gap"].le(0).fillna(True).astype(bool) & fits,
            not_evaluable=reasons(groups.index, (missing, "an input is missing")),
        )

    def message(self, violation: Violation) -> str:
        """What is wrong."""
        return self.old_message(violation.group, violation.evidence)
