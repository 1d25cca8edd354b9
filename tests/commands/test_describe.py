"""`python -m checks describe` tells what is in a package, fast, without checking it."""

import json
import re
from pathlib import Path

import pytest

from checks.commands.main import main
from tests.helpers.builders import build_package, read_descriptor, schema_of, write_descriptor


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The folder of a package with two dates of one guild."""
    dates = [
        {
            "claim_id": "p05.s01.a1",
            "entity_id": "guild",
            "date": "1931",
            "anchor_passage_id": "p05.s01",
        },
        {"claim_id": "p05.s01.a2", "entity_id": "guild", "date": "[..1934]"},
    ]
    build_package(tmp_path / "p", dates=dates)
    return tmp_path / "p"


def test_the_overview_has_a_line_for_each_table(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    about = {"title": "Guilds", "licenses": [{"name": "CC0-1.0"}]}
    write_descriptor(package, {**read_descriptor(package), **about})
    assert main(["describe", str(package)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == ["small 1.2.3", "Guilds", "5 tables, 6 rows", "CC0-1.0", ""]
    rows = {
        "dates": ["2", "claim_id", "passages, entities, properties"],
        "documents": ["1", "document_id", "documents"],
        "entities": ["1", "entity_id", "entities"],
        "passages": ["1", "passage_id", "documents, passages"],
        "properties": ["1", "property_id", "properties"],
    }
    columns = {name: str(len(schema_of(name).field_names)) for name in rows}
    assert [re.split(" {2,}", line) for line in lines[5:]] == [
        ["table", "rows", "columns", "key", "refers to"],
        *([name, number, columns[name], *rest] for name, (number, *rest) in rows.items()),
    ]


def explained(text: str) -> dict[str, list[str]]:
    """The lines below each column of a table that is explained, without the blanks around them."""
    blocks = (block.splitlines() for block in text.split("\n\n"))
    return {head: [line.strip() for line in lines] for head, *lines in blocks}


def test_a_table_is_explained_column_by_column(
    package: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["describe", str(package), "--table", "dates"]) == 0
    columns = explained(capsys.readouterr().out)
    head, *others = columns
    assert head == "dates: 2 rows in data/dates.csv"
    assert others == [
        "claim_id: string, key, filled in 2",
        "passage_id: string, required, refers to passages.passage_id, filled in 2",
        "entity_id: string, required, refers to entities.entity_id, filled in 2",
        "property_id: string, required, refers to properties.property_id, filled in 2",
        "date: date (EDTF), required, filled in 2",
        "earliest: date, optional, filled in 1",
        "latest: date, optional, filled in 2",
        "precision: string, required, filled in 2",
        "anchor_passage_id: string, optional, refers to passages.passage_id, filled in 1",
        "as_stated: string, required, filled in 2",
        "attributed_to: string, optional, refers to entities.entity_id, filled in 0",
        "certainty: string, required, filled in 2",
        "note: string, required where certainty is inferred, filled in 0",
    ]
    assert columns["earliest: date, optional, filled in 1"] == [
        "First day that the date allows. Empty: open (the date has no lower bound).",
        "Example: 2017-04-01",
    ]
    precision = columns["precision: string, required, filled in 2"]
    codes = ["day", "month", "year", "interval: some time between two dates"]
    assert precision[-6:] == ["Codes:", *codes, "open: before or after a date"]


def test_a_column_of_terms_lists_those_that_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = [
        {"property_id": "crew", "used_in": "figures", "subject_types": "group|organisation"},
        {"property_id": "founded", "used_in": "dates", "subject_types": "group"},
        {"property_id": "joined", "used_in": "relations", "subject_types": "group",
         "object_types": ""},
    ]  # fmt: skip
    given = [{**term, "definition": f"It {term['property_id']}."} for term in terms]
    build_package(tmp_path / "p", properties=given, relations=[], figures=[], dates=[])
    found = {}
    for table in ("relations", "figures", "dates"):
        assert main(["describe", str(tmp_path / "p"), "--table", table]) == 0
        for head, lines in explained(capsys.readouterr().out).items():
            if fitting := [place for place, line in enumerate(lines) if "fit" in line]:
                found[f"{table}.{head.partition(':')[0]}"] = lines[fitting[0] + 1 :]
    assert found == {
        "relations.predicate_id": ["joined: It joined. (subject_id: group; object_id: any)"],
        "relations.start_property_id": ["founded: It founded. (start_entity_id: group)"],
        "relations.end_property_id": ["founded: It founded. (end_entity_id: group)"],
        "figures.measure_id": ["crew: It crew. (entity_id: group, organisation)"],
        "dates.property_id": ["founded: It founded. (entity_id: group)"],
    }


def test_an_empty_cell_that_has_a_meaning_and_references_to_claims_are_named(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["describe", str(small), "--table", "properties", "--table", "comparisons"]) == 0
    columns = explained(capsys.readouterr().out)
    assert "agency: string, optional (empty means none), filled in 6" in columns
    assert "left_claim_id: string, required, refers to a claim, filled in 1" in columns


def test_programs_get_the_same_as_json(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", str(package), "--format", "json"]) == 0
    described = json.loads(capsys.readouterr().out)
    assert (described["name"], described["version"]) == ("small", "1.2.3")
    dates = described["tables"][0]
    assert (dates["name"], dates["path"], dates["rows"]) == ("dates", "data/dates.csv", 2)
    assert dates["key"] == ["claim_id"]
    assert {"columns": ["entity_id"], "to": "entities", "to_columns": ["entity_id"]} in dates[
        "references"
    ]
    assert dates["columns"][5] == {
        "name": "earliest",
        "type": "date",
        "title": "Earliest",
        "description": "First day that the date allows. Empty: open (the date has no lower bound).",
        "required": False,
        "required_when": "",
        "empty_means": None,
        "refers_to_claims": False,
        "example": "2017-04-01",
        "codes": {},
        "terms": [],
        "filled": 1,
    }
    assert [term["term"] for term in dates["columns"][3]["terms"]] == ["founded"]
    assert main(["describe", str(package), "--format", "json", "--table", "entities"]) == 0
    assert [each["name"] for each in json.loads(capsys.readouterr().out)["tables"]] == ["entities"]


def test_a_table_that_cannot_be_read_is_named_in_one_line(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "data/entities.csv").write_bytes(b"entity_id;type\n")
    assert main(["describe", str(package)]) == 2
    printed = capsys.readouterr()
    place = package / "data/entities.csv"
    assert printed.err.startswith(f"checks: {place}:1: expected cells separated by ','")
    assert printed.err.count("\n") == 1
