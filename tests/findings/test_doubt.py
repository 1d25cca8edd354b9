"""One bad row never hides what others say, and never makes them contradict each other."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.checking import build_report, build_report_with_update
from checks.findings.doubt import REASON
from checks.reports.report import Report
from tests.helpers.builders import Row, build_package, describe, read_rows, write_cell, write_table

POLLS = range(6)
"""The polls of a series; in every second one the shares miss 100 percent."""


def shares_of(number: int) -> list[Row]:
    mention = f"p{number}.question01"
    shares = {"stay": ("favourable", "60"), "leave": ("unfavourable", "30" if number % 2 else "40")}
    return [
        {
            "claim_id": f"p{number}.answer-{option}",
            "question_claim_id": mention,
            "option": option,
            "stance": stance,
            "percent": percent,
            "as_stated": f"{percent} percent",
        }
        for option, (stance, percent) in shares.items()
    ]


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A series of polls of one pollster about one population, registered; not to be changed."""
    folder = tmp_path_factory.mktemp("series") / "package"
    question = {"exhaustive": "yes", "exclusive": "yes", "population_id": "islanders"}
    build_package(
        folder,
        polls=[
            {
                "claim_id": f"p{number}.poll01",
                "poll_id": f"tide-{number}",
                "pollster_id": "tide-institute",
                "population_id": "islanders",
                "published": f"201{number}",
                "sample_size": "840",
            }
            for number in POLLS
        ],
        questions=[
            {"claim_id": f"p{number}.question01", "poll_id": f"tide-{number}", **question}
            for number in POLLS
        ],
        answers=[answer for number in POLLS for answer in shares_of(number)],
        dates=[],
        findings=[],
        rules=[{"rule": "answers-sum-to-100"}],
    )
    return folder


@pytest.fixture
def unregistered(series: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(series, tmp_path / "package"))


@pytest.fixture
def registered(unregistered: Path) -> Path:
    assert build_report_with_update(unregistered).valid
    return unregistered


def sums(report: Report) -> list[str]:
    """The polls whose shares are found not to sum to 100 percent."""
    found = [item for item in report.findings if item.rule == "answers-sum-to-100"]
    return [item.claims[0].partition(".")[0] for item in found]


def insert(folder: Path, table: str, row: int, cells: Callable[[list[str]], list[str]]) -> None:
    """Rewrite the cells of one row, whose number may change."""
    file = folder / f"data/{table}.csv"
    lines = file.read_text("utf-8").splitlines()
    lines[row - 1] = ",".join(cells(lines[row - 1].split(",")))
    file.write_text("\n".join(lines) + "\n", "utf-8")
    describe(folder)


def test_the_series_has_three_findings(unregistered: Path) -> None:
    report = build_report(unregistered)
    assert report.structure == ()
    assert sums(report) == ["p1", "p3", "p5"]


TYPOS = [
    ("answers", 2, "percent", "4O"),
    ("answers", 2, "option", "Leave!"),
    ("answers", 2, "stance", "against"),
    ("answers", 2, "qualifier", "exactley"),
    ("answers", 2, "certainty", "sure"),
    ("answers", 2, "claim_id", "p0 answer"),
    ("answers", 2, "claim_id", "p0.answer-stay"),
    ("answers", 2, "question_claim_id", "p0.questoin01"),
    ("answers", 2, "passage_id", "p9"),
    ("answers", 2, "as_stated", ""),
    ("questions", 2, "population_id", "islandrs"),
    ("questions", 2, "exhaustive", "yess"),
    ("questions", 2, "asked", "spring"),
    ("questions", 2, "claim_id", "p0.question1"),
    ("polls", 2, "published", "2O10"),
    ("polls", 2, "sample_size", "84O"),
    ("polls", 2, "poll_id", "tied-0"),
    ("entities", 2, "type", "peopel"),
    ("passages", 2, "ordinal", "one"),
    ("passages", 2, "kind", "sentense"),
    ("documents", 2, "as_of", "soon"),
]
"""Typos in the first rows: of a poll without a fault, and of what all polls share."""


@pytest.mark.parametrize(("table", "row", "column", "value"), TYPOS)
def test_one_typo_in_a_series_of_polls_leaves_the_findings_of_all_other_polls(
    unregistered: Path, table: str, row: int, column: str, value: str
) -> None:
    write_cell(unregistered, table, row, column, value)
    report = build_report(unregistered)
    assert report.structure != ()
    assert sums(report) == ["p1", "p3", "p5"]
    assert not [rule.rule for rule in report.rules if "read" in (rule.not_run or "")]


