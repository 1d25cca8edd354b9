"""`docs/your-own-package.md`, followed to the letter: its files, its edits and its commands."""

import contextlib
import csv
import io
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
import yaml

from checks.commands.main import main
from tests.helpers.builders import ROOT, read_rows

PAGE = (ROOT / "docs/your-own-package.md").read_text(encoding="utf-8")
FIRST_STEP, CI = PAGE.index("## 1. "), PAGE.index("On GitHub, ")

STEP = re.compile(
    r"(?:(?P<edit>put\sthis\sinto|add\sthese\srows\sto|fill\sin\sthese\scells\sof)"
    r"\s`(?P<file>[^`]+)`[^`]*:\n\n)?"
    r"```(?P<kind>\w+)\n(?P<body>.*?)```\n"
    r"|delete\sthe\srow\sof\s`(?P<row>[^`]+)`\sfrom\s`(?P<table>[^`]+)`",
    re.DOTALL | re.IGNORECASE,
)
"""A block with what to do with it, or a row to delete."""

STATUSES = {
    "claims-check init tarvel --licence CC-BY-4.0": [0],
    "claims-check tarvel": [0, 1, 1, 1],
    "claims-check segment first.txt tarvel --document tarvel-1950": [0],
    "claims-check segment first.txt tarvel --document tarvel-1950 --show": [0],
    "claims-check describe tarvel --table dates": [0],
    "claims-check build tarvel": [0] * 5,
    "claims-check prove tarvel first.txt": [1, 0],
    "claims-check tarvel --update-register": [0, 0],
    'claims-check segment second.txt tarvel --document tarvel-1951 --title "Tarvel in 1951"': [0],
    "claims-check prove tarvel first.txt second.txt": [0],
    "claims-check tarvel --fail-on warning": [0],
    "python -m frictionless validate tarvel/datapackage.json": [0],
    "claims-check build tarvel --check": [0],
}
"""The exit statuses of every command of the page, in the order in which it stands there."""


@dataclass(frozen=True)
class Command:
    """A command of the page, what the page says that it prints, and what happened."""

    line: str
    promised: tuple[tuple[str, ...], ...]
    status: int
    printed: tuple[str, ...]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the page is followed, empty at first."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def followed(folder: Path) -> list[Command]:
    """Every command of the page before continuous integration, run in order between the edits."""
    done: list[Command] = []
    steps = list(STEP.finditer(PAGE, FIRST_STEP, CI))
    for place, step in enumerate(steps):
        if step["row"]:
            delete(folder / step["table"], step["row"])
        elif step["file"]:
            edit(folder / step["file"], step["edit"].split()[0].lower(), step["body"])
        elif step["kind"] == "sh":
            done.append(run(step["body"].strip(), outputs(steps[place + 1 :]), folder))
    return done


def outputs(steps: list[re.Match[str]]) -> tuple[tuple[str, ...], ...]:
    """The lines of the blocks of output at the beginning of these steps."""
    found = []
    for step in steps:
        if step["kind"] != "text" or step["file"]:
            break
        found.append(tuple(step["body"].splitlines()))
    return tuple(found)


def edit(file: Path, kind: str, body: str) -> None:
    """Write a file, or change a table: its rows are known by the first column of the block."""
    if kind == "put":
        file.write_text(body, encoding="utf-8")
        return
    names, rows = table(file.read_text(encoding="utf-8"))
    columns, given = table(body)
    assert set(columns) <= set(names)
    if kind == "add":
        rows += given
    else:
        by_key = {row[columns[0]]: row for row in rows}
        for cells in given:
            by_key[cells[columns[0]]].update(cells)
    save(file, names, rows)


def delete(file: Path, key: str) -> None:
    """Delete the row with that identifier."""
    names, rows = table(file.read_text(encoding="utf-8"))
    kept = [row for row in rows if row[names[0]] != key]
    assert len(kept) == len(rows) - 1
    save(file, names, kept)


def table(text: str) -> tuple[list[str], list[dict[str, str]]]:
    """The columns and rows of a CSV."""
    names, *rows = csv.reader(io.StringIO(text))
    return names, [dict(zip(names, row, strict=True)) for row in rows]


