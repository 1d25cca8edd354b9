"""A program that fails because of a wrong descriptor or schema says what the check says of that."""

import json
from pathlib import Path
from typing import Any

import pytest

import checks
from checks.commands.main import main
from checks.explaining import explained_by
from checks.tables.package import PackageError, read_package
from tests.helpers.builders import (
    change_field,
    change_schema,
    read_descriptor,
    write_descriptor,
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize(
    ("command", "table", "properties", "reason"),
    [
        ("build", "dates", {"primaryKey": ["x"]}, "x"),
        ("build", "answers", {"percent": {"possible": {"maximum": {}}}}, "percent"),
        ("describe", "dates", {"certainty": {"constraints": {"enum": True}}}, "enum"),
    ],
)
def test_a_wrong_schema_is_named_in_one_line(
    small: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    table: str,
    properties: dict[str, Any],
    reason: str,
) -> None:
    for name, value in properties.items():
        if name == "primaryKey":
            change_schema(small, table, **{name: value})
        else:
            change_field(small, table, name, **value)
    status, out, err = run(capsys, command, small)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"checks: schemas/{table}.json:")
    assert reason in err


def test_a_wrong_descriptor_is_named_in_one_line(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_descriptor(small, {**read_descriptor(small), "licenses": 3})
    status, out, err = run(capsys, "describe", small)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("checks: datapackage.json: expected a valid data package")


@pytest.mark.parametrize("key", [["x"], [["x"]], {"a": "b"}])
def test_what_python_loads_is_refused_as_a_package_error(small: Path, key: object) -> None:
    file = small / "schemas/dates.json"
    schema = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**schema, "fields": [{**schema["fields"][0], "enum": key}]}))
    with pytest.raises(PackageError):
        checks.load(small)


def test_a_failure_on_a_right_package_stays_as_it_is(small: Path) -> None:
    package = read_package(small)
    with pytest.raises(ZeroDivisionError), explained_by(package):
        raise ZeroDivisionError
    with explained_by(package):
        pass
