"""The page of rules: what each rule demands, and how many groups passed or failed."""

from itertools import groupby

from scripts.site.pages.page import Page
from scripts.site.source import Source


def rules_page(source: Source) -> Page:
    """The page of all rules, by family."""
    families = [
        (family, tuple(members))
        for family, members in groupby(source.report.rules, key=lambda rule: rule.family)
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
