"""The examples in the README load what they say, from a copy of the data in an empty folder."""

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.tables.package import read_package
from scripts.release.edition import make_edition
from scripts.release.excel import workbook
from scripts.release.sqlite import database
from tests.helpers.builders import ROOT

NOT_MISSING = "NA"
"""A note that is put into the first answer and the first date, and must come back as it is."""


@dataclass(frozen=True)
class Example:
    """A block of code, and the program that stands in bold above it."""

    program: str
    language: str
    code: str


def examples() -> Iterator[Example]:
    """The blocks of the section about loading, in their order."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("\n## Load a table\n")[1].split("\n## ", maxsplit=1)[0]
    program = ""
    for bold, language, code in re.findall(
        r"^\*\*([^*]+)\*\*|^```(\w+)\n(.*?)^```", section, flags=re.DOTALL | re.MULTILINE
    ):
        if bold:
            program = bold
        else:
            yield Example(program, language, code)


EXAMPLES = {(each.program, each.language): each.code for each in examples()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the command and the data, in which two notes are the text NA."""
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    for name in ("answers", "dates"):
        rows = rows_of(tmp_path, name)
        rows[0]["note"] = NOT_MISSING
        with (tmp_path / f"data/{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    command = tmp_path / ".venv/bin/claims-check"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checks "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(folder: Path, table: str, name: str) -> list[str | None]:
    return [row[name] or None for row in rows_of(folder, table)]


def disputed(folder: Path, *names: str) -> list[tuple[str | None, ...]]:
    """Cells of the claims that the flat table calls disputed."""
    rows = [row for row in rows_of(folder, "claims") if row["disputed"] == "true"]
    assert len(rows) > 5
    return sorted((tuple(row[name] or None for name in names) for row in rows), key=repr)


def run_python(folder: Path, code: str, *values: str) -> list[Any]:
    """Run code in a process of its own; the values of these expressions after it."""
    printing = f"import json\nprint(json.dumps([{', '.join(values)}]))\n"
    outcome = subprocess.run(
        [sys.executable, "-c", f"{code}\n{printing}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    result: list[Any] = json.loads(outcome.stdout)
    return result


def release_file(folder: Path, suffix: str) -> Path:
    """The file of that kind of a release, made in the folder."""
    package = read_package(folder)
    made = {"sqlite": database, "xlsx": workbook}[suffix](
        make_edition(package, date(2024, 5, 6), "", None)
    )
    file = folder / f"{package.name}-{package.version}.{suffix}"
    file.write_bytes(made)
    return file


def test_the_readme_has_these_examples_and_no_other() -> None:
    assert [(each.program, each.language) for each in examples()] == [
        *[("", "sh"), ("pandas", "python"), ("Polars", "python"), ("R", "r"), ("R", "r")],
        *[("DuckDB", "sql"), ("SQLite", "sql"), ("Excel", "python")],
    ]


def test_the_shell_lists_tables_and_columns(folder: Path) -> None:
    outcome = subprocess.run(
        ["sh", "-e", "-c", EXAMPLES["", "sh"]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert f"{len(rows_of(folder, 'dates'))} rows" in outcome.stdout
    for word in ("findings", "anchor_passage_id", "properties.property_id"):
        assert word in outcome.stdout


SHOWN = ("subject", "property", "value", "printed", "place")


def test_pandas_keeps_shares_and_na_and_reads_the_flat_table(folder: Path) -> None:
    percent, note, earliest, found = run_python(
        folder,
        EXAMPLES["pandas", "python"],
        "[None if pd.isna(each) else each for each in answers['percent']]",
        "answers['note'][0]",
        "[None if pd.isna(each) else f'{each:%Y-%m-%d}' for each in claims['earliest']]",
        "[[None if pd.isna(each) else each for each in row] for row in disputed["
        f"{[*SHOWN]}].values.tolist()]",
    )
    assert percent == column(folder, "answers", "percent")
    assert "52.60" in percent
    assert note == NOT_MISSING
    assert earliest == column(folder, "claims", "earliest")
    assert sorted(map(tuple, found), key=repr) == disputed(folder, *SHOWN)


def test_polars_keeps_shares_and_na_and_reads_days(folder: Path) -> None:
    percent, note, earliest, kind = run_python(
        folder,
        EXAMPLES["Polars", "python"],
        "answers['percent'].to_list()",
        "answers['note'][0]",
        "[each and each.isoformat() for each in claims['earliest']]",
        "str(claims['latest'].dtype)",
    )
    assert percent == column(folder, "answers", "percent")
    assert note == NOT_MISSING
    assert earliest == column(folder, "claims", "earliest")
    assert kind == "Date"


def test_duckdb_gives_the_disputed_claims(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    monkeypatch.chdir(folder)
    rows = duckdb.sql(EXAMPLES["DuckDB", "sql"]).fetchall()
    assert sorted(rows, key=repr) == disputed(folder, *SHOWN, "findings")


def test_sqlite_gives_the_disputed_claims_with_a_headline_for_each_error_and_warning(
    folder: Path,
) -> None:
    file = release_file(folder, "sqlite")
    with sqlite3.connect(file) as connection:
        rows = connection.execute(EXAMPLES["SQLite", "sql"]).fetchall()
    connection.close()
    headlines = {
        row["finding_id"]: row["headline"]
        for row in rows_of(folder, "findings")
        if row["severity"] != "info"
    }
    assert sorted(rows, key=repr) == sorted(
        (
            (*claim, headlines[finding])
            for *claim, findings in disputed(folder, *SHOWN, "findings")
            for finding in str(findings).split("|")
            if finding in headlines
        ),
        key=repr,
    )


def test_a_workbook_keeps_shares_and_na(folder: Path) -> None:
    release_file(folder, "xlsx")
    percent, note = run_python(
        folder,
        EXAMPLES["Excel", "python"],
        "[None if pd.isna(each) else each for each in answers['percent']]",
        "answers['note'][0]",
    )
    assert percent == column(folder, "answers", "percent")
    assert note == NOT_MISSING


IN_R = [each.code for each in examples() if each.language == "r"]
needs_r = pytest.mark.skipif(
    shutil.which("Rscript") is None, reason="there is no R on this machine"
)


@pytest.mark.r
@needs_r
@pytest.mark.parametrize("code", IN_R)
def test_r_reads_the_percentages_as_they_are_printed(folder: Path, code: str) -> None:
    printing = "write.table(answers[c('percent', 'note')], 'read.tsv', sep = '\t', na = '')"
    (folder / "example.r").write_text(f"{code}\n{printing}\n", encoding="utf-8")
    subprocess.run(["Rscript", "-e", "parse('example.r')"], cwd=folder, check=True)
    (library,) = re.findall(r"library\((\w+)\)", code)
    installed = f"quit(status = !requireNamespace('{library}', quietly = TRUE))"
    if subprocess.run(["Rscript", "-e", installed], check=False).returncode:
        pytest.skip(f"R has no library {library} on this machine")
    subprocess.run(["Rscript", "example.r"], cwd=folder, check=True)
    with (folder / "read.tsv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file, delimiter="\t")
    assert [row[1] or None for row in rows] == column(folder, "answers", "percent")
    assert rows[0][2] == NOT_MISSING
