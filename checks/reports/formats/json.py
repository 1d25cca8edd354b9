"""The report as JSON, for programs.

Keys are never renamed. `rules`, `findings` and `absent` are empty when `rules_ran` is false.
"""

import json
from typing import Any

from checks.reports.formats import PLAIN, Display
from checks.reports.report import Report, ReportedFinding, RuleSummary
from checks.reports.wording import encodable
from checks.tables.problems import Problem


def render(report: Report, display: Display = PLAIN) -> str:  # noqa: ARG001 - nothing to lay out
    """The report as one JSON object, with a final newline."""
    content = {
        "package": {"name": report.package_name, "version": report.package_version},
        "valid": report.valid,
        "structure": [_problem(problem) for problem in report.structure],
        "tables": [
            {"name": table.name, "file": table.file, "rows": table.rows} for table in report.tables
        ],
        "rules_ran": report.rules_ran,
        "rules": [_rule(rule) for rule in report.rules],
        "findings": [_finding(finding) for finding in report.findings],
        "absent": [finding.id for finding in report.absent],
        "updates": [{"id": update.id, "change": update.change} for update in report.updates],
    }
    return encodable(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message,
    }


def _rule(rule: RuleSummary) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "family": rule.family,
        "severity": rule.severity,
        "title": rule.title,
        "examined": rule.examined,
        "passed": rule.passed,
        "found": rule.found,
        "not_evaluable": rule.not_evaluable,
        "not_run": rule.not_run,
        "not_evaluable_because": dict(rule.reasons),
    }


def _finding(finding: ReportedFinding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "claims": list(finding.claims),
        "headline": finding.headline,
        "message": finding.message,
        "scope": finding.scope,
        "value_hash": finding.value_hash,
        "locations": [
            {
                "file": reading.file,
                "row": reading.row,
                "column": reading.column,
                "claim": reading.claim,
                "value": reading.value,
                "as_stated": reading.as_stated,
                "passage": reading.passage,
            }
            for reading in finding.readings
        ],
        "registered": finding.registered,
        "changed": list(finding.changed),
        "disposition": finding.disposition,
        "comment": finding.comment,
    }
