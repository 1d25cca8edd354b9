"""Bytes of a CSV become a frame of text, and everything wrong with their form is named."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.tables.reading import Reading, read_table

COLUMNS = ("id", "name", "note")
GOOD = b'id,name,note\na,Ferry,\nb,"Quay, old","so-called ""North"" quay"\n'
CELLS = [["a", "Ferry", ""], ["b", "Quay, old", 'so-called "North" quay']]


def read(content: bytes) -> Reading:
    return read_table(content, "ferries.csv", COLUMNS)


def found(content: bytes) -> list[tuple[str, int | None, str | None]]:
    return [(item.code, item.row, item.column) for item in read(content).problems]


def cells_by_row(content: bytes) -> dict[int, list[str]]:
    frame = read(content).frame
    assert frame is not None
    return {
        int(str(row)): list(cells) for row, cells in zip(frame.index, frame.values, strict=True)
    }


def test_canonical_bytes_become_text_with_spreadsheet_rows() -> None:
    assert found(GOOD) == []
    assert cells_by_row(GOOD) == {2: CELLS[0], 3: CELLS[1]}
    assert read(GOOD).set_aside == {}


def test_text_is_never_taken_for_a_value() -> None:
    texts = ["NA", "NaN", "null", "None", "007", "1.50", "true", "1e5", "-0", "\ufeff"]
    content = "id,name,note\n" + "".join(f"{text},{text},\n" for text in texts)
    assert list(cells_by_row(content.encode()).values()) == [[text, text, ""] for text in texts]


def test_a_byte_order_mark_in_the_first_cell_is_kept() -> None:
    assert cells_by_row("id,name,note\n\ufeffa,,\n".encode()) == {2: ["\ufeffa", "", ""]}


def test_header_alone_is_a_table_without_rows() -> None:
    reading = read(b"id,name,note\n")
    assert (reading.problems, reading.set_aside) == ((), {})
    assert reading.frame is not None
    assert (list(reading.frame.columns), len(reading.frame)) == (list(COLUMNS), 0)


# Bytes, and the problems: code, row, column.
PROBLEMS: dict[str, tuple[bytes, list[tuple[str, int | None, str | None]]]] = {
    "byte order mark": (b"\xef\xbb\xbf" + GOOD, [("byte-order-mark", 1, None)]),
    "CRLF": (GOOD.replace(b"\n", b"\r\n"), [("line-ending", 1, None)]),
    "CR": (GOOD.replace(b"\n", b"\r"), [("line-ending", 1, None)]),
    "CRLF later on": (GOOD.replace(b",\nb", b",\r\nb"), [("line-ending", 2, None)]),
    "no final newline": (GOOD[:-1], [("final-newline", 3, None)]),
    "blank line": (b"id,name,note\na,,\n\nb,,\n", [("blank-row", 3, None)]),
    "blank cells": (b"id,name,note\na,,\n,,\nb,,\n", [("blank-row", 3, None)]),
    "quoted blank cells": (b'id,name,note\na,,\n"",,\nb,,\n', [("blank-row", 3, None)]),
    "short rows": (
        b"id,name,note\na\nb,x,y\nc,x\n",
        [("ragged-row", 2, "name"), ("ragged-row", 4, "note")],
    ),
    "long row": (b"id,name,note\na,x,y,z\n", [("ragged-row", 2, None)]),
    "quotes without need": (b'id,name,note\na,"x",\n', [("quoting", 2, "name")]),
    "quote inside without quotes": (b'id,name,note\na,x"y,\n', [("quoting", 2, "name")]),
    "open quote": (b'id,name,note\na,"x,\nb,,\n', [("quoting", 2, None)]),
    "Latin-1": ("id,name,note\na,Été,\nb,,\n".encode("latin-1"), [("encoding", 2, "name")]),
    "extra column": (b"id,name,mood,note\na,,,\n", [("extra-column", 1, "mood")]),
    "other order": (b"id,note,name\na,,\n", [("column-order", 1, "note")]),
    "column twice": (b"id,name,name,note\na,,,\n", [("duplicate-column", 1, "name")]),
    "semicolons": (b"id;name;note\na;;\n", [("dialect", 1, None)]),
    "tabs": (b"id\tname\tnote\na\t\t\n", [("dialect", 1, None)]),
    "nothing": (b"", [("missing-header", 1, None)]),
    "no header": (b"a,x,\nb,y,\n", [("missing-header", 1, None)]),
    "UTF-16": (GOOD.decode().encode("utf-16"), [("encoding", None, None)]),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR,\xff", [("encoding", None, None)]),
    "all at once": (
        b"\xef\xbb\xbfid,name,note\r\na\r\n\r\nb,\xff,\r\nc,x,y",
        [
            ("byte-order-mark", 1, None),
            ("line-ending", 1, None),
            ("final-newline", 5, None),
            ("ragged-row", 2, "name"),
            ("blank-row", 3, None),
            ("encoding", 4, "name"),
        ],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_every_fault_of_form_is_named_with_its_row(case: str) -> None:
    content, expected = PROBLEMS[case]
    assert found(content) == expected


def test_rows_after_a_fault_keep_the_number_that_a_spreadsheet_shows() -> None:
    content = b'id,name,note\na,"two\nlines",\n\nb\nc,x,y\n'
    assert cells_by_row(content) == {2: ["a", "two\nlines", ""], 5: ["c", "x", "y"]}
    assert found(content) == [("blank-row", 3, None), ("ragged-row", 4, "name")]
    assert read(content).set_aside == {4: ("b",)}
    assert read(b"id,name,note\n\na,,\n").set_aside == {}


def test_columns_are_read_by_their_names_in_the_order_of_the_schema() -> None:
    frame = read(b"note,mood,id\nfirst,gay,a\n").frame
    assert frame is not None
    assert list(frame.columns) == ["id", "note"]
    assert frame.to_numpy().tolist() == [["a", "first"]]


cell = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=6
)


@given(st.lists(st.lists(cell, min_size=3, max_size=3).filter(any), max_size=5))
def test_what_a_minimal_writer_writes_is_read_back_without_problems(rows: list[list[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    reading = read(text.getvalue().encode())
    assert reading.problems == ()
    assert reading.frame is not None
    assert reading.frame.to_numpy().tolist() == rows


# Any other bytes for the same table are refused: one edit of the canonical ones at any place.
@given(st.integers(0, len(GOOD) - 1), st.sampled_from([b'"', b"\r", b"\n", b"\xff", b""]))
def test_bytes_are_accepted_only_if_writing_the_cells_gives_them_again(
    place: int, byte: bytes
) -> None:
    content = GOOD[:place] + byte + GOOD[place + 1 :]
    reading = read(content)
    if not reading.problems:
        assert reading.frame is not None
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([list(reading.frame.columns), *reading.frame.to_numpy().tolist()])
        assert text.getvalue().encode() == content


def test_large_tables_are_read_in_parts_and_keep_their_rows() -> None:
    count = 400_000
    lines = [f'id{n},"Quay, {n}",{"x" * 60}\n' for n in range(count)]
    reading = read(("id,name,note\n" + "".join(lines)).encode())
    assert reading.problems == ()
    assert reading.frame is not None
    assert reading.frame.index[-1] == count + 1
    assert reading.frame["name"].iloc[-1] == f"Quay, {count - 1}"
    assert isinstance(reading.frame["id"].dtype, pd.StringDtype)
