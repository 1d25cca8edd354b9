"""Findings: running the rules, and giving what they find an identity that lasts.

The fingerprint of a finding is made of its rule and its claims, so that it survives new wording and
changed values. The value hash is made of the values compared, so that a change is noticed.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import pandas as pd

from checks.rules.derivation.once import TablesOfOneRun
from checks.rules.rule import Evidence, Rule, Severity, Tables

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema

FINGERPRINT_DIGITS = 10
VALUE_HASH_DIGITS = 16


@dataclass(frozen=True)
class Finding:
    """An inconsistency: the claims (sorted), what is wrong with them, and the values compared."""

    id: str
    rule: str
    severity: Severity
    claims: tuple[str, ...]
    message: str
    value_hash: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Count:
    """How the comparable groups of one rule came out; `not_run` says why there are none.

    Groups that are found with the same claims count as one.
    """

    rule: str
    examined: int = 0
    passed: int = 0
    found: int = 0
    not_evaluable: int = 0
    not_run: str | None = None


@dataclass(frozen=True)
class Evaluation:
    """What all rules found: one count for each rule, and the findings in the order of the rules."""

    counts: tuple[Count, ...]
    findings: tuple[Finding, ...]


def evaluate(rules: Iterable[Rule], tables: Tables) -> Evaluation:
    """Run rules over typed tables.

    Raises:
        Exception: whatever goes wrong inside a rule or its schema: an error of the program, which
            is never turned into a finding.
    """
    tables = TablesOfOneRun(tables)
    counts: list[Count] = []
    findings: list[Finding] = []
    for rule in rules:
        count, found = _run(rule, tables)
        counts.append(count)
        findings.extend(found)
    return Evaluation(tuple(counts), tuple(findings))


def fingerprint(rule: str, claims: Iterable[str]) -> str:
    """The identifier of a finding: it depends on the rule and on the set of claims alone."""
    return f"{rule}-{_digest([rule, *sorted(set(claims))])[:FINGERPRINT_DIGITS]}"


def value_hash(evidence: Iterable[Evidence]) -> str:
    """A hash of the values compared, and of the claims and columns where they stand."""
    lines = sorted({f"{item.claim}\t{item.column}\t{item.value}" for item in evidence})
    return _digest(lines)[:VALUE_HASH_DIGITS]


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _run(rule: Rule, tables: Tables) -> tuple[Count, list[Finding]]:
    if obstacles := rule.obstacles(tables):
        return Count(rule.name, not_run="; ".join(obstacles)), []
    groups = rule.derive(tables).reset_index(drop=True)
    violations = _outside(rule.bound(), groups)
    not_evaluable = int(groups["gap"].isna().sum()) - int(violations["gap"].isna().sum())
    findings = _distinct(_findings(rule, tables, violations))
    passed = len(groups) - len(violations) - not_evaluable
    count = Count(
        rule=rule.name,
        examined=passed + len(findings) + not_evaluable,
        passed=passed,
        found=len(findings),
        not_evaluable=not_evaluable,
    )
    return count, findings


def _outside(bound: "DataFrameSchema", groups: pd.DataFrame) -> pd.DataFrame:
    """The groups that do not satisfy the schema.

    A failure that is not one of a check's bound (an exception in a check, a wrong type, a missing
    column) is an error of the rule and is raised.
    """
    from pandera.errors import SchemaErrorReason, SchemaErrors

    try:
        bound.validate(groups, lazy=True, inplace=True)
    except SchemaErrors as errors:
        for error in errors.schema_errors:
            if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK:
                raise
        return groups.loc[sorted(set(errors.failure_cases["index"]))]
    return groups.iloc[:0]


def _findings(rule: Rule, tables: Tables, violations: pd.DataFrame) -> Iterator[Finding]:
    """One finding for each group outside the bound; a loop over findings, never over rows."""
    if violations.empty:
        return
    evidence = _evidence_by_group(rule.evidence(tables, violations))
    for group, values in zip(violations.index, violations.to_dict("records"), strict=True):
        items = evidence[group]
        claims = tuple(sorted({item.claim for item in items}))
        yield Finding(
            id=fingerprint(rule.name, claims),
            rule=rule.name,
            severity=rule.severity,
            claims=claims,
            message=rule.message({str(key): value for key, value in values.items()}, items),
            value_hash=value_hash(items),
            evidence=items,
        )


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of their claims, those of the same claims as one.

    Two groups can have the same claims, as when each of two totals is said to be a part of the
    other. A finding is known by its claims, so that one must say what is wrong in both groups.
    """
    in_order = sorted(findings, key=lambda finding: (finding.claims, finding.message))
    return [
        _as_one(list(same)) for _, same in groupby(in_order, key=lambda finding: finding.claims)
    ]


def _as_one(findings: list[Finding]) -> Finding:
    """The findings of the same claims as one, with all that they say and compare."""
    first = findings[0]
    if len(findings) == 1:
        return first
    evidence = tuple(sorted({item for finding in findings for item in finding.evidence}))
    messages = dict.fromkeys(finding.message for finding in findings)
    return replace(
        first, message="; ".join(messages), evidence=evidence, value_hash=value_hash(evidence)
    )


def _evidence_by_group(frame: pd.DataFrame) -> dict[int, tuple[Evidence, ...]]:
    labels = frame["label"] if "label" in frame else pd.Series("", index=frame.index)
    columns = (frame["group"], frame["claim_id"], frame["column"], frame["value"], labels)
    rows = sorted(zip(*(column.tolist() for column in columns), strict=True))
    return {
        group: tuple(Evidence(*row[1:]) for row in members)
        for group, members in groupby(rows, key=itemgetter(0))
    }
