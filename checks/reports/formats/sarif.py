"""The report as SARIF 2.1.0, for code scanning and for editors.

Structure problems, findings and registered findings that no longer occur are results. Code scanning
opens an alert for each of them, suppressed or not. Findings that are registered as they are found
are therefore left out unless `Display.registered` asks for them; then they are suppressed, and each
result has a state, with the register as the baseline. Files are relative to where the package was
checked from.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote

from checks.reports.condensing import condensed
from checks.reports.formats import PLAIN, Display
from checks.reports.report import (
    AbsentFinding,
    Reading,
    Report,
    ReportedFinding,
    RuleSummary,
    with_files_in,
)
from checks.reports.wording import (
    Lines,
    counted,
    documentation_parts,
    left_out,
    left_out_rows,
    lines,
    most_frequent,
    stated,
    verdict,
    worst_first,
)
from checks.tables.escaping import json_text, printable_lines
from checks.tables.problems import CODES, Problem
from checks.tables.shortening import ITEMS_AT_MOST

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_ABSENT = "register/absent"
_FOLDER = "%SRCROOT%"

RESULTS_AT_MOST = 25_000
"""How many results code scanning takes for one run; it refuses a run with more."""

_DESCRIPTOR = "datapackage.json"
"""Where a result is placed that belongs to no file: readers reject one without any location."""

_Object = dict[str, Any]


def render(report: Report, display: Display = PLAIN) -> str:
    """The report as one SARIF log with one run."""
    report = with_files_in(display.folder, condensed(report))
    rules = [
        *(_rule(rule) for rule in report.rules),
        *(_structure_rule(code, meaning) for code, meaning in CODES.items()),
        _descriptor(_ABSENT, "a registered finding still occurs", "error", "register"),
    ]
    results = list(islice(_results(report, display), RESULTS_AT_MOST))
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "claims-check", "rules": rules}},
        "invocations": [_invocation(report, _left_out(report, display, len(results)))],
        "originalUriBaseIds": {_FOLDER: {"description": _text("Where it was checked from.")}},
        "results": [{**result, "ruleIndex": index[result["ruleId"]]} for result in results],
        "properties": _properties(report),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log)


def _results(report: Report, display: Display) -> Iterator[_Object]:
    """What makes the package invalid, and then, if wanted, the findings that are registered."""
    line = lines(report)
    for problem in report.structure:
        yield _compared(_problem(problem, line(problem.file, problem.row)), "new", display)
    findings = worst_first(report.findings)
    for finding in findings:
        if not finding.matches_register:
            state = "updated" if finding.registered else "new"
            yield _compared(_finding(finding, line), state, display)
    for absent in report.absent:
        yield _compared(_absent(absent, display.folder + _DESCRIPTOR), "absent", display)
    if display.registered:
        for finding in findings:
            if finding.matches_register:
                yield _compared(_finding(finding, line), "unchanged", display)


def _compared(result: _Object, state: str, display: Display) -> _Object:
    """The result, with its state if the register is the baseline."""
    return {**result, "baselineState": state} if display.registered else result


def _left_out(report: Report, display: Display, shown: int) -> str:
    """What of the report is no result, in a sentence; empty if nothing is left out."""
    known = sum(finding.matches_register for finding in report.findings)
    wanted = len(report.structure) + len(report.findings) + len(report.absent)
    wanted -= 0 if display.registered else known
    if cut := wanted - shown:
        return f"{counted(cut, 'more result')} left out: code scanning takes {shown:,} in a run."
    if known and not display.registered:
        return f"{counted(known, 'registered finding')} left out: --registered brings them."
    return ""


def _rule(rule: RuleSummary) -> _Object:
    (_, statement), *others = documentation_parts(rule.documentation)
    help_text = "\n\n".join([statement, *(f"{heading}: {text}" for heading, text in others)])
    return {
        **_descriptor(rule.rule, rule.title, _LEVELS[rule.severity], rule.family),
        "fullDescription": _text(statement),
        "help": _text(help_text),
    }


def _structure_rule(code: str, meaning: str) -> _Object:
    return _descriptor(f"structure/{code}", meaning, "error", "structure")


def _descriptor(identifier: str, property_held: str, level: str, tag: str) -> _Object:
    sentence = f"{property_held[:1].upper()}{property_held[1:]}."
    return {
        "id": identifier,
        "name": "".join(part.capitalize() for part in identifier.replace("/", "-").split("-")),
        "shortDescription": _text(sentence),
        "fullDescription": _text(sentence),
        "help": _text(sentence),
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [tag]},
    }


def _problem(problem: Problem, line: int | None) -> _Object:
    found = "Found:" if problem.row is None or problem.column is None else "The cell holds"
    held = "" if problem.value is None else f" {found} “{problem.value}”."
    return {
        "ruleId": f"structure/{problem.code}",
        "level": "error",
        "message": _text(f"{problem.message}.{held}"),
        "locations": [_location(problem.file, line, problem.column)],
        "suppressions": [],
        "properties": {"row": problem.row, "column": problem.column},
    }


def _finding(finding: ReportedFinding, line: Lines) -> _Object:
    first, *others = (_reading(item, line) for item in finding.readings)
    more = f"; {left_out(finding)}" if finding.left_out else ""
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": _text(f"{finding.message} Register: {finding.register_status}{more}."),
        "locations": [first],
        "relatedLocations": [{"id": number, **other} for number, other in enumerate(others, 1)],
        "partialFingerprints": {"findingId/v1": finding.id},
        "suppressions": _suppressions(finding),
        "properties": {
            "claims": list(finding.claims[:ITEMS_AT_MOST]),
            "claimCount": len(finding.claims),
            "valueHash": finding.value_hash,
        },
    }


def _suppressions(finding: ReportedFinding) -> list[_Object]:
    """The register's judgement; the standard requires an empty list if there is none."""
    if not finding.registered:
        return []
    is_settled = finding.matches_register and not finding.review
    status = "accepted" if is_settled else "underReview"
    reasons = [part for part in (finding.disposition, finding.comment) if part]
    return [{"kind": "external", "status": status, "justification": ": ".join(reasons)}]


