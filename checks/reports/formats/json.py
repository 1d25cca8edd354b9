"""The report as JSON, for programs.

Keys are never renamed. `rules`, `findings` and `absent` are empty when `rules_ran` is false.
"""

from typing import Any

from checks.reports.formats import PLAIN, Display
from checks.reports.report import Reading, Report, ReportedFinding
from checks.tables.escaping import json_text

_PROBLEM = ("code", "file", "row", "column", "value", "message")
_TABLE = ("name", "file", "rows")
_FILE = ("name", "file")
_RULE = (
    *("rule", "family", "severity", "title"),
    *("examined", "passed", "found", "not_evaluable", "not_run"),
)
_FINDING = (
    *("id", "rule", "severity", "claims", "headline", "explanation", "message"),
    *("scope", "value_hash"),
)
_LOCATION = (
    *("file", "row", "column", "claim", "value", "words", "as_stated", "passage"),
    *("certainty", "attributed_to", "note"),
)
_STATUS = ("registered", "changed", "disposition", "comment", "review")
_UPDATE = ("id", "change", "note")
_LEFT_OUT = ("file", "rows", "claims", "touches")
"""Keys that are the names of attributes, in the order in which they are written."""


def render(report: Report, display: Display = PLAIN) -> str:  # noqa: ARG001 - nothing to lay out
    """The report as one JSON object, with a final newline."""
    content = {
        "package": {"name": report.package_name, "version": report.package_version},
        "valid": report.valid,
        "passes": report.passes,
        "structure": [_keys(problem, _PROBLEM) for problem in report.structure],
        "tables": [_keys(table, _TABLE) for table in report.tables],
        "files": [_keys(file, _FILE) for file in report.files],
        "rules_ran": report.rules_ran,
        "rules": [
            {**_keys(rule, _RULE), "not_evaluable_because": rule.reasons} for rule in report.rules
        ],
        "findings": [_finding(finding) for finding in report.findings],
        "absent": [finding.id for finding in report.absent],
        "left_out": [_keys(item, _LEFT_OUT) for item in report.left_out],
        "not_judged": report.not_judged,
        "updates": [_keys(update, _UPDATE) for update in report.updates],
    }
    return json_text(content)


def _keys(item: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(item, name) for name in names}


def _finding(finding: ReportedFinding) -> dict[str, Any]:
    return {
        **_keys(finding, _FINDING),
        "locations": [_location(reading) for reading in finding.readings],
        **_keys(finding, _STATUS),
    }


def _location(reading: Reading) -> dict[str, Any]:
    """A place; one in a package of several documents says in which."""
    document = {"document": reading.document} if reading.document else {}
    return {**_keys(reading, _LOCATION), **document}
