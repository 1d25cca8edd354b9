"""A page of the site, and what several pages show in the same way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checks.reports.report import ReportedFinding
from checks.rules.rule import Severity
from scripts.site.links import finding_page
from scripts.site.source import Row, Source

SECTIONS = (
    ("index.html", "Overview"),
    ("findings.html", "Findings"),
    ("timeline.html", "Timeline"),
    ("polls.html", "Polls"),
    ("actors.html", "Actors"),
    ("tables.html", "Tables"),
    ("codebook.html", "Codebook"),
    ("rules.html", "Rules"),
    ("download.html", "Download and cite"),
)
"""The pages that every other page leads to."""


@dataclass(frozen=True)
class Page:
    """A page: its address from the root of the site, its template, and what the template shows.

    `section` is the address of the page of `SECTIONS` to which it belongs.
    """

    address: str
    template: str
    title: str
    description: str
    section: str
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Badge:
    """A finding as it is named beside something that it touches."""

    id: str
    rule: str
    severity: Severity
    address: str
    message: str


def badges(findings: tuple[ReportedFinding, ...]) -> tuple[Badge, ...]:
    """Findings as badges, in their order."""
    return tuple(
        Badge(item.id, item.rule, item.severity, finding_page(item.id), item.message)
        for item in findings
    )


def passage_of(source: Source, claim: Row) -> str:
    """The place in the text where a claim is made; empty where it is not known."""
    return source.passages.get(claim.cells["passage_id"], "")