def save(file: Path, names: list[str], rows: list[dict[str, str]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


def run(line: str, promised: tuple[tuple[str, ...], ...], folder: Path) -> Command:
    """Run a line of the page in the folder: the checks in this process, all else in its own."""
    program, *words = shlex.split(line)
    if program == "claims-check":
        printed, status = checked(words, folder)
    else:
        assert program == "python"
        done = subprocess.run(
            [sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False
        )
        printed, status = done.stdout + done.stderr, done.returncode
    return Command(line, promised, status, tuple(printed.splitlines()))


def checked(words: list[str], folder: Path) -> tuple[str, int]:
    """What the checks print, and their exit status."""
    printed = io.StringIO()
    with (
        mock.patch.dict(os.environ, COLUMNS="100"),
        mock.patch.object(sys, "argv", ["claims-check"]),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        status = main(words)
    return printed.getvalue(), status


def test_every_command_of_the_page_ends_as_the_page_says(followed: list[Command]) -> None:
    statuses: dict[str, list[int]] = {}
    for command in followed:
        statuses.setdefault(command.line, []).append(command.status)
    assert statuses == STATUSES


def test_every_command_prints_the_lines_that_the_page_shows(followed: list[Command]) -> None:
    shown = [
        (excerpt, command.printed, command.line)
        for command in followed
        for excerpt in command.promised
    ]
    assert len(shown) == 18
    for excerpt, printed, line in shown:
        assert is_excerpt(excerpt, printed), (line, excerpt, printed)


def is_excerpt(excerpt: tuple[str, ...], lines: tuple[str, ...]) -> bool:
    """Whether the lines stand in this order, one directly below the other."""
    size = len(excerpt)
    return any(lines[at : at + size] == excerpt for at in range(len(lines) - size + 1))


def test_the_page_leads_to_findings_within_the_first_edition_and_between_the_two(
    followed: list[Command], folder: Path
) -> None:
    assert followed
    findings = {
        row["claims"]: (row["rule"], row["disposition"])
        for row in read_rows(folder / "tarvel", "findings")
    }
    assert findings == {
        "p02.s01.date01|p03.s01.date01": ("dates-agree", "source-contradiction"),
        "p03.s01.date02": ("values-possible", "editorial"),
        "p02.s01.date01|p03.s01.date01|tarvel1951-p01.s01.date01": ("dates-agree", "under-review"),
        "p03.s02.figure01|tarvel1951-p02.s01.figure01": ("figures-agree", "under-review"),
    }


def test_every_block_of_the_page_is_a_file_an_edit_a_command_or_its_output() -> None:
    """A block that the pattern of the edits misses would silently not be followed."""
    steps = list(STEP.finditer(PAGE, FIRST_STEP, CI))
    blocks = [step for step in steps if step["kind"]]
    assert len(blocks) == PAGE[FIRST_STEP:CI].count("```") / 2
    kinds = {(step["kind"], bool(step["file"])) for step in blocks}
    assert kinds == {("sh", False), ("text", False), ("text", True), ("csv", True)}
    edits = re.findall(r"(?i)\b(?:put\sthis|add\sthese|fill\sin\sthese)\b", PAGE[FIRST_STEP:CI])
    assert len(edits) == sum(bool(step["file"]) for step in blocks)
    assert len(re.findall(r"(?i)delete\s+the\s+row", PAGE)) == len(steps) - len(blocks) == 1


def test_the_page_describes_every_input_of_the_action_with_its_default() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    rows = re.findall(r"^\| `([\w-]+)` \| .+ \| (?:`(.+)` )?\|$", PAGE[CI:], re.MULTILINE)
    assert dict(rows) == {name: item["default"] for name, item in inputs.items()}


def test_the_page_configures_the_action_and_the_hook_with_what_they_have() -> None:
    (step,), hooks = (
        yaml.safe_load(block["body"])
        for block in STEP.finditer(PAGE, CI)
        if block["kind"] == "yaml"
    )
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    assert set(step["with"]) <= set(inputs)
    (used,) = hooks["repos"][0]["hooks"]
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert used["id"] == hook["id"]


def test_every_column_that_the_page_names_for_polls_is_one_of_its_table() -> None:
    rows = re.findall(r"^\| `(polls|questions)\.(\w+)`(?:, `(\w+)`)? \|", PAGE, re.MULTILINE)
    assert len(rows) == 4
    for name, *columns in rows:
        schema = (ROOT / f"schemas/{name}.json").read_text("utf-8")
        assert all(f'"{column}"' in schema for column in filter(None, columns))
