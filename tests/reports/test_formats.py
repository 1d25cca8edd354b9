"""All formats say the same of one report."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from junitparser import Failure, JUnitXml

from checks.reports.formats import Display, formats, renderer
from checks.reports.report import AbsentFinding
from checks.tables.problems import Problem
from tests.helpers.mixed_reports import (
    CLEAN,
    MISSING,
    MIXED,
    SEVERAL,
    awkward_report,
    with_findings,
    with_problems,
)
from tests.helpers.reports import (
    ABSENT,
    BROKEN,
    CHANGED,
    FINDING,
    LEFT_OUT,
    NOT_REGISTERED,
    READINGS,
    RULE,
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
        sum(int(number.replace(",", "")) for number in re.findall(r"([\d,]+) problems?\n", text)),
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
    "several documents": (SEVERAL, Numbers(False, 0, 2, 0)),
    "awkward": (awkward_report(), Numbers(False, 1, 1, 0)),
}


def test_every_format_is_counted_here():
    assert set(COUNTED) == set(formats())


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("case", CASES)
def test_all_formats_agree_on_validity_and_on_the_number_of_findings(name, case):
    report, expected = CASES[case]
    text = renderer(name)(report, Display(width=500, registered=True))
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
SIDES = [
    *("p1.s1.date01", "founded 1931", "reported"),
    *("p2.s1.date01", "founded February 1934", "The heading has the year."),
]


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize(
    ("report", "words"),
    [
        (BROKEN, PROBLEMS),
        (NOT_REGISTERED, [FINDING.id, FINDING.headline, FINDING.explanation, *SIDES]),
        (CHANGED, [FINDING.id, FINDING.headline, FINDING.explanation, *SIDES, "value_hash"]),
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


@pytest.mark.parametrize("name", formats())
def test_reasons_why_groups_are_not_evaluable_are_counted(name):
    """Each reason has its number, the most frequent first; of many, the others are summed up."""
    reasons = {f"reason {letter}": number for number, letter in enumerate("abcdefghijklm", 1001)}
    text = renderer(name)(replace(VALID, rules=(replace(RULE, reasons=reasons),)), Display())
    lines = text.replace(",", "")
    assert re.search(r"reason m\D+1013|1013\s+reason m", lines)
    if name != "json":
        assert lines.index("reason m") < lines.index("reason d")
        assert re.search(r"other reasons\D+3006|3006\s+other reasons", lines)
        assert "reason c" not in text


@pytest.mark.parametrize("name", [name for name in formats() if name != "json"])
def test_a_side_of_a_package_without_certainty_shows_only_its_words(name):
    (finding,) = NOT_REGISTERED.findings
    sides = tuple(
        replace(item, certainty="", attributed_to="", note="", origin="")
        for item in finding.readings
    )
    report = replace(NOT_REGISTERED, findings=(replace(finding, readings=sides),))
    text = renderer(name)(report, Display(width=200))
    assert "“1931”" in text
    assert "“1931”, ," not in text
    assert "inferred" not in text


HUGE = replace(
    MISSING,
    claims=tuple(f"p{number}.s1.date01" for number in range(8057)),
    readings=tuple(
        replace(
            READINGS[0],
            claim=f"p{number}.s1.date01",
            row=number + 2,
            words="v" * 5_000,
            as_stated="w" * 5_000,
        )
        for number in range(8057)
    ),
)
"""A finding of very many claims, each with a very long value and very many words."""


@pytest.mark.parametrize("name", [name for name in formats() if name != "json"])
def test_a_huge_finding_shows_ten_values_and_how_many_more_there_are(name):
    text = renderer(name)(replace(VALID, findings=(HUGE,)), Display(width=500))
    assert "and 8,047 more values (--format json lists all)" in text
    assert "p9.s1.date01" in text
    assert "p10.s1.date01" not in text
    assert len(text) < 80_000


def test_json_has_every_claim_and_value_of_a_huge_finding():
    (finding,) = json.loads(renderer("json")(replace(VALID, findings=(HUGE,)), Display()))[
        "findings"
    ]
    assert len(finding["claims"]) == len(finding["locations"]) == 8057


@pytest.mark.parametrize("name", [name for name in formats() if name != "json"])
def test_a_long_value_of_a_problem_is_cut(name):
    lengths = []
    for value in ("w", "w" * 140_000):
        problem = replace(BROKEN.structure[0], value=value)
        lengths.append(len(renderer(name)(replace(BROKEN, structure=(problem,)), Display())))
    assert lengths[1] - lengths[0] < 2_000


FORGED = "::error title=forged::not from the checks ##[error]forged"


@pytest.mark.parametrize("name", [name for name in formats() if name != "github"])
def test_no_line_of_a_report_is_a_command_to_github(name):
    """GitHub obeys `::` at the start of a line, after blanks, and `##[` anywhere in it."""
    problem = Problem(FORGED, 2, FORGED, "type", f"x\n{FORGED}", FORGED)
    forged_texts = dict.fromkeys(["words", "as_stated", "passage", "origin", "note"], FORGED)
    reading = replace(READINGS[0], certainty="inferred", **forged_texts)
    forged = replace(
        FINDING,
        headline=FORGED,
        explanation=FORGED,
        comment=f"x\n  {FORGED}",
        readings=(reading,),
    )
    gone = AbsentFinding(FORGED, "dates-agree", "error", FORGED)
    report = replace(
        VALID, package_name=FORGED, structure=(problem,), findings=(forged,), absent=(gone,)
    )
    for width in (40, 61, 100):
        text = renderer(name)(report, Display(width=width))
        assert [line for line in text.splitlines() if line.strip().startswith("::")] == []
        assert "##[" not in text


@pytest.mark.parametrize("name", ["text", "html", "sarif"])
def test_a_report_of_ten_thousand_findings_takes_seconds(name):
    """Measured here: less than two seconds each."""
    report = with_findings(10_000)
    start = time.process_time()
    renderer(name)(report, Display())
    assert time.process_time() - start < 10


TITLES = ("Annals of Tarvel", "The Bugle")


@pytest.mark.parametrize("name", formats())
def test_every_place_names_its_document_where_there_are_several(name):
    """Annotations leave registered findings out, and text shortens registered remarks."""
    text = renderer(name)(SEVERAL, Display(width=500, registered=True)).replace("\\", "")
    shown = 1 if name in ("github", "text") else 2
    assert [title for title in TITLES if text.count(title) < shown] == []


def test_a_place_in_json_has_the_identifier_of_its_document_only_where_there_are_several():
    for report, documents in ((SEVERAL, ["annals-1", "bugle-7"]), (NOT_REGISTERED, [None, None])):
        finding = json.loads(renderer("json")(report, Display()))["findings"][0]
        assert [place.get("document") for place in finding["locations"]] == documents
        assert ("document" in finding["locations"][0]) == (report is SEVERAL)


SEVERITIES_SHOWN = {
    "text": "1. warning  dates-agree  not registered",
    "json": '"severity": "warning"',
    "junit": '<failure message="data/dates.csv:2:date, Annals of Tarvel, The guilds, paragraph 1, '
    "sentence 1: not registered: Salt Guild: founded in 1931 or in February 1934? "
    'The dates do not overlap." type="warning">',
    "sarif": '"level": "warning"',
    "github": "::warning file=data/dates.csv",
    "markdown": "warning · Salt Guild: founded",
    "html": '<span class="warning">warning</span> Salt Guild: founded',
}


@pytest.mark.parametrize("name", formats())
def test_a_finding_is_shown_as_severe_as_it_is_and_not_as_its_rule(name):
    text = renderer(name)(SEVERAL, Display(width=500, registered=True)).replace("\\", "")
    assert SEVERAL.rules[0].severity == "error"
    assert SEVERITIES_SHOWN[name] in text


TURNED = "gnp.\u202eexe \u2066a\u200bb"


@pytest.mark.parametrize("name", formats())
def test_no_format_turns_the_direction_or_hides_characters_of_a_text(name):
    problem = replace(BROKEN.structure[0], value=TURNED, message=TURNED)
    reading = replace(READINGS[0], value=TURNED, words=TURNED, as_stated=TURNED)
    finding = replace(
        MISSING, headline=TURNED, explanation=TURNED, comment=TURNED, readings=(reading,)
    )
    report = replace(VALID, structure=(problem,), findings=(finding,))
    text = renderer(name)(report, Display(width=500))
    assert [sign for sign in "\u202e\u2066\u200b" if sign in text] == []
    if name == "json":
        assert json.loads(text)["structure"][0]["value"] == TURNED
