"""Rules: what each of them demands, and how the claims came out."""

from dataclasses import dataclass
from itertools import groupby

from checks.reports.report import RuleSummary
from checks.rules.registry import all_rules
from checks.rules.rule import Documentation
from scripts.site.links import rule_address
from scripts.site.pages.page import Page
from scripts.site.source import Source


@dataclass(frozen=True)
class ShownRule:
    """A rule: its documentation, what it reads, and how it came out."""

    summary: RuleSummary
    documentation: Documentation
    reads: tuple[str, ...]
    address: str

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The parts of the documentation under their headings."""
        text = self.documentation
        return (
            ("Statement", text.statement),
            ("Formula", text.formula),
            ("Inputs", text.inputs),
            ("Severity", text.severity_rationale),
            ("Source", text.source),
            ("Limits", text.limits),
        )


def show_rules(source: Source) -> dict[str, ShownRule]:
    """The rules of the report by name."""
    rules = {rule.name: rule for rule in all_rules(source.package.extra_rules)}
    return {
        summary.rule: ShownRule(
            summary,
            type(rules[summary.rule]).documentation(),
            tuple(rules[summary.rule].reads),
            rule_address(summary.rule),
        )
        for summary in source.report.rules
    }


def rules_page(source: Source, rules: dict[str, ShownRule]) -> Page:
    """The page of all rules, by family."""
    families = [
        (family, tuple(members))
        for family, members in groupby(rules.values(), key=lambda rule: rule.summary.family)
    ]
    return Page(
        address="rules.html",
        template="rules.html",
        title="Rules",
        description=f"The rules that the claims of {source.title} are checked against: what each "
        "of them demands, why, and how the claims came out.",
        section="rules.html",
        content={"families": families, "tables": set(source.tables)},
    )
