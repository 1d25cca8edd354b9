"""An impossible value is coded as printed, if the words of its row print it; else it is a slip."""

from pathlib import Path

import pytest

from tests.helpers.builders import build_package, read_rows, write_table
from tests.helpers.verdicts import frictionless_accepts, places_of, problems_of

PRINTED = [
    ("answers", "percent", "185", "185 percent"),
    ("answers", "percent", "-0.7", "\u22120.7 %"),
    ("answers", "high", "101", "up to 101 percent"),
    ("dates", "date", "2014-02-31", "31 February 2014"),
    ("dates", "date", "2014-02-31", "February 31"),
    ("dates", "date", "2014-06-31~", "around 31.6.2014"),
    ("dates", "date", "2019-27", "27/2019"),
    ("dates", "date", "2019-27-03", "2019-27-03"),
    ("dates", "date", "2016-09/2016-01", "from September to January 2016"),
    ("dates", "date", "2016/2014", "from 2016 to 2014"),
    ("polls", "fieldwork", "1004", "in 1004, 840 islanders"),
    ("polls", "fieldwork", "2014-01-30/2014-02-31", "30 January to 31 February 2014"),
    ("polls", "sample_size", "0", "0 islanders"),
    ("polls", "sample_size", "-840", "-840 islanders"),
    ("questions", "asked", "2014-13", "13/2014"),
    ("figures", "period", "2016/2014", "from 2016 to 2014"),
]
"""A table, a column, an impossible value, and words that print it."""

CODES = {"185": "maximum", "101": "maximum", "-0.7": "minimum", "0": "minimum", "-840": "minimum"}
CODES |= {"1004": "minimum"}


def coded(folder: Path, table: str, column: str, value: str, words: str) -> Path:
    row = {"passage_id": "p01", column: value, "as_stated": words}
    build_package(folder / "package", **{table: [row]})
    return folder / "package"


@pytest.mark.parametrize(("table", "column", "value", "words"), PRINTED)
def test_an_impossible_value_that_the_words_print_is_no_problem(
    tmp_path: Path, table: str, column: str, value: str, words: str
) -> None:
    folder = coded(tmp_path, table, column, value, words)
    assert problems_of(folder) == ()
    assert frictionless_accepts(folder)


@pytest.mark.parametrize(("table", "column", "value"), [case[:3] for case in PRINTED])
def test_an_impossible_value_that_the_words_do_not_print_is_a_slip(
    tmp_path: Path, table: str, column: str, value: str
) -> None:
    folder = coded(tmp_path, table, column, value, "as printed")
    code = CODES.get(value, "edtf")
    assert places_of(folder) == [(code, f"data/{table}.csv", 2, column)]
    (problem,) = problems_of(folder)
    assert "or a value that as_stated prints ('as printed' does not)" in problem.message


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2014-02-31", "28 February 2014"),
        ("2014-02-31", "31 March 2014"),
        ("2014-27", "27 boats in 2014"),
        ("2016/2014", "in 2016"),
        ("2016-09/2016-01", "September 2016"),
    ],
)
def test_words_with_another_date_do_not_print_it(tmp_path: Path, value: str, words: str) -> None:
    folder = coded(tmp_path, "dates", "date", value, words)
    assert ("edtf", "data/dates.csv", 2, "date") in places_of(folder)


def test_an_impossible_date_has_a_precision_and_neither_a_first_nor_a_last_day(
    tmp_path: Path,
) -> None:
    folder = coded(tmp_path, "dates", "date", "2014-02-31", "31 February 2014")
    (row,) = read_rows(folder, "dates")
    assert (row["earliest"], row["latest"], row["precision"]) == ("", "", "day")
    write_table(folder, "dates", [{**row, "latest": "2014-02-28", "precision": "month"}])
    derived = [item for item in places_of(folder) if item[0] == "derived-bounds"]
    assert [column for _, _, _, column in derived] == ["latest", "precision"]


def test_a_relation_does_not_end_before_it_starts_unless_the_words_say_so(tmp_path: Path) -> None:
    row = {"passage_id": "p01", "start": "2016", "end": "2014"}
    for words, places in (
        ("led it from 2016 to 2014", []),
        ("led it from 2016 on", [("edtf", "data/relations.csv", 2, "end")]),
    ):
        folder = tmp_path / str(len(words))
        build_package(folder, relations=[{**row, "as_stated": words}])
        assert places_of(folder) == places


@pytest.mark.parametrize(
    ("limits", "best", "is_problem"),
    [
        ({"minimum": "0"}, "-7", True),
        ({"maximum": "100"}, "185", True),
        ({"minimum": "0"}, "185", False),
        ({}, "-7", False),
    ],
)
def test_a_figure_has_the_limits_of_its_measure(
    tmp_path: Path, limits: dict[str, str], best: str, is_problem: bool
) -> None:
    measure = {"property_id": "ferries", "used_in": "figures", **limits}
    figure = {"passage_id": "p01", "measure_id": "ferries", "best": best, "as_stated": "ferries"}
    build_package(tmp_path / "package", properties=[measure], figures=[figure])
    codes = [code for code, *_ in places_of(tmp_path / "package")]
    assert codes == list(limits) * is_problem


def test_the_calendar_holds_for_columns_that_are_not_printed(tmp_path: Path) -> None:
    document = {"document_id": "islands", "as_of": "2018-02-31"}
    build_package(tmp_path / "package", documents=[document])
    assert places_of(tmp_path / "package") == [("edtf", "data/documents.csv", 2, "as_of")]
