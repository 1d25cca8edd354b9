"""The source check as a command: files of the project, exceptions, output and exit status."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.segment import COLUMNS
from scripts.source_check.__main__ import main
from tests.helpers.invented_islands import (
    TEXT,
    Tables,
    coded_tables,
    drop,
    gaps_in,
    write_exceptions,
    write_package,
)

NINE_WORDS = "boats and 12 percent of 12 ports were closed"


@pytest.mark.parametrize(
    "content",
    [
        NINE_WORDS,
        f"x\n# {NINE_WORDS.upper()},",
        NINE_WORDS.replace(" ", "\n_"),
        "twenty one " + NINE_WORDS,
    ],
)
def test_nine_consecutive_words_of_the_text_in_a_file_are_reported(
    tmp_path: Path, content: str
) -> None:
    folder = write_package(tmp_path, coded_tables())
    (folder / "docs").mkdir()
    (folder / "docs" / "notes.md").write_text(content, encoding="utf-8")
    assert gaps_in(folder) == [("reproduction", "p03.s01", "docs/notes.md")]


def test_eight_consecutive_words_and_binary_files_are_not_reported(tmp_path: Path) -> None:
    folder = write_package(tmp_path, coded_tables())
    (folder / "notes.md").write_text(NINE_WORDS.removesuffix(" closed"), encoding="utf-8")
    (folder / "image.png").write_bytes(b"\xff\xfe" + NINE_WORDS.encode())
    assert gaps_in(folder) == []


def test_an_exception_allows_a_gap_of_its_own_check_and_passage_alone(tmp_path: Path) -> None:
    tables = coded_tables()
    drop("names", "n1")(tables)
    folder = write_package(tmp_path, tables)
    write_exceptions(folder, "p01.s01,names,Oru,A word of the islanders' language.")
    assert gaps_in(folder) == []
    write_exceptions(folder, "p01.s02,names,Oru,Elsewhere.")
    assert gaps_in(folder) == [("names", "p01.s01", "Oru"), ("exceptions", "p01.s02", "Oru")]


def run(folder: Path, tables: Tables) -> int:
    """The command's exit status; the text lies outside of the package, as it should."""
    (folder / "package").mkdir()
    source = folder / "source.txt"
    source.write_bytes(TEXT.encode())
    return main([str(source), "--package", str(write_package(folder / "package", tables))])


def test_the_command_prints_counts_and_succeeds_without_gaps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, coded_tables()) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == (
        f"document 0 gaps {len(TEXT)} characters, 3 paragraphs, 2 sections, 9 sentences"
    )
    assert lines[2] == (
        "values 0 gaps 1 decade, 1 month, 4 number, 2 number word, 1 percent, 1 weekday"
    )
    assert lines[6] == "citations 0 gaps 3 entries"
    assert lines[-1] == "No gaps: the coding accounts for the text."


def test_the_command_prints_every_gap_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = coded_tables()
    drop("names", "n1")(tables)
    drop("citations", "c3")(tables)
    assert run(tmp_path, tables) == 1
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "GAP names  p01.s01  'Oru': is not part of a coded name",
        "GAP citations  p02  'U.O. Almanac': position 2 is not coded",
        "2 gaps",
    ]


def test_without_the_text_the_command_says_so_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_package(tmp_path, coded_tables())
    assert main([str(tmp_path / "nothing.txt"), "--package", str(folder)]) == 2
    assert capsys.readouterr().err == (
        f"source-check: {tmp_path / 'nothing.txt'}: cannot be read (No such file or directory)\n"
    )


OFFSET_IN_WORDS = ",".join(COLUMNS) + "\np01,isles,paragraph,,1,zero,9,\n"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: write_exceptions(folder, "p01.s01,names,Oru,"),
        lambda folder: write_exceptions(folder, "p01.s01,names,Oru,A.", "p01.s01,names,Oru,B."),
        lambda folder: (folder / "passages.csv").unlink(),
        lambda folder: (folder / "passages.csv").write_text(OFFSET_IN_WORDS, encoding="utf-8"),
        lambda folder: (folder / "datapackage.json").unlink(),
    ],
    ids=["no reason", "exception twice", "no passages", "offset in words", "no descriptor"],
)
def test_a_package_that_cannot_be_read_is_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], object]
) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes(TEXT.encode())
    folder = tmp_path / "package"
    folder.mkdir()
    spoil(write_package(folder, coded_tables()))
    assert main([str(source), "--package", str(folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
