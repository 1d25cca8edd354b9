"""Rows that cannot be read: what rules get in their place."""

from pathlib import Path

import pandas as pd
import pytest

from checks.structure import check_structure
from checks.structure.left_out import LeftOut, Usable, usable
from checks.tables.package import read_package
from checks.tables.typed import typed_tables
from tests.helpers.builders import describe, read_rows, write_cell, write_table

PLACE = {"p01.s01"}


def usable_of(folder: Path) -> Usable:
    package = read_package(folder)
    return usable(package, check_structure(package), without=["findings", "rules"])


def tables_of(folder: Path) -> dict[str, pd.DataFrame]:
    """The typed tables as rules get them."""
    found = usable_of(folder)
    return typed_tables(read_package(folder), found.frames, found.unknown)


def left_out_of(folder: Path) -> LeftOut:
    (item,) = usable_of(folder).left_out
    return item


def test_of_a_valid_package_nothing_is_left_out(small: Path) -> None:
    found = usable_of(small)
    assert (found.left_out, found.unknown, found.unread, found.added) == ((), {}, set(), set())
    assert set(found.frames) == set(check_structure(read_package(small)).tables)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("dates", "date", "Michaelmas"),
        ("dates", "earliest", "2011-5-1"),
        ("dates", "precision", "decade"),
        ("dates", "claim_id", "?"),
        ("figures", "best", "a dozen"),
        ("figures", "as_stated", ""),
        ("polls", "sample_size", "84O"),
        ("answers", "percent", "61,5"),
        ("answers", "stance", "favorable"),
        ("relations", "object_id", "nobody"),
    ],
)
def test_of_a_claim_with_a_cell_that_cannot_be_read_no_number_and_no_date_is_known(
    small: Path, table: str, column: str, value: str
) -> None:
    write_cell(small, table, 2, column, value)
    item = left_out_of(small)
    assert (item.table, item.rows, item.columns) == (table, (2,), {column})
    row = tables_of(small)[table].iloc[0]
    assert item.claims == {row["claim_id"]}
    days = [name for name in row.index if name.endswith(("earliest", "latest", "sample_size"))]
    assert row[days].isna().all()
    numbers = [row[name] for name in ("low", "best", "high", "percent") if row.get(name)]
    assert all("(" in number for number in numbers)


@pytest.mark.parametrize(
    ("code", "table", "column", "value"),
    [
        ("untrimmed", "dates", "entity_id", "ferry-union "),
        ("not-nfc", "entities", "label", "Conseil d\u2019E\u0301te\u0301"),
        ("formula", "statements", "note", "=1+1"),
        ("as-stated", "figures", "as_stated", "thirteen"),
        ("claim-place", "names", "claim_id", "p02.names-01"),
    ],
)
def test_a_slip_that_leaves_no_doubt_about_a_value_leaves_no_row_out(
    small: Path, code: str, table: str, column: str, value: str
) -> None:
    place = 3 if table == "entities" else 2
    write_cell(small, table, place, column, value)
    assert {item.code for item in check_structure(read_package(small)).problems} == {code}
    assert usable_of(small).left_out == ()


def test_white_space_around_a_value_is_not_read(small: Path) -> None:
    write_cell(small, "dates", 2, "entity_id", " ferry-union ")
    assert tables_of(small)["dates"]["entity_id"].iloc[0] == "ferry-union"


def test_white_space_around_a_value_that_cannot_be_read_leaves_it_out(small: Path) -> None:
    write_cell(small, "answers", 2, "percent", "61,5 ")
    assert left_out_of(small).rows == (2,)


def test_a_thing_keeps_what_can_be_read_of_it(small: Path) -> None:
    write_cell(small, "documents", 2, "characters", "many")
    item, document = left_out_of(small), tables_of(small)["documents"].iloc[0]
    assert (item.columns, item.claims) == ({"characters"}, set())
    assert pd.notna(document["as_of_earliest"])


def test_a_row_that_refers_to_nothing_gets_an_empty_row_to_refer_to(small: Path) -> None:
    write_cell(small, "dates", 2, "entity_id", "nobody")
    write_cell(small, "dates", 3, "property_id", "nothing")
    tables, found = tables_of(small), usable_of(small)
    assert found.added == {"nobody", "nothing"}
    nobody = tables["entities"].set_index("entity_id").loc["nobody"]
    nothing = tables["properties"].set_index("property_id").loc["nothing"]
    assert (nobody["label"], nothing["single_valued"], nothing["used_in"]) == ("", False, "")
    assert nobody["row"] > len(tables["entities"])
    assert [len(item.rows) for item in found.left_out] == [2]


def test_a_key_that_stands_twice_counts_once(small: Path) -> None:
    rows = read_rows(small, "entities")
    write_table(small, "entities", [rows[0], {**rows[0], "label": "Other"}, *rows[1:]])
    describe(small)
    assert left_out_of(small).rows == (3,)
    labels = tables_of(small)["entities"].set_index("entity_id")["label"]
    assert labels.index.is_unique
    assert labels["ferry-union"] == "Ferry Union"


def test_a_row_that_is_set_aside_is_left_out_and_what_refers_to_it_is_not(small: Path) -> None:
    file = small / "data/questions.csv"
    file.write_bytes(
        file.read_bytes().replace(b"p01.s01.questions-01,", b"p01.s01.questions-01,x,")
    )
    describe(small)
    item = left_out_of(small)
    assert (item.file, item.rows) == ("data/questions.csv", (2,))
    assert item.claims == {"p01.s01.questions-01"}
    assert {"p01.s01.questions-01", "tide-poll", "islanders"} <= item.lost
    assert item.touched - item.claims == {"tide-poll", "islanders", "p01.s01"}
    assert "p01.s01.questions-01" in set(tables_of(small)["questions"]["claim_id"])


def test_what_a_row_is_about_are_the_claims_and_things_that_it_refers_to(small: Path) -> None:
    write_cell(small, "answers", 2, "percent", "many")
    assert left_out_of(small).touched == {*PLACE, "p01.s01.answers-01", "p01.s01.questions-01"}
    write_cell(small, "answers", 2, "percent", "61.50")
    write_cell(small, "polls", 2, "published", "soon")
    assert left_out_of(small).touched == {*PLACE, "p01.s01.polls-01", "tide-poll", "islanders"}


@pytest.mark.parametrize("content", [None, b"", b"a;b\n", "entity_id".encode("utf-16")])
def test_a_file_that_cannot_be_read_is_unread(small: Path, content: bytes | None) -> None:
    file = small / "data/entities.csv"
    file.unlink() if content is None else file.write_bytes(content)
    found = usable_of(small)
    assert (found.unread, found.left_out) == ({"entities"}, ())
