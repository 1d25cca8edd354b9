"""Findings: one page with all of them, and one for each, which is its address when it is cited."""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.reports.report import Reading, ReportedFinding, RuleSummary
from checks.reports.wording import SEVERITIES, worst_first
from checks.rules.rule import Severity
from scripts.site.citing import Citing
from scripts.site.links import finding_page
from scripts.site.pages.cells import ShownRow, show_row
from scripts.site.pages.page import Badge, Page, badges
from scripts.site.references import References
from scripts.site.source import Row, Source

HEADINGS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "The claims cannot all be true."),
    "warning": ("warning", "All claims can be true, but only under something that is not said."),
    "info": ("remark", "A matter of form, or of what a reader should know."),
}
"""What findings of a severity are called, and what the severity means."""


@dataclass(frozen=True)
class ShownReading:
    """A reading, and the row of its claim."""

    reading: Reading
    claim: Row | None


@dataclass(frozen=True)
class ShownFinding:
    """A finding, ready to be shown."""

    finding: ReportedFinding
    address: str
    rule: RuleSummary
    readings: tuple[ShownReading, ...]
    citation: str
    latex: str


@dataclass(frozen=True)
class Group:
    """The findings of one severity."""

    severity: Severity
    noun: str
    meaning: str
    findings: tuple[ShownFinding, ...]


def all_findings(source: Source, cited: Citing) -> list[ShownFinding]:
    """All findings, the worst first."""
    rules = {rule.rule: rule for rule in source.report.rules}
    findings = worst_first(source.report.findings)
    return [_shown(source, finding, rules[finding.rule], cited) for finding in findings]


def findings_pages(
    source: Source, references: References, findings: list[ShownFinding]
) -> Iterator[Page]:
    """The page of all findings, and a page for each."""
    yield _all(source, findings)
    for number, item in enumerate(findings):
        before = findings[number - 1] if number else None
        after = findings[number + 1] if number + 1 < len(findings) else None
        yield _one(source, references, item, before, after)


def _shown(
    source: Source, finding: ReportedFinding, rule: RuleSummary, cited: Citing
) -> ShownFinding:
    """A finding with its rule, the rows of its claims, and how to cite it."""
    return ShownFinding(
        finding=finding,
        address=finding_page(finding.id),
        rule=rule,
        readings=tuple(
            ShownReading(item, source.claims.get(item.claim)) for item in finding.readings
        ),
        citation=cited.finding_apa(finding.id),
        latex=cited.finding_latex(finding.id),
    )


def _grouped(shown: list[ShownFinding]) -> tuple[Group, ...]:
    """Findings by severity, the worst first; severities without a finding are left out."""
    groups = (
        Group(
            severity,
            *HEADINGS[severity],
            tuple(item for item in shown if item.finding.severity == severity),
        )
        for severity in SEVERITIES
    )
    return tuple(group for group in groups if group.findings)


def _all(source: Source, shown: list[ShownFinding]) -> Page:
    return Page(
        address="findings.html",
        template="findings.html",
        title="Findings",
        description=f"What the rules find among the claims of {source.title}: the readings beside "
        "each other, and where the text has them.",
        section="findings.html",
        content={
            "groups": _grouped(shown),
            "count": len(shown),
            "families": list(dict.fromkeys(item.rule.family for item in shown)),
            "rules": sorted({item.finding.rule for item in shown}),
            "dispositions": sorted({item.finding.register_status for item in shown}),
            "absent": source.report.absent,
        },
    )


def _one(
    source: Source,
    references: References,
    item: ShownFinding,
    before: ShownFinding | None,
    after: ShownFinding | None,
) -> Page:
    finding = item.finding
    return Page(
        address=item.address,
        template="finding.html",
        title=f"Finding {finding.id}",
        description=finding.message,
        section="findings.html",
        content={
            "item": item,
            "claims": tuple(
                _claim(source, references, claim)
                for claim in finding.claims
                if claim in source.claims
            ),
            "related": _related(source, finding),
            "before": before,
            "after": after,
        },
    )


def _claim(source: Source, references: References, claim: str) -> ShownRow:
    row = source.claims[claim]
    return show_row(source, references, source.tables[row.table], row)


def _related(source: Source, finding: ReportedFinding) -> tuple[Badge, ...]:
    """The other findings about the same claims."""
    about = source.findings_about(finding.claims)
    return badges(tuple(other for other in about if other.id != finding.id))
