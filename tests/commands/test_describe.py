"""`python -m checks describe` tells what is in a package, fast, without checking it."""

import json
from pathlib import Path

import pytest

from checks.commands.main import main
from tests.helpers.builders import build_package, read_descriptor, write_descriptor


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
    assert capsys.readouterr().out == (
        "small 1.2.3\n"
        "Guilds\n"
        "5 tables, 6 rows\n"
        "CC0-1.0\n"
        "\n"
        "table       rows  columns  key          refers to\n"
        "dates          2       13  claim_id     passages, entities, properties\n"
        "documents      1        8  document_id\n"
        "entities       1        7  entity_id    entities\n"
        "passages       1        8  passage_id   documents, passages\n"
        "properties     1       25  property_id  properties\n"
    )


def test_a_table_can_be_asked_for_its_columns(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["describe", str(package), "--table", "dates"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "dates: 2 rows in data/dates.csv"
    assert [line.split() for line in lines[1:]] == [
        ["column", "type", "filled", "refers", "to"],
        ["claim_id", "string", "2", "key"],
        ["passage_id", "string", "2", "required", "passages.passage_id"],
        ["entity_id", "string", "2", "required", "entities.entity_id"],
        ["property_id", "string", "2", "required", "properties.property_id"],
        ["date", "date", "(EDTF)", "2", "required"],
        ["earliest", "date", "1"],
        ["latest", "date", "2"],
        ["precision", "string", "2", "required"],
        ["anchor_passage_id", "string", "1", "passages.passage_id"],
        ["as_stated", "string", "2", "required"],
        ["attributed_to", "string", "0", "entities.entity_id"],
        ["certainty", "string", "2", "required"],
        ["note", "string", "0"],
    ]


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
        "required": False,
        "filled": 1,
    }
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
