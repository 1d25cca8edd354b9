"""A package of three documents: a report, a later edition of it, and one of another publisher."""

import json
from pathlib import Path

import pytest

from checks.checking import build_report, build_report_with_update
from checks.commands.main import main
from checks.findings.evaluation import Finding, evaluate
from checks.rules.registry import all_rules
from scripts.inject_faults.campaign import make_cases
from scripts.inject_faults.operators import all_operators
from scripts.world import typed_tables_of
from scripts.world.country import Country
from tests.helpers.builders import build_package, describe, read_rows, write_cell, write_table

GUILD = {"entity_id": "reed-guild"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """`first` dates the guild to 1931, its edition `second` to 1934, and the bugle to 1936."""
    documents = [
        {"document_id": "first", "title": "Guilds", "publisher": "Annals"},
        {"document_id": "second", "title": "Guilds", "publisher": "Annals", "prefix": "b",
         "edition_of": "first"},
        {"document_id": "bugle", "title": "The Bugle", "publisher": "Bugle", "prefix": "c"},
    ]  # fmt: skip
    passages = [
        {"passage_id": passage, "document_id": document, "kind": "paragraph"}
        for passage, document in (("p01", "first"), ("b-p01", "second"), ("c-p01", "bugle"))
    ]
    dates = [
        {**GUILD, "claim_id": claim, "date": date, "as_stated": date}
        for claim, date in (
            ("p01.date01", "1931"),
            ("b-p01.date01", "1934"),
            ("c-p01.date01", "1936"),
        )
    ]
    build_package(
        tmp_path / "package",
        documents=documents,
        passages=passages,
        dates=dates,
        findings=[],
        rules=[{"rule": rule.name} for rule in all_rules()],
    )
    return tmp_path / "package"


def set_date(folder: Path, row: int, year: str) -> None:
    first, last = f"{year}-01-01", f"{year}-12-31"
    for column, value in {
        "date": year,
        "earliest": first,
        "latest": last,
        "as_stated": year,
    }.items():
        write_cell(folder, "dates", row, column, value)


def test_each_place_names_its_document_and_the_finding_is_a_warning(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["structure"] == []
    (finding,) = report["findings"]
    assert (finding["severity"], finding["scope"]) == ("warning", "between-documents")
    assert [(place["document"], place["passage"]) for place in finding["locations"]] == [
        ("second", "Guilds (second), paragraph 1"),
        ("bugle", "The Bugle, paragraph 1"),
        ("first", "Guilds (first), paragraph 1"),
    ]


def test_a_table_that_cannot_be_read_leaves_the_findings_of_its_rules_not_judged(
    folder: Path,
) -> None:
    (finding,) = build_report_with_update(folder).findings
    (folder / "data/dates.csv").write_bytes(b"")
    report = build_report(folder)
    not_run = {rule.rule: rule.not_run for rule in report.rules if rule.not_run}
    assert not_run["dates-agree"] == "dates could not be read"
    assert (report.findings, report.absent, report.not_judged) == ((), (), (finding.id,))


def test_a_row_that_cannot_be_read_is_left_out_of_its_document_alone(folder: Path) -> None:
    assert build_report_with_update(folder).valid
    write_cell(folder, "dates", 3, "certainty", "SURE")
    report = build_report(folder)
    assert [(item.file, item.rows) for item in report.left_out] == [("data/dates.csv", (3,))]
    assert (report.findings, report.absent, len(report.not_judged)) == ((), (), 1)


def test_what_is_registered_and_no_longer_found_is_as_severe_as_it_was(folder: Path) -> None:
    assert build_report_with_update(folder).valid
    set_date(folder, 3, "1934")  # the bugle agrees with the second edition
    report = build_report(folder)
    assert [(item.severity, len(item.claims)) for item in report.findings] == [("warning", 3)]
    assert report.changed == 1
    set_date(folder, 4, "1934")  # and the first one does
    assert [item.severity for item in build_report(folder).absent] == ["warning"]


def test_an_updated_date_of_an_edition_is_information(folder: Path) -> None:
    dates = [row for row in read_rows(folder, "dates") if row["passage_id"] != "c-p01"]
    write_table(folder, "dates", dates)
    describe(folder)
    report = build_report(folder)
    assert [(item.severity, item.claims) for item in report.findings] == [
        ("info", ("b-p01.date01", "p01.date01"))
    ]


def copied(country: Country, publisher: str, edition_of: str) -> Country:
    """A document that says the same of the same things as another one."""
    places = ("claim_id", "passage_id", "parent_id", "document_id", "prefix")
    other = country.copy(country.chance)
    for name, rows in country.tables.items():
        copies = [
            {
                key: f"x{text}" if text and key.endswith(places) else text
                for key, text in row.items()
            }
            for row in rows.values()
        ]
        other.tables[name] = {next(iter(row.values())): row for row in copies}
    (document,) = other.tables["documents"].values()
    document.update(publisher=publisher, edition_of=edition_of)
    other.tables["entities"] = {}
    return other


def written(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.id, finding.value_hash, finding.message) for finding in findings]


@pytest.mark.parametrize("is_edition", [True, False])
def test_a_document_that_says_the_same_changes_no_finding_of_the_first(is_edition: bool) -> None:
    cases = make_cases(79, all_operators()[::25])
    for case in cases:
        country = case.country
        other = copied(country, "Bugle", country.prefix if is_edition else "")
        alone = list(evaluate(all_rules(), typed_tables_of([country])).findings)
        found = evaluate(all_rules(), typed_tables_of([country, other])).findings
        within = [finding for finding in found if finding.scope == "within-document"]
        first = [item for item in within if item.claims[0].startswith(country.prefix)]
        assert written(first) == written(alone) != []
        assert len(within) == 2 * len(first)
        between = [finding.severity for finding in found if finding not in within]
        assert "error" not in between
        assert between == [] or not is_edition
