"""The overview: what the package is, how much there is in it, and where it contradicts itself."""

from collections import Counter
from itertools import groupby

from checks.reports.wording import SEVERITIES, verdict
from scripts.site.citing import Citing
from scripts.site.pages.findings import HEADINGS, ShownFinding
from scripts.site.pages.page import Page
from scripts.site.source import Source


def overview_page(source: Source, findings: list[ShownFinding], cited: Citing) -> Page:
    """The page, given all findings, the worst first."""
    report = source.report
    counts = Counter(finding.severity for finding in report.findings)
    families = [
        (family, [rule for rule in rules if rule.found])
        for family, rules in groupby(report.rules, key=lambda rule: rule.family)
    ]
    return Page(
        address="index.html",
        template="overview.html",
        title="Overview",
        description=str(source.package.descriptor.get("description") or source.title),
        section="index.html",
        content={
            "dataset": cited.dataset,
            "verdict": verdict(report),
            "is_valid": report.valid,
            "severities": [(name, *HEADINGS[name], counts[name]) for name in SEVERITIES],
            "claims": len(source.claims),
            "claim_tables": len(_of_claims(source)),
            "documents": cited.publication.documents,
            "rules": len(report.rules),
            "families": [(family, rules) for family, rules in families if rules],
            "most": max((rule.found for rule in report.rules), default=0),
            "worst": [item for item in findings if item.finding.severity == "error"][:3],
            "conflicts": [item for item in findings if item.finding.severity == "warning"],
        },
    )


def _of_claims(source: Source) -> list[str]:
    """The tables that hold the claims."""
    return [name for name, table in source.tables.items() if table.resource.schema.is_of_claims]
