"""All formats say the same of one report."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from junitparser import Failure, JUnitXml

from checks.reports.formats import Display, formats, renderer
from tests.helpers.mixed_reports import CLEAN, MIXED, awkward_report, with_findings, with_problems
from tests.helpers.reports import (
    ABSENT,
    BROKEN,
    CHANGED,
    FINDING,
    LEFT_OUT,
    NOT_REGISTERED,
    VALID,
)


class Numbers(NamedTuple):
    """What a reader of any format can count."""

    valid: bool
    problems: int
    findings: int
    absent: int


def after(pattern: str, text: str) -> int:
    """The numbers that follow a pattern, added up."""
    return sum(int(number.replace(",", "")) for number in re.findall(pattern, text))


def in_text(text: str) -> Numbers:
    return Numbers(
        "Not valid" not in text,
        len(re.findall(r"^  \S+  \[[a-z-]+\]", text, re.MULTILINE)),
        after(r"Findings: ([\d,]+)", text),
        after(r"no longer found: ([\d,]+)", text),
    )


def in_json(text: str) -> Numbers:
    report = json.loads(text)
    counts = (len(report[key]) for key in ("structure", "findings", "absent"))
    return Numbers(report["valid"], *counts)


def in_junit(text: str) -> Numbers:
    document = JUnitXml.fromstring(text.encode())
    cases = [case for suite in document for case in suite]
    failures = [item.text for case in cases for item in case.result if isinstance(item, Failure)]
    outputs = [case.system_out or "" for case in cases]
    blocks = "\n\n".join([*failures, *outputs]).split("\n\n")
    return Numbers(
        document.failures == 0,
        sum(bool(re.search(r": \[[a-z-]+\] ", block)) for block in blocks),
        sum(block.rpartition("\n")[2].startswith("    ") for block in blocks),
        sum("no longer found" in block for block in blocks),
    )


def in_sarif(text: str) -> Numbers:
    (run,) = json.loads(text)["runs"]
    kinds = [result["ruleId"].rpartition("/")[0] for result in run["results"]]
    counts = (kinds.count(kind) for kind in ("structure", "", "register"))
    return Numbers(run["properties"]["valid"], *counts)


def in_github(text: str) -> Numbers:
    lines = text.splitlines()
    absent = sum("no longer found::" in line for line in lines)
    problems = sum("title=structure%3A" in line for line in lines)
    known = after(r"([\d,]+) findings? as registered", text)
    known += after(r"OK; ([\d,]+) findings?, registered as found", text)
    return Numbers("::Valid" in text, problems, len(lines) - 1 - absent - problems + known, absent)


def in_titles(text: str) -> Numbers:
    return Numbers(
        "Not valid" not in text,
        after(r"Structure problems: ([\d,]+)", text),
        after(r"(?:as they are|Registered findings): ([\d,]+)", text),
        after(r"no longer found: ([\d,]+)", text),
    )


COUNTED: dict[str, Callable[[str], Numbers]] = {
    "text": in_text,
    "json": in_json,
    "junit": in_junit,
    "sarif": in_sarif,
    "github": in_github,
    "markdown": in_titles,
    "html": in_titles,
}

CASES = {
    "clean": (CLEAN, Numbers(True, 0, 0, 0)),
    "one registered": (VALID, Numbers(True, 0, 1, 0)),
    "structure problems": (BROKEN, Numbers(False, 3, 0, 0)),
    "many problems": (with_problems(1001), Numbers(False, 1001, 0, 0)),
    "not registered": (NOT_REGISTERED, Numbers(False, 0, 1, 0)),
    "many not registered": (with_findings(1001), Numbers(False, 0, 1001, 0)),
    "changed": (CHANGED, Numbers(False, 0, 1, 0)),
    "absent": (ABSENT, Numbers(False, 0, 0, 1)),
    "left out": (LEFT_OUT, Numbers(False, 1, 0, 0)),
    "everything": (MIXED, Numbers(False, 0, 4, 1)),
    "awkward": (awkward_report(), Numbers(False, 1, 1, 0)),
}


def test_every_format_is_counted_here():
    assert set(COUNTED) == set(formats())


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("case", CASES)
def test_all_formats_agree_on_validity_and_on_the_number_of_findings(name, case):
    report, expected = CASES[case]
    text = renderer(name)(report, Display(width=500))
    assert COUNTED[name](text) == expected
    assert text.encode().decode() == text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", formats())
def test_a_lone_surrogate_that_a_descriptor_can_state_is_replaced(name):
    problem = replace(BROKEN.structure[0], value="a\ud800b", message="c\udfffd")
    report = replace(BROKEN, package_name="e\ud800", structure=(problem,))
    renderer(name)(report, Display()).encode()


@pytest.mark.parametrize("name", [name for name in formats() if name != "json"])
def test_what_was_left_out_is_said_in_every_format(name):
    text = renderer(name)(LEFT_OUT, Display(width=500)).replace("\\", "")
    rows = "3, 12, 13, 14, 15, 16, 17, 18, 19, 20 and 9 more (about reed)"
    assert f"19 rows left out of data/dates.csv: {rows}." in text
    findings = f"1 registered finding not judged, neither found nor gone: {FINDING.id}."
    assert findings in text


PROBLEMS = ["data/dates.csv", "edtf", "Michaelmas", "a date is expected", "data/names.csv"]
CLAIMS = ["p1.s1.date01", "1931", "p2.s1.date01", "1934-02", "February 1934"]


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize(
    ("report", "words"),
    [
        (BROKEN, PROBLEMS),
        (NOT_REGISTERED, [FINDING.id, FINDING.message, *CLAIMS]),
        (CHANGED, [FINDING.id, FINDING.message, *CLAIMS, "value_hash"]),
        (ABSENT, ["dates-agree-9876543210"]),
    ],
)
def test_what_makes_a_package_invalid_is_told_in_full_in_every_format(name, report, words):
    text = renderer(name)(report, Display(width=500)).replace("\\", "")
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("name", [name for name in formats() if name != "github"])
def test_a_rule_that_was_not_run_says_why(name):
    """Annotations are about what makes a package invalid, and this does not."""
    assert "the package has no table answers" in renderer(name)(MIXED, Display(width=500))
