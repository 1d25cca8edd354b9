"""The report as JUnit XML, for test dashboards.

A suite for the structure has one case for each file, and a suite for each family of rules one case
for each rule. What the check fails on is a failure, and the text of the failure lists all of it,
because few readers show more than one failure of a case. Other findings are output of their case.
Readers expect times. Each rule has its own; the structure has one, and each of its files 0.
"""

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checks.reports.condensing import condensed
from checks.reports.formats import PLAIN, Display
from checks.reports.report import AbsentFinding, AnyFinding, Report, ReportedFinding, RuleSummary
from checks.reports.wording import (
    expectation,
    left_out,
    left_out_rows,
    most_frequent,
    place,
    stated,
)
from checks.rules.rule import SEVERITIES
from checks.tables.escaping import printable_lines, without_commands
from checks.tables.problems import Problem


def render(report: Report, display: Display = PLAIN) -> str:  # noqa: ARG001 - nothing to lay out
    """The report as one `testsuites` element, with its XML declaration."""
    report = condensed(report)
    root = Element("testsuites", name=_legal(f"{report.package_name} {report.package_version}"))
    root.append(_structure(report))
    if report.rules_ran:
        root.extend(_family(report, name) for name in dict.fromkeys(r.family for r in report.rules))
        root.extend(_retired(report))
    else:
        root.append(_rules_not_run())
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    root.set("time", _seconds(sum(float(suite.get("time", "0")) for suite in root)))
    indent(root)
    text = without_commands(tostring(root, encoding="unicode"), colon="&#58;", sharp="&#35;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _structure(report: Report) -> Element:
    files = [table.file for table in report.tables] + [each.file for each in report.files]
    problems: dict[str, list[Problem]] = {file: [] for file in files}
    for problem in report.structure:
        problems.setdefault(problem.file, []).append(problem)
    suite = _suite("structure", [_file(name, found) for name, found in problems.items()])
    suite.set("time", _seconds(report.structure_seconds))
    if sentences := list(left_out_rows(report)):
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
        for reason, number in most_frequent(rule.reasons):
            name = _legal(f"{rule.rule}.not_evaluable: {reason}")
            SubElement(properties, "property", name=name, value=str(number))
    suite.insert(0, properties)
    return suite


def _rule(report: Report, rule: RuleSummary) -> Element:
    case = _case(f"rules.{rule.family}", rule.rule, rule.seconds)
    if rule.not_run:
        SubElement(case, "skipped", message=_legal(rule.not_run))
    findings = [finding for finding in report.findings if finding.rule == rule.rule]
    settled = [finding for finding in findings if finding.matches_register]
    unsettled = [finding for finding in report.unsettled if finding.rule == rule.rule]
    return _with_findings(case, report, unsettled, settled)


def _retired(report: Report) -> Iterator[Element]:
    """The findings of rules that there are no more, if the register has some, as a suite."""
    names = {rule.rule for rule in report.rules}
    if gone := [finding for finding in report.absent if finding.rule not in names]:
        yield _suite("retired", [_with_findings(_case("rules", "retired"), report, gone, [])])


def _with_findings(
    case: Element,
    report: Report,
    unsettled: Sequence[AnyFinding],
    settled: Sequence[AnyFinding],
) -> Element:
    """The case with a failure for what the check fails on, and all other findings as output."""
    if failing := [item for item in unsettled if report.fails_on(item)]:
        worst = min((item.severity for item in failing), key=SEVERITIES.index)
        _fail(case, worst, list(map(_fault, failing)))
    others = [item for item in unsettled if not report.fails_on(item)]
    if output := list(map(_fault, [*others, *settled])):
        SubElement(case, "system-out").text = _legal("\n\n".join(output))
    return case


def _fault(finding: AnyFinding) -> str:
    return _absent(finding) if isinstance(finding, AbsentFinding) else _finding(finding)


def _finding(finding: ReportedFinding) -> str:
    claims = [
        f"    {item.place}: {item.words}, {stated(item)}, {item.claim}" for item in finding.readings
    ]
    lines = [
        f"{finding.readings[0].place}: {finding.register_status}: {finding.message}",
        *claims,
        *([f"    {left_out(finding)}"] if finding.left_out else []),
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


def _case(classname: str, name: str, seconds: float = 0) -> Element:
    return Element("testcase", classname=classname, name=_legal(name), time=_seconds(seconds))


def _seconds(number: float) -> str:
    return f"{number:.3f}"


def _suite(name: str, cases: Iterable[Element]) -> Element:
    """A suite of these cases, which takes as long as they do."""
    suite = Element("testsuite", name=name)
    suite.extend(cases)
    counts = {
        "tests": len(suite),
        "failures": len(suite.findall("testcase/failure")),
        "errors": 0,
        "skipped": len(suite.findall("testcase/skipped")),
        "time": _seconds(sum(float(case.get("time", "0")) for case in suite)),
    }
    for key, value in counts.items():
        suite.set(key, str(value))
    return suite


def _legal(text: str) -> str:
    """The text without invisible characters; XML cannot contain most of them, even escaped."""
    return printable_lines(text)
