"""Reports written out literally, so that renderers are tested without computing one."""

from dataclasses import replace

from checks.reports.report import (
    AbsentFinding,
    LeftOutRows,
    Reading,
    Report,
    ReportedFinding,
    RuleSummary,
    TableSummary,
)
from checks.rules.rule import Documentation
from checks.tables.problems import Problem

READINGS = (
    Reading(
        claim="p1.s1.date01",
        value="1931",
        words="founded 1931",
        file="data/dates.csv",
        row=2,
        column="date",
        as_stated="1931",
        passage="The guilds, paragraph 1, sentence 1",
        certainty="reported",
        attributed_to="reed-guild",
        origin="Reed Guild",
    ),
    Reading(
        claim="p2.s1.date01",
        value="1934-02",
        words="founded February 1934",
        file="data/dates.csv",
        row=4,
        column="date",
        as_stated="February 1934",
        passage="The guilds, paragraph 2, sentence 1",
        certainty="inferred",
        note="The heading has the year.",
    ),
)

FINDING = ReportedFinding(
    id="dates-agree-0123456789",
    rule="dates-agree",
    severity="error",
    claims=("p1.s1.date01", "p2.s1.date01"),
    headline="Reed Guild: founded in 1931 or in February 1934?",
    explanation="The dates do not overlap.",
    value_hash="0123456789abcdef",
    readings=READINGS,
    registered=True,
    changed=(),
    disposition="source-tension",
    comment="One may be the charter.",
)

RULE = RuleSummary(
    rule="dates-agree",
    family="time",
    severity="error",
    documentation=Documentation(
        title="Dates of one thing share a day",
        statement="All dates of one thing allow one day in common.",
        formula="the latest first day is not after the earliest last day",
        inputs="`dates`",
        severity_rationale="{two} dates cannot both be true",
        source="own",
        limits="none",
    ),
    reads=("dates",),
    examined=1205,
    passed=1203,
    found=1,
    not_evaluable=1,
    not_run=None,
    reasons={"a date is missing": 1},
)

VALID = Report(
    package_name="guilds",
    package_version="1.2.3",
    structure=(),
    tables=(
        TableSummary("dates", "data/dates.csv", 1300),
        TableSummary("findings", "data/findings.csv", 1),
    ),
    rules_ran=True,
    rules=(RULE,),
    findings=(FINDING,),
    absent=(),
)

UNREGISTERED = replace(FINDING, registered=False, disposition=None, comment=None)

NOT_REGISTERED = replace(VALID, findings=(UNREGISTERED,))

CHANGED = replace(VALID, findings=(replace(FINDING, changed=("value_hash",)),))

ABSENT = replace(
    VALID,
    findings=(),
    absent=(
        AbsentFinding(
            "dates-agree-9876543210",
            "dates-agree",
            "error",
            "Salt Guild: founded in 1902 or in 1903? The dates do not overlap.",
        ),
    ),
)

BROKEN = replace(
    VALID,
    structure=(
        Problem("data/dates.csv", 3, "date", "edtf", "Michaelmas", "a date is expected"),
        Problem("data/dates.csv", 7, None, "ragged-row", None, "9 cells are expected"),
        Problem("data/names.csv", None, None, "missing-file", None, "the file should exist"),
    ),
    tables=(TableSummary("dates", "data/dates.csv", 1300), TableSummary("names", "n.csv", None)),
    rules_ran=False,
    rules=(),
    findings=(),
)

LEFT_OUT = replace(
    VALID,
    structure=BROKEN.structure[:1],
    findings=(),
    left_out=(LeftOutRows("data/dates.csv", (3, *range(12, 30)), ("p1.s1.date01",), ("reed",)),),
    not_judged=(FINDING.id,),
)
"""Rows that cannot be read, one of them with a claim of the registered finding."""
