"""The report as GitHub workflow commands, read as GitHub's runner reads them."""

import re
from dataclasses import dataclass, replace

import pytest

from checks.reports.formats.github import SHOWN_AT_MOST, render
from checks.tables.problems import Problem
from tests.helpers.mixed_reports import (
    AWKWARD,
    CLEAN,
    GONE,
    MISSING,
    MIXED,
    OUTDATED,
    UNPRINTABLE,
    awkward_report,
    with_findings,
    with_problems,
)
from tests.helpers.reports import BROKEN, FINDING, NOT_REGISTERED, READINGS, RULE, VALID

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<data>.*)")


@dataclass
class Annotation:
    level: str
    properties: dict[str, str]
    message: str


def annotations(report) -> list[Annotation]:
    return [read(line) for line in render(report).removesuffix("\n").split("\n")]


def read(line: str) -> Annotation:
    """One workflow command: `::command name=value,name=value::data`, with escapes undone."""
    command = COMMAND.fullmatch(line)
    assert command, line
    properties = dict(item.split("=", 1) for item in command["properties"].split(","))
    values = {
        name: unescaped(value.replace("%3A", ":").replace("%2C", ","))
        for name, value in properties.items()
    }
    return Annotation(command["level"], values, unescaped(command["data"]))


def unescaped(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def about(report, text: str) -> Annotation:
    (annotation,) = [item for item in annotations(report) if text in item.message]
    return annotation


@pytest.mark.parametrize("report", [CLEAN, VALID])
def test_a_valid_package_has_one_notice_with_the_verdict(report):
    (notice,) = annotations(report)
    assert (notice.level, notice.properties) == ("notice", {"title": "guilds 1.2.3"})
    assert notice.message.startswith("Valid: structure OK")


def test_a_structure_problem_is_an_error_at_its_file_and_line():
    first, second, third, summary = annotations(BROKEN)
    assert {item.level for item in (first, second, third)} == {"error"}
    assert first.properties == {
        "file": "data/dates.csv",
        "line": "3",
        "title": "structure: edtf",
    }
    assert first.message == "a date is expected, not 'Michaelmas' (data/dates.csv:3:date)"
    assert third.properties == {"file": "data/names.csv", "title": "structure: missing-file"}
    assert summary.message == "Not valid: 3 structure problems."


def test_a_finding_is_annotated_at_its_first_claim_and_names_all_of_them():
    annotation = about(NOT_REGISTERED, FINDING.id)
    assert annotation.level == "error"
    assert annotation.properties == {
        "file": "data/dates.csv",
        "line": "2",
        "title": "dates-agree: not registered",
    }
    assert annotation.message.splitlines() == [
        "Reed Guild: founded in 1931 or in February 1934? The dates do not overlap.",
        (
            "founded 1931: “1931”, reported, attributed to Reed Guild, data/dates.csv:2:date, "
            "p1.s1.date01"
        ),
        (
            "founded February 1934: “February 1934”, inferred: The heading has the year., "
            "data/dates.csv:4:date, p2.s1.date01"
        ),
        "dates-agree-0123456789",
    ]


def test_the_worst_come_first_and_the_summary_before_the_other_notices():
    shown = [(item.level, item.properties["title"]) for item in annotations(MIXED)]
    assert shown == [
        ("error", "dates-agree: not registered"),
        ("error", "dates-agree: registered, but no longer found"),
        ("warning", "bounds-ordered: editorial, changed since: message, value_hash"),
        ("notice", "guilds 1.2.3"),
        ("notice", "answers-sum-to-100: not registered"),
    ]
    assert "file" not in about(MIXED, GONE.id).properties
    assert "1 finding as registered." in about(MIXED, "Not valid").message


@pytest.mark.parametrize(
    ("report", "left"),
    [
        (with_problems(10), None),
        (with_problems(11), "Shown: 10 of 11 errors; 1 more in the log of this step."),
        (with_problems(1037), "Shown: 10 of 1,037 errors; 1,027 more in the log of this step."),
        (with_findings(9, severity="info"), None),
        (
            with_findings(10, severity="info"),
            "Shown: 9 of 10 notices; 1 more in the log of this step.",
        ),
    ],
)
def test_the_summary_is_among_the_ten_that_are_shown_and_says_how_many_are_not(report, left):
    notices = [item for item in annotations(report) if item.level == "notice"]
    position = [item.properties["title"] for item in notices].index("guilds 1.2.3")
    assert position < SHOWN_AT_MOST == 10
    lines = notices[position].message.splitlines()
    assert [line for line in lines if line.startswith("Shown")] == ([left] if left else [])


def test_the_summary_counts_why_groups_are_not_evaluable_in_all_rules():
    reasons = {"a date is missing": 1200, "the poll has no sample size": 3}
    rules = (RULE, replace(RULE, rule="dates-fit", reasons=reasons))
    (summary,) = annotations(replace(VALID, rules=rules))
    assert summary.message.splitlines()[1] == (
        "Not evaluable: 1,204 groups (a date is missing: 1,201; the poll has no sample size: 3)."
    )


def test_awkward_text_comes_back_as_it_is():
    report = awkward_report()
    assert about(report, MISSING.id).message.startswith(f"{AWKWARD}. {AWKWARD}\n{AWKWARD}: ")
    finding = replace(OUTDATED, disposition=AWKWARD)
    (annotation, _) = annotations(replace(VALID, findings=(finding,)))
    assert AWKWARD in annotation.properties["title"]


def test_line_breaks_never_start_a_new_command():
    finding = replace(MISSING, headline=f"a\n::error::b\r\n{UNPRINTABLE}")
    (annotation, _) = annotations(replace(VALID, findings=(finding,)))
    assert annotation.message.startswith("a\n::error::b\ufffd\n")


def test_percent_colon_and_comma_are_escaped_as_github_asks():
    problem = Problem("data/a,b:c%.csv", 2, None, "quoting", None, "100%, or: all")
    line = render(replace(BROKEN, structure=(problem,))).splitlines()[0]
    assert line == (
        "::error file=data/a%2Cb%3Ac%25.csv,line=2,title=structure%3A quoting"
        "::100%25, or: all (data/a,b:c%25.csv:2)"
    )


def test_an_annotation_names_ten_claims_and_counts_the_others():
    readings = tuple(replace(READINGS[0], row=row) for row in range(2, 22))
    report = replace(VALID, findings=(replace(MISSING, readings=readings),))
    lines = about(report, MISSING.id).message.splitlines()
    assert len(lines) == 1 + 10 + 1 + 1
    assert lines[-2] == "and 10 more values (--format json lists all)"


def test_stale_sizes_and_hashes_come_after_all_other_problems():
    stale = Problem("data/claims.csv", None, None, "hash", "x", "another hash is expected")
    report = replace(BROKEN, structure=(stale, *BROKEN.structure))
    titles = [item.properties["title"] for item in annotations(report) if item.level == "error"]
    assert titles == [
        "structure: edtf",
        "structure: ragged-row",
        "structure: missing-file",
        "structure: hash",
    ]
