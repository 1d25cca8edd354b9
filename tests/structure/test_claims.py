"""A row of claims as a whole: its identifier names its passage, and some cells ask for others."""

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.builders import build_package, change_field, write_cell
from tests.helpers.verdicts import places_of, problems_of

FERRY = {"entity_id": "ferry-union", "passage_id": "p01.s02", "date": "2014"}
FILE = "data/dates.csv"


def dated(folder: Path, **cells: str) -> Path:
    """The folder of a package with one dating that has these cells."""
    build_package(folder / "package", dates=[{**FERRY, **cells}])
    return folder / "package"


@pytest.mark.parametrize(
    ("claim", "is_in_place"),
    [
        ("p01.s02.date01", True),
        ("p01.s02.dates-1", True),
        ("p01.s01.date01", False),
        ("p01.date01", False),
        ("p01.s02", False),
        ("p01.s02.date01.a", False),
        ("p01.s02a.date01", False),
        ("p01.s0.date01", False),
        ("date01", False),
    ],
)
def test_an_identifier_is_that_of_its_passage_a_point_and_a_name(
    tmp_path: Path, claim: str, is_in_place: bool
) -> None:
    problems = problems_of(dated(tmp_path, claim_id=claim))
    expected = ("claim-place", FILE, 2, "claim_id", claim)
    found = [(item.code, item.file, item.row, item.column, item.value) for item in problems]
    assert found == ([] if is_in_place else [expected])
    assert all("'p01.s02.'" in problem.message for problem in problems)


def test_a_claim_in_two_tables_is_named_with_both_places(package: Path) -> None:
    write_cell(package, "figures", 2, "claim_id", "p01.dates-01")
    (problem,) = problems_of(package)
    assert (problem.file, problem.row, problem.value) == ("data/figures.csv", 2, "p01.dates-01")
    assert "data/dates.csv, row 2" in problem.message


# Cells that other cells of their row ask for.


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
    change_field(folder, "dates", "note", requiredWhen=condition)
    assert places_of(folder) == [("required-when", FILE, 2, "note")] * is_required


def test_a_problem_says_which_cell_asks_for_the_value(tmp_path: Path) -> None:
    (problem,) = problems_of(dated(tmp_path, certainty="inferred"))
    assert problem.message == "expected a value: note is required where certainty is inferred"


@pytest.mark.parametrize(
    ("cells", "lacking"),
    [
        ({"part_of_claim_id": "p01.figure01", "partition": "disjoint"}, []),
        ({"part_of_claim_id": "p01.figure01"}, ["partition"]),
        ({"partition": "disjoint"}, ["part_of_claim_id"]),
        ({"partition": "disjoint", "breakdown": "by-trade"}, []),
        ({"breakdown": "by-trade"}, ["partition"]),
    ],
)
def test_a_part_or_a_share_says_how_the_parts_lie_and_nothing_else_does(
    tmp_path: Path, cells: dict[str, str], lacking: list[str]
) -> None:
    total = {"claim_id": "p01.figure01", "passage_id": "p01", "low": "7"}
    part = {"claim_id": "p01.figure02", "passage_id": "p01", "low": "5", **cells}
    build_package(tmp_path / "package", figures=[total, part])
    assert places_of(tmp_path / "package") == [
        ("required-when", "data/figures.csv", 3, name) for name in lacking
    ]


def test_a_condition_can_have_exceptions_and_the_problem_names_them(tmp_path: Path) -> None:
    folder = dated(tmp_path)
    change_field(folder, "dates", "note", requiredWhen={"date": True})
    change_field(folder, "dates", "note", requiredUnless={"certainty": ["inferred", "reported"]})
    (problem,) = problems_of(folder)
    assert problem.message == (
        "expected a value: note is required where date is filled, "
        "unless certainty is inferred or reported"
    )
    change_field(folder, "dates", "note", requiredUnless={"certainty": ["stated"]})
    assert places_of(folder) == []
    change_field(folder, "dates", "note", requiredUnless={"certainty": "stated"})
    (problem,) = problems_of(folder)
    assert "expected requiredUnless to be for 'certainty' a list of values" in problem.message


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("passage_id", "p77", "foreign-key"), ("date", "spring", "edtf")],
)
def test_a_broken_cell_is_one_problem_and_not_one_of_the_cells_that_depend_on_it(
    tmp_path: Path, column: str, value: str, code: str
) -> None:
    folder = dated(tmp_path)
    change_field(folder, "dates", "note", requiredWhen={"date": ["spring"]})
    write_cell(folder, "dates", 2, column, value)
    assert places_of(folder) == [(code, FILE, 2, column)]
