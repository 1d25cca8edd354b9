"""A schema that the checks cannot act on is a problem, and never a check that is left out."""

from pathlib import Path
from typing import Any

import pytest

from checks.checking import build_report
from checks.structure import check_structure
from checks.tables.package import read_package
from tests.helpers.builders import (
    change_field,
    change_schema,
    read_descriptor,
    write_cell,
    write_descriptor,
)
from tests.helpers.verdicts import places_of, problems_of

SCHEMA = "schemas/dates.json"


PLAIN = {"type": "string", "example": None, "requiredWhen": None}
"""Changes of the column note after which it is a column of any text."""

# What the schema says of the column note, and the column that the problem names: the notes of
# Frictionless name no column.
UNUSABLE: list[tuple[dict[str, Any], str | None]] = [
    ({"type": "geojson"}, "note"),
    ({"type": "numeral"}, None),
    ({"type": "date", "format": "%d.%m.%Y"}, "note"),
    ({"format": "wkt"}, "note"),
    ({"syntax": "iso8601"}, "note"),
    ({"type": "number", "syntax": "edtf"}, "note"),
    ({"references": "entity"}, "note"),
    ({"listSeparator": ""}, "note"),
    ({"constraints": {"pattern": "(["}}, "note"),
    ({"constraints": {"pattern": "(?=a)a"}}, "note"),
    ({"constraints": {"minLength": "few"}}, None),
    ({"type": "number", "constraints": {"minimum": "few"}}, "note"),
    ({"type": "date", "constraints": {"minimum": "spring"}}, "note"),
    ({"type": "number", "decimalChar": ","}, "note"),
    ({"type": "integer", "groupChar": ","}, "note"),
    ({"type": "number", "bareNumber": False}, "note"),
    ({"type": "boolean", "trueValues": ["yes"]}, "note"),
    ({"type": "boolean", "trueValues": ["false"], "falseValues": ["true"]}, "note"),
    ({"categories": [{"value": "a", "label": "b"}]}, "note"),
    ({"categoriesOrdered": True}, "note"),
    ({"emptyMeans": False, "type": "boolean"}, "note"),
    ({"emptyMeans": "no", "type": "boolean"}, "note"),
    ({"emptyMeans": "c", "constraints": {"enum": ["a", "b"]}}, "note"),
    ({"emptyMeans": "a", "constraints": {"required": True}}, "note"),
    ({"emptyMeans": "0", "type": "integer"}, "note"),
    ({"missingValues": ["-"]}, "note"),
]
# What the schema says of itself, and the column that the problem names.
UNUSABLE_TABLES: list[tuple[dict[str, Any], str | None]] = [
    ({"fieldsMatch": "equal"}, None),
    ({"missingValues": ["", "-"]}, None),
    ({"fields": [{"name": "claim_id"}]}, None),
    ({"fields": [{"name": "row"}], "primaryKey": [], "foreignKeys": []}, "row"),
    ({"primaryKey": ["nothing"]}, None),
    ({"uniqueKeys": [["nothing"]]}, "nothing"),
]


@pytest.mark.parametrize(("properties", "column"), UNUSABLE)
def test_what_a_schema_may_not_say_of_a_column_is_a_problem(
    package: Path, properties: dict[str, Any], column: str | None
) -> None:
    change_field(package, "dates", "note", **{**PLAIN, **properties})
    found = {(item.code, item.file, item.row, item.column) for item in problems_of(package)}
    assert found == {("schema", SCHEMA, None, column)}


@pytest.mark.parametrize(("properties", "column"), UNUSABLE_TABLES)
def test_what_a_schema_may_not_say_of_itself_is_a_problem(
    package: Path, properties: dict[str, Any], column: str | None
) -> None:
    change_schema(package, "dates", **properties)
    own = [item for item in problems_of(package) if item.file == SCHEMA]
    assert ("schema", column) in {(item.code, item.column) for item in own}


