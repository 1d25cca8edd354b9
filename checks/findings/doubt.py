"""Findings that rows which are left out leave in doubt: these are neither found nor gone.

A finding is in doubt if one of its claims is left out. A new one also is, if a row that its rule
does not get may belong to it: one that shares a passage, a thing or a claim with it; or a row of a
table of things, passages or terms, which may change anything that its rule makes of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from checks.findings.evaluation import Count, Evaluation, Finding
from checks.rules.rule import Rule
from checks.structure.left_out import LeftOut, Usable, references
from checks.tables.package import Package

REASON = "rows that it rests on are left out"
"""Why the group of a finding that is in doubt is not evaluable."""

Row = Mapping[str, str]


@dataclass(frozen=True)
class Doubt:
    """What is left out of a package, and what it means for findings.

    Attributes:
        package: the package.
        usable: what is left out of it.
        tables: its typed tables, as the rules get them.
        rules: the rules that were selected, by name.
        evaluation: what they found.
        register: the rows of the register, by the identifier of the finding.
    """

    package: Package
    usable: Usable
    tables: Mapping[str, pd.DataFrame]
    rules: Mapping[str, Rule]
    evaluation: Evaluation
    register: Mapping[str, Row]

    def settled(self) -> Evaluation:
        """The evaluation with the findings that are not in doubt."""
        if not self.usable.left_out:
            return self.evaluation
        is_open = {item.id: self._is_open(item) for item in self.evaluation.findings}
        dropped = Counter(item.rule for item in self.evaluation.findings if is_open[item.id])
        counts = [_without(item, dropped[item.rule]) for item in self.evaluation.counts]
        kept = [item for item in self.evaluation.findings if not is_open[item.id]]
        return Evaluation(tuple(counts), tuple(kept))

    def not_judged(self, found: Iterable[Finding]) -> tuple[str, ...]:
        """The registered findings that are not among those found, and need not be gone."""
        known = {finding.id for finding in found}
        missing = {name: row for name, row in self.register.items() if name not in known}
        return tuple(sorted(name for name, row in missing.items() if self._is_unknown(row)))

    def _is_open(self, finding: Finding) -> bool:
        claims = set(finding.claims)
        if claims & self._claims:
            return True
        said = {"message": finding.message, "value_hash": finding.value_hash}
        registered = self.register.get(finding.id)
        if registered and said.items() <= {**said, **registered}.items():
            return False
        if any(rule == finding.rule and claims & known for rule, known in self._unknown):
            return True  # what is left of a registered finding
        rule, names = self.rules[finding.rule], self._names(claims)
        return any(
            _may_change(rule, item, names & (item.lost | item.claims))
            for item in self.usable.left_out
        )

    def _is_unknown(self, row: Row) -> bool:
        rule, claims = self.rules.get(row["rule"]), _claims_of(row)
        if rule is None:
            return False
        if claims & self._claims or any(map(rule.may_use, self.usable.unread)):
            return True
        names = self._names(claims)
        return any(_may_change(rule, item, names & item.touched) for item in self.usable.left_out)

    @cached_property
    def _claims(self) -> set[str]:
        left_out = (claim for item in self.usable.left_out for claim in item.claims)
        return {*left_out, *self.usable.added}

    @cached_property
    def _unknown(self) -> list[tuple[str, set[str]]]:
        """The rule and the claims of each registered finding that is not judged."""
        rows = [self.register[name] for name in self.not_judged(self.evaluation.findings)]
        return [(row["rule"], _claims_of(row)) for row in rows]

    def _names(self, claims: Iterable[str]) -> set[str]:
        """The claims, and what their rows refer to."""
        return {name for claim in claims for name in self._names_of.get(claim, {claim})}

    @cached_property
    def _names_of(self) -> dict[str, set[str]]:
        """For each claim of a finding, found or registered, what its row refers to."""
        claims = {claim for finding in self.evaluation.findings for claim in finding.claims}
        claims |= {claim for row in self.register.values() for claim in _claims_of(row)}
        names: dict[str, set[str]] = {}
        for resource in self.package.resources:
            table = self.tables.get(resource.name)
            if resource.schema.is_of_claims and table is not None and "claim_id" in table:
                rows = table[table["claim_id"].isin(claims)]
                columns = [name for name in references(resource.schema) if name in rows]
                for claim, *cells in rows[["claim_id", *columns]].itertuples(index=False):
                    names.setdefault(claim, set()).update([claim, *filter(None, cells)])
        return names


def _may_change(rule: Rule, item: LeftOut, shared: set[str]) -> bool:
    """Whether rows that are left out may change what a rule finds, given the names they share."""
    if not item.is_of_claims:
        return rule.may_use(item.table, item.columns)
    return bool(shared) and rule.may_use(item.table)


def _claims_of(row: Row) -> set[str]:
    return set(row["claims"].split("|"))


def _without(count: Count, number: int) -> Count:
    """The count of a rule with so many findings less, which are not evaluable."""
    if not number:
        return count
    return replace(
        count,
        found=count.found - number,
        not_evaluable=count.not_evaluable + number,
        reasons={**count.reasons, REASON: number},
    )
