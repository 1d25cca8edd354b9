"""The input of the pages: the report of the checks, and the rows of all tables."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

import pandas as pd

from checks.checking import check_with_tables
from checks.findings.places import PassageNames
from checks.reports.report import Report, ReportedFinding, RuleSummary
from checks.reports.wording import verdict
from checks.rules.rule import SEVERITIES, Severity, disputes
from checks.tables.package import Package, PackageError, read_package
from checks.tables.problems import HARMLESS
from checks.tables.written_dates import written_date
from checks.write.derived import register_resource
from scripts.site.tables import Row, Table, rows_of
from scripts.tallies import Tally, dispositions, tallies

LABELS = ("label", "title")
"""Columns that hold a name for display, the preferred one first."""

VOCABULARY = "properties"
"""The table of the terms that claims use."""

Findings = tuple[ReportedFinding, ...]


@dataclass(frozen=True)
class Source:
    """A checked package: its report, its rows as texts, and its typed tables."""

    package: Package
    report: Report
    tables: dict[str, Table]
    typed: dict[str, pd.DataFrame]

    @property
    def title(self) -> str:
        """What a reader calls the package."""
        return str(self.package.descriptor.get("title") or self.package.name)

    @cached_property
    def rules(self) -> dict[str, RuleSummary]:
        """The rules by their names."""
        return {rule.rule: rule for rule in self.report.rules}

    @property
    def families(self) -> list[tuple[str, list[RuleSummary]]]:
        """The rules by family, in the order of the report."""
        by_family = groupby(self.report.rules, key=lambda rule: rule.family)
        return [(family, list(rules)) for family, rules in by_family]

    @cached_property
    def claims(self) -> dict[str, Row]:
        """The row of each claim, by its identifier."""
        return {row.cells["claim_id"]: row for table in self.claim_tables for row in table.rows}

    @property
    def claim_tables(self) -> list[Table]:
        """The tables that hold the claims."""
        return [table for table in self.tables.values() if table.schema.is_of_claims]

    @cached_property
    def passages(self) -> dict[str, str]:
        """What a reader calls the passage of each claim, by the identifier of the passage."""
        wanted = {row.cells["passage_id"] for row in self.claims.values()}
        names = PassageNames(self.typed)
        return {passage: names.of(passage) for passage in wanted}

    @cached_property
    def findings_by_cell(self) -> dict[tuple[str, str], Findings]:
        """The findings that compare the value of a cell, by claim and column."""
        found: dict[tuple[str, str], dict[str, ReportedFinding]] = defaultdict(dict)
        for finding in self.report.findings:
            for reading in finding.readings:
                found[reading.claim, reading.column][finding.id] = finding
        return {cell: tuple(findings.values()) for cell, findings in found.items()}

    @cached_property
    def _findings_by_claim(self) -> dict[str, list[ReportedFinding]]:
        found: dict[str, list[ReportedFinding]] = defaultdict(list)
        for finding in self.report.findings:
            for claim in finding.claims:
                found[claim].append(finding)
        return dict(found)

    def findings_about(self, claims: Iterable[str]) -> Findings:
        """The findings that touch any of some claims, each once."""
        found = (item for claim in claims for item in self._findings_by_claim.get(claim, ()))
        return tuple({finding.id: finding for finding in found}.values())

    @cached_property
    def dispositions(self) -> list[Tally]:
        """How many findings have each disposition, or are not registered."""
        register = register_resource(self.package)
        judged = ((item.severity, item.register_status) for item in self.report.findings)
        return tallies(judged, dispositions(register) if register else {})

    def label(self, table: str, key: str) -> str:
        """What a reader calls the row of a table: its key, if no column holds a name."""
        row = self.tables[table].by_key.get(key) if table in self.tables else None
        names = (row.cells.get(name, "") for name in LABELS) if row else ()
        return next(filter(None, names), key)

    def words(self, row: Row, column: str) -> str:
        """A cell for a reader: a date in words, a key as the label of its row, the rest as it is.

        It is empty if the table lacks the column.
        """
        text = row.cells.get(column, "")
        schema = self.tables[row.table].schema
        if not text or schema.field(column).is_edtf:
            return written_date(text)
        keys = (key.resource for key in schema.foreign_keys if key.fields == (column,))
        return self.label(next(keys, ""), text)


def conflicts(findings: Iterable[ReportedFinding]) -> Findings:
    """The findings that dispute the claims that they compare."""
    return tuple(finding for finding in findings if disputes(finding.severity))


def worst(findings: Iterable[ReportedFinding]) -> Severity | None:
    """The worst severity of some findings; None if there are no findings."""
    return min((item.severity for item in findings), key=SEVERITIES.index, default=None)


def read_source(path: Path) -> Source:
    """Check the package at `path` (a datapackage.json, or its folder), and read its rows.

    Raises:
        PackageError: it cannot be read, or its structure leaves doubt about what its cells say.
    """
    package = read_package(path)
    checked = check_with_tables(package)
    report = checked.report
    if any(item.code not in HARMLESS for item in report.structure):
        raise PackageError(f"{path}: the structure must be right first. {verdict(report)}")
    tables = {
        resource.name: Table(resource, tuple(rows_of(resource, checked.texts[resource.name])))
        for resource in package.resources
    }
    return Source(package, report, tables, dict(checked.tables))
