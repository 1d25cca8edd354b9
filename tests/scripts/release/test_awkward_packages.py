"""A release of a valid package whose texts, numbers and keys are as awkward as the check allows."""

import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as parquet
import pytest
import yaml
from markdown_it import MarkdownIt
from openpyxl import Workbook

from checks.checking import build_report
from scripts.progress import silent
from scripts.release.__main__ import main, release_files
from scripts.release.contents import archive_contents
from scripts.release.edition import Edition
from scripts.release.preparation import prepare
from tests.helpers.builders import (
    describe,
    read_descriptor,
    write_cell,
    write_descriptor,
)
from tests.helpers.html_page import tree
from tests.helpers.releasable_packages import number, releasable

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:y) a|b ![z](w)"
LONG = "w" * 140_000
NUMBERS = ["0", "-7", "999999999999999", "123456789012345678", "9007199254740993"]
ODD: list[dict[str, Any]] = [
    {"name": "value", "type": "string", "title": MARKUP, "description": f"`code`, {MARKUP}"},
    {"name": "body", "type": "string", "example": "`a|b`"},
    {"name": "number", "type": "integer"},
    {"name": "claims", "type": "string", "references": "claim", "listSeparator": "'"},
    {"name": "colour|<b>", "type": "string", "constraints": {"enum": ["<i>red</i>", "it's"]}},
    {"name": "of", "type": "string"},
]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = releasable(tmp_path_factory.mktemp("awkward") / "package")
    prepare_record(folder)
    add_odd_table(folder)
    descriptor = read_descriptor(folder) | {"title": f"Guilds {MARKUP}", "description": MARKUP}
    descriptor["resources"][0]["description"] = MARKUP
    descriptor["resources"].append({"name": "map", "path": "docs/map.geojson"})
    write_descriptor(folder, descriptor)
    (folder / "docs/map.geojson").write_bytes(b'{"type": "FeatureCollection"}')
    write_cell(folder, "dates", 3, "note", MARKUP)
    number(folder, "1.3.0", "2020-03-01")
    assert build_report(folder).structure == ()
    return prepare(folder, folder / "releases")


def prepare_record(folder: Path) -> None:
    assert main([str(folder), "--dist", str(folder.parent / "dist"), "--record"]) == 0


def add_odd_table(folder: Path) -> None:
    """A table without a key, whose foreign key leads to a column with repeated values."""
    claims = "p1.s1.date01'p1.s2.date01"
    cells = [[str(place), LONG if place == 1 else "x", text] for place, text in enumerate(NUMBERS)]
    lines = [f"{','.join(row)},{claims},it's,x" for row in cells]
    header = ",".join(field["name"] for field in ODD)
    (folder / "data/odd.csv").write_text("\n".join([header, *lines]) + "\n", "utf-8")
    keys = [{"fields": ["of"], "reference": {"resource": "", "fields": ["body"]}}]
    schema = {"name": "odd", "fields": ODD, "foreignKeys": keys}
    (folder / "schemas/odd.json").write_text(json.dumps(schema), "utf-8")
    descriptor = read_descriptor(folder)
    odd = {"name": "odd", "type": "table", "path": "data/odd.csv", "schema": "schemas/odd.json"}
    descriptor["resources"].append(odd)
    write_descriptor(folder, descriptor)
    describe(folder)


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, bytes]:
    return dict(release_files(edition, silent))


@pytest.mark.parametrize("path", ["README.md", "CHANGES.md", "docs/codebook.md"])
def test_texts_of_the_package_are_no_markup_where_html_is_allowed(
    edition: Edition, path: str
) -> None:
    text = archive_contents(edition)[path].decode()
    if path == "README.md":
        _, card, text = text.split("---\n", maxsplit=2)
        assert "<" not in card
        assert yaml.safe_load(card)["pretty_name"] == f"Guilds {MARKUP}"
    page = tree(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
    assert page.all("script", "img", "b", "i") == []
    links = [link.attributes["href"] for link in page.all("a")]
    assert not [link for link in links if link.startswith("javascript")]
    assert "<script>alert(1)</script>" in page.text
    if path == "docs/codebook.md":
        codes = [item.text for item in page.all("code")]
        assert {"code", "colour|<b>", "`a|b`", "<i>red</i>", "it's"} <= set(codes)


def test_every_row_of_a_table_of_the_codebook_has_six_cells(edition: Edition) -> None:
    text = archive_contents(edition)["docs/codebook.md"].decode()
    section = text.split("\n## odd\n")[1].split("\n## ")[0]
    page = tree(MarkdownIt("commonmark", {"html": True}).enable("table").render(section))
    rows = [row for row in page.all("tr") if row.all("td")]
    assert [len(row.all("td")) for row in rows] == [6] * len(ODD)


def test_a_resource_that_is_no_table_is_in_the_archive_and_in_its_descriptor(
    edition: Edition,
) -> None:
    archive = archive_contents(edition)
    assert archive["docs/map.geojson"] == b'{"type": "FeatureCollection"}'
    names = [item["name"] for item in json.loads(archive["datapackage.json"])["resources"]]
    assert {"map", "odd", "dates", "events-view"} <= set(names)
    assert b"docs/map.geojson" in archive["ro-crate-metadata.json"]


@pytest.fixture(scope="module")
def book(files: dict[str, bytes]) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(files["small-1.3.0.xlsx"]))


