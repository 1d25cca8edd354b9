"""Values that a column may have only in some rows, as its schema declares."""

from pathlib import Path
from typing import Any

import pytest

from checks.tables.problems import HARMLESS
from tests.helpers.builders import Row, build_package, change_field, write_cell
from tests.helpers.verdicts import places_of, problems_of

DATES, RELATIONS = "data/dates.csv", "data/relations.csv"
TERMS: list[Row] = [
    {"property_id": "backed", "used_in": "relations"},
    {"property_id": "formed_by", "used_in": "relations", "lists_founders": "object"},
    {"property_id": "founded", "used_in": "dates"},
    {"property_id": "joined", "used_in": "relations", "forms_roster": "true"},
]


def dated(folder: Path, **cells: str) -> Path:
    """The folder of a package with one dating that has these cells."""
    claim = {"entity_id": "ferry-union", "passage_id": "p01", "date": "2014", **cells}
    build_package(folder / "package", dates=[claim])
    return folder / "package"


def related(folder: Path, predicate: str, roster: str) -> Path:
    """The folder of a package with one relation."""
    claim = {"passage_id": "p01", "predicate_id": predicate, "roster": roster}
    build_package(folder / "package", properties=TERMS, relations=[claim])
    return folder / "package"


@pytest.mark.parametrize(
    ("note", "certainty", "is_allowed"),
    [
        ("“They” is read as the union.", "inferred", True),
        ("“They” is read as the union.", "stated", False),
        ("Read as the union.", "reported", False),
        ("“May” is taken as the month", "suspected", False),
        ("Taken as", "stated", False),
        ("The bread as such", "stated", True),
        ("Mistaken as a rule; read aslant", "stated", True),
        ("The year is that of the sentence before.", "stated", True),
    ],
)
def test_a_note_that_tells_of_a_reading_needs_an_inferred_row(
    tmp_path: Path, note: str, certainty: str, is_allowed: bool
) -> None:
    found = places_of(dated(tmp_path, note=note, certainty=certainty))
    assert found == ([] if is_allowed else [("allowed-when", DATES, 2, "note")])


@pytest.mark.parametrize(
    ("certainty", "is_allowed"),
    [("stated", False), ("reported", True), ("suspected", True), ("inferred", True)],
)
def test_what_is_attributed_is_not_stated_flatly(
    tmp_path: Path, certainty: str, is_allowed: bool
) -> None:
    folder = dated(tmp_path, attributed_to="ferry-union", certainty=certainty, note="Why.")
    found = places_of(folder)
    assert found == ([] if is_allowed else [("allowed-when", DATES, 2, "attributed_to")])


@pytest.mark.parametrize(
    ("predicate", "roster", "is_allowed"),
    [
        ("joined", "partial", True),
        ("formed_by", "complete", True),
        ("backed", "complete", False),
        ("backed", "", True),
    ],
)
def test_a_roster_is_of_a_predicate_that_lists_members_or_founders(
    tmp_path: Path, predicate: str, roster: str, is_allowed: bool
) -> None:
    found = places_of(related(tmp_path, predicate, roster))
    assert found == ([] if is_allowed else [("allowed-when", RELATIONS, 2, "roster")])


def test_a_problem_says_where_such_a_value_is_allowed_and_keeps_no_row_from_the_rules(
    tmp_path: Path,
) -> None:
    (problem,) = problems_of(related(tmp_path, "backed", "partial"))
    assert problem.code in HARMLESS
    assert problem.message == (
        "expected such a value only where predicate_id.forms_roster is true "
        "or predicate_id.lists_founders is filled"
    )
    folder = dated(tmp_path / "other", note="b", certainty="stated")
    change_field(folder, "dates", "note", allowed={"when": {"date": ["2013"]}, "pattern": "a|b"})
    (problem,) = problems_of(folder)
    assert problem.message == "expected such a value only where date is 2013 (it matches a|b)"


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("properties", 2, "forms_roster", "perhaps"),
        ("relations", 2, "predicate_id", "unheard_of"),
        ("relations", 2, "roster", "whole"),
    ],
)
def test_a_broken_cell_is_one_problem_and_none_of_what_it_would_allow(
    tmp_path: Path, table: str, row: int, column: str, value: str
) -> None:
    folder = related(tmp_path, "backed", "partial")
    write_cell(folder, table, row, column, value)
    assert [place[1:] for place in places_of(folder)] == [(f"data/{table}.csv", row, column)]


@pytest.mark.parametrize("missing", ["data/properties.csv"])
def test_a_vocabulary_that_could_not_be_read_forbids_nothing(tmp_path: Path, missing: str) -> None:
    folder = related(tmp_path, "backed", "partial")
    (folder / missing).unlink()
    assert places_of(folder) == [("missing-file", missing, None, None)]


def test_a_package_that_declares_nothing_allows_every_value(tmp_path: Path) -> None:
    folder = related(tmp_path, "backed", "partial")
    nothing: dict[str, Any] = {"allowed": None}
    change_field(folder, "relations", "roster", **nothing)
    assert places_of(folder) == []
