"""Findings: running the rules, and giving what they find an identity that lasts.

The fingerprint of a finding is made of its rule and its claims, so that it survives new wording and
changed values. The value hash is made of the values compared, so that a change is noticed.
"""

import hashlib
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from time import perf_counter
from typing import Any

import pandas as pd

from checks.findings.documents import Documents
from checks.findings.scopes import Result, over_documents
from checks.rules.caching import CachingTables
from checks.rules.labels import Labels
from checks.rules.rule import (
    SEVERITIES,
    Evidence,
    Rule,
    RuleModel,
    Scope,
    Severity,
    Tables,
    Violation,
)
from checks.tables.shortening import MESSAGE_AT_MOST, listed, shortened

FINGERPRINT_DIGITS = 10
VALUE_HASH_DIGITS = 16
HEADLINE_AT_MOST = 119

_JOINED_AT_MOST = MESSAGE_AT_MOST - 20
"""Characters of several messages as one, without the words that say how many more there are."""


@dataclass(frozen=True)
class Finding:
    """An inconsistency: the claims (sorted), what is wrong with them, and the values compared.

    `scope` says whether the claims contradict each other within one document. Between documents
    the severity may be lower than that of the rule.
    """

    id: str
    rule: str
    severity: Severity
    claims: tuple[str, ...]
    headline: str
    message: str
    value_hash: str
    evidence: tuple[Evidence, ...]
    scope: Scope = "within-document"


@dataclass(frozen=True)
class Count:
    """How many groups one rule examined, and with which result.

    `reasons` counts the groups that are not evaluable by the reason. `not_run` says why there are
    no groups. Findings count once, however many groups they join. `seconds` is how long it took,
    with what the rule was the first to derive.
    """

    rule: str
    examined: int = 0
    passed: int = 0
    found: int = 0
    not_evaluable: int = 0
    not_run: str | None = None
    reasons: Mapping[str, int] = field(default_factory=dict)
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True)
class Evaluation:
    """What all rules found: one count for each rule, and the findings in the order of the rules."""

    counts: tuple[Count, ...]
    findings: tuple[Finding, ...]


def evaluate(rules: Iterable[Rule], tables: Tables, unread: Collection[str] = ()) -> Evaluation:
    """Run rules over typed tables, in which there may be several documents.

    Rules that may use a table in `unread` are not run. Each document is judged by itself, then the
    documents that name a thing in common are compared (`checks.findings.scopes`). With one
    document, or none, the rules run once.

    Raises:
        Exception: whatever goes wrong inside a rule or its model: an error of the program, which
            is never turned into a finding.
    """
    rules, documents = tuple(rules), Documents(tables)
    if documents.are_several:
        results = _over_documents(rules, tables, documents, unread)
    else:
        results = list(_run_all(rules, tables, unread).values())
    counts = tuple(count for count, _ in results)
    return Evaluation(counts, tuple(finding for _, found in results for finding in found))


def _over_documents(
    rules: Sequence[Rule], tables: Tables, documents: Documents, unread: Collection[str]
) -> list[Result]:
    """What each rule comes to in several documents, apart and together."""
    apart = [_run_all(rules, part, unread) for part in documents.apart()]
    together = apart[0]
    if len(apart) > 1:
        comparing = [rule for rule in rules if rule.between_documents]
        together = together | _run_all(comparing, tables, unread)
    findings = [item for run in (*apart, together) for _, found in run.values() for item in found]
    document_of = documents.of_claims({claim for item in findings for claim in item.claims})
    return [
        over_documents(
            rule, [run[rule.name] for run in apart], together[rule.name], documents, document_of
        )
        for rule in rules
    ]


def _run_all(rules: Iterable[Rule], tables: Tables, unread: Collection[str]) -> dict[str, Result]:
    """What each rule comes to, by its name."""
    tables = CachingTables(tables)
    labels = Labels(tables)
    results: dict[str, Result] = {}
    for rule in rules:
        if lacking := sorted(name for name in unread if rule.may_use(name)):
            not_run = f"{listed(lacking)} could not be read"
            results[rule.name] = Count(rule.name, not_run=not_run), []
            continue
        began = perf_counter()
        try:
            count, found = _run(rule, tables, labels)
        except Exception as error:
            error.add_note(f"in the rule {rule.name} ({type(rule).__module__})")
            raise
        results[rule.name] = replace(count, seconds=perf_counter() - began), found
    return results


def fingerprint(rule: str, claims: Iterable[str]) -> str:
    """The identifier of a finding: it depends on the rule and on the set of claims alone."""
    return f"{rule}-{_digest([rule, *sorted(set(claims))])[:FINGERPRINT_DIGITS]}"