def test_a_number_of_more_digits_than_a_workbook_keeps_is_text_in_it(book: Workbook) -> None:
    cells = [row[2].value for row in book["odd"].iter_rows(min_row=2)]
    assert cells == [0, -7, 999999999999999, "123456789012345678", "9007199254740993"]


def test_a_cell_that_is_too_long_for_a_workbook_is_cut_and_says_so(book: Workbook) -> None:
    whole, cut = (book["odd"].cell(row, 2).value for row in (2, 3))
    assert whole == "x"
    assert len(cut) == 32_767
    assert cut.endswith("w… [cut: 140,000 characters, all of which the CSV has]")


def test_no_other_product_cuts_a_cell_or_changes_a_number(
    edition: Edition, files: dict[str, bytes], database: sqlite3.Connection
) -> None:
    table = parquet.read_table(io.BytesIO(files["small-1.3.0-parquet/odd.parquet"]))
    numbers = [int(text) for text in NUMBERS]
    assert table.column("number").to_pylist() == numbers
    assert table.column("body")[1].as_py() == LONG
    assert [row[0] for row in database.execute("SELECT number FROM odd")] == numbers
    assert database.execute("SELECT body FROM odd").fetchall()[1] == (LONG,)
    assert LONG.encode() in archive_contents(edition)["data/odd.csv"]


def test_only_columns_with_values_have_a_dictionary(files: dict[str, bytes]) -> None:
    """fastparquet cannot read the dictionary of a column without any."""
    group = parquet.ParquetFile(io.BytesIO(files["small-1.3.0-parquet/dates.parquet"])).metadata
    columns = [group.row_group(0).column(place) for place in range(group.num_columns)]
    has_values = [column.statistics.num_values > 0 for column in columns]
    assert {True, False} == set(has_values)
    assert [column.has_dictionary_page for column in columns] == has_values


@pytest.fixture
def database(files: dict[str, bytes], tmp_path: Path) -> Iterator[sqlite3.Connection]:
    (tmp_path / "x.sqlite").write_bytes(files["small-1.3.0.sqlite"])
    connection = sqlite3.connect(tmp_path / "x.sqlite")
    yield connection
    connection.close()


def test_a_database_needs_no_new_sqlite(database: sqlite3.Connection) -> None:
    definitions = [
        row[0] for row in database.execute("SELECT sql FROM sqlite_master WHERE sql != ''")
    ]
    assert len(definitions) > 20
    assert not [text for text in definitions if "STRICT" in text]


def test_lists_and_keys_of_any_form_are_read_in_the_database(database: sqlite3.Connection) -> None:
    listed = database.execute("SELECT claim_id FROM odd_claims").fetchall()
    assert listed[:2] == [("p1.s1.date01",), ("p1.s2.date01",)]
    assert len(listed) == 2 * len(NUMBERS)
    assert database.execute("PRAGMA foreign_key_list(odd)").fetchall() == []
    assert database.execute("PRAGMA foreign_key_list(dates)").fetchall() != []


@pytest.mark.parametrize("name", ["../../x", "a/b", "::stop-commands::x"])
def test_a_package_that_would_leave_its_folder_is_not_released(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = releasable(tmp_path / "inner/package")
    write_descriptor(folder, read_descriptor(folder) | {"name": name})
    before = sorted(tmp_path.rglob("*"))
    assert main([str(folder), "--dist", str(tmp_path / "inner/dist")]) == 1
    assert "release: the package is not valid" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def renames_a_view(folder: Path) -> None:
    descriptor = read_descriptor(folder)
    descriptor["resources"].append({"name": "polls-view", "path": "docs/rules.txt"})
    write_descriptor(folder, descriptor)
    (folder / "docs/rules.txt").write_bytes(b"x")


def takes_a_file(folder: Path) -> None:
    descriptor = read_descriptor(folder)
    descriptor["resources"].append({"name": "changes", "path": "Changes.md"})
    write_descriptor(folder, descriptor)
    (folder / "Changes.md").write_bytes(b"x")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (renames_a_view, "polls-view: the release has a view of this name"),
        (takes_a_file, "Changes.md: the archive has its own file there"),
    ],
)
def test_what_a_release_adds_itself_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], None], line: str
) -> None:
    folder = releasable(tmp_path / "package")
    change(folder)
    assert main([str(folder), "--dist", str(tmp_path / "dist")]) == 1
    assert f"release: {line}\n" in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()
