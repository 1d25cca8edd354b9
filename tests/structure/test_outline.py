"""The tree of passages: each lies in its parent, siblings in their order and apart, no circle."""

from pathlib import Path

import pytest

from checks.structure import check_structure
from checks.tables.package import read_package
from tests.helpers.builders import build_package, write_cell
from tests.helpers.verdicts import places_of, problems_of

FILE = "data/passages.csv"
COLUMNS = ["passage_id", "kind", "parent_id", "ordinal", "start", "end"]

# Two sections, the second with one in it; two paragraphs in the first, with two sentences in one.
SOUND = [
    "h01 section   -       1   0 100",
    "h02 section   -       2 100 160",
    "h03 section   h02     1 110 160",
    "p01 paragraph h01     1  10  50",
    "p01.s01 sentence p01  1  10  30",
    "p01.s02 sentence p01  2  31  50",
    "p02 paragraph h01     2  60 100",
]


def outlined(folder: Path, *changes: str) -> Path:
    """The folder of a package with those passages, some of them changed or added."""
    rows = {line.split()[0]: line for line in [*SOUND, *changes]}
    passages = []
    for line in rows.values():
        cells = dict(zip(COLUMNS, line.split(), strict=False))
        parent = cells["parent_id"].replace("-", "")
        document = line.split()[len(COLUMNS)] if len(line.split()) > len(COLUMNS) else "islands"
        passages.append({**cells, "parent_id": parent, "document_id": document})
    documents = [{"document_id": "islands"}, {"document_id": "atoll", "prefix": "atoll"}]
    build_package(folder / "package", passages=passages, documents=documents)
    return folder / "package"


def faults(folder: Path) -> list[tuple[str, str | None, str | None]]:
    """Passage, column and value of each problem, all of them of the outline."""
    problems = problems_of(folder)
    assert {(item.code, item.file) for item in problems} <= {("outline", FILE)}
    rows = check_structure(read_package(folder)).tables["passages"]["passage_id"]
    return [(rows[item.row], item.column, item.value) for item in problems]


@pytest.mark.parametrize(
    "change",
    [
        "h01 section - 1 0 100",
        "p03 paragraph - 3 160 170",
        "s01 sentence - 3 160 170",
        "p02 paragraph h01 7 50 60",
        "p02 paragraph h01 2 50 100",
        "atoll-h04 section - 1 0 160 atoll",  # of another document, so not a sibling
        "p03 paragraph h03 1 110 160",
    ],
)
def test_what_a_text_can_be_like_is_sound(tmp_path: Path, change: str) -> None:
    assert faults(outlined(tmp_path, change)) == []


@pytest.mark.parametrize(
    ("change", "column", "value"),
    [
        ("p02 paragraph h01 2 60 60", "end", "60"),
        ("p02 paragraph h01 2 60 101", "end", "101"),
        ("p02 paragraph h02 2 60 100", "start", "60"),
        ("p02 paragraph h01 2 60 100 atoll", "document_id", "atoll"),
        ("p02 paragraph p01 3 49 50", "parent_id", "p01"),
        ("p01.s02 sentence h02 2 101 109", "parent_id", "h02"),
        ("h03 section p02 1 60 100", "parent_id", "p02"),
        ("p02 paragraph p02 1 60 100", "parent_id", "p02"),
        ("p02 paragraph h01 1 60 100", "ordinal", "1"),
        ("p02 paragraph h01 2 49 100", "start", "49"),
        ("p02 paragraph h01 2 10 50", "start", "10"),
        ("h02 section - 2 99 160", "start", "99"),
    ],
)
def test_one_passage_out_of_place_is_one_problem(
    tmp_path: Path, change: str, column: str, value: str
) -> None:
    assert faults(outlined(tmp_path, change)) == [(change.split(maxsplit=1)[0], column, value)]


def test_passages_that_hold_each_other_are_named_and_those_that_hang_on_them_are_not(
    tmp_path: Path,
) -> None:
    folder = outlined(tmp_path, "h02 section h03 1 110 160", "p03 paragraph h03 1 120 130")
    assert faults(folder) == [("h02", "parent_id", "h03"), ("h03", "parent_id", "h02")]


def test_numbers_that_are_not_in_the_order_of_the_text_are_named(tmp_path: Path) -> None:
    folder = outlined(tmp_path, "p01 paragraph h01 2 10 50", "p02 paragraph h01 1 60 100")
    (problem,) = problems_of(folder)
    assert (problem.row, problem.column, problem.value) == (5, "ordinal", "2")
    assert "row 8" in problem.message


def test_a_passage_in_another_one_of_its_kind_overlaps_however_many_stand_between(
    tmp_path: Path,
) -> None:
    folder = outlined(
        tmp_path, "h02 section - 2 10 20", "h03 section - 3 50 60", "h04 section - 4 100 160"
    )
    assert faults(folder) == [("h02", "start", "10"), ("h03", "start", "50")]


@pytest.mark.parametrize(
    ("column", "value"),
    [("start", "x"), ("ordinal", "0"), ("kind", "chapter"), ("parent_id", "h9")],
)
def test_a_broken_cell_is_one_problem_and_puts_no_other_passage_out_of_place(
    tmp_path: Path, column: str, value: str
) -> None:
    folder = outlined(tmp_path)
    write_cell(folder, "passages", 5, column, value)  # p01, which holds sentences
    assert [place[1:] for place in places_of(folder)] == [(FILE, 5, column)]
