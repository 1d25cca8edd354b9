"""The report as SARIF 2.1.0: against the schema, and what the standard asks for beyond it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from checks.reports.formats import Display, sarif
from checks.reports.formats.sarif import render
from checks.tables.problems import CODES, Problem
from tests.helpers.mixed_reports import (
    AWKWARD,
    GONE,
    MISSING,
    MIXED,
    OUTDATED,
    REMARK,
    REPORTS,
    awkward_report,
    with_findings,
)
from tests.helpers.reports import BROKEN, FINDING, VALID

SCHEMA = Path(__file__).parents[1] / "schemas/sarif-2.1.0.json"


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))


def run_of(report, **display) -> dict[str, Any]:
    (run,) = json.loads(render(report, Display(**display)))["runs"]
    return run


def all_results(report) -> list[dict[str, Any]]:
    """The results with those of registered findings."""
    return run_of(report, registered=True)["results"]


def results(report) -> list[dict[str, Any]]:
    return run_of(report)["results"]


def result_of(report, finding: str) -> dict[str, Any]:
    (result,) = [
        item
        for item in all_results(report)
        if item.get("partialFingerprints") == {"findingId/v1": finding}
    ]
    return result


def rules_of(report) -> dict[str, dict[str, Any]]:
    return {rule["id"]: rule for rule in run_of(report)["tool"]["driver"]["rules"]}


@pytest.mark.parametrize("registered", [False, True])
@pytest.mark.parametrize("report", REPORTS)
def test_every_log_is_valid_by_the_schema_of_the_standard(report, registered, validator):
    log = json.loads(render(report, Display(registered=registered)))
    assert log["version"] == "2.1.0"
    assert [error.message for error in validator.iter_errors(log)] == []
    del log["runs"][0]["tool"]
    assert not validator.is_valid(log)


@pytest.mark.parametrize("report", REPORTS)
def test_every_result_has_what_code_scanning_asks_for(report):
    """A rule that is described, a location, and suppressions in all results or in none."""
    rules = run_of(report)["tool"]["driver"]["rules"]
    names = [rule["id"] for rule in rules]
    assert len(set(names)) == len(names)
    assert {f"structure/{code}" for code in CODES} <= set(names)
    for result in all_results(report):
        assert names[result["ruleIndex"]] == result["ruleId"]
        assert result["locations"]
        assert isinstance(result["suppressions"], list)


def test_a_rule_is_described_from_its_documentation():
    described = rules_of(VALID)["dates-agree"]
    assert described["name"] == "DatesAgree"
    assert described["shortDescription"]["text"] == "Dates of one thing share a day."
    assert described["fullDescription"]["text"] == "All dates of one thing allow one day in common."
    assert described["help"]["text"].split("\n\n") == [
        "All dates of one thing allow one day in common.",
        "Formula: the latest first day is not after the earliest last day",
        "Inputs: `dates`",
        "Severity: {{two}} dates cannot both be true",
        "Source: own",
        "Limits: none",
    ]


def message(text: str) -> str:
    """As the standard has it in a message: braces are placeholders unless doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def test_severities_are_the_levels_of_the_standard():
    levels = {name: rule["defaultConfiguration"]["level"] for name, rule in rules_of(MIXED).items()}
    assert levels["dates-agree"] == "error"
    assert levels["bounds-ordered"] == "warning"
    assert levels["answers-sum-to-100"] == "note"
    assert {item["ruleId"]: item["level"] for item in results(MIXED)} == {
        "dates-agree": "error",
        "bounds-ordered": "warning",
        "answers-sum-to-100": "note",
        "register/absent": "error",
    }


def test_a_structure_problem_is_located_by_file_line_and_column_as_far_as_it_has_them():
    cell, row, file = (item["locations"][0] for item in results(BROKEN))
    base = {"uriBaseId": "%SRCROOT%"}
    assert cell["physicalLocation"] == {
        "artifactLocation": {"uri": "data/dates.csv", **base},
        "region": {"startLine": 3},
    }
    assert [place["name"] for place in cell["logicalLocations"]] == ["date"]
    assert row["physicalLocation"]["region"] == {"startLine": 7}
    assert "logicalLocations" not in row
    assert file == {"physicalLocation": {"artifactLocation": {"uri": "data/names.csv", **base}}}
    assert "Michaelmas" in results(BROKEN)[0]["message"]["text"]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (3, "date", "The cell holds “x”."),
        (3, None, "Found: “x”."),
        (None, None, "Found: “x”."),
        (None, "date", "Found: “x”."),
    ],
)
def test_a_value_is_said_to_stand_in_a_cell_only_where_there_is_one(row, column, words):
    problem = Problem("data/dates.csv", row, column, "hash", "x", "expected otherwise")
    (result,) = results(replace(BROKEN, structure=(problem,)))
    assert result["message"]["text"] == f"expected otherwise. {words}"


def test_below_a_cell_with_a_line_break_a_row_is_no_line_of_the_file_and_none_is_given():
    above, at, below, elsewhere = (
        Problem(file, row, "note", code, "x", "expected otherwise")
        for file, row, code in (
            ("data/names.csv", 4, "type"),
            ("data/names.csv", 5, "control-character"),
            ("data/names.csv", 6, "type"),
            ("data/dates.csv", 9, "type"),
        )
    )
    report = replace(BROKEN, structure=(above, at, below, elsewhere))
    places = [item["locations"][0]["physicalLocation"] for item in results(report)]
    assert [place.get("region") for place in places] == [
        {"startLine": 4},
        {"startLine": 5},
        None,
        {"startLine": 9},
    ]
    assert results(report)[2]["properties"] == {"row": 6, "column": "note"}