# Table, column, and what the schema says of it that this program adds to the standard.
UNUSABLE_DECLARATIONS: list[tuple[str, str, dict[str, Any]]] = [
    *(
        ("dates", "note", {"requiredWhen": condition})
        for condition in ({}, [], "certainty", {"mood": ["calm"]}, {"certainty": "inferred"})
    ),
    *(
        ("dates", "note", {"allowed": allowed})
        for allowed in (
            "certainty",
            {},
            {"when": {}},
            {"when": {"mood": True}},
            {"when": {"property_id.mood": True}},
            {"when": {"as_stated.label": True}},
            {"when": {"certainty": ["inferred"]}, "unless": {}},
            {"when": {"certainty": ["inferred"]}, "pattern": "("},
        )
    ),
    *(
        ("dates", "property_id", {"term": term})
        for term in (
            "dates",
            {},
            {"usedIn": "dates", "valueKind": "date", "subject": "mood"},
            {"usedIn": "dates", "valueKind": "date", "subject": "note"},
            {"usedIn": "", "valueKind": "date", "subject": "entity_id"},
            {"usedIn": "dates", "valueKind": "date", "theme": "entity_id"},
            {"usedIn": "dates", "valueKind": 3},
        )
    ),
    ("dates", "note", {"term": {"usedIn": "dates", "valueKind": "date"}}),
    *(
        ("figures", "as_stated", {"carries": carries})
        for carries in (
            [],
            {},
            {"columns": "best"},
            {"columns": ["mood"]},
            {"columns": ["best"], "except": {}},
            {"columns": ["best"], "unless": {"mood": True}},
        )
    ),
    *(
        ("figures", "best", {"possible": possible})
        for possible in (
            True,
            {},
            {"minimum": "few"},
            {"least": 0},
            {"limitsOf": "unit"},
            {"after": "period"},
        )
    ),
    *(
        ("figures", "period", {"possible": possible})
        for possible in ({"minimum": "spring"}, {"after": "best"}, {"limitsOf": "measure_id"})
    ),
    ("documents", "as_of", {"possible": {"minimum": "1800"}}),
]


@pytest.mark.parametrize(("table", "column", "properties"), UNUSABLE_DECLARATIONS)
def test_a_declaration_that_cannot_be_acted_on_is_a_problem_of_the_schema(
    package: Path, table: str, column: str, properties: dict[str, Any]
) -> None:
    change_field(package, table, column, **properties)
    assert places_of(package) == [("schema", f"schemas/{table}.json", None, column)]


def reference(resource: str, columns: list[str], **more: str) -> dict[str, Any]:
    return {"resource": resource, "fields": columns, **more}


EXPECTED = "expected the foreign key of {} to refer to a table of this package"


@pytest.mark.parametrize(
    ("columns", "target", "problem"),
    [
        (["note"], reference("isles", ["id"]), ("note", "isles", EXPECTED.format("note"))),
        (
            ["note", "date"],
            reference("isles", ["id", "day"]),
            (None, "isles", EXPECTED.format("note and date")),
        ),
        (
            ["entity_id"],
            reference("entities", ["entity_id"], package="isles"),
            ("entity_id", "isles", EXPECTED.format("entity_id")),
        ),
        (
            ["note"],
            reference("", ["id"]),
            ("id", "id", "expected a foreign key's target of columns of the table 'dates'"),
        ),
        ([], reference("", []), (None, None, "expected a foreign key of as many columns as ")),
    ],
)
def test_a_foreign_key_into_nothing_is_a_problem(
    package: Path, columns: list[str], target: object, problem: tuple[str | None, str | None, str]
) -> None:
    keys = [{"fields": columns, "reference": target}]
    change_schema(package, "dates", foreignKeys=keys)
    change_field(package, "dates", "property_id", term={"usedIn": "dates", "valueKind": "date"})
    (*_, found) = [item for item in problems_of(package) if item.column != "property_id"]
    assert (found.column, found.value) == problem[:2]
    assert found.message.startswith(problem[2])