@pytest.mark.parametrize("table", ["answers", "questions", "polls"])
def test_a_ragged_row_or_a_repeated_one_leaves_the_findings_of_all_other_polls(
    unregistered: Path, table: str
) -> None:
    before = (unregistered / f"data/{table}.csv").read_bytes()
    insert(unregistered, table, 2, lambda cells: cells[:-2])
    assert sums(build_report(unregistered)) == ["p1", "p3", "p5"]
    (unregistered / f"data/{table}.csv").write_bytes(before)
    rows = read_rows(unregistered, table)
    write_table(unregistered, table, [rows[0], *rows])
    describe(unregistered)
    report = build_report(unregistered)
    assert sums(report) == ["p1", "p3", "p5"]
    assert [(item.file, item.rows) for item in report.left_out] == [(f"data/{table}.csv", (3,))]


def test_a_finding_on_a_left_out_row_is_not_evaluable(unregistered: Path) -> None:
    before = build_report(unregistered, select=["answers-sum-to-100"]).rules[0]
    write_cell(unregistered, "answers", 4, "certainty", "sure")  # of poll 1
    report = build_report(unregistered, select=["answers-sum-to-100"])
    assert sums(report) == ["p3", "p5"]
    assert report.left_out[0].touches == ("p1", "p1.question01")
    (rule,) = report.rules
    assert (rule.examined, rule.found) == (before.examined, 2)
    assert rule.examined == rule.passed + rule.found + rule.not_evaluable
    assert rule.not_evaluable == before.not_evaluable + 1


def test_with_a_register_a_typo_makes_one_finding_not_judged(registered: Path) -> None:
    write_cell(registered, "answers", 4, "percent", "6O")
    report = build_report(registered)
    gone = {
        row["finding_id"]
        for row in read_rows(registered, "findings")
        if "p1.answer-leave" in row["claims"]
    }
    assert set(report.not_judged) == gone != set()
    assert (report.absent, report.unregistered, report.changed) == ((), 0, 0)
    assert len(report.findings) == len(read_rows(registered, "findings")) - len(gone)


def test_a_finding_that_is_gone_for_another_reason_is_gone(registered: Path) -> None:
    write_cell(registered, "answers", 4, "percent", "6O")
    write_cell(registered, "answers", 8, "percent", "40")  # now poll 3 sums to 100
    write_cell(registered, "answers", 8, "as_stated", "40 percent")
    absent = [item.id for item in build_report(registered).absent if item.rule.endswith("100")]
    rows = {row["finding_id"]: row["claims"] for row in read_rows(registered, "findings")}
    assert [rows[name] for name in absent] == ["p3.answer-leave|p3.answer-stay"]


FERRY: Row = {"entity_id": "ferry-union", "property_id": "founded"}


def dated(*years: str) -> list[Row]:
    return [{**FERRY, "claim_id": f"p{place}.date01", "date": year, "as_stated": "then"}
            for place, year in enumerate(years)]  # fmt: skip


def test_what_is_left_of_a_registered_finding_is_not_a_new_one(tmp_path: Path) -> None:
    founded: Row = {"property_id": "founded", "single_valued": "true"}
    folder = tmp_path / "package"
    rules = [{"rule": "dates-agree"}]
    dates = dated("1931", "1934", "1937")
    build_package(folder, properties=[founded], dates=dates, findings=[], rules=rules)
    assert build_report_with_update(folder).valid
    write_cell(folder, "dates", 4, "date", "Michaelmas")
    report = build_report(folder, select=["dates-agree"])
    assert (report.findings, report.absent) == ((), ())
    assert len(report.not_judged) == 1
    assert report.rules[0].not_evaluable == 1


def test_claims_that_contradict_each_other_without_the_row_are_found(tmp_path: Path) -> None:
    founded: Row = {"property_id": "founded", "single_valued": "true"}
    folder = tmp_path / "package"
    build_package(folder, properties=[founded], dates=dated("1931", "1934", "1937"))
    write_cell(folder, "dates", 4, "date", "Michaelmas")
    (finding,) = build_report(folder, select=["dates-agree"]).findings
    assert finding.claims == ("p0.date01", "p1.date01")


def test_a_typo_in_a_table_of_things_mutes_the_rules_that_read_the_column(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    guild: Row = {"entity_id": "guild", "type": "organisation"}
    build_package(
        folder,
        passages=[
            {"passage_id": "h1", "kind": "section", "document_id": "d"},
            {"passage_id": "p1", "kind": "paragraph", "parent_id": "h1", "document_id": "d"},
        ],
        headings=[{"claim_id": "h1.heading01", "announces": "organisation"}],
        entities=[guild],
        dates=[{"claim_id": "p1.date01", "entity_id": "guild"}],
    )
    rule = "sections-have-content"
    assert build_report(folder, select=[rule]).findings == ()
    write_cell(folder, "entities", 2, "type", "organsation")  # else the section would be empty
    report = build_report(folder, select=[rule])
    assert report.findings == ()
    assert report.rules[0].reasons == {REASON: 1}
    write_cell(folder, "entities", 2, "type", "organisation")
    write_cell(folder, "entities", 2, "iso_3166", "somewhere")
    assert build_report(folder, select=[rule]).rules[0].reasons == {}
