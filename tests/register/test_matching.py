"""The register of findings: matched both ways, and brought up to date."""

import json
import shutil
from pathlib import Path

import pytest

from checks.checking import build_report, build_report_with_update
from checks.findings.evaluation import fingerprint
from checks.reports.wording import verdict
from checks.tables.package import PackageError
from tests.helpers.builders import describe, read_descriptor, read_rows, write_cell, write_table
from tests.helpers.contradictory_package import (
    ANSWERS_FINDING,
    DATES_FINDING,
    contradictory_package,
)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both packages below, not to be changed."""
    templates = tmp_path_factory.mktemp("templates")
    contradictory_package(templates / "package")
    shutil.copytree(templates / "package", templates / "registered")
    build_report_with_update(templates / "registered")
    return templates


@pytest.fixture
def folder(templates: Path, tmp_path: Path) -> Path:
    """A package with two contradictions and an empty register."""
    return Path(shutil.copytree(templates / "package", tmp_path / "package"))


@pytest.fixture
def registered(templates: Path, tmp_path: Path) -> Path:
    """The same, with both of them in the register."""
    return Path(shutil.copytree(templates / "registered", tmp_path / "registered"))


def register(folder):
    return read_rows(folder, "findings")


def set_date(folder, row, text, earliest, latest, precision):
    columns = ("date", "earliest", "latest", "precision", "as_stated")
    for column, value in zip(columns, (text, earliest, latest, precision, "then"), strict=True):
        write_cell(folder, "dates", row, column, value)


def test_a_finding_that_is_not_registered_is_not_valid(folder):
    report = build_report(folder)
    assert report.structure == ()
    assert [(item.claims, item.registered) for item in report.findings] == [
        (DATES_FINDING, False),
        (ANSWERS_FINDING, False),
    ]
    assert (report.valid, report.unregistered, report.changed, report.absent) == (False, 2, 0, ())


def test_updating_registers_every_finding_as_under_review_since_this_version(folder):
    assert build_report_with_update(folder).valid
    assert build_report(folder).valid
    answers, dates = register(folder)
    assert answers["claims"] == "|".join(ANSWERS_FINDING)
    headline = "Reed Guild: founded in 1931 or in February 1934?"
    assert dates == {
        "finding_id": fingerprint("dates-agree", DATES_FINDING),
        "rule": "dates-agree",
        "claims": "|".join(DATES_FINDING),
        "message": f"{headline} The dates do not overlap (at least 763 days apart).",
        "value_hash": dates["value_hash"],
        "first_seen": "1.2.3",
        "disposition": "under-review",
        "comment": "",
        "review": "",
        "severity": "error",
        "headline": headline,
    }


def test_an_update_writes_register_and_descriptor_once_and_nothing_else(folder, registered):
    assert {path.relative_to(registered) for path in registered.rglob("*")} == {
        path.relative_to(folder) for path in folder.rglob("*")
    }
    files = [registered / "data/findings.csv", registered / "datapackage.json"]
    before = [(file.stat().st_mtime_ns, file.read_bytes()) for file in files]
    assert build_report_with_update(registered).valid
    assert [(file.stat().st_mtime_ns, file.read_bytes()) for file in files] == before
    describe(registered)
    assert files[1].read_bytes() == before[1][1]


def test_a_registered_finding_that_no_longer_occurs_is_not_valid_until_an_update(registered):
    (gone,) = [row for row in register(registered) if row["claims"] == "|".join(DATES_FINDING)]
    set_date(registered, 4, "1931-03", "1931-03-01", "1931-03-31", "month")
    report = build_report(registered)
    assert [item.id for item in report.absent] == [gone["finding_id"]]
    assert not report.valid
    assert build_report_with_update(registered).valid
    assert [row["claims"] for row in register(registered)] == ["|".join(ANSWERS_FINDING)]


def test_a_changed_value_is_not_valid_and_says_so(registered):
    set_date(registered, 4, "1934-03", "1934-03-01", "1934-03-31", "month")
    report = build_report(registered)
    assert [(item.claims, item.registered, item.changed) for item in report.findings] == [
        (DATES_FINDING, True, ("message", "value_hash", "headline")),
        (ANSWERS_FINDING, True, ()),
    ]
    assert (report.valid, report.changed) == (False, 1)


def test_a_generated_column_that_was_edited_is_not_valid(registered):
    for column, value in (("message", "other"), ("severity", "info"), ("headline", "other")):
        write_cell(registered, "findings", 2, column, value)
    report = build_report(registered)
    changed = [item.changed for item in report.findings if item.changed]
    assert changed == [("message", "severity", "headline")]
    assert not report.valid


def test_an_update_keeps_what_maintainers_wrote_and_the_first_version(registered):
    for column, value in (
        ("disposition", "source-tension"),
        ("comment", "One may be the charter, the other the founding."),
        ("first_seen", "0.9.0"),
    ):
        write_cell(registered, "findings", 3, column, value)
    kept = register(registered)[1]
    assert kept["claims"] == "|".join(DATES_FINDING)
    set_date(registered, 4, "1935", "1935-01-01", "1935-12-31", "year")
    assert build_report_with_update(registered).valid
    now = register(registered)[1]
    generated = {"message", "value_hash", "headline"}
    assert {key: now[key] for key in now if key not in generated} == {
        key: kept[key] for key in kept if key not in generated
    }
    assert all(now[key] != kept[key] for key in generated)


def test_the_register_is_compared_for_the_rules_that_ran(registered):
    set_date(registered, 4, "1931-03", "1931-03-01", "1931-03-31", "month")
    assert build_report(registered, select=["answers-leave-no-residual"]).valid
    assert build_report(registered, ignore=["dates-agree"]).valid
    assert not build_report(registered, select=["dates-agree"]).valid


def test_an_update_leaves_the_rows_of_other_rules_as_they_are(folder):
    assert build_report_with_update(folder, select=["dates-agree"]).valid
    assert [row["rule"] for row in register(folder)] == ["dates-agree"]
    assert build_report_with_update(folder, ignore=["dates-agree"]).valid
    rules = [row["rule"] for row in register(folder)]
    assert rules == ["answers-leave-no-residual", "dates-agree"]


def test_the_register_can_be_updated_after_a_claim_was_renamed(registered):
    write_cell(registered, "dates", 4, "claim_id", "p2.s1.date02")
    problems = build_report(registered).structure
    assert {problem.file for problem in problems} == {"data/findings.csv"}
    assert build_report_with_update(registered).valid
    assert "p1.s1.date01|p2.s1.date02" in {row["claims"] for row in register(registered)}


def test_a_finding_on_a_row_that_is_left_out_is_neither_found_nor_gone(registered):
    (row,) = [row for row in register(registered) if row["claims"] == "|".join(DATES_FINDING)]
    write_cell(registered, "dates", 4, "date", "Michaelmas")
    report = build_report(registered)
    assert [item.claims for item in report.findings] == [ANSWERS_FINDING]
    assert (report.not_judged, report.absent) == ((row["finding_id"],), ())
    assert [(item.file, item.rows) for item in report.left_out] == [("data/dates.csv", (4,))]


def test_an_update_refuses_while_rows_are_left_out(registered):
    before = (registered / "data/findings.csv").read_bytes()
    write_cell(registered, "dates", 4, "date", "Michaelmas")
    report = build_report_with_update(registered)
    assert verdict(report) == (
        "Not valid: 1 structure problem; 1 registered finding not judged; the register was not "
        "updated, as not everything can be read."
    )
    assert (registered / "data/findings.csv").read_bytes() == before


def test_a_table_that_cannot_be_read_keeps_only_the_rules_from_running_that_read_it(registered):
    (row,) = [row for row in register(registered) if row["claims"] == "|".join(DATES_FINDING)]
    (registered / "data/dates.csv").unlink()
    report = build_report_with_update(registered)
    not_run = {rule.rule: rule.not_run for rule in report.rules if rule.not_run}
    assert not_run["dates-agree"] == not_run["timeline-feasible"] == "dates could not be read"
    assert "answers-leave-no-residual" not in not_run
    assert [item.claims for item in report.findings] == [ANSWERS_FINDING]
    assert (report.not_judged, report.absent) == ((row["finding_id"],), ())
    assert report.updating == "refused"


def test_a_stale_hash_is_a_problem_but_does_not_hide_the_findings(folder):
    file = folder / "data/dates.csv"
    file.write_bytes(file.read_bytes().replace(b"1934", b"1935"))
    report = build_report(folder)
    assert {problem.code for problem in report.structure} == {"hash"}
    assert report.rules_ran
    assert report.findings[0].headline == "Reed Guild: founded in 1931 or in February 1935?"


@pytest.mark.parametrize(
    ("code", "table", "row", "column", "value"),
    [
        ("as-stated", "dates", 4, "as_stated", "May 1934"),
        ("claim-place", "answers", 2, "passage_id", "p1.s1"),
        ("outline", "passages", 2, "start", "9"),
        ("required-when", "dates", 4, "certainty", "inferred"),
        ("term", "properties", 2, "subject_types", "person"),
        ("untrimmed", "dates", 4, "entity_id", " reed-guild"),
        ("formula", "dates", 4, "note", "=so it says"),
    ],
)
def test_a_slip_of_the_coder_is_a_problem_but_does_not_hide_the_findings(
    registered, code, table, row, column, value
):
    write_cell(registered, table, row, column, value)
    report = build_report(registered)
    assert {problem.code for problem in report.structure} == {code}
    assert [item.claims for item in report.findings] == [DATES_FINDING, ANSWERS_FINDING]
    assert not report.valid


def without_register(folder):
    descriptor = read_descriptor(folder)
    descriptor["resources"] = [
        item for item in descriptor["resources"] if item["name"] != "findings"
    ]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def test_without_a_register_every_finding_is_unregistered_and_none_can_be_added(folder):
    without_register(folder)
    assert build_report(folder).unregistered == 2
    with pytest.raises(PackageError, match="no register"):
        build_report_with_update(folder)


def test_without_a_register_a_package_without_findings_is_valid(folder):
    without_register(folder)
    write_table(folder, "answers", read_rows(folder, "answers")[:1])
    write_table(folder, "dates", read_rows(folder, "dates")[:1])
    describe(folder)
    assert build_report(folder).valid


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace(b",", b";"),
        lambda text: text + b"one,cell,too,few\n",
        lambda text: text + b'"never closed\n',
        lambda text: text.replace(b"comment", b"coment", 1),
        lambda text: text + "caf\u00e9".encode("latin-1") + b"\n",
    ],
    ids=["semicolons", "a ragged row", "an open quote", "a misspelt header", "Latin-1"],
)
def test_a_register_that_cannot_be_read_whole_is_not_updated(registered, damage):
    register = registered / "data" / "findings.csv"
    register.write_bytes(damage(register.read_bytes()))
    before = register.read_bytes()
    with pytest.raises(PackageError, match=r"findings\.csv"):
        build_report_with_update(registered)
    assert register.read_bytes() == before
