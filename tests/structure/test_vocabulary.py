"""The vocabulary holds: terms stand where they may, and relate what they may."""

from pathlib import Path

import pytest

from tests.helpers.builders import (
    Row,
    build_package,
    change_field,
    describe,
    read_rows,
    write_cell,
    write_table,
)
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


@pytest.mark.parametrize(
    ("table", "column", "value", "expectation"),
    [
        ("dates", "property_id", "crew", "a term that is used in dates"),
        ("relations", "predicate_id", "crew", "a term that is used in relations"),
        ("sequences", "later_property_id", "joined", "a term that is used in dates"),
        ("dates", "entity_id", "regatta", "an entity of the type group or organisation"),
        ("dates", "property_id", "occurred", "an entity of the type event"),
        ("relations", "subject_id", "ferry-union", "an entity of the type group or person"),
        ("relations", "object_id", "gull-club", "an entity of the type organisation"),
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


def test_a_problem_names_the_term_and_what_the_entity_is_in_every_row(tmp_path: Path) -> None:
    folder = package(tmp_path)
    assert problems_of(folder) == ()
    rows = [
        {**row, "claim_id": f"p01.d{n}"} for n in range(3) for row in read_rows(folder, "dates")
    ]
    rows[0]["entity_id"] = rows[2]["entity_id"] = "ada"
    write_table(folder, "dates", rows)
    describe(folder)
    message = (
        "expected an entity of the type group or organisation as the subject of 'founded' "
        "('ada' is of the type person)"
    )
    assert [(item.row, item.column, item.message) for item in problems_of(folder)] == [
        (2, "entity_id", message),
        (4, "entity_id", message),
    ]


@pytest.mark.parametrize(
    ("row", "column", "value", "expectation"),
    [
        (2, "comparability_keys", "entity_id|mood", "columns of figures (not 'mood')"),
        (3, "comparability_keys", "unit", "columns of dates (not 'unit')"),
        (2, "value_kind", "date", "number, as the terms of figures have"),
        (4, "value_kind", "date", "entity, as the terms of relations have"),
        (2, "subject_types", "fleet|group|organisation", "types of entities (not 'fleet')"),
        (4, "object_types", "fleet|organisation", "types of entities (not 'fleet')"),
        (3, "object_types", "organisation", "no types: a term of dates has no object"),
        (4, "one_object_at_a_time", "fleet|group", "types of entities (not 'fleet')"),
        (4, "one_subject_at_a_time", "fleet", "types of entities (not 'fleet')"),
        (3, "one_subject_at_a_time", "group", "no types: a term of dates has no object"),
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


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("properties", 3, "used_in", "nowhere"),
        ("properties", 3, "subject_types", "No types!"),
        ("entities", 4, "type", "flock"),
        ("dates", 2, "property_id", "sunk"),
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


def test_a_column_is_one_of_terms_because_its_schema_says_so(tmp_path: Path) -> None:
    folder = package(tmp_path)
    write_cell(folder, "dates", 2, "entity_id", "ada")
    term = {"usedIn": "dates", "valueKind": "date"}
    change_field(folder, "dates", "property_id", term=term)
    assert problems_of(folder) == ()
