"""The words of a row contain its coded values: a slip of the coder is a problem, not a finding."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from checks.tables.problems import with_value
from tests.helpers.builders import (
    ROOT,
    build_package,
    change_field,
    read_rows,
    write_cell,
    write_table,
)
from tests.helpers.verdicts import places_of, problems_of

PASSAGE = {"passage_id": "p01"}


def coded(folder: Path, table: str, **cells: str) -> Path:
    """The folder of a package with one row in that table."""
    row = {**PASSAGE, **cells}
    build_package(folder / "package", **{table: [row]})
    return folder / "package"


@pytest.mark.parametrize(
    ("table", "cells", "is_problem"),
    [
        ("figures", {"as_stated": "two boats", "low": "2", "best": "2", "high": "2"}, False),
        ("figures", {"as_stated": "two boats", "low": "3", "best": "3", "high": "3"}, True),
        ("figures", {"as_stated": "so it says", "low": "53"}, False),
        ("figures", {"as_stated": "3 hundreds", "low": "200", "qualifier": "vague"}, False),
        ("figures", {"as_stated": "12 boats", "best": "13"}, True),
        ("figures", {"as_stated": "12", "best": "13", "certainty": "inferred", "note": "x"}, False),
        ("figures", {"as_stated": "-0.7%", "best": "-0.7"}, False),
        ("figures", {"as_stated": "-0.7%", "best": "0.7"}, True),
        ("figures", {"as_stated": "minus 0.7 percent", "best": "0.7"}, True),
        ("figures", {"as_stated": "fell 0.7%", "best": "0.7"}, False),
        ("figures", {"as_stated": "fell 0.7%", "best": "-0.7"}, True),
        ("answers", {"as_stated": "over half", "percent": "", "low": "50"}, False),
        ("answers", {"as_stated": "over 90 percent", "percent": "", "low": "9"}, True),
        ("dates", {"as_stated": "November 20, 2015", "date": "2015-11-20"}, False),
        ("dates", {"as_stated": "November 20, 2015", "date": "2015-11-02"}, True),
        ("polls", {"as_stated": "1,200 islanders", "sample_size": "1200"}, False),
        ("polls", {"as_stated": "1,200 islanders", "sample_size": "2100"}, True),
        ("polls", {"as_stated": "56 percent of islanders", "sample_size": "1200"}, False),
        ("polls", {"as_stated": "12 islanders", "sample_size": ""}, False),
        ("citations", {"as_stated": "Tidal Gazette 12", "position": "1"}, False),
    ],
)
def test_words_without_the_values_of_their_row_are_a_problem(
    tmp_path: Path, table: str, cells: dict[str, str], is_problem: bool
) -> None:
    problems = problems_of(coded(tmp_path, table, **cells))
    place = ("as-stated", f"data/{table}.csv", 2, "as_stated", cells["as_stated"])
    found = [(item.code, item.file, item.row, item.column, item.value) for item in problems]
    assert found == [place] * is_problem


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"low": "3", "high": "6"}, "as_stated does not contain the coded value high=6"),
        ({"low": "1", "high": "6"}, "as_stated does not contain the coded values low=1, high=6"),
    ],
)
def test_a_problem_names_the_values_that_the_words_do_not_contain(
    tmp_path: Path, cells: dict[str, str], message: str
) -> None:
    (problem,) = problems_of(coded(tmp_path, "figures", as_stated="3 to 5", **cells))
    assert problem.message == message
    assert with_value(problem.message, problem.value) == f"{message}: '3 to 5'"


def test_every_row_is_named_however_often_its_words_recur(tmp_path: Path) -> None:
    rows = [{**PASSAGE, "as_stated": "12 boats", "best": best} for best in ("13", "12", "13")]
    build_package(tmp_path / "package", figures=rows)
    assert [(item.row, item.code) for item in problems_of(tmp_path / "package")] == [
        (2, "as-stated"),
        (4, "as-stated"),
    ]


def test_a_value_that_is_broken_already_is_one_problem(tmp_path: Path) -> None:
    folder = coded(tmp_path, "figures", as_stated="12 boats", best="12")
    write_cell(folder, "figures", 2, "best", "013")
    assert places_of(folder) == [("type", "data/figures.csv", 2, "best")]


@pytest.mark.parametrize(
    ("table", "column", "number"),
    [("answers", "percent", "^[0-9]+"), ("dates", "date", "(?<![0-9-])[0-9]{4}")],
)
def test_a_slip_in_any_printed_value_of_the_real_package_is_found(
    tmp_path: Path, table: str, column: str, number: str
) -> None:
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    rows = read_rows(tmp_path, table)
    slips = set()
    for place, row in enumerate(rows, start=2):
        is_printed = re.search("[0-9]{4}" if column == "date" else "[0-9]", row["as_stated"])
        if is_printed and row[column] and row["certainty"] != "inferred":
            row[column] = re.sub(number, lambda found: str(int(found[0]) + 1), row[column])
            slips.add(place)
    assert len(slips) > 20
    write_table(tmp_path, table, rows)
    found = {item.row for item in problems_of(tmp_path) if item.code == "as-stated"}
    assert found == slips


@pytest.mark.parametrize(
    ("carries", "is_problem"),
    [
        ({"columns": ["best"]}, True),
        ({"columns": ["low"]}, False),
        ({"columns": ["best"], "unless": {"certainty": ["stated"]}}, False),
        ({"columns": ["best"], "unless": {"attributed_to": True}}, True),
    ],
)
def test_what_the_words_carry_is_what_the_schema_says(
    tmp_path: Path, carries: Any, is_problem: bool
) -> None:
    folder = coded(tmp_path, "figures", as_stated="12 boats", best="13", low="12")
    change_field(folder, "figures", "as_stated", carries=carries)
    assert places_of(folder) == [("as-stated", "data/figures.csv", 2, "as_stated")] * is_problem