def _absent(finding: AbsentFinding, descriptor: str) -> _Object:
    return {
        "ruleId": _ABSENT,
        "level": _LEVELS[finding.severity],
        "message": _text(f"Registered, but no longer found: {finding.id}: {finding.message}"),
        "locations": [_location(descriptor, None, None)],
        "partialFingerprints": {"findingId/v1": finding.id},
        "suppressions": [],
    }


def _reading(reading: Reading, line: Lines) -> _Object:
    """The cell of a claim."""
    said = [stated(reading), reading.passage, reading.claim]
    return {
        **_location(reading.file, line(reading.file, reading.row), reading.column),
        "message": _text(f"{reading.words}: {', '.join(part for part in said if part)}"),
    }


def _location(file: str, line: int | None, column: str | None) -> _Object:
    """A place in a file; the column of a table is named, because its offset is not known."""
    physical: _Object = {"artifactLocation": {"uri": quote(file), "uriBaseId": _FOLDER}}
    if line is not None:
        physical["region"] = {"startLine": line}
    location: _Object = {"physicalLocation": physical}
    if column is not None:
        name = {"name": column, "fullyQualifiedName": f"{file}:{column}"}
        location["logicalLocations"] = [name]
    return location


def _invocation(report: Report, left_out: str) -> _Object:
    """Exit code and verdict; rules that could not run, and what is left out, are notifications."""
    notes = [
        {
            "level": "warning",
            "message": _text(f"{rule.rule} was not run: {rule.not_run}."),
            "associatedRule": {"id": rule.rule},
        }
        for rule in report.rules
        if rule.not_run
    ]
    messages = list(left_out_rows(report))
    if not report.rules_ran:
        messages.append("No rule was run: no table can be read.")
    notes += [{"level": "warning", "message": _text(message)} for message in messages]
    if left_out:
        notes.append({"level": "note", "message": _text(left_out)})
    return {
        "executionSuccessful": True,
        "exitCode": 0 if report.passes else 1,
        "exitCodeDescription": verdict(report),
        "toolExecutionNotifications": notes,
    }


def _properties(report: Report) -> _Object:
    return {
        "package": {"name": report.package_name, "version": report.package_version},
        "valid": report.valid,
        "passes": report.passes,
        "rules": {
            rule.rule: {
                "examined": rule.examined,
                "passed": rule.passed,
                "found": rule.found,
                "notEvaluable": rule.not_evaluable,
                "notEvaluableBecause": dict(most_frequent(rule.reasons)),
            }
            for rule in report.rules
        },
    }


def _text(text: str) -> _Object:
    """A message; braces are doubled, since single ones are placeholders."""
    return {"text": printable_lines(text).replace("{", "{{").replace("}", "}}")}
