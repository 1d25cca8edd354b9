"""The report as JUnit XML, for test dashboards.

A suite for the structure has one case for each file, and a suite for each family of rules one case
for each rule. What makes the package invalid is a failure, and the text of the failure lists all of
it, because few readers show more than one failure of a case. Registered findings are output of
their case. Times are not measured.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checks.reports.formats import PLAIN, Display
from checks.reports.report import AbsentFinding, Report, ReportedFinding, RuleSummary
from checks.reports.wording import expectation, left_out, place
from checks.tables.problems import Problem

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot contain, not even escaped."""


def render(report: Report, display: Display = PLAIN) -> str:  # noqa: ARG001 - nothing to lay out
    """The report as one `testsuites` element, with its XML declaration."""
    root = Element("testsuites", name=_legal(f"{report.package_name} {report.package_version}"))
    root.append(_structure(report))
    if report.rules_ran:
        root.extend(_family(report, name) for name in dict.fromkeys(r.family for r in report.rules))
    else:
        root.append(_rules_not_run())
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _structure(report: Report) -> Element:
    problems: dict[str, list[Problem]] = {table.file: [] for table in report.tables}
    for problem in report.structure:
        problems.setdefault(problem.file, []).append(problem)
    suite = _suite("structure", [_file(name, found) for name, found in problems.items()])
    if sentences := list(left_out(report)):
        SubElement(suite, "system-out").text = _legal("\n".join(sentences))
    return suite


def _file(name: str, problems: list[Problem]) -> Element:
    case = _case("structure", name)
    if problems:
        _fail(case, "structure", [_problem(problem) for problem in problems])
    return case


def _problem(problem: Problem) -> str:
    where = place(problem.file, problem.row, problem.column)
    return f"{where}: [{problem.code}] {expectation(problem)}"


def _family(report: Report, family: str) -> Element:
    rules = [rule for rule in report.rules if rule.family == family]
    suite = _suite(family, [_rule(report, rule) for rule in rules])
    properties = Element("properties")
    for rule in rules:
        for name in ("examined", "passed", "found", "not_evaluable"):
            value = str(getattr(rule, name))
            SubElement(properties, "property", name=f"{rule.rule}.{name}", value=value)
    suite.insert(0, properties)
    return suite


def _rule(report: Report, rule: RuleSummary) -> Element:
    case = _case(f"rules.{rule.family}", rule.rule)
    if rule.not_run:
        SubElement(case, "skipped", message=_legal(rule.not_run))
    findings = [finding for finding in report.findings if finding.rule == rule.rule]
    to_act_on = [_finding(finding) for finding in findings if not finding.matches_register]
    absent = [_absent(finding) for finding in report.absent if finding.rule == rule.rule]
    if to_act_on or absent:
        _fail(case, rule.severity, [*to_act_on, *absent])
    if registered := [_finding(finding) for finding in findings if finding.matches_register]:
        SubElement(case, "system-out").text = _legal("\n\n".join(registered))
    return case


def _finding(finding: ReportedFinding) -> str:
    claims = [
        f"    {item.cell}: {item.labelled_value}, “{item.as_stated}”, {item.claim}"
        for item in finding.readings
    ]
    lines = [
        f"{finding.readings[0].cell}: {finding.register_status}: {finding.message}",
        *claims,
        *([f"    {finding.comment}"] if finding.comment else []),
        f"    {finding.id}",
    ]
    return "\n".join(lines)


def _absent(finding: AbsentFinding) -> str:
    return f"{finding.id}: registered, but no longer found: {finding.message}"


def _rules_not_run() -> Element:
    case = _case("rules", "rules")
    SubElement(case, "skipped", message="no table can be read")
    return _suite("rules", [case])


def _fail(case: Element, kind: str, faults: list[str]) -> None:
    """Add a failure: its message is the first line of the first fault, its text all faults."""
    message = faults[0].partition("\n")[0]
    if len(faults) > 1:
        message += f" (and {len(faults) - 1:,} more)"
    failure = SubElement(case, "failure", message=_legal(message), type=kind)
    failure.text = _legal("\n\n".join(faults))


def _case(classname: str, name: str) -> Element:
    return Element("testcase", classname=classname, name=_legal(name))


def _suite(name: str, cases: Iterable[Element]) -> Element:
    suite = Element("testsuite", name=name)
    suite.extend(cases)
    counts = {
        "tests": len(suite),
        "failures": len(suite.findall("testcase/failure")),
        "errors": 0,
        "skipped": len(suite.findall("testcase/skipped")),
    }
    for key, value in counts.items():
        suite.set(key, str(value))
    return suite


def _legal(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