def test_a_finding_is_located_at_its_first_claim_and_related_to_the_others():
    (result,) = all_results(VALID)
    (location,) = result["locations"]
    (related,) = result["relatedLocations"]
    assert location["physicalLocation"]["region"] == {"startLine": 2}
    assert related["physicalLocation"]["region"] == {"startLine": 4}
    assert related["id"] == 1
    assert result["message"]["text"] == (
        "Reed Guild: founded in 1931 or in February 1934? The dates do not overlap. "
        "Register: source-tension."
    )
    assert related["message"]["text"] == (
        "founded February 1934: “February 1934”, inferred: The heading has the year., "
        "The guilds, paragraph 2, sentence 1, p2.s1.date01"
    )
    assert result["properties"]["claims"] == ["p1.s1.date01", "p2.s1.date01"]
    assert result["properties"]["claimCount"] == 2


def test_registered_findings_are_left_out_as_code_scanning_would_alert_of_each():
    assert results(VALID) == []
    shown = [item.get("partialFingerprints", {}).get("findingId/v1") for item in results(MIXED)]
    assert shown == [MISSING.id, OUTDATED.id, REMARK.id, GONE.id]
    assert all("baselineState" not in result for result in results(MIXED))
    note = run_of(VALID)["invocations"][0]["toolExecutionNotifications"][-1]
    assert note["message"]["text"] == "1 registered finding left out: --registered brings them."


def test_registered_findings_that_are_asked_for_are_the_baseline_of_all_results():
    states = {
        item["partialFingerprints"]["findingId/v1"]: item["baselineState"]
        for item in all_results(MIXED)
    }
    assert states == {
        MISSING.id: "new",
        OUTDATED.id: "updated",
        REMARK.id: "new",
        GONE.id: "absent",
        FINDING.id: "unchanged",
    }
    assert {item["baselineState"] for item in all_results(BROKEN)} == {"new"}
    (invocation,) = run_of(VALID, registered=True)["invocations"]
    assert invocation["toolExecutionNotifications"] == []


def test_more_results_than_code_scanning_takes_are_cut_and_the_worst_are_kept(monkeypatch):
    assert sarif.RESULTS_AT_MOST == 25_000
    monkeypatch.setattr(sarif, "RESULTS_AT_MOST", 250)
    many = with_findings(249, severity="info").findings
    report = replace(MIXED, findings=(*many, OUTDATED, MISSING), absent=())
    run = run_of(report)
    assert len(run["results"]) == 250
    assert [item["ruleId"] for item in run["results"][:2]] == ["dates-agree", "bounds-ordered"]
    note = run["invocations"][0]["toolExecutionNotifications"][-1]
    expected = "1 more result left out: code scanning takes 250 in a run."
    assert (note["level"], note["message"]["text"]) == ("note", expected)


def test_a_registered_finding_is_suppressed_with_its_disposition_and_comment():
    assert result_of(VALID, FINDING.id)["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "source-tension: One may be the charter.",
        }
    ]


def test_a_finding_that_changed_since_it_was_registered_is_not_suppressed():
    (suppression,) = result_of(MIXED, OUTDATED.id)["suppressions"]
    assert suppression["status"] == "underReview"
    assert suppression["justification"] == "editorial"


def test_findings_that_are_missing_from_the_register_or_gone_are_not_suppressed():
    assert result_of(MIXED, MISSING.id)["suppressions"] == []
    gone = result_of(MIXED, GONE.id)
    assert (gone["ruleId"], gone["suppressions"]) == ("register/absent", [])
    assert gone["message"]["text"] == (
        "Registered, but no longer found: dates-agree-9876543210: "
        "Salt Guild: founded in 1902 or in 1903? The dates do not overlap."
    )


@pytest.mark.parametrize(("report", "code"), [(VALID, 0), (MIXED, 1), (BROKEN, 1)])
def test_the_invocation_carries_the_exit_code_and_the_verdict(report, code):
    (invocation,) = run_of(report)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, code)
    assert invocation["exitCodeDescription"].startswith("Not valid" if code else "Valid")


def test_the_exit_code_is_0_if_no_finding_is_as_severe_as_what_the_check_fails_on():
    report = replace(MIXED, findings=(REMARK,), absent=(), fail_on="warning")
    run = run_of(report)
    assert run["invocations"][0]["exitCode"] == 0
    assert (run["properties"]["valid"], run["properties"]["passes"]) == (False, True)


def test_rules_that_were_not_run_are_notifications():
    (note, _) = run_of(MIXED)["invocations"][0]["toolExecutionNotifications"]
    assert note["associatedRule"] == {"id": "answers-leave-no-residual"}
    assert "the package has no table answers" in note["message"]["text"]
    (note,) = run_of(BROKEN)["invocations"][0]["toolExecutionNotifications"]
    assert "no table can be read" in note["message"]["text"]


def test_the_run_counts_what_each_rule_examined():
    assert run_of(MIXED)["properties"]["rules"]["dates-agree"] == {
        "examined": 9,
        "passed": 6,
        "found": 2,
        "notEvaluable": 1,
        "notEvaluableBecause": {"a date is missing": 1},
    }


def test_braces_of_a_message_are_doubled_so_that_they_are_no_placeholders():
    texts = [item["message"]["text"] for item in results(awkward_report())]
    assert all(message(AWKWARD) in text for text in texts)


def test_a_path_is_written_as_a_uri():
    problem = Problem("data/étés 1%.csv", None, None, "missing-file", None, "expected the file")
    (result,) = results(replace(BROKEN, structure=(problem,)))
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "data/%C3%A9t%C3%A9s%201%25.csv"
