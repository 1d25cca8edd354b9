"""A schema that the checks cannot act on is a problem, and never a check that is left out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checks.checking import build_report
from tests.helpers.builders import build_package, read_descriptor, write_cell, write_descriptor
from tests.helpers.verdicts import places_of, problems_of

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
    """Let the last column be one of texts, but for these properties."""

    def change(schema: dict[str, Any]) -> None:
        schema["fields"][-1] = {"name": "note", "type": "string", **properties}

    return change


def forbid_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr("socket.socket.connect", connect)
    monkeypatch.setattr("socket.getaddrinfo", connect)


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
    "a pattern with lookahead": (change_field(constraints={"pattern": "(?=a)a"}), "note"),
    "a pattern that RE2 reads otherwise": (change_field(constraints={"pattern": "a{,3}"}), "note"),
    "a bound that is no number": (
        change_field(type="number", constraints={"minimum": "few"}),
        "note",
    ),
    "a decimal comma": (change_field(type="number", decimalChar=","), "note"),
    "digits in groups": (change_field(type="number", groupChar=","), "note"),
    "integers in groups": (change_field(type="integer", groupChar=" "), "note"),
    "numbers among other characters": (change_field(type="number", bareNumber=False), "note"),
    "another word for true": (change_field(type="boolean", trueValues=["yes"]), "note"),
    "another word for false": (change_field(type="boolean", falseValues=["false", "no"]), "note"),
    "true for false": (
        change_field(type="boolean", trueValues=["false"], falseValues=["true"]),
        "note",
    ),
    "categories": (change_field(categories=["calm", "rough"]), "note"),
    "categories with labels": (change_field(categories=[{"value": "a", "label": "b"}]), "note"),
    "an order of categories": (change_field(categoriesOrdered=True), "note"),
    "missing values of one column": (change_field(missingValues=["-"]), "note"),
    "columns in any order": (lambda schema: schema.update(fieldsMatch="equal"), None),
    "fewer columns than are listed": (lambda schema: schema.update(fieldsMatch="superset"), None),
    "a column that typed tables need for themselves": (change_field(name="row"), "row"),
    "another missing value": (lambda schema: schema.update(missingValues=["", "-"]), None),
    "a key of no column": (lambda schema: schema.update(uniqueKeys=[["nothing"]]), "nothing"),
    "a foreign key into no resource": (
        lambda schema: schema.update(
            foreignKeys=[
                {"fields": ["note"], "reference": {"resource": "nothing", "fields": ["id"]}}
            ]
        ),
        "note",
    ),
    "a foreign key into another package": (
        lambda schema: schema.update(
            foreignKeys=[
                {
                    "fields": ["entity_id"],
                    "reference": {"package": "isles", "resource": "", "fields": ["entity_id"]},
                }
            ]
        ),
        "entity_id",
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


def test_a_pattern_that_is_refused_is_named_with_the_reason(package: Path) -> None:
    change_schema(package, change_field(constraints={"pattern": "a{,3}"}))
    (problem,) = problems_of(package)
    assert problem.value == "a{,3}"
    assert problem.message == (
        "expected a pattern that Python and RE2 read alike: "
        "'{' begins no repetition like {2}, {2,} or {2,3}: write \\{"
    )


def test_a_pattern_that_takes_python_for_ever_is_judged_at_once(package: Path) -> None:
    change_schema(package, change_field(constraints={"pattern": "(.*.*.*)*!"}))
    write_cell(package, "entities", 2, "note", "a" * 3_000)
    assert places_of(package) == [("pattern", "data/entities.csv", 2, "note")]


# What a schema may say, since it changes nothing of what the cells mean.
HARMLESS: dict[str, Change] = {
    "what a column is about": change_field(rdfType="https://islands.invalid/Ferry"),
    "the decimal point": change_field(type="number", decimalChar="."),
    "bare numbers": change_field(type="integer", bareNumber=True),
    "the words of the standard for true and false": change_field(
        type="boolean",
        trueValues=["true", "True", "TRUE", "1"],
        falseValues=["false", "False", "FALSE", "0"],
    ),
    "the canonical words for true and false": change_field(
        type="boolean", trueValues=["true"], falseValues=["false"]
    ),
    "the columns as they are listed": lambda schema: schema.update(fieldsMatch="exact"),
    "an example": change_field(example="As ever"),
    "a property of somebody else": change_field(unit="knots"),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_changes_nothing_of_what_cells_mean_is_no_problem(package: Path, case: str) -> None:
    write_cell(package, "entities", 2, "note", "")
    change_schema(package, HARMLESS[case])
    assert problems_of(package) == ()


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
        ("profiles", ["https://islands.invalid/profile.json"]),
        ("$schema", "https://islands.invalid/profiles/2.0/datapackage.json"),
        ("$schema", "https://datapackage.org.islands.invalid/profiles/2.0/datapackage.json"),
        ("$schema", "http://127.0.0.1:9/datapackage.json"),
        ("$schema", "datapackage.json"),
        ("$schema", 2),
    ],
)
def test_what_the_standard_does_not_allow_is_a_problem_of_the_descriptor(
    package: Path, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_network(monkeypatch)
    write_descriptor(package, {**read_descriptor(package), name: value})
    assert places_of(package) == [("descriptor", "datapackage.json", None, None)]


@pytest.mark.parametrize("version", ["one", "1.2", ""])
def test_a_version_is_three_numbers_and_rules_run_beside_another_one(
    package: Path, version: str
) -> None:
    write_descriptor(package, {**read_descriptor(package), "version": version})
    report = build_report(package)
    assert [(problem.code, problem.value) for problem in report.structure] == [("version", version)]
    assert report.rules_ran


@pytest.mark.parametrize("name", ["profile", "profiles", "$schema"])
def test_a_profile_of_somebody_else_in_a_resource_is_a_problem_and_never_fetched(
    package: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_network(monkeypatch)
    descriptor = read_descriptor(package)
    address = "https://islands.invalid/dataresource.json"
    descriptor["resources"][0][name] = [address] if name == "profiles" else address
    write_descriptor(package, descriptor)
    (problem,) = problems_of(package)
    assert (problem.code, problem.file) == ("descriptor", "datapackage.json")
    assert address in problem.message


def test_a_profile_of_somebody_else_in_a_schema_is_a_problem_and_never_fetched(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_network(monkeypatch)
    address = "https://islands.invalid/profiles/2.0/tableschema.json"
    change_schema(package, lambda schema: schema.update({"$schema": address}))
    (problem,) = problems_of(package)
    assert (problem.code, problem.file) == ("schema", SCHEMA)
    assert address in problem.message


def test_the_standard_may_be_named_in_either_version_or_not_at_all(package: Path) -> None:
    for version in ("1.0", "2.0"):
        address = f"https://datapackage.org/profiles/{version}/datapackage.json"
        write_descriptor(package, {**read_descriptor(package), "$schema": address})
        assert problems_of(package) == ()
    descriptor = read_descriptor(package)
    del descriptor["$schema"]
    write_descriptor(package, descriptor)
    assert problems_of(package) == ()


def test_the_descriptor_may_have_any_name(package: Path) -> None:
    from checks.structure import check_structure
    from checks.tables.package import read_package

    (package / "datapackage.json").rename(package / "islands.json")
    assert check_structure(read_package(package / "islands.json")).problems == ()


def test_a_package_need_not_have_a_version(package: Path) -> None:
    descriptor = read_descriptor(package)
    del descriptor["version"]
    write_descriptor(package, descriptor)
    assert problems_of(package) == ()


def test_each_foreign_key_into_a_table_that_is_gone_is_one_problem_that_names_its_columns(
    package: Path,
) -> None:
    gone = {"resource": "isles", "fields": ["id"]}
    keys = [
        {"fields": ["kind"], "reference": gone},
        {"fields": ["place_id"], "reference": gone},
        {"fields": ["kind", "label"], "reference": {**gone, "fields": ["id", "name"]}},
    ]
    change_schema(package, lambda schema: schema.update(foreignKeys=keys))
    expected = "expected the foreign key of {} to refer to a table of this package"
    assert [(item.column, item.value, item.message) for item in problems_of(package)] == [
        ("kind", "isles", expected.format("kind")),
        ("place_id", "isles", expected.format("place_id")),
        (None, "isles", expected.format("kind and label")),
    ]
