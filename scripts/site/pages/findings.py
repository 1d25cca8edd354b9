"""Findings: one page with all of them, and one for each, which is its address in a citation."""

from collections.abc import Iterable, Iterator

from checks.reports.report import ReportedFinding
from checks.reports.wording import worst_first
from checks.rules.rule import SEVERITIES, Severity
from scripts.site.links import finding_page
from scripts.site.rendering import Page
from scripts.site.source import Source

Group = tuple[Severity, str, str, list[ReportedFinding]]
"""A severity, what its findings are called, what it means, and its findings."""

_MEANINGS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "The claims cannot all be true."),
    "warning": (
        "warning",
        "All claims can be true, but only if something holds that the text does not say.",
    ),
    "info": ("remark", "Worth a reader's look: form, currency, coverage or attribution."),
}


def by_severity(findings: Iterable[ReportedFinding]) -> list[Group]:
    """The findings of each severity, the worst first."""
    found = worst_first(findings)
    return [
        (severity, *_MEANINGS[severity], [item for item in found if item.severity == severity])
        for severity in SEVERITIES
    ]


def findings_pages(source: Source) -> Iterator[Page]:
    """The page of all findings, the worst first, and a page for each."""
    findings = worst_first(source.report.findings)
    yield Page(
        "findings.html",
        {
            "groups": [group for group in by_severity(findings) if group[-1]],
            "families": dict.fromkeys(source.rules[item.rule].family for item in findings),
            "rules": sorted({item.rule for item in findings}),
            "dispositions": source.dispositions,
        },
    )
    befores, afters = [None, *findings], [*findings[1:], None]
    for before, finding, after in zip(befores, findings, afters, strict=False):
        related = source.findings_about(finding.claims)
        content = {
            "finding": finding,
            "claims": [source.claims[claim] for claim in finding.claims],
            "related": [other for other in related if other.id != finding.id],
            "before": before,
            "after": after,
        }
        yield Page(finding_page(finding.id), content, "finding.html")
