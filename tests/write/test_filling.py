"""Empty cells that follow from others are filled, and no other cell is touched."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.tables.package import read_package
from checks.write.building import Built, build
from tests.helpers.builders import ROOT, Row, build_package, read_rows, write_table

FOUNDED = {"entity_id": "ferry-union", "property_id": "founded", "passage_id": "p01"}
CITED = {"passage_id": "p01", "list_label": "Sources"}


def rows_of(built: Built, table: str) -> list[Row]:
    content = next(text for file, text in built.files.items() if file.name == f"{table}.csv")
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def emptied(
    folder: Path, table: str, *columns: str, when: Callable[[Row], bool] = lambda _: True
) -> int:
    """Empty the cells of some columns where a condition holds; returns how many were filled."""
    rows = read_rows(folder, table)
    chosen = [(row, name) for row in rows if when(row) for name in columns if row[name]]
    for row, name in chosen:
        row[name] = ""
    write_table(folder, table, rows, ordered=False)
    return len(chosen)


def test_cells_are_filled_from_others_of_their_row(tmp_path: Path) -> None:
    build_package(tmp_path, dates=[{**FOUNDED, "date": "2013"}, {**FOUNDED, "date": "[..2012]"}])
    before = read_rows(tmp_path, "dates")
    assert emptied(tmp_path, "dates", "earliest", "latest", "precision") == 5
    built = build(read_package(tmp_path))
    assert rows_of(built, "dates") == before
    assert [(cell.row, cell.column, cell.value) for cell in built.filled] == [
        (2, "earliest", "2013-01-01"),
        (2, "latest", "2013-12-31"),
        (3, "latest", "2012-12-31"),
        (2, "precision", "year"),
        (3, "precision", "open"),
    ]
    assert {cell.file for cell in built.filled} == {"data/dates.csv"}


def test_a_filled_cell_that_differs_is_never_changed(tmp_path: Path) -> None:
    build_package(tmp_path, dates=[{**FOUNDED, "date": "2013", "latest": "2013-12-30"}])
    built = build(read_package(tmp_path))
    assert built.filled == ()
    assert rows_of(built, "dates")[0]["latest"] == "2013-12-30"


def test_nothing_is_filled_in_from_a_date_that_cannot_be_read(tmp_path: Path) -> None:
    bounds = {"earliest": "", "latest": "", "precision": ""}
    build_package(tmp_path, dates=[{**FOUNDED, "date": "2013-1", **bounds}])
    assert build(read_package(tmp_path)).filled == ()


def test_a_claim_without_identifier_gets_the_next_number_of_its_passage(tmp_path: Path) -> None:
    date = {**FOUNDED, "date": "2013"}
    build_package(
        tmp_path,
        dates=[
            {**date, "claim_id": "p01.date02"},
            {**date, "claim_id": "p01.date09", "note": "the last number"},
            {**date, "claim_id": "p01.figure40", "note": "of another table"},
            {**date, "claim_id": "x.date01", "note": "of another passage", "passage_id": "p01"},
        ],
    )
    rows = read_rows(tmp_path, "dates")
    rows[1:1] = [{**rows[0], "claim_id": "", "note": each} for each in ("first", "second")]
    write_table(tmp_path, "dates", rows, ordered=False)
    found = {
        row["note"]: row["claim_id"] for row in rows_of(build(read_package(tmp_path)), "dates")
    }
    assert (found["first"], found["second"]) == ("p01.date10", "p01.date11")
    assert [found[each] for each in ("the last number", "of another table")] == [
        "p01.date09",
        "p01.figure40",
    ]


def test_a_claim_without_identifier_and_passage_stays_so(tmp_path: Path) -> None:
    build_package(tmp_path, dates=[{**FOUNDED, "date": "2013"}])
    emptied(tmp_path, "dates", "claim_id", "passage_id")
    assert build(read_package(tmp_path)).filled == ()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Oru Gazette", "oru-gazette"),
        ("The Gazette", "oru-gazette"),
        ("OG", "oru-gazette"),
        ("Almanac", ""),
        ("Nobody", ""),
    ],
    ids=["label", "cited before", "name", "two entities", "unknown"],
)
def test_a_source_gets_its_publisher_where_its_words_name_one_entity(
    tmp_path: Path, form: str, expected: str
) -> None:
    build_package(
        tmp_path,
        entities=[
            {"entity_id": "oru-gazette", "label": "Oru Gazette"},
            {"entity_id": "vesh-almanac", "label": "Almanac"},
        ],
        names=[
            {"passage_id": "p01", "entity_id": "oru-gazette", "name": "OG"},
            {"passage_id": "p01", "entity_id": "oru-gazette", "name": "Almanac"},
        ],
        citations=[
            {**CITED, "position": "1", "entity_id": "oru-gazette", "as_stated": "The Gazette"},
            {**CITED, "position": "2", "entity_id": "oru-gazette", "as_stated": form},
        ],
    )
    emptied(tmp_path, "citations", "entity_id", when=lambda row: row["position"] == "2")
    assert rows_of(build(read_package(tmp_path)), "citations")[1]["entity_id"] == expected


def test_the_kind_of_value_of_a_term_is_that_of_its_table(tmp_path: Path) -> None:
    build_package(tmp_path, dates=[{**FOUNDED, "date": "2013"}], relations=[{"passage_id": "p01"}])
    before = read_rows(tmp_path, "properties")
    assert {row["value_kind"] for row in before} == {"date", "entity"}
    assert emptied(tmp_path, "properties", "value_kind") == 2
    assert rows_of(build(read_package(tmp_path)), "properties") == before


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    build_package(tmp_path, dates=[{**FOUNDED, "date": "2013"}])
    emptied(tmp_path, "dates", "precision")
    file = tmp_path / "data/dates.csv"
    header, row = file.read_text("utf-8").splitlines()
    file.write_text(f"{header}\n\n{row}\n", encoding="utf-8")
    (cell,) = build(read_package(tmp_path)).filled
    assert (cell.row, cell.column, cell.value) == (3, "precision", "year")


@pytest.mark.parametrize("identifier", ["claim_id", "passage_id"])
def test_all_cells_of_this_package_that_follow_from_others_are_restored(
    tmp_path: Path, identifier: str
) -> None:
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    package = read_package(tmp_path)
    entities: dict[str, set[str]] = {}
    for table, column in (("names", "name"), ("entities", "label")):
        for row in read_rows(ROOT, table):
            entities.setdefault(row[column], set()).add(row["entity_id"])

    def is_exact(row: Row) -> bool:
        return row["qualifier"] == "exactly"

    def is_known(row: Row) -> bool:
        return len(entities.get(row["as_stated"], ())) == 1

    claims = [item.name for item in package.resources if item.schema.is_of_claims]
    ids = {row["claim_id"] for table in claims for row in read_rows(ROOT, table)}

    def is_numbered(row: Row) -> bool:
        """Whether no claim of the table and passage was deleted, which leaves a gap for good."""
        stem = row["claim_id"][:-2]
        number = sum(each.startswith(stem) for each in ids)
        return {f"{stem}{place:02}" for place in range(1, number + 1)} <= ids

    count = sum(emptied(tmp_path, table, identifier, when=is_numbered) for table in claims)
    count += emptied(tmp_path, "dates", "earliest", "latest", "precision")
    count += emptied(tmp_path, "figures", "low", "high", when=is_exact)
    count += emptied(tmp_path, "names", "as_stated")
    count += emptied(tmp_path, "properties", "value_kind")
    count += emptied(tmp_path, "citations", "entity_id", when=is_known)
    built = build(package)
    assert len(built.filled) == count > 2_000
    for file, content in built.files.items():
        assert content == (ROOT / file.relative_to(tmp_path)).read_bytes(), file.name
