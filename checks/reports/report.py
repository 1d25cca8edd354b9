"""The report: the result of checking a package, as one frozen object.

`checks.checking` computes it, and prints nothing. Renderers print it, and compute nothing.
"""

from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from checks.findings.evaluation import Count, in_sentences
from checks.rules.rule import SEVERITIES, Documentation, Evidence, Family, Scope, Severity
from checks.tables.problems import Problem
from checks.tables.shortening import listed

Updating: TypeAlias = Literal["not asked", "done", "refused"]
"""Whether the register was to be brought up to date, and was."""


@dataclass(frozen=True)
class TableSummary:
    """A table, its file, and how many rows could be read (None: the file could not)."""

    name: str
    file: str
    rows: int | None


@dataclass(frozen=True)
class FileSummary:
    """A resource that is no table: its name and its file."""

    name: str
    file: str


@dataclass(frozen=True, kw_only=True)
class RuleSummary(Count):
    """A rule that was selected, its counts, and the names of the tables that it `reads`."""

    family: Family
    severity: Severity
    documentation: Documentation
    reads: tuple[str, ...]

    @property
    def title(self) -> str:
        """The property that should hold, in a line."""
        return self.documentation.title


@dataclass(frozen=True, kw_only=True)
class Reading(Evidence):
    """A value that takes part in a finding, and where it comes from.

    `file`, `row` (spreadsheet row) and `column` are the cell; `passage` is the place in the text,
    and `as_stated` its words. In a package of several documents, `document` is the identifier of
    the one that says it, and `passage` begins with its title; else it is empty. `certainty`,
    `attributed_to` and `note` are cells of the claim, empty where its table lacks the column;
    `origin` is the label of the entity in `attributed_to`.
    """

    file: str
    row: int
    as_stated: str
    passage: str
    document: str = ""
    certainty: str = ""
    attributed_to: str = ""
    note: str = ""
    origin: str = ""

    @property
    def cell(self) -> str:
        """The cell as `file:row:column`."""
        return f"{self.file}:{self.row}:{self.column}"

    @property
    def place(self) -> str:
        """The cell, and in a package of several documents also the place in the text."""
        return f"{self.cell}, {self.passage}" if self.document else self.cell


@dataclass(frozen=True)
class ReportedFinding:
    """A finding with its readings and its entry in the register.

    `changed` names the generated columns of the register that differ from the finding.
    `disposition` and `comment` are None for a finding that is not registered. `left_out` is the
    number of readings that a short form of the report leaves out. `review` is the finding from
    which disposition and comment were carried over, until somebody has reviewed them.
    """

    id: str
    rule: str
    severity: Severity
    claims: tuple[str, ...]
    headline: str
    explanation: str
    value_hash: str
    readings: tuple[Reading, ...]
    registered: bool
    changed: tuple[str, ...]
    disposition: str | None
    comment: str | None
    scope: Scope = "within-document"
    left_out: int = 0
    review: str = ""

    @property
    def message(self) -> str:
        """The headline and the explanation."""
        return in_sentences(self.headline, self.explanation)

    @property
    def matches_register(self) -> bool:
        """Whether the register has the finding unchanged; else the package is not valid."""
        return self.registered and not self.changed

    @property
    def register_status(self) -> str:
        """Its disposition in the register, or that it is not registered or has changed."""
        if not self.registered:
            return "not registered"
        if self.changed:
            return f"{self.disposition}, changed since: {listed(self.changed)}"
        return f"{self.disposition}, to review" if self.review else self.disposition or ""


@dataclass(frozen=True)
class AbsentFinding:
    """A registered finding that no longer occurs, with the severity that it would have.

    Of a rule that was retired, it is `info`, and the message says so.
    """

    id: str
    rule: str
    severity: Severity
    message: str


AnyFinding: TypeAlias = ReportedFinding | AbsentFinding


@dataclass(frozen=True)
class LeftOutRows:
    """Rows of a file that cannot be read, so that no finding rests on them.

    `claims` are those of the rows, and `touches` the other claims, things and passages that they
    refer to: what is said of these lacks the rows.
    """

    file: str
    rows: tuple[int, ...]
    claims: tuple[str, ...]
    touches: tuple[str, ...]


@dataclass(frozen=True)
class RegisterUpdate:
    """What an update did to one finding of the register, and what happened to its judgement."""

    id: str
    change: Literal["added", "carried", "changed", "removed"]
    note: str = ""


@dataclass(frozen=True)
class Report:
    """The outcome for one package.

    `rules_ran` is False where no table can be read; `rules`, `findings` and `absent` are then
    empty, and nothing is known about contradictions. `left_out` are the rows on which no finding
    rests, and `not_judged` the registered findings that are neither found nor gone because of rows
    or tables that cannot be read. `updates` is what was done to the register just before, and
    `updating` whether that was asked for and done. The check fails on findings of the severity
    `fail_on` and of worse ones. `files` are resources that are no tables. `structure_seconds` is
    how long it took to read and check the files.
    """

    package_name: str
    package_version: str
    structure: tuple[Problem, ...]
    tables: tuple[TableSummary, ...]
    rules_ran: bool
    rules: tuple[RuleSummary, ...]
    findings: tuple[ReportedFinding, ...]
    absent: tuple[AbsentFinding, ...]
    updates: tuple[RegisterUpdate, ...] = ()
    updating: Updating = "not asked"
    fail_on: Severity = "info"
    left_out: tuple[LeftOutRows, ...] = ()
    not_judged: tuple[str, ...] = ()
    files: tuple[FileSummary, ...] = ()
    structure_seconds: float = field(default=0.0, compare=False)

    @property
    def unregistered(self) -> int:
        """How many findings the register lacks."""
        return sum(not finding.registered for finding in self.findings)

    @property
    def changed(self) -> int:
        """How many registered findings have changed."""
        return sum(bool(finding.changed) for finding in self.findings)

    @property
    def to_review(self) -> int:
        """How many findings have a judgement that was carried over and is to be reviewed."""
        return sum(bool(finding.review) for finding in self.findings)

    @property
    def valid(self) -> bool:
        """Whether the structure is right and the register is the same as the findings."""
        return not (self.structure or self.unregistered or self.changed or self.absent)

    @property
    def passes(self) -> bool:
        """Whether the check passes: what is against validity is less severe than `fail_on`."""
        return not self.structure and not any(map(self.fails_on, self.unsettled))

    @property
    def unsettled(self) -> list[AnyFinding]:
        """The findings that the register does not have as they are, and those that are gone."""
        unsettled: list[AnyFinding] = [item for item in self.findings if not item.matches_register]
        return [*unsettled, *self.absent]

    def fails_on(self, finding: AnyFinding) -> bool:
        """Whether the check fails on a finding that is not in the register as it is, or is gone."""
        return SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.fail_on)


def with_files_in(folder: str, report: Report) -> Report:
    """The report with `folder` (empty, or with a final slash) before the path of every file."""
    if not folder:
        return report
    return replace(
        report,
        structure=tuple(replace(item, file=folder + item.file) for item in report.structure),
        tables=tuple(replace(item, file=folder + item.file) for item in report.tables),
        files=tuple(replace(item, file=folder + item.file) for item in report.files),
        left_out=tuple(replace(item, file=folder + item.file) for item in report.left_out),
        findings=tuple(
            replace(
                finding,
                readings=tuple(replace(item, file=folder + item.file) for item in finding.readings),
            )
            for finding in report.findings
        ),
    )
