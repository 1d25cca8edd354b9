"""The report as JUnit XML, read back with a parser of that format."""

from dataclasses import replace

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from checks.reports.formats.junit import render
from checks.tables.problems import Problem
from tests.helpers.mixed_reports import (
    AWKWARD,
    CLEAN,
    GONE,
    MISSING,
    MIXED,
    OUTDATED,
    REMARK,
    UNPRINTABLE,
    awkward_report,
    with_findings,
)
from tests.helpers.reports import ABSENT, BROKEN, CHANGED, FINDING, NOT_REGISTERED, VALID


def parsed(report) -> JUnitXml:
    return JUnitXml.fromstring(render(report).encode())


def suites(report) -> dict[str, TestSuite]:
    return {suite.name: suite for suite in parsed(report)}


def cases(report) -> dict[str, TestCase]:
    return {case.name: case for suite in parsed(report) for case in suite}


def failure(report, name: str) -> Failure:
    (result,) = cases(report)[name].result
    assert isinstance(result, Failure)
    return result


def test_the_structure_has_a_case_for_each_file_and_a_family_one_for_each_rule():
    names = {name: [case.name for case in suite] for name, suite in suites(MIXED).items()}
    assert names == {
        "structure": ["data/dates.csv", "data/findings.csv"],
        "time": ["dates-agree"],
        "figures": ["bounds-ordered"],
        "polls": ["answers-sum-to-100", "answers-leave-no-residual"],
    }


@pytest.mark.parametrize(
    ("report", "tests", "failures", "skipped"),
    [
        (CLEAN, 3, 0, 0),
        (VALID, 3, 0, 0),
        (NOT_REGISTERED, 3, 1, 0),
        (CHANGED, 3, 1, 0),
        (ABSENT, 3, 1, 0),
        (BROKEN, 4, 2, 1),
        (MIXED, 6, 3, 1),
    ],
)
def test_cases_failures_and_skipped_cases_are_counted(report, tests, failures, skipped):
    document = parsed(report)
    assert (document.tests, document.failures, document.skipped) == (tests, failures, skipped)
    assert document.errors == 0
    stated = [(suite.tests, suite.failures, suite.skipped) for suite in document]
    document.update_statistics()
    assert [(suite.tests, suite.failures, suite.skipped) for suite in document] == stated
    assert (document.tests, document.failures, document.skipped) == (tests, failures, skipped)


@pytest.mark.parametrize("report", [MIXED, BROKEN])
def test_everything_has_a_time_since_readers_would_show_no_number_without(report):
    document = parsed(report)
    timed = [document, *document, *(case for suite in document for case in suite)]
    assert render(report).count(' time="0.000"') == len(timed)


def test_times_of_rules_and_of_the_structure_add_up():
    rules = tuple(replace(rule, seconds=0.25) for rule in MIXED.rules)
    report = replace(MIXED, rules=rules, structure_seconds=1.5)
    times = {suite.name: suite.time for suite in parsed(report)}
    assert times == {"structure": 1.5, "time": 0.25, "figures": 0.25, "polls": 0.5}
    assert cases(report)["dates-agree"].time == 0.25
    assert parsed(report).time == 2.5


def test_a_check_measures_times(own_report):
    assert own_report.structure_seconds > 0
    assert all(rule.seconds > 0 for rule in own_report.rules if not rule.not_run)


def test_a_finding_that_is_not_registered_fails_at_its_file_row_and_column():
    found = failure(NOT_REGISTERED, "dates-agree")
    assert found.type == "error"
    assert found.text.splitlines() == [
        found.message,
        (
            "    data/dates.csv:2:date: founded 1931, “1931”, reported, "
            "attributed to Reed Guild, p1.s1.date01"
        ),
        (
            "    data/dates.csv:4:date: founded February 1934, “February 1934”, "
            "inferred: The heading has the year., p2.s1.date01"
        ),
        "    dates-agree-0123456789",
    ]
    assert found.message == (
        "data/dates.csv:2:date: not registered: "
        "Reed Guild: founded in 1931 or in February 1934? The dates do not overlap."
    )