def test_a_pattern_that_is_refused_is_named_with_the_reason(package: Path) -> None:
    change_field(package, "dates", "note", constraints={"pattern": "a{,3}"})
    (problem,) = problems_of(package)
    assert problem.value == "a{,3}"
    assert problem.message == (
        "expected a pattern that Python and RE2 read alike: "
        "'{' begins no repetition like {2}, {2,} or {2,3}: write \\{"
    )


HARMLESS: list[dict[str, Any]] = [
    {"rdfType": "https://islands.invalid/Ferry", "example": "As ever", "unit": "knots"},
    {"type": "number", "decimalChar": ".", "bareNumber": True},
    {
        "type": "boolean",
        "trueValues": ["true", "True", "TRUE", "1"],
        "falseValues": ["false", "False", "FALSE", "0"],
    },
    {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
]


@pytest.mark.parametrize("properties", HARMLESS, ids=str)
def test_what_changes_nothing_of_what_cells_mean_is_not_a_problem(
    package: Path, properties: dict[str, Any]
) -> None:
    write_cell(package, "dates", 2, "note", "")
    change_field(package, "dates", "note", **{**PLAIN, **properties})
    change_schema(package, "dates", fieldsMatch="exact")
    assert problems_of(package) == ()


def test_rows_are_not_judged_by_a_schema_that_is_at_fault(package: Path) -> None:
    write_cell(package, "dates", 2, "certainty", "guessed")
    change_field(package, "dates", "note", type="geojson")
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
    assert {code for code, *_ in places_of(package)} == ({"dialect"} if refused else set())


FOREIGN = "https://islands.invalid/profile.json"


@pytest.mark.usefixtures("forbidden_network")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("created", "last summer"),
        ("licenses", [{"title": "Do as you like"}]),
        ("profile", FOREIGN),
        ("profiles", [FOREIGN]),
        ("$schema", "https://datapackage.org.islands.invalid/profiles/2.0/datapackage.json"),
        ("$schema", "http://127.0.0.1:9/datapackage.json"),
        ("$schema", 2),
    ],
)
def test_what_the_standard_does_not_allow_is_a_problem_of_the_descriptor(
    package: Path, name: str, value: object
) -> None:
    write_descriptor(package, {**read_descriptor(package), name: value})
    assert places_of(package) == [("descriptor", "datapackage.json", None, None)]


@pytest.mark.usefixtures("forbidden_network")
@pytest.mark.parametrize("name", ["profile", "profiles", "$schema", "$schema of the table"])
def test_a_profile_of_somebody_else_in_a_resource_or_schema_is_a_problem_and_never_fetched(
    package: Path, name: str
) -> None:
    descriptor = read_descriptor(package)
    if name == "$schema of the table":
        change_schema(package, "dates", **{"$schema": FOREIGN})
    else:
        descriptor["resources"][0][name] = [FOREIGN] if name == "profiles" else FOREIGN
    write_descriptor(package, descriptor)
    (problem,) = problems_of(package)
    assert problem.code == ("schema" if "table" in name else "descriptor")
    assert FOREIGN in problem.message


@pytest.mark.parametrize("version", ["one", "1.2", ""])
def test_a_version_is_three_numbers_and_rules_run_beside_another_one(
    package: Path, version: str
) -> None:
    write_descriptor(package, {**read_descriptor(package), "version": version})
    report = build_report(package)
    assert [(problem.code, problem.value) for problem in report.structure] == [("version", version)]
    assert report.rules_ran


@pytest.mark.parametrize("version", ["1.0", "2.0", None])
def test_the_standard_may_be_named_in_either_version_and_the_version_left_out(
    package: Path, version: str | None
) -> None:
    descriptor = read_descriptor(package)
    del descriptor["version"], descriptor["$schema"]
    if version:
        descriptor["$schema"] = f"https://datapackage.org/profiles/{version}/datapackage.json"
    write_descriptor(package, descriptor)
    (package / "datapackage.json").rename(package / "islands.json")
    assert check_structure(read_package(package / "islands.json")).problems == ()
