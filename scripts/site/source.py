"""The input of the pages: the report of the checks, and the rows of every table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from checks.checking import HARMLESS, check_with_tables
from checks.findings.places import passage_names
from checks.reports.report import Report, ReportedFinding
from checks.reports.wording import SEVERITIES, verdict
from checks.rules.rule import Severity
from checks.tables.package import Package, PackageError, Resource, read_package

LABELS = ("label", "title")
"""Columns that hold a name for display, the preferred one first."""

CONFLICTS: tuple[Severity, ...] = ("error", "warning")
"""Severities of findings about facts, not about the form of the text."""

VOCABULARY = "properties"
"""The table of the terms that claims use."""


@dataclass(frozen=True)
class Row:
    """A row: its key as one text, the number that a spreadsheet shows, and its cells as texts."""

    table: str
    key: str
    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table of the descriptor, and its rows in the order of the file."""

    resource: Resource
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The name of the resource."""
        return self.resource.name

    @property
    def title(self) -> str:
        """What a reader calls the table."""
        return str(self.resource.descriptor.get("title") or self.name)

    @property
    def description(self) -> str:
        """What one row is; empty where the descriptor does not say it."""
        return str(self.resource.descriptor.get("description") or "")

    @cached_property
    def by_key(self) -> dict[str, Row]:
        """The rows by their keys."""
        return {row.key: row for row in self.rows}


@dataclass(frozen=True)
class Source:
    """A package that was checked: its report, its rows as texts, and its typed tables."""

    package: Package
    report: Report
    tables: dict[str, Table]
    typed: dict[str, pd.DataFrame]

    @property
    def title(self) -> str:
        """What a reader calls the package."""
        return str(self.package.descriptor.get("title") or self.package.name)

    @cached_property
    def claims(self) -> dict[str, Row]:
        """The row of every claim, by its identifier."""
        return {
            row.cells["claim_id"]: row
            for table in self.tables.values()
            if table.resource.schema.is_of_claims
            for row in table.rows
        }

    @cached_property
    def passages(self) -> dict[str, str]:
        """What a reader calls the passage of each claim, by the identifier of the passage."""
        wanted = {row.cells["passage_id"] for row in self.claims.values()}
        return passage_names(self.typed, wanted)

    @cached_property
    def findings_by_claim(self) -> dict[str, tuple[ReportedFinding, ...]]:
        """The findings that touch each claim, in the order of the report."""
        found: dict[str, list[ReportedFinding]] = {}
        for finding in self.report.findings:
            for claim in finding.claims:
                found.setdefault(claim, []).append(finding)
        return {claim: tuple(findings) for claim, findings in found.items()}

    @cached_property
    def findings_by_cell(self) -> dict[tuple[str, str], tuple[ReportedFinding, ...]]:
        """The findings that compare the value of each cell, by claim and column."""
        found: dict[tuple[str, str], dict[str, ReportedFinding]] = {}
        for finding in self.report.findings:
            for reading in finding.readings:
                found.setdefault((reading.claim, reading.column), {})[finding.id] = finding
        return {cell: tuple(findings.values()) for cell, findings in found.items()}

    def findings_about(self, claims: Iterable[str]) -> tuple[ReportedFinding, ...]:
        """The findings that touch any of some claims, each once."""
        found = (item for claim in claims for item in self.findings_by_claim.get(claim, ()))
        return tuple({finding.id: finding for finding in found}.values())

    def label(self, table: str, key: str) -> str:
        """What a reader calls the row of a table: its key, if no column holds a name."""
        row = self.tables[table].by_key.get(key) if table in self.tables else None
        names = (row.cells.get(name, "") for name in LABELS) if row else ()
        return next(filter(None, names), key)


def conflicts(findings: Iterable[ReportedFinding]) -> tuple[ReportedFinding, ...]:
    """The findings that are about facts, not about the form of the text."""
    return tuple(finding for finding in findings if finding.severity in CONFLICTS)


def worst(findings: Iterable[ReportedFinding]) -> Severity | None:
    """The worst severity of some findings; None where there are none."""
    return min((item.severity for item in findings), key=SEVERITIES.index, default=None)


def read_source(path: Path) -> Source:
    """Check the package at `path` (a datapackage.json, or its folder), and read its rows.

    Raises:
        PackageError: it cannot be read, or its structure leaves doubt about what its cells say.
    """
    package = read_package(path)
    checked = check_with_tables(package)
    report = checked.report
    if not report.rules_ran or any(item.code not in HARMLESS for item in report.structure):
        raise PackageError(f"{path}: the structure must be right first. {verdict(report)}")
    tables = {
        resource.name: Table(resource, tuple(_rows(resource, checked.texts[resource.name])))
        for resource in package.resources
    }
    return Source(package, report, tables, dict(checked.tables))


def _rows(resource: Resource, frame: pd.DataFrame) -> Iterator[Row]:
    key = resource.schema.primary_key
    for number, cells in zip(frame.index, frame.to_dict("records"), strict=True):
        texts = {str(name): str(value) for name, value in cells.items()}
        name = "|".join(texts[column] for column in key) if key else f"row-{number}"
        yield Row(resource.name, name, int(number), texts)
