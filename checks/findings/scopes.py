"""Findings within a document, and findings between documents: what a rule came to in all."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from checks.findings.documents import Documents
from checks.rules.rule import Rule

if TYPE_CHECKING:
    from checks.findings.evaluation import Count, Finding

Result: TypeAlias = "tuple[Count, list[Finding]]"
"""What a rule came to in some tables."""


def over_documents(
    rule: Rule,
    apart: Sequence[Result],
    together: Result,
    documents: Documents,
    document_of: Mapping[str, str],
) -> Result:
    """What a rule came to in a package of several documents.

    Findings within a document are those of the document by itself. Of the documents together count
    the findings that none of them has by itself; a rule that judges each document by itself has
    none of these.

    Args:
        rule: the rule.
        apart: what it came to in each of the parts into which the documents fall.
        together: what it came to in all tables. Its groups are those that are counted, or else, if
            the rule judges each document by itself, the groups of the parts.
        documents: of all tables.
        document_of: the document of each claim of a finding.
    """
    own = [
        finding
        for _, found in apart
        for finding in found
        if len({document_of.get(claim) for claim in finding.claims}) == 1
    ]
    known = {finding.id for finding in own}
    between = []
    if rule.between_documents:
        others = [finding for finding in together[1] if finding.id not in known]
        between = list(_between(others, own, documents, document_of))
    found = sorted([*own, *between], key=lambda finding: finding.claims)
    counts = [together[0]] if rule.between_documents else [count for count, _ in apart]
    return _added_up(counts, len(found)), found


def _between(
    findings: Sequence["Finding"],
    own: Sequence["Finding"],
    documents: Documents,
    document_of: Mapping[str, str],
) -> Iterator["Finding"]:
    """The findings between documents, without those that only say that an edition says the same.

    `own` are the findings of the rule within documents.
    """
    own_by_claim: dict[str, list[Finding]] = {}
    for finding in own:
        for claim in finding.claims:
            own_by_claim.setdefault(claim, []).append(finding)
    for finding in findings:
        of_claims = {document_of[claim] for claim in finding.claims if claim in document_of}
        # The claims of one document may fail by what others say without being claims concerned.
        concerned = of_claims if len(of_claims) > 1 else set(documents.identifiers)
        if documents.are_editions(concerned):
            beside = [each for claim in finding.claims for each in own_by_claim.get(claim, ())]
            if _is_repetition(finding, beside, document_of):
                continue
        severity = documents.severity(finding.severity, concerned)
        yield replace(finding, severity=severity, scope="between-documents")


def _is_repetition(
    finding: "Finding", own: Sequence["Finding"], document_of: Mapping[str, str]
) -> bool:
    """Whether a finding says no more than one within a document, or each document says the same."""
    by_document: dict[str | None, set[tuple[str, str]]] = {}
    for item in finding.evidence:
        said = by_document.setdefault(document_of.get(item.claim), set())
        said.add((item.column, item.value))
    first, *others = by_document.values()
    everything = first.union(*others)
    is_known = any(
        everything <= {(item.column, item.value) for item in each.evidence} for each in own
    )
    return is_known or (bool(others) and all(said == first for said in others))


def _added_up(counts: Sequence["Count"], found: int) -> "Count":
    """Several counts of one rule as one, with so many findings in place of theirs."""
    reasons: Counter[str] = Counter()
    for count in counts:
        reasons.update(count.reasons)
    passed, not_evaluable = sum(count.passed for count in counts), reasons.total()
    return replace(
        counts[0],
        examined=passed + found + not_evaluable,
        passed=passed,
        found=found,
        not_evaluable=not_evaluable,
        reasons=dict(sorted(reasons.items())),
        seconds=sum(count.seconds for count in counts),
    )
