"""What careful readers found in the text, against what the rules find in the claims.

`readings/inconsistencies.csv` was written from the text before the rules ran; each line names the
passages, and either the rule that must report them or why none does.
`readings/consistent_pairs.csv` lists claims that look as if they contradicted each other and do
not.
"""

import csv

import pytest

from checks.reports.report import Report, ReportedFinding
from tests.helpers.builders import ROOT


def lines(name: str) -> list[dict[str, str]]:
    with (ROOT / "tests/readings" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


INCONSISTENCIES = lines("inconsistencies.csv")
CONSISTENT = lines("consistent_pairs.csv")


def covers(finding: ReportedFinding, passages: list[str]) -> bool:
    """Whether the finding has a claim in each passage; ids of claims begin with their passage."""
    return all(
        any(claim.startswith(f"{passage}.") for claim in finding.claims) for passage in passages
    )


@pytest.mark.parametrize(
    "line", INCONSISTENCIES, ids=[f"{line['passages']}-{line['what']}" for line in INCONSISTENCIES]
)
def test_each_inconsistency_is_found_by_its_rule_or_has_a_reason_why_none_does(
    own_report: Report, line: dict[str, str]
) -> None:
    assert bool(line["rule"]) != bool(line["outside"])
    if line["rule"]:
        passages = line["passages"].split("|")
        findings = [finding for finding in own_report.findings if finding.rule == line["rule"]]
        assert any(covers(finding, passages) for finding in findings)


@pytest.mark.parametrize("line", CONSISTENT, ids=[line["claims"] for line in CONSISTENT])
def test_no_error_or_warning_sets_claims_against_each_other_that_are_consistent(
    own_report: Report, line: dict[str, str]
) -> None:
    claims = set(line["claims"].split("|"))
    assert len(claims) > 1
    accused = [
        finding.id
        for finding in own_report.findings
        if finding.severity in ("error", "warning") and claims <= set(finding.claims)
    ]
    assert accused == []


def test_every_claim_of_a_consistent_pair_exists() -> None:
    known = set()
    for file in (ROOT / "data").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as content:
            known |= {row.get("claim_id") for row in csv.DictReader(content)}
    named = {claim for line in CONSISTENT for claim in line["claims"].split("|")}
    assert named <= known
