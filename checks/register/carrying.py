"""Judgements that outlive a change of claims: which new finding continues a registered one.

The identifier of a finding is made of its claims. A finding to which a claim is added, or of which
one is removed, therefore gets another identifier. What a maintainer wrote about it is carried over
to the new one, marked for review.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from checks.findings.evaluation import Finding
from checks.register.matching import CLAIM_SEPARATOR, NEW_DISPOSITION, REVIEW, Match, Row
from checks.tables.shortening import LIST_AT_MOST, listed, shortened

Change: TypeAlias = Literal["added", "carried", "changed", "removed"]
"""What an update does to a row of the register."""


@dataclass(frozen=True)
class Succession:
    """What becomes of registered findings that are gone.

    `carried` has the registered finding by the new one that continues it, if anybody judged it.
    `rivals` has the new findings that share claims with a registered one, if none of them
    continues it beyond doubt.
    """

    carried: Mapping[str, str]
    rivals: Mapping[str, tuple[str, ...]]


def succession(findings: Iterable[Finding], matched: Match) -> Succession:
    """Match the findings that are not registered with registered ones that are gone.

    Two belong together if they are of one rule, and each shares more claims with the other than
    with any other finding.
    """
    shared = _shared_claims(findings, matched)
    best_new = _best(shared)
    best_old = _best({pair[::-1]: number for pair, number in shared.items()})
    matches = {found: old for old, found in best_new.items() if best_old.get(found) == old}
    pairs, rivals = set(matches.values()), defaultdict(list)
    for old, found in sorted(shared):
        if old not in pairs:
            rivals[old].append(found)
    carried = {found: old for found, old in matches.items() if _judgement(matched.rows[old])}
    return Succession(carried, {old: tuple(found) for old, found in rivals.items()})


def carried_cells(matched: Match, continued: Succession) -> dict[str, Row]:
    """The cells that a maintainer wrote, with the mark for review, by the new finding."""
    return {
        found: {**_without_version(matched.rows[old]), REVIEW: old}
        for found, old in continued.carried.items()
    }


def changes(matched: Match, continued: Succession) -> Iterator[tuple[str, Change, str]]:
    """What an update does to each finding, and what happens to the judgement on it."""
    carried, replaced = continued.carried, set(continued.carried.values())
    for found in matched.unregistered:
        if found not in carried:
            yield found, "added", ""
    for found, old in carried.items():
        yield found, "carried", f"from {old}, to review: {_judgement(matched.rows[old])}"
    for found in matched.changed:
        yield found, "changed", ""
    for old in matched.absent:
        if old not in replaced:
            yield old, "removed", _dropped(matched.rows[old], continued.rivals.get(old, ()))


def _dropped(row: Row, rivals: Iterable[str]) -> str:
    """What is lost with a registered finding, and where it may belong; empty if nothing is."""
    if not (judged := _judgement(row)):
        return ""
    where = listed(rivals, " or ")
    return f"dropped: {judged}" + (f" (it may belong to {where})" if where else "")


def _judgement(row: Row) -> str:
    """What a maintainer wrote about a finding, in short; empty for one that nobody has judged."""
    disposition = row["disposition"] if row["disposition"] != NEW_DISPOSITION else ""
    written = ": ".join(part for part in (disposition, row.get("comment", "")) if part)
    return shortened(written, LIST_AT_MOST)


def _without_version(row: Row) -> Row:
    return {name: cell for name, cell in row.items() if name != "first_seen"}


def _shared_claims(findings: Iterable[Finding], matched: Match) -> Counter[tuple[str, str]]:
    """How many claims a registered and a new finding of one rule share, by their identifiers."""
    by_claim: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for old in matched.absent:
        row = matched.rows[old]
        for claim in row["claims"].split(CLAIM_SEPARATOR):
            by_claim[row["rule"], claim].append(old)
    new = set(matched.unregistered)
    return Counter(
        (old, finding.id)
        for finding in findings
        if finding.id in new
        for claim in finding.claims
        for old in by_claim.get((finding.rule, claim), ())
    )


def _best(shared: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """By each finding, the other one with which it shares most claims, if there is only one."""
    others: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), number in shared.items():
        others[one].append((number, other))
    best = {}
    for one, ranked in others.items():
        first, *rest = sorted(ranked, reverse=True)
        if not rest or first[0] > rest[0][0]:
            best[one] = first[1]
    return best
