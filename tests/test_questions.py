"""The ten questions of the documents: both languages agree, and print what the page says."""

import re
import runpy
import sqlite3
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from checks.tables.package import read_package
from scripts.release.edition import make_edition
from scripts.release.sqlite import database
from tests.helpers.builders import ROOT

PAGE = (ROOT / "docs/questions.md").read_text("utf-8")
BEGINNING, *SECTIONS = PAGE.split("\n## ")
SETUP = re.findall(r"```python\n(.*?)```", BEGINNING, re.DOTALL)[0]


class Question(NamedTuple):
    """What the page says of a question: two programs, and what the first one prints."""

    title: str
    python: str
    sql: str
    printed: str


def question(section: str) -> Question:
    blocks = re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL)
    assert [language for language, _ in blocks] == ["python", "sql", "text"]
    return Question(section.splitlines()[0], *(content for _, content in blocks))


QUESTIONS = [question(section) for section in SECTIONS]
every_question = pytest.mark.parametrize("asked", QUESTIONS, ids=[each.title for each in QUESTIONS])


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a release in their folders, and its SQLite file."""
    folder = tmp_path_factory.mktemp("release")
    edition = make_edition(read_package(ROOT), date(2024, 5, 6), "", None)
    for table in edition.tables:
        (folder / table.path).parent.mkdir(exist_ok=True)
        (folder / table.path).write_bytes(table.content)
    (folder / "release.sqlite").write_bytes(database(edition))
    return folder


def answer(asked: Question, folder: Path, monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    """The answer of the Python code, run in this folder."""
    program = folder / "question.py"
    program.write_text(f"{SETUP}\n{asked.python}", encoding="utf-8")
    monkeypatch.chdir(folder)
    found = runpy.run_path(str(program))["answer"]
    assert isinstance(found, pd.DataFrame)
    return found


def test_there_are_ten_questions() -> None:
    assert len({each.title for each in QUESTIONS}) == len(QUESTIONS) == 10


@every_question
def test_pandas_prints_the_answer_that_the_page_gives(
    asked: Question,
    release: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(answer(asked, release, monkeypatch)) > 0
    printed = capsys.readouterr().out.splitlines()
    assert [line.rstrip() for line in printed] == asked.printed.splitlines()


@every_question
def test_sql_gives_the_same_rows(
    asked: Question, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = answer(asked, release, monkeypatch)
    connection = sqlite3.connect(release / "release.sqlite")
    found = connection.execute(asked.sql)
    rows = found.fetchall()
    connection.close()
    assert [name for name, *_ in found.description] == list(frame.columns)
    expected = frame.astype("object").where(frame.notna(), None).itertuples(index=False, name=None)
    assert sorted(rows, key=repr_of) == sorted(expected, key=repr_of)


def repr_of(row: tuple[object, ...]) -> str:
    """A key to sort rows with missing values; equal numbers of two types have the same one."""
    return repr([float(cell) if isinstance(cell, int | float) else cell for cell in row])