def test_a_registered_finding_that_is_gone_fails_by_its_identifier():
    assert failure(ABSENT, "dates-agree").message == (
        "dates-agree-9876543210: registered, but no longer found: "
        "Salt Guild: founded in 1902 or in 1903? The dates do not overlap."
    )


def test_a_registered_finding_is_output_and_no_failure():
    case = cases(VALID)["dates-agree"]
    assert case.result == []
    for text in ("data/dates.csv:2:date", "source-tension", FINDING.message, FINDING.comment):
        assert text in case.system_out


def test_a_case_fails_once_and_lists_all_that_is_wrong_but_not_what_is_registered():
    found = failure(MIXED, "dates-agree")
    assert found.message.endswith("(and 1 more)")
    assert [item in found.text for item in (MISSING.id, GONE.id)] == [True, True]
    assert FINDING.id not in found.text
    assert OUTDATED.id not in found.text
    assert failure(with_findings(1234), "dates-agree").message.endswith("(and 1,233 more)")


def test_a_finding_that_does_not_fail_the_check_is_output_and_no_failure():
    case = cases(replace(MIXED, fail_on="error"))["answers-sum-to-100"]
    assert case.result == []
    assert f"not registered: {REMARK.message}" in case.system_out
    document = parsed(replace(MIXED, fail_on="error"))
    assert [name for name, case in cases(MIXED).items() if case.result] != []
    assert document.failures == 1
    gone = replace(ABSENT, absent=(replace(GONE, severity="info"),), fail_on="warning")
    assert parsed(gone).failures == 0
    assert GONE.id in cases(gone)["dates-agree"].system_out


def test_structure_problems_fail_their_file_with_row_column_and_code():
    found = failure(BROKEN, "data/dates.csv")
    assert found.text.split("\n\n") == [
        "data/dates.csv:3:date: [edtf] a date is expected, not 'Michaelmas'",
        "data/dates.csv:7: [ragged-row] 9 cells are expected",
    ]
    assert failure(BROKEN, "data/names.csv").message.startswith("data/names.csv: [missing-file]")


def test_a_problem_of_the_descriptor_has_a_case_of_its_own():
    problem = Problem("datapackage.json", None, None, "descriptor", None, "a name is expected")
    report = replace(VALID, structure=(problem,))
    assert "a name is expected" in failure(report, "datapackage.json").text


def test_a_rule_that_was_not_run_is_skipped_with_the_reason():
    (result,) = cases(MIXED)["answers-leave-no-residual"].result
    assert isinstance(result, Skipped)
    assert result.message == "the package has no table answers"
    (result,) = cases(BROKEN)["rules"].result
    assert isinstance(result, Skipped)


def test_properties_of_a_suite_count_what_each_rule_examined_passed_found_and_could_not_evaluate():
    properties = {item.name: item.value for item in suites(MIXED)["time"].properties()}
    assert properties == {
        "dates-agree.examined": "9",
        "dates-agree.passed": "6",
        "dates-agree.found": "2",
        "dates-agree.not_evaluable": "1",
        "dates-agree.not_evaluable: a date is missing": "1",
    }


def test_awkward_text_comes_back_as_it_is():
    assert AWKWARD in failure(awkward_report(), "dates-agree").text
    assert AWKWARD in failure(awkward_report(), "data/names.csv").text


def test_characters_that_xml_cannot_hold_or_nobody_can_see_are_replaced():
    message = f"{UNPRINTABLE}\ud800\uffff"
    report = replace(VALID, findings=(replace(MISSING, explanation=message),))
    assert "c\ufffdd\ufffde\ufffdf\ufffdg\ufffd\ufffd" in failure(report, "dates-agree").text
