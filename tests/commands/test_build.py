"""`claims-check build` fills what follows from other cells; `--check` only says what is missing."""

from pathlib import Path

import pytest

from checks.commands.main import main
from tests.helpers.builders import describe, read_rows, write_cell, write_table


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def files(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def emptied(folder: Path, table: str, *columns: str) -> None:
    rows = [{**row, **dict.fromkeys(columns, "")} for row in read_rows(folder, table)]
    write_table(folder, table, rows, ordered=False)
    describe(folder)


def test_a_build_says_what_it_filled_and_the_package_is_as_before(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    assert main(["build", str(small)]) == 0  # the table of rules is that of an old version
    before = files(small)
    emptied(small, "dates", "latest", "precision")
    capsys.readouterr()
    status, out, _ = run(capsys, "build", small)
    assert (status, out.splitlines()) == (
        0,
        [
            "filled: data/dates.csv: latest 3, precision 3",
            "written: data/dates.csv",
            "written: datapackage.json",
        ],
    )
    assert files(small) == before


def test_a_check_names_file_row_column_and_value_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    main(["build", str(small)])
    capsys.readouterr()
    assert run(capsys, "build", small, "--check") == (0, "Everything is up to date.\n", "")
    emptied(small, "dates", "precision")
    before = files(small)
    status, out, _ = run(capsys, "build", small, "--check")
    assert (status, out.splitlines()) == (
        1,
        [
            "empty: data/dates.csv:2:precision: expected 'month'",
            "empty: data/dates.csv:3:precision: expected 'day'",
            "empty: data/dates.csv:4:precision: expected 'open'",
            "stale: data/dates.csv",
            "stale: datapackage.json",
        ],
    )
    assert files(small) == before


def test_a_check_names_ten_cells_of_a_file_and_counts_the_others(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    main(["build", str(small)])
    (row, *_) = read_rows(small, "statements")
    rows = [{**row, "claim_id": "", "topic": f"topic-{number}"} for number in range(13)]
    write_table(small, "statements", rows)
    capsys.readouterr()
    lines = run(capsys, "build", "--check", small)[1].splitlines()
    assert lines[9:11] == [
        f"empty: data/statements.csv:11:claim_id: expected '{row['passage_id']}.statement10'",
        "empty: data/statements.csv: and 3 more cells",
    ]


def test_a_value_that_differs_stays_and_stays_a_problem(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    main(["build", str(small)])
    write_cell(small, "dates", 2, "precision", "day")
    capsys.readouterr()
    assert run(capsys, "build", "--check", small) == (0, "Everything is up to date.\n", "")
    status, out, _ = run(capsys, small)
    assert status == 1
    assert "expected 'month', which follows from the date '2011-05'" in " ".join(out.split())


@pytest.mark.parametrize("check", [[], ["--check"]])
def test_a_table_that_cannot_be_read_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], small: Path, check: list[str]
) -> None:
    (small / "data/dates.csv").write_text("a,b\n", encoding="utf-8")
    before = files(small)
    status, out, err = run(capsys, "build", small, *check)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert files(small) == before
