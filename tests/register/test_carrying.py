"""What a maintainer wrote outlives a change of claims."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from checks.checking import build_report, build_report_with_update
from checks.findings.evaluation import Finding, fingerprint
from checks.register.carrying import changes, succession
from checks.register.matching import Match, match, registered_rows, update_register
from checks.reports.formats import Display, renderer
from checks.reports.wording import verdict
from checks.tables.package import read_package
from checks.tables.reading import read_table
from tests.helpers.builders import describe, read_rows, write_cell, write_table
from tests.helpers.contradictory_package import DATES_FINDING, contradictory_package


def found(name: str, claims: str, rule: str = "dates-agree") -> Finding:
    return Finding(name, rule, "error", tuple(claims), "", "differ", "0" * 16, ())


def gone(name: str, claims: str, comment: str = "Why.", disposition: str = "editorial"):
    return {
        "finding_id": name,
        "rule": "dates-agree",
        "claims": "|".join(claims),
        "disposition": disposition,
        "comment": comment,
    }


def matched(rows: list[dict[str, str]], findings: list[Finding]) -> Match:
    return match(findings, {row["finding_id"]: row for row in rows}, {"dates-agree"})


A, B = gone("a", "1234"), gone("b", "5")


@pytest.mark.parametrize(
    ("rows", "findings", "carried", "rivals"),
    [
        ([A], [found("x", "12345")], {"x": "a"}, {}),  # a claim is added
        ([A], [found("x", "123")], {"x": "a"}, {}),  # a claim is removed
        ([A], [found("x", "12389")], {"x": "a"}, {}),  # one is replaced by two
        ([A], [found("x", "1234", "dates-fit")], {}, {}),  # of another rule
        ([A], [found("x", "56")], {}, {}),  # of other claims
        ([A], [found("x", "12"), found("y", "34")], {}, {"a": ("x", "y")}),  # split in halves
        ([A], [found("x", "123"), found("y", "4")], {"x": "a"}, {}),  # split, one is larger
        ([gone("a", "12"), gone("b", "34")], [found("x", "1234")], {}, {"a": ("x",), "b": ("x",)}),
        ([A, B], [found("x", "12345")], {"x": "a"}, {"b": ("x",)}),  # joined, one is larger
        ([A], [found("a", "1234"), found("x", "12345")], {}, {}),  # the old one is still found
        ([gone("a", "12", "", "under-review")], [found("x", "123")], {}, {}),  # never judged
    ],
)
def test_a_finding_continues_the_one_of_its_rule_with_which_it_shares_most_claims(
    rows, findings, carried, rivals
):
    continued = succession(findings, matched(rows, findings))
    assert (continued.carried, continued.rivals) == (carried, rivals)


def test_an_update_says_what_it_carries_over_and_what_it_drops():
    findings = [found("x", "123"), found("y", "56"), found("z", "78")]
    rows = [
        A,
        gone("c", "57", "One.", "source-tension"),
        gone("d", "68"),
        gone("e", "9", "", "under-review"),
        gone("f", "9", "w" * 400),
    ]
    register = matched(rows, findings)
    assert list(changes(register, succession(findings, register))) == [
        ("y", "added", ""),
        ("z", "added", ""),
        ("x", "carried", "from a, to review: editorial: Why."),
        ("c", "removed", "dropped: source-tension: One. (it may belong to y or z)"),
        ("d", "removed", "dropped: editorial: Why. (it may belong to y or z)"),
        ("e", "removed", ""),
        ("f", "removed", f"dropped: editorial: {'w' * 288}…"),
    ]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next package, not to be changed."""
    folder = contradictory_package(tmp_path_factory.mktemp("template") / "package")
    build_report_with_update(folder)
    (row,) = (
        n for n, row in enumerate(read_rows(folder, "findings"), 2) if "date01" in row["claims"]
    )
    write_cell(folder, "findings", row, "disposition", "source-tension")
    write_cell(folder, "findings", row, "comment", "One may be the charter.")
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A package whose finding about dates is judged, and then gets a third date."""
    folder = Path(shutil.copytree(template, tmp_path / "package"))
    rows = read_rows(folder, "dates")
    third = {
        **rows[0],
        "claim_id": "p2.s1.date02",
        "passage_id": "p2.s1",
        "date": "1940",
        "earliest": "1940-01-01",
        "latest": "1940-12-31",
        "as_stated": "1940",
    }
    write_table(folder, "dates", [*rows, third])
    describe(folder)
    return folder


def judged(folder: Path) -> dict[str, str]:
    (row,) = (row for row in read_rows(folder, "findings") if row["rule"] == "dates-agree")
    return row


def test_a_judgement_is_carried_over_to_a_finding_that_grew_and_marked_for_review(folder):
    before = judged(folder)
    assert build_report(folder).unregistered == 1
    report = build_report_with_update(folder)
    grown = [*DATES_FINDING, "p2.s1.date02"]
    headline = "Reed Guild: founded in 1931, in February 1934 or in 1940?"
    assert judged(folder) == {
        **before,
        "finding_id": fingerprint("dates-agree", grown),
        "claims": "|".join(grown),
        "message": f"{headline} The dates do not overlap (at least 2,923 days apart).",
        "value_hash": judged(folder)["value_hash"],
        "review": before["finding_id"],
        "headline": headline,
    }
    assert [(item.change, item.note) for item in report.updates] == [
        (
            "carried",
            f"from {before['finding_id']}, to review: source-tension: One may be the charter.",
        )
    ]
    assert (report.valid, report.to_review) == (True, 1)
    expected = "Valid: structure OK; 2 findings, registered as found. 1 finding to review."
    assert verdict(build_report(folder)) == expected
    (finding,) = (item for item in report.findings if item.review)
    assert finding.register_status == "source-tension, to review"
    text = " ".join(renderer("text")(report, Display(width=200)).split())
    assert f"carried {finding.id} from {before['finding_id']}, to review: source-tension" in text


def test_a_reviewed_finding_is_no_longer_marked_and_an_update_leaves_it_alone(folder):
    build_report_with_update(folder)
    (row,) = (n for n, row in enumerate(read_rows(folder, "findings"), 2) if row["review"])
    write_cell(folder, "findings", row, "review", "")
    register = (folder / "data/findings.csv").read_bytes()
    report = build_report_with_update(folder)
    assert (report.valid, report.to_review, report.updates) == (True, 0, ())
    assert (folder / "data/findings.csv").read_bytes() == register


def test_in_a_register_of_1_0_1_the_comment_is_kept_and_the_judgement_is_to_be_made(folder):
    """It has no column for the mark, none for severity and headline."""
    newer = ["review", "severity", "headline"]
    file, table = folder / "schemas/findings.json", folder / "data/findings.csv"
    schema = json.loads(file.read_text("utf-8"))
    schema["fields"] = [field for field in schema["fields"] if field["name"] not in newer]
    file.write_text(json.dumps(schema), encoding="utf-8")
    rows = pd.DataFrame(read_rows(folder, "findings")).drop(columns=newer)
    rows.to_csv(table, index=False, lineterminator="\n")
    describe(folder)
    report = build_report_with_update(folder)
    assert [item.change for item in report.updates] == ["carried"]
    assert (report.valid, report.to_review) == (True, 0)
    row = judged(folder)
    assert (row["disposition"], row["comment"]) == ("under-review", "One may be the charter.")


def test_the_claims_of_a_huge_finding_are_cut_to_what_a_cell_holds(template, tmp_path):
    folder = Path(shutil.copytree(template, tmp_path / "package"))
    claims = [f"p1.s1.date{number:05}" for number in range(8057)]
    huge = found(fingerprint("dates-agree", claims), "")
    huge = Finding(**{**vars(huge), "claims": tuple(claims)})
    package = read_package(folder)
    assert update_register(package, [huge], {}, {"dates-agree"}, {})
    file = folder / "data/findings.csv"
    (row,) = read_rows(folder, "findings")
    cells = row["claims"].split("|")
    assert cells == claims[: len(cells)]
    assert 32_700 < len(row["claims"]) <= 32_767
    names = package.resource("findings").schema.field_names
    frame = read_table(file.read_bytes(), "findings.csv", names).frame
    assert match([huge], registered_rows(frame), {"dates-agree"}).is_exact
