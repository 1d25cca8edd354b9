"""The rule `values-possible`: no share of 185, no 31 February, no period that ends first."""

from pathlib import Path

import pandas as pd
import pytest

from checks.checking import build_report
from checks.findings.evaluation import failing
from checks.rules.figures.values_possible import PrintedValues, ValuesPossible
from tests.helpers.builders import Row, build_package
from tests.helpers.claim_tables import cells, outcome
from tests.helpers.rule_frames import judged, verdict

RULE = ValuesPossible()


def test_the_model_says_that_a_value_has_no_fault():
    values = judged(
        PrintedValues,
        claim_id=["fine", "odd", "unknown"],
        column=["percent"] * 3,
        fault=[None, "185: expected at most 100", ""],
        not_evaluable=[None, None, "no limits are known of the measure"],
    )
    assert failing(PrintedValues, values)["claim_id"].tolist() == ["odd"]


def share(value: str, said: str | None) -> dict[str, pd.DataFrame]:
    table = pd.DataFrame({"claim_id": ["a0"], "percent": [value]}, dtype="str")
    return {"answers": table.assign(percent_impossible=pd.Categorical([said], ["", said or "-"]))}


@pytest.mark.parametrize(
    ("value", "said", "expected"),
    [
        ("50", None, "passed"),
        ("185 (impossible)", "185: expected at most 100", "found"),
        ("-7", "", "no limits are known of the measure"),
        ("", None, ""),
    ],
)
def test_each_value_is_a_group(value, said, expected):
    assert verdict(RULE, share(value, said)) == expected


def test_a_finding_gives_the_value_as_printed():
    (finding,) = outcome(RULE, share("185 (impossible)", "185: expected at most 100"))[1]
    assert cells(finding) == [("a0", "percent", "185", "")]
    assert finding.headline == "Percent 185 is not possible"
    assert finding.explanation == "The claim has it as printed; expected at most 100."


# In a package: what is found, and that nothing else is found because of it.

QUESTION: Row = {"claim_id": "p1.question01", "question_id": "leave", "exhaustive": "yes"}
QUESTION |= {"exclusive": "yes", "poll_id": "tide-poll"}
FERRY: Row = {"entity_id": "ferry-union", "property_id": "founded"}


def answer(number: int, percent: str, **more: str) -> Row:
    row = {"claim_id": f"p1.answer0{number}", "question_claim_id": "p1.question01"}
    words = f"{percent} percent"
    return {**row, "option": f"o{number}", "percent": percent, "as_stated": words, **more}


def poll(number: int, **more: str) -> Row:
    row = {"claim_id": f"p1.poll0{number}", "poll_id": "tide-poll", "published": "2014-03"}
    return {**row, **more}


def dated(number: int, date: str, words: str) -> Row:
    return {**FERRY, "claim_id": f"p1.date0{number}", "date": date, "as_stated": words}


FOUNDED: Row = {"property_id": "founded", "single_valued": "true", "used_in": "dates"}
CASES: dict[str, tuple[dict[str, list[Row]], list[tuple[str, str]]]] = {
    "a share above 100": (
        {"questions": [QUESTION], "answers": [answer(1, "185.5"), answer(2, "14"), answer(3, "1")]},
        [("p1.answer01", "Percent 185.5 is not possible")],
    ),
    "a share below 0": (
        {"questions": [QUESTION], "answers": [answer(1, "-0.7"), answer(2, "95.7")]},
        [("p1.answer01", "Percent -0.7 is not possible")],
    ),
    "a day that does not exist": (
        {
            "properties": [FOUNDED],
            "dates": [dated(1, "2014-02-31", "31 February 2014"), dated(2, "2013", "2013")],
        },
        [("p1.date01", "Date 31 February 2014 is not possible")],
    ),
    "a month that does not exist": (
        {"polls": [poll(1, fieldwork="2014-27", as_stated="27/2014")]},
        [("p1.poll01", "Fieldwork 2014-27 is not possible")],
    ),
    "a period that ends before it begins": (
        {
            "polls": [
                poll(1, fieldwork="2014-09/2014-01", as_stated="September to January 2014"),
                poll(2, published="1004", as_stated="in 1004"),
            ]
        },
        [
            ("p1.poll01", "Fieldwork between September 2014 and January 2014 is not possible"),
            ("p1.poll02", "Published 1004 is not possible"),
        ],
    ),
    "a sample of nobody": (
        {
            "polls": [poll(1, sample_size="0", as_stated="0 people")],
            "questions": [QUESTION],
            "answers": [answer(1, "53.1"), answer(2, "46.9")],
        },
        [("p1.poll01", "Sample size 0 is not possible")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_impossible_value_is_one_finding_and_no_other_rule_finds_more(
    tmp_path: Path, case: str
) -> None:
    rows, expected = CASES[case]
    build_package(tmp_path / "package", **rows)
    report = build_report(tmp_path / "package")
    assert report.structure == ()
    assert {item.rule for item in report.findings} == {"values-possible"}
    assert [(*item.claims, item.headline) for item in report.findings] == expected


def test_a_possible_value_in_its_place_is_no_finding(tmp_path: Path) -> None:
    rows = {"questions": [QUESTION], "answers": [answer(1, "85"), answer(2, "14"), answer(3, "1")]}
    build_package(tmp_path / "package", **rows)
    report = build_report(tmp_path / "package", select=["values-possible", "answers-sum-to-100"])
    assert [(rule.rule, rule.found) for rule in report.rules] == [
        ("values-possible", 0),
        ("answers-sum-to-100", 0),
    ]
    assert [rule.passed for rule in report.rules] == [3, 1]
