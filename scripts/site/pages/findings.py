"""Findings: one page with all of them, and one for each, which is its address in a citation."""

from collections.abc import Iterator

from checks.reports.wording import worst_first
from checks.rules.rule import SEVERITIES, Severity
from scripts.site.links import finding_page
from scripts.site.rendering import Page
from scripts.site.source import Source

HEADINGS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "The claims cannot all be true."),
    "warning": ("warning", "All claims can be true, but only under something that is not said."),
    "info": ("remark", "Worth a reader's look: form, currency, coverage or attribution."),
}
"""What findings of a severity are called, and what the severity means."""


def findings_pages(source: Source) -> Iterator[Page]:
    """The page of all findings, the worst first, and a page for each."""
    findings = worst_first(source.report.findings)
    groups = [
        (severity, *HEADINGS[severity], [item for item in findings if item.severity == severity])
        for severity in SEVERITIES
    ]
    yield Page(
        "findings.html",
        {
            "groups": [group for group in groups if group[-1]],
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
