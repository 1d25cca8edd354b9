"""A schema that the checks cannot act on is a problem, and never a check that is left out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import build_package, read_descriptor, write_cell, write_descriptor
from tests.verdicts import places_of, problems_of

SCHEMA = "schemas/entities.json"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("descriptor") / "package"
    build_package(folder, entities=[{"entity_id": "ferry-union", "note": "As ever"}])
    return folder


@pytest.fixture
def package(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "package"))


def change_schema(folder: Path, change: Change) -> None:
    schema = json.loads((folder / SCHEMA).read_text("utf-8"))
    change(schema)
    (folder / SCHEMA).write_text(json.dumps(schema), encoding="utf-8")


def change_field(**properties: Any) -> Change:
    return lambda schema: schema["fields"][-1].update(properties)


# What the schema says, and the column that the problem names.
UNUSABLE: dict[str, tuple[Change, str | None]] = {
    "a type outside the profile": (change_field(type="geojson"), "note"),
    "a format of dates": (change_field(type="date", format="%d.%m.%Y"), "note"),
    "an unknown format of texts": (change_field(format="wkt"), "note"),
    "an unknown syntax": (change_field(syntax="iso8601"), "note"),
    "a syntax of dates for a number": (change_field(type="number", syntax="edtf"), "note"),
    "references to something else": (change_field(references="entity"), "note"),
    "a separator that is empty": (change_field(listSeparator=""), "note"),
    "a pattern that is none": (change_field(constraints={"pattern": "(["}), "note"),
    "a bound that is no number": (
        change_field(type="number", constraints={"minimum": "few"}),
        "note",
    ),
    "a column that typed tables need for themselves": (change_field(name="row"), "row"),
    "another missing value": (lambda schema: schema.update(missingValues=["", "-"]), None),
    "a key of no column": (lambda schema: schema.update(uniqueKeys=[["nothing"]]), "nothing"),
    "a foreign key into no resource": (
        lambda schema: schema.update(
            foreignKeys=[
                {"fields": ["note"], "reference": {"resource": "nothing", "fields": ["id"]}}
            ]
        ),
        None,
    ),
    "a foreign key to no column": (
        lambda schema: schema.update(
            foreignKeys=[{"fields": ["note"], "reference": {"resource": "", "fields": ["id"]}}]
        ),
        "id",
    ),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_a_schema_may_not_say_is_one_problem_of_the_schema(package: Path, case: str) -> None:
    change, column = UNUSABLE[case]
    change_schema(package, change)
    assert ("schema", SCHEMA, None) in {
        (item.code, item.file, item.row) for item in problems_of(package)
    }
    own = [item for item in problems_of(package) if item.file == SCHEMA]
    assert column in {item.column for item in own} or {item.column for item in own} == {None}


def test_rows_are_not_judged_by_a_schema_that_is_at_fault(package: Path) -> None:
    write_cell(package, "entities", 2, "type", "nothing-listed")
    change_schema(package, change_field(type="numeral"))
    assert {item.file for item in problems_of(package)} == {SCHEMA}


@pytest.mark.parametrize(
    ("dialect", "refused"),
    [
        ({}, False),
        ({"delimiter": ",", "header": True, "quoteChar": '"'}, False),
        ({"delimiter": ";"}, True),
        ({"header": False}, True),
        ({"commentChar": "#"}, True),
        ({"csv": {"delimiter": "|"}}, True),
        ("dialect.json", True),
    ],
)
def test_only_the_dialect_of_canonical_files_is_accepted(
    package: Path, dialect: object, refused: bool
) -> None:
    descriptor = read_descriptor(package)
    descriptor["resources"][0]["dialect"] = dialect
    write_descriptor(package, descriptor)
    codes = {code for code, *_ in places_of(package)}
    assert codes == ({"dialect"} if refused else set())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("created", "last summer"),
        ("licenses", [{"title": "Do as you like"}]),
        ("contributors", "the islanders"),
        ("profile", "https://islands.invalid/profile.json"),
    ],
)
def test_what_the_standard_does_not_allow_is_a_problem_of_the_descriptor(
    package: Path, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr("socket.socket.connect", connect)
    write_descriptor(package, {**read_descriptor(package), name: value})
    assert places_of(package) == [("descriptor", "datapackage.json", None, None)]


def test_the_descriptor_may_have_any_name(package: Path) -> None:
    from checks.load.package import read_package
    from checks.structure import check_structure

    (package / "datapackage.json").rename(package / "islands.json")
    assert check_structure(read_package(package / "islands.json")).problems == ()
