"""The vocabulary holds: terms stand where they may, and relate what they may."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.builders import Row, build_package, describe, read_rows, write_cell, write_table
from tests.helpers.verdicts import places_of, problems_of

VOCABULARY = "data/properties.csv"

ENTITIES: list[Row] = [
    {"entity_id": "ada", "type": "person"},
    {"entity_id": "ferry-union", "type": "organisation"},
    {"entity_id": "gull-club", "type": "group"},
    {"entity_id": "regatta", "type": "event"},
]
TERMS: list[Row] = [
    {"property_id": "crew", "used_in": "figures", "subject_types": "group|organisation",
     "comparability_keys": "as_of|entity_id"},
    {"property_id": "founded", "used_in": "dates", "subject_types": "group|organisation"},
    {"property_id": "joined", "used_in": "relations", "subject_types": "group|person",
     "object_types": "organisation"},
    {"property_id": "occurred", "used_in": "dates", "subject_types": "event"},
]  # fmt: skip


def package(folder: Path) -> Path:
    """The folder of a valid package in which every term is used."""
    build_package(
        folder / "package",
        entities=ENTITIES,
        properties=TERMS,
        dates=[{"passage_id": "p01", "entity_id": "gull-club", "property_id": "founded",
                "date": "2014"}],
        figures=[{"passage_id": "p01", "entity_id": "gull-club", "measure_id": "crew", "low": "3"}],
        relations=[{"passage_id": "p01", "subject_id": "ada", "predicate_id": "joined",
                    "object_id": "ferry-union"}],
        sequences=[{"passage_id": "p01", "earlier_entity_id": "gull-club",
                    "earlier_property_id": "founded", "later_entity_id": "regatta",
                    "later_property_id": "occurred"}],
    )  # fmt: skip
    return folder / "package"


def test_terms_that_stand_and_relate_as_the_vocabulary_says_are_no_problem(tmp_path: Path) -> None:
    assert problems_of(package(tmp_path)) == ()


@pytest.mark.parametrize(
    ("table", "column", "value", "expectation"),
    [
        ("dates", "property_id", "crew", "a term that is used in dates"),
        ("dates", "property_id", "joined", "a term that is used in dates"),
        ("figures", "measure_id", "founded", "a term that is used in figures"),
        ("relations", "predicate_id", "crew", "a term that is used in relations"),
        ("sequences", "earlier_property_id", "crew", "a term that is used in dates"),
        ("sequences", "later_property_id", "joined", "a term that is used in dates"),
        ("dates", "entity_id", "regatta", "an entity of the type group or organisation"),
        ("dates", "property_id", "occurred", "an entity of the type event"),
        ("figures", "entity_id", "ada", "an entity of the type group or organisation"),
        ("relations", "subject_id", "ferry-union", "an entity of the type group or person"),
        ("relations", "object_id", "gull-club", "an entity of the type organisation"),
        ("sequences", "earlier_entity_id", "regatta", "an entity of the type group or organ"),
        ("sequences", "later_entity_id", "ada", "an entity of the type event"),
    ],
)
def test_a_term_or_an_entity_out_of_place_is_one_problem(
    tmp_path: Path, table: str, column: str, value: str, expectation: str
) -> None:
    folder = package(tmp_path)
    write_cell(folder, table, 2, column, value)
    (problem,) = problems_of(folder)
    assert (problem.code, problem.file, problem.row) == ("term", f"data/{table}.csv", 2)
    blamed = "entity_id" if (column, value) == ("property_id", "occurred") else column
    cells = read_rows(folder, table)[0]
    assert (problem.column, problem.value) == (blamed, cells[blamed])
    assert problem.message.startswith(f"expected {expectation}")


def test_a_problem_names_the_term_and_what_the_entity_is(tmp_path: Path) -> None:
    folder = package(tmp_path)
    write_cell(folder, "relations", 2, "object_id", "ada")
    (problem,) = problems_of(folder)
    assert problem.message == (
        "expected an entity of the type organisation as the object of 'joined' "
        "('ada' is of the type person)"
    )


@pytest.mark.parametrize(
    ("row", "column", "value", "expectation"),
    [
        (2, "comparability_keys", "entity_id|mood", "columns of figures (not 'mood')"),
        (2, "comparability_keys", "earliest", "columns of figures (not 'earliest')"),
        (3, "comparability_keys", "unit", "columns of dates (not 'unit')"),
        (2, "value_kind", "date", "number, as the terms of figures have"),
        (3, "value_kind", "number", "date, as the terms of dates have"),
        (4, "value_kind", "date", "entity, as the terms of relations have"),
        (2, "subject_types", "fleet|group|organisation", "types of entities (not 'fleet')"),
        (4, "object_types", "fleet|organisation", "types of entities (not 'fleet')"),
        (3, "object_types", "organisation", "no types: a term of dates has no object"),
    ],
)
def test_what_the_vocabulary_says_must_be_about_columns_and_types_that_there_are(
    tmp_path: Path, row: int, column: str, value: str, expectation: str
) -> None:
    folder = package(tmp_path)
    write_cell(folder, "properties", row, column, value)
    (problem,) = problems_of(folder)
    assert (problem.code, problem.file) == ("vocabulary", VOCABULARY)
    assert (problem.row, problem.column, problem.value) == (row, column, value)
    assert problem.message == f"expected {expectation}"


def test_a_predicate_has_objects(tmp_path: Path) -> None:
    folder = package(tmp_path)
    write_cell(folder, "properties", 4, "object_types", "")
    assert places_of(folder) == [("required-when", VOCABULARY, 4, "object_types")]


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("properties", 3, "used_in", "nowhere"),
        ("properties", 3, "subject_types", "No types!"),
        ("entities", 4, "type", "flock"),
        ("dates", 2, "property_id", "sunk"),
        ("dates", 2, "entity_id", "nobody"),
    ],
)
def test_what_is_broken_already_is_one_problem_and_none_of_the_vocabulary(
    tmp_path: Path, table: str, row: int, column: str, value: str
) -> None:
    folder = package(tmp_path)
    write_cell(folder, table, row, column, value)
    assert [(file, row, column) for _, file, row, column in places_of(folder)] == [
        (f"data/{table}.csv", row, column)
    ]


def test_a_term_that_stands_twice_is_one_problem_and_holds_as_it_stands_first(
    tmp_path: Path,
) -> None:
    folder = package(tmp_path)
    rows = read_rows(folder, "properties")
    write_table(folder, "properties", [rows[0], rows[0], *rows[1:]])
    describe(folder)
    assert places_of(folder) == [("unique", VOCABULARY, 3, "property_id")]


def test_a_vocabulary_that_could_not_be_read_holds_nothing(tmp_path: Path) -> None:
    folder = package(tmp_path)
    (folder / VOCABULARY).unlink()
    assert places_of(folder) == [("missing-file", VOCABULARY, None, None)]


def test_every_row_with_a_term_out_of_place_is_named(tmp_path: Path) -> None:
    folder = package(tmp_path)
    rows = read_rows(folder, "dates") * 3
    rows = [{**row, "claim_id": f"p01.d{number}"} for number, row in enumerate(rows)]
    rows[0]["entity_id"] = rows[2]["entity_id"] = "ada"
    write_table(folder, "dates", rows)
    describe(folder)
    assert places_of(folder) == [
        ("term", "data/dates.csv", 2, "entity_id"),
        ("term", "data/dates.csv", 4, "entity_id"),
    ]


# Which columns hold terms, and of what, is said in the schemas alone.


def change_term(folder: Path, table: str, column: str, term: Any) -> None:
    file = folder / f"schemas/{table}.json"
    schema = json.loads(file.read_text("utf-8"))
    field = next(each for each in schema["fields"] if each["name"] == column)
    field["term"] = term
    file.write_text(json.dumps(schema), encoding="utf-8")


def test_a_column_is_one_of_terms_because_its_schema_says_so(tmp_path: Path) -> None:
    folder = package(tmp_path)
    write_cell(folder, "dates", 2, "entity_id", "ada")
    change_term(folder, "dates", "property_id", {"usedIn": "dates", "valueKind": "date"})
    assert problems_of(folder) == ()


@pytest.mark.parametrize(
    "term",
    [
        "dates",
        {},
        {"usedIn": "dates", "valueKind": "date", "subject": "mood"},
        {"usedIn": "dates", "valueKind": "date", "subject": "note"},
        {"usedIn": "", "valueKind": "date", "subject": "entity_id"},
        {"usedIn": "dates", "valueKind": "date", "theme": "entity_id"},
        {"usedIn": "dates", "valueKind": 3},
    ],
)
def test_a_declaration_that_cannot_be_acted_on_is_a_problem_of_the_schema(
    tmp_path: Path, term: Any
) -> None:
    folder = package(tmp_path)
    change_term(folder, "dates", "property_id", term)
    assert places_of(folder) == [("schema", "schemas/dates.json", None, "property_id")]


def test_a_column_of_terms_must_refer_to_a_vocabulary(tmp_path: Path) -> None:
    folder = package(tmp_path)
    change_term(folder, "dates", "note", {"usedIn": "dates", "valueKind": "date"})
    assert places_of(folder) == [("schema", "schemas/dates.json", None, "note")]