def value_hash(evidence: Iterable[Evidence]) -> str:
    """A hash of the values compared, and of the claims and columns where they stand."""
    lines = sorted({f"{item.claim}\t{item.column}\t{item.value}" for item in evidence})
    return _digest(lines)[:VALUE_HASH_DIGITS]


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _run(rule: Rule, tables: Tables, labels: Labels) -> Result:
    if obstacles := rule.obstacles(tables):
        return Count(rule.name, not_run=listed(obstacles, "; ", MESSAGE_AT_MOST)), []
    groups = rule.fill(tables).reset_index(drop=True)
    failures = failing(rule.model, groups)
    reasons = groups["not_evaluable"].value_counts()
    findings = _joined(_findings(rule, tables, failures, labels))
    passed = len(groups) - len(failures) - int(reasons.sum())
    count = Count(
        rule=rule.name,
        examined=passed + len(findings) + int(reasons.sum()),
        passed=passed,
        found=len(findings),
        not_evaluable=int(reasons.sum()),
        reasons={str(reason): int(number) for reason, number in sorted(reasons.items())},
    )
    return count, findings


def failing(model: type[RuleModel], groups: pd.DataFrame) -> pd.DataFrame:
    """The rows of a frame that fail the checks of a rule's model.

    Raises:
        pandera.errors.SchemaError: anything else is wrong (an exception in a check, a wrong type, a
            missing column), which is an error of the rule.
    """
    from pandera.errors import SchemaError, SchemaErrorReason
    from pandera.pandas import DataFrameSchema

    try:
        model.validate(groups, inplace=True)
    except SchemaError as error:
        is_of_the_frame = isinstance(error.schema, DataFrameSchema)
        if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK or not is_of_the_frame:
            raise
        holds: pd.Series[bool] = error.check_output
        return groups[~holds]
    return groups.iloc[:0]


def _findings(
    rule: Rule, tables: Tables, failures: pd.DataFrame, labels: Labels
) -> Iterator[tuple[Hashable, Finding]]:
    """The cause and the finding of each group that fails; a loop over findings, never over rows."""
    if failures.empty:
        return
    evidence = _evidence_by_group(rule.evidence(tables, failures))
    for group, values in zip(failures.index, failures.to_dict("records"), strict=True):
        items = evidence[group]
        claims = tuple(sorted({item.claim for item in items}))
        violation = Violation({str(key): value for key, value in values.items()}, items, labels)
        cause = values.get("cause")
        yield (
            claims if pd.isna(cause) else cause,
            Finding(
                id=fingerprint(rule.name, claims),
                rule=rule.name,
                severity=_severity(rule, values.get("severity")),
                claims=claims,
                headline=shortened(rule.headline(violation), HEADLINE_AT_MOST),
                message=shortened(rule.message(violation)),
                value_hash=value_hash(items),
                evidence=items,
            ),
        )


def _severity(rule: Rule, own: Any) -> Severity:
    """The severity of a failure: its own, or that of its rule if it has none.

    Raises ValueError for one that is higher than that of the rule.
    """
    allowed = SEVERITIES[SEVERITIES.index(rule.severity) :]
    if pd.isna(own):
        return rule.severity
    if own not in allowed:
        raise ValueError(f"the severity of a failure is {own!r}, expected {' or '.join(allowed)}")
    return allowed[allowed.index(own)]


def _joined(findings: Iterable[tuple[Hashable, Finding]]) -> list[Finding]:
    """The findings in the order of their claims, those of one cause or of the same claims as one.

    Two groups can have the same claims, as when each of two totals is said to be a part of the
    other. A finding is known by its claims, so that one must say what is wrong in both groups.
    """
    by_cause: dict[Hashable, list[Finding]] = {}
    for cause, finding in findings:
        by_cause.setdefault(cause, []).append(finding)
    by_claims: dict[tuple[str, ...], list[Finding]] = {}
    for same in map(_as_one, by_cause.values()):
        by_claims.setdefault(same.claims, []).append(same)
    return [_as_one(by_claims[claims]) for claims in sorted(by_claims)]


def _as_one(findings: list[Finding]) -> Finding:
    """Several findings as one, with all that they say and compare."""
    if len(findings) == 1:
        return findings[0]
    first, *_ = in_order = sorted(findings, key=lambda finding: (finding.claims, finding.message))
    evidence = tuple(sorted({item for finding in in_order for item in finding.evidence}))
    claims = tuple(sorted({item.claim for item in evidence}))
    messages = dict.fromkeys(finding.message for finding in in_order)
    return replace(
        first,
        id=fingerprint(first.rule, claims),
        severity=min((item.severity for item in in_order), key=SEVERITIES.index),
        claims=claims,
        message=shortened(listed(messages, "; ", _JOINED_AT_MOST)),
        evidence=evidence,
        value_hash=value_hash(evidence),
    )


def _evidence_by_group(frame: pd.DataFrame) -> dict[int, tuple[Evidence, ...]]:
    labels = frame["label"] if "label" in frame else pd.Series("", index=frame.index)
    columns = (frame["group"], frame["claim_id"], frame["column"], frame["value"], labels)
    rows = sorted(zip(*(column.tolist() for column in columns), strict=True))
    return {
        group: tuple(Evidence(*row[1:]) for row in members)
        for group, members in groupby(rows, key=itemgetter(0))
    }
