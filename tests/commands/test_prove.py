"""`claims-check prove`: output, exit status, and errors in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checks.commands.main import main
from checks.passages.tree import sha256_of
from tests.helpers.invented_islands import (
    TEXT,
    Plant,
    add,
    change,
    coded_tables,
    columns_of,
    drop,
    write_package,
)

SECOND = "Nothing is coded here.\n"


def written(folder: Path, *plants: Plant) -> tuple[Path, Path]:
    """A package and its text, which lies outside of the package, as it should."""
    tables = coded_tables()
    for plant in plants:
        plant(tables)
    (folder / "package").mkdir()
    (folder / "isles.txt").write_bytes(TEXT.encode())
    return write_package(folder / "package", tables), folder / "isles.txt"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str], str]:
    """Exit status, lines of the standard output, and standard error."""
    status = main(["prove", *map(str, arguments)])
    printed = capsys.readouterr()
    return status, printed.out.splitlines(), printed.err


def test_the_proof_prints_what_each_check_examined(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines, _ = run(capsys, *written(tmp_path))
    assert (status, lines[-1]) == (0, "No gaps: 1 of 1 documents proved.")
    assert [line.split() for line in lines[:-2]] == [
        ["isles", "examined", "gaps"],
        ["passages", "16", "0"],
        ["coverage", "14", "0"],
        ["as-stated", "33", "0"],
        ["values", "11", "0"],
        ["names", "17", "0"],
        ["quotations", "3", "0"],
        ["claims", "10", "0"],
        ["citations", "3", "0"],
        ["hedges", "9", "0"],
        ["certainty", "1", "0"],
        ["open-lists", "2", "0"],
        ["events", "1", "0"],
        ["reproduction", "12", "0"],
        ["exceptions", "0", "0"],
    ]


def test_each_gap_is_a_line_with_file_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plants = drop("names", "n1"), change("dates", "d2", as_stated="it sank")
    status, lines, _ = run(capsys, *written(tmp_path, *plants))
    assert status == 1
    assert lines[-5:] == [
        "dates.csv:3:as_stated: [as-stated] p01.s02 'it sank': is not printed in this passage",
        "passages.csv:6:passage_id: [values] p01.s02 '1987': is in no claim of the sentence",
        "passages.csv:5:passage_id: [names] p01.s01 'Oru': is not part of a coded name",
        "",
        "3 gaps: 1 of 1 documents proved.",
    ]


def test_the_package_is_the_current_folder_unless_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, text = written(tmp_path)
    assert run(capsys, folder / "datapackage.json", text)[0] == 0
    monkeypatch.chdir(folder)
    assert run(capsys, "../isles.txt")[0] == 0


def add_document(tables: dict[str, list[dict[str, str]]]) -> None:
    cells = ["notes", "xq", sha256_of(SECOND), str(len(SECOND))]
    tables["documents"].append(dict(zip(columns_of("documents"), cells, strict=True)))
    add("passages", f"n-p01|notes|paragraph||0|22|{sha256_of(SECOND[:22])}")(tables)
    add("statements", "n1|n-p01|Nothing||false|stated")(tables)


def test_texts_are_matched_to_documents_by_their_hashes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, text = written(tmp_path, add_document)
    status, lines, _ = run(capsys, folder, text)
    assert status == 0
    assert lines[-3:] == [
        "notes: not proved, for its text was not given",
        "",
        "No gaps: 1 of 2 documents proved.",
    ]
    second = tmp_path / "second.txt"
    second.write_bytes(SECOND.encode())
    status, lines, _ = run(capsys, folder, second, text)
    assert status == 1
    gap = "is in no sentence and no citation"
    note = (
        "Words for values, such as months, are not proved: there are none for the language 'xq' in "
    )
    place = "passages.csv:17:passage_id: [citations] n-p01"
    assert [line for line in lines if ":" in line] == [
        f"{note}the table proof_words.",
        f"{place} 'Nothing is coded here.': {gap}",
        "1 gap: 2 of 2 documents proved.",
    ]


def test_all_texts_that_match_no_document_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, text = written(tmp_path)
    text.write_bytes(TEXT.replace("\n", "\r\n").encode())
    (tmp_path / "latin.txt").write_bytes("É".encode("latin-1"))
    texts = [text, tmp_path / "latin.txt", tmp_path / "nothing.txt", tmp_path]
    status, _, error = run(capsys, folder, *texts)
    assert (status, error.count("\n")) == (2, 1)
    assert f"{text}: no document has the hash of this text (" in error
    assert f"{tmp_path}/latin.txt: not UTF-8 (line 1)" in error
    assert f"{tmp_path}/nothing.txt: cannot be read (No such file or directory)" in error
    assert f"{tmp_path}: cannot be read (Is a directory)" in error


OFFSET_IN_WORDS = ",".join(columns_of("passages")) + "\np01,isles,paragraph,,zero,9,\n"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (
            lambda folder: (folder / "passages.csv").unlink(),
            "passages.csv: cannot be read (No such file or directory)",
        ),
        (
            lambda folder: (folder / "passages.csv").write_text(OFFSET_IN_WORDS, encoding="utf-8"),
            "passages.csv:2:start: expected a whole number, not 'zero'",
        ),
        (lambda folder: (folder / "datapackage.json").unlink(), "no data package here"),
    ],
)
def test_a_package_that_cannot_be_read_is_one_line_and_status_2(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], object],
    expected: str,
) -> None:
    folder, text = written(tmp_path)
    spoil(folder)
    status, _, error = run(capsys, folder, text)
    assert (status, error.count("\n")) == (2, 1)
    assert expected in error


def test_a_text_must_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, _ = written(tmp_path)
    status, _, error = run(capsys, folder)
    assert status == 2
    assert error.startswith("checks: name the text of a document after the package (see ")
