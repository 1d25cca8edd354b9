"""A row of claims as a whole: its identifier names its passage, and some cells ask for others."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.builders import build_package, read_descriptor, write_cell, write_descriptor
from tests.helpers.verdicts import places_of, problems_of

FERRY = {"entity_id": "ferry-union", "passage_id": "p01.s02", "date": "2014"}
FILE = "data/dates.csv"


def dated(folder: Path, **cells: str) -> Path:
    """The folder of a package with one dating that has these cells."""
    build_package(folder / "package", dates=[{**FERRY, **cells}])
    return folder / "package"


@pytest.mark.parametrize("claim", ["p01.s02.date01", "p01.s02.x", "p01.s02.dates-1"])
def test_an_identifier_is_that_of_its_passage_a_point_and_a_name(
    tmp_path: Path, claim: str
) -> None:
    assert problems_of(dated(tmp_path, claim_id=claim)) == ()


@pytest.mark.parametrize(
    "claim",
    [
        "p01.s01.date01",
        "p01.s03.date01",
        "p01.date01",
        "p01.s02",
        "p01.s02.date01.a",
        "p01.s02a.date01",
        "p01.s0.date01",
        "date01",
        "dates-01",
    ],
)
def test_an_identifier_of_another_place_is_a_problem(tmp_path: Path, claim: str) -> None:
    (problem,) = problems_of(dated(tmp_path, claim_id=claim))
    assert (problem.code, problem.file, problem.row) == ("claim-place", FILE, 2)
    assert (problem.column, problem.value) == ("claim_id", claim)
    assert "'p01.s02.'" in problem.message


def test_a_passage_that_is_not_there_is_one_problem_and_not_one_of_the_identifier(
    tmp_path: Path,
) -> None:
    folder = dated(tmp_path)
    write_cell(folder, "dates", 2, "passage_id", "p77")
    assert places_of(folder) == [("foreign-key", FILE, 2, "passage_id")]


# Cells that other cells of their row ask for.


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ({"certainty": "inferred", "note": "The year is that of the sentence before."}, []),
        ({"certainty": "reported"}, []),
        ({"certainty": "inferred"}, [("required-when", FILE, 2, "note")]),
    ],
)
def test_what_is_inferred_has_a_note_on_where_it_is_from(
    tmp_path: Path, cells: dict[str, str], places: list[tuple[str, str, int, str]]
) -> None:
    assert places_of(dated(tmp_path, **cells)) == places


def test_a_certainty_that_is_none_is_one_problem_and_not_one_of_the_note(tmp_path: Path) -> None:
    folder = dated(tmp_path, certainty="inferred ")
    assert places_of(folder) == [("untrimmed", FILE, 2, "certainty")]


@pytest.mark.parametrize(
    ("cells", "lacking"),
    [
        ({"part_of_claim_id": "p01.figure01", "partition": "disjoint"}, []),
        ({}, []),
        ({"part_of_claim_id": "p01.figure01"}, ["partition"]),
        ({"partition": "disjoint"}, ["part_of_claim_id"]),
    ],
)
def test_a_part_says_how_the_parts_lie_and_only_a_part_does(
    tmp_path: Path, cells: dict[str, str], lacking: list[str]
) -> None:
    total = {"claim_id": "p01.figure01", "passage_id": "p01", "low": "7"}
    part = {"claim_id": "p01.figure02", "passage_id": "p01", "low": "5", **cells}
    build_package(tmp_path / "package", figures=[total, part])
    assert places_of(tmp_path / "package") == [
        ("required-when", "data/figures.csv", 3, name) for name in lacking
    ]


def test_a_problem_says_which_cell_asks_for_the_value(tmp_path: Path) -> None:
    (problem,) = problems_of(dated(tmp_path, certainty="inferred"))
    assert problem.message == "expected a value: note is required where certainty is inferred"


def with_note(folder: Path, **properties: Any) -> None:
    """Let the schema of dates, written into the descriptor, say something of the column note."""
    schema = json.loads((folder / "schemas/dates.json").read_text("utf-8"))
    schema["fields"][-1].update(properties)
    descriptor = read_descriptor(folder)
    resource = next(each for each in descriptor["resources"] if each["name"] == "dates")
    resource["schema"] = schema
    write_descriptor(folder, descriptor)


@pytest.mark.parametrize(
    ("condition", "is_required"),
    [
        ({"certainty": ["stated", "reported"]}, True),
        ({"certainty": ["suspected"]}, False),
        ({"date": True}, True),
        ({"attributed_to": True}, False),
        ({"attributed_to": True, "certainty": ["stated"]}, True),
    ],
)
def test_a_condition_holds_where_one_of_its_columns_has_one_of_its_values(
    tmp_path: Path, condition: dict[str, Any], is_required: bool
) -> None:
    folder = dated(tmp_path)
    with_note(folder, requiredWhen=condition)
    assert places_of(folder) == [("required-when", FILE, 2, "note")] * is_required


@pytest.mark.parametrize(
    "condition", [{}, [], "certainty", {"mood": ["calm"]}, {"certainty": "inferred"}]
)
def test_a_condition_that_cannot_be_checked_is_a_problem_of_the_schema(
    tmp_path: Path, condition: Any
) -> None:
    folder = dated(tmp_path)
    with_note(folder, requiredWhen=condition)
    assert places_of(folder) == [("schema", "datapackage.json", None, "note")]
