"""Checking a package: structure, rules, register, and the report about all of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from checks.findings.documents import Documents
from checks.findings.doubt import Doubt
from checks.findings.evaluation import Evaluation, Finding, evaluate
from checks.findings.places import Place, places
from checks.register.carrying import carried_cells, changes, succession
from checks.register.matching import (
    REVIEW,
    Match,
    match,
    registered_rows,
    update_register,
)
from checks.reports.report import (
    AbsentFinding,
    FileSummary,
    LeftOutRows,
    Reading,
    RegisterUpdate,
    Report,
    ReportedFinding,
    RuleSummary,
    TableSummary,
)
from checks.rules.registry import all_rules, selected_rules
from checks.rules.retired import retired_rule, retired_rules
from checks.rules.rule import Rule
from checks.structure import check_structure
from checks.structure.left_out import usable
from checks.tables.package import Package, PackageError, read_package
from checks.tables.problems import CLEAR
from checks.tables.text_columns import fitting_text_storage
from checks.tables.typed import typed_tables
from checks.write.derived import holds_rules, is_generated, register_resource, rule_rows
from checks.write.locking import locked

if TYPE_CHECKING:
    import pandas as pd

REGISTER_UPDATABLE = frozenset({"foreign-key", "claim-reference"})
"""Codes of further problems that an update of the register mends."""


@dataclass(frozen=True)
class Checked:
    """A package after the checks. `texts` and `tables` hold a frame for each table that was read.

    `texts` has the cells as they stand in the files; `tables` has them in the types of the schemas,
    and is empty if the rules could not run.
    """

    report: Report
    texts: Mapping[str, "pd.DataFrame"]
    tables: Mapping[str, "pd.DataFrame"]
    evaluation: Evaluation
    matched: Match


def build_report(
    package_path: Path, select: Collection[str] = (), ignore: Collection[str] = ()
) -> Report:
    """Check the package at `package_path` (a datapackage.json, or its folder).

    The register is compared for the rules that ran. Rows that cannot be read are left out, and
    rules that read a table that cannot be read are not run; findings that this leaves in doubt are
    neither found nor gone.

    Raises:
        PackageError: the package cannot be read at all.
        UnknownRuleError, NoRuleLeftError: as in `selected_rules`.
    """
    package = read_package(package_path)
    rules = selected_rules(select, ignore, package.extra_rules)
    return _check(package, rules).report


def check_with_tables(package: Package) -> Checked:
    """Check a package with all rules, and keep the tables that were read for it."""
    return _check(package, selected_rules((), (), package.extra_rules))


def build_report_with_update(
    package_path: Path, select: Collection[str] = (), ignore: Collection[str] = ()
) -> Report:
    """Bring the register up to date, and check the package as it is then.

    Where rows or tables cannot be read, nothing is written, and the report says so.

    Raises:
        PackageError: as in `build_report`, or there is no register.
        WritingError: a file cannot be written.
        UnknownRuleError, NoRuleLeftError: as in `selected_rules`.
    """
    with locked(package_path):
        return _updated(package_path, select, ignore)


def _updated(package_path: Path, select: Collection[str], ignore: Collection[str]) -> Report:
    package = read_package(package_path)
    rules = selected_rules(select, ignore, package.extra_rules)
    checked = _check(package, rules)
    report, matched = checked.report, checked.matched
    if _is_doubtful(package, report):
        return replace(report, updating="refused")
    ran = _compared(package, checked.evaluation)
    _refuse_a_broken_register(package, report)
    findings = checked.evaluation.findings
    continued = succession(findings, matched)
    cells = carried_cells(matched, continued)
    if not update_register(package, findings, matched.rows, ran, cells, checked.tables):
        return replace(report, updating="done")
    updates = tuple(RegisterUpdate(*change) for change in changes(matched, continued))
    updated = _check(read_package(package_path), rules).report
    return replace(updated, updates=updates, updating="done")


def _is_doubtful(package: Package, report: Report) -> bool:
    """Whether a problem of a table that rules read leaves doubt about what its cells say."""
    generated = {package.resource(name).path for name in _generated_tables(package)}
    return any(
        problem.code not in CLEAR and problem.file not in generated for problem in report.structure
    )


def _refuse_a_broken_register(package: Package, report: Report) -> None:
    """Raise PackageError for a register that was not read whole: an update would lose its rest."""
    register = register_resource(package)
    for problem in report.structure:
        if register is None or problem.file != register.path:
            continue
        if problem.code not in CLEAR | REGISTER_UPDATABLE:
            place = ":".join(str(part) for part in (problem.file, problem.row) if part is not None)
            raise PackageError(f"{place}: the register must be mended by hand: {problem.message}")


def _check(package: Package, rules: tuple[Rule, ...]) -> Checked:
    with fitting_text_storage(package):
        return _checked(package, rules)


def _checked(package: Package, rules: tuple[Rule, ...]) -> Checked:
    of_rules = [item.name for item in package.resources if holds_rules(item)]
    generated_rows = dict.fromkeys(of_rules, rule_rows(package.extra_rules) if of_rules else [])
    began = perf_counter()
    structure = check_structure(package, generated_rows)
    structure_seconds = perf_counter() - began
    parts = usable(package, structure, without=_generated_tables(package))
    generated = {item.name for item in package.resources if is_generated(item)}
    claimed = {name: frame for name, frame in parts.frames.items() if name not in generated}
    tables = typed_tables(package, claimed, parts.unknown)
    evaluation = evaluate(rules, tables, parts.unread) if tables else Evaluation((), ())
    register = register_resource(package)
    rows = registered_rows(structure.tables.get(register.name) if register else None)
    doubt = Doubt(package, parts, tables, {rule.name: rule for rule in rules}, evaluation, rows)
    evaluation = doubt.settled()
    not_judged = doubt.not_judged(evaluation.findings)
    judged = {name: row for name, row in rows.items() if name not in not_judged}
    matched = match(evaluation.findings, judged, _compared(package, evaluation))
    claims = {claim for finding in evaluation.findings for claim in finding.claims}
    where = places(package, tables, claims)
    report = Report(
        package_name=package.name,
        package_version=package.version,
        structure=structure.problems,
        tables=_table_summaries(package, structure.tables),
        rules_ran=bool(tables),
        rules=_rule_summaries(rules, evaluation),
        findings=tuple(_reported(item, matched, where) for item in evaluation.findings),
        absent=_absent(matched, rules, Documents(tables)),
        left_out=tuple(
            LeftOutRows(
                file=item.file,
                rows=item.rows,
                claims=tuple(sorted(item.claims)),
                touches=tuple(sorted(item.touched - item.claims)),
            )
            for item in parts.left_out
        ),
        not_judged=not_judged,
        files=tuple(FileSummary(item.name, item.path) for item in package.others),
        structure_seconds=structure_seconds,
    )
    return Checked(report, structure.tables, tables, evaluation, matched)


def _generated_tables(package: Package) -> list[str]:
    """The register and the generated tables, which no rule reads."""
    register = register_resource(package)
    return [item.name for item in package.resources if item == register or is_generated(item)]


def _compared(package: Package, evaluation: Evaluation) -> set[str]:
    """The rules whose findings the register should have.

    These are the rules that ran. If no rule was left out, the retired rules count as well: the
    register has nothing of them any more.
    """
    chosen = {count.rule for count in evaluation.counts}
    is_whole = chosen == {rule.name for rule in all_rules(package.extra_rules)}
    ran = {count.rule for count in evaluation.counts if count.not_run is None}
    return ran | ({rule.name for rule in retired_rules()} if is_whole else set())


def _table_summaries(
    package: Package, tables: Mapping[str, "pd.DataFrame"]
) -> tuple[TableSummary, ...]:
    return tuple(
        TableSummary(item.name, item.path, len(tables[item.name]) if item.name in tables else None)
        for item in package.resources
    )


def _rule_summaries(rules: Iterable[Rule], evaluation: Evaluation) -> tuple[RuleSummary, ...]:
    """A summary of each rule; empty if the rules could not run, and there are no counts."""
    return tuple(
        RuleSummary(
            **vars(count),
            family=rule.family,
            severity=rule.severity,
            documentation=rule.documentation(),
            reads=tuple(rule.reads),
        )
        for rule, count in zip(rules, evaluation.counts, strict=False)
    )


def _reported(finding: Finding, matched: Match, where: Mapping[str, Place]) -> ReportedFinding:
    row = matched.rows.get(finding.id)
    return ReportedFinding(
        id=finding.id,
        rule=finding.rule,
        severity=finding.severity,
        claims=finding.claims,
        headline=finding.headline,
        explanation=finding.explanation,
        scope=finding.scope,
        value_hash=finding.value_hash,
        readings=tuple(
            Reading(**vars(item), **vars(where[item.claim])) for item in finding.evidence
        ),
        registered=row is not None,
        changed=matched.changed.get(finding.id, ()),
        disposition=row["disposition"] if row else None,
        comment=row.get("comment", "") if row else None,
        review=row.get(REVIEW, "") if row else "",
    )


def _absent(
    matched: Match, rules: Iterable[Rule], documents: Documents
) -> tuple[AbsentFinding, ...]:
    """The registered findings that no longer occur, as severe as if their claims still did so."""
    severities = {rule.name: rule.severity for rule in rules}
    claims = {key: matched.rows[key]["claims"].split("|") for key in matched.absent}
    document_of = documents.of_claims({claim for each in claims.values() for claim in each})
    absent = []
    for key, each in claims.items():
        row = matched.rows[key]
        concerned = {document_of[claim] for claim in each if claim in document_of}
        severity = documents.severity(severities.get(row["rule"], "info"), concerned)
        message = str(retired_rule(row["rule"]) or row.get("message", ""))
        absent.append(AbsentFinding(key, row["rule"], severity, message))
    return tuple(absent)
