"""`docs/your-own-package.md`, followed to the letter: its files, its edits and its commands."""

import contextlib
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
FIRST_STEP, CI = PAGE.index("## 1. "), PAGE.index("## 7. ")

BLOCK = re.compile(
    r"(?:(?P<edit>put this into|add this line to)\s+`(?P<file>[^`]+)`:\n\n)?"
    r"```(?P<kind>\w+)\n(?P<body>.*?)```\n",
    re.DOTALL | re.IGNORECASE,
)

STATUSES = {
    "claims-check init tarvel --licence CC-BY-4.0": [0],
    "claims-check tarvel": [0, 1, 0, 1, 0],
    "python measure.py": [0],
    "claims-check build tarvel": [0, 0, 0],
    "claims-check tarvel --update-register": [0],
    "python -m frictionless validate tarvel/datapackage.json": [0],
}
"""The exit statuses of every command of the page, in the order in which it stands there."""


@dataclass(frozen=True)
class Command:
    """A command of the page, what the page says that it prints, and what happened."""

    line: str
    promised: tuple[str, ...]
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
    blocks = list(BLOCK.finditer(PAGE, FIRST_STEP, CI))
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block["file"]:
            edit(folder / block["file"], block["edit"].lower(), block["body"])
        elif block["kind"] == "sh":
            shows = after is not None and after["kind"] == "text" and not after["file"]
            promised = after["body"] if after is not None and shows else ""
            done.append(run(block["body"].strip(), promised, folder))
    return done


def edit(file: Path, kind: str, body: str) -> None:
    before = file.read_text(encoding="utf-8") if kind == "add this line to" else ""
    file.write_text(before + body, encoding="utf-8")


def run(line: str, promised: str, folder: Path) -> Command:
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
    return Command(line, tuple(promised.splitlines()), status, tuple(printed.splitlines()))


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
    shown = [command for command in followed if command.promised]
    assert len(shown) == 8
    for command in shown:
        assert is_excerpt(command.promised, command.printed), command


def is_excerpt(excerpt: tuple[str, ...], lines: tuple[str, ...]) -> bool:
    """Whether the lines stand in this order, one directly below the other."""
    size = len(excerpt)
    return any(lines[at : at + size] == excerpt for at in range(len(lines) - size + 1))


def test_the_page_leads_to_a_finding_about_the_two_dates(
    followed: list[Command], folder: Path
) -> None:
    checks = [command for command in followed if command.line == "claims-check tarvel"]
    assert ["1. error  dates-agree  not registered" in command.printed for command in checks] == [
        False,
        False,
        False,
        True,
        False,
    ]
    (finding,) = read_rows(folder / "tarvel", "findings")
    assert finding["rule"] == "dates-agree"
    assert finding["claims"] == "p01.s01.date01|p02.s01.date01"


def test_an_update_keeps_what_the_page_has_written_into_the_register(
    followed: list[Command], folder: Path
) -> None:
    assert followed
    before = (folder / "tarvel/data/findings.csv").read_bytes()
    done = run("claims-check tarvel --update-register", "", folder)
    assert done.status == 0
    assert (folder / "tarvel/data/findings.csv").read_bytes() == before
    assert b"source-contradiction" in before


def test_every_block_of_the_page_is_a_file_a_command_or_its_output() -> None:
    """A block that the pattern of the edits misses would silently not be followed."""
    blocks = list(BLOCK.finditer(PAGE, FIRST_STEP, CI))
    assert len(blocks) == PAGE[FIRST_STEP:CI].count("```") / 2
    kinds = [block["kind"] for block in blocks if not block["file"]]
    assert sorted(set(kinds)) == ["sh", "text"]
    assert [block["file"] for block in blocks if block["file"]] == [
        "tarvel.txt",
        "measure.py",
        *(f"tarvel/data/{name}.csv" for name in ("documents", "passages", "entities", "citations")),
        *(f"tarvel/data/{name}.csv" for name in ("dates", "dates", "findings")),
    ]


def test_the_page_describes_every_input_of_the_action_with_its_default() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    rows = re.findall(r"^\| `([\w-]+)` \| .+ \| (?:`(.+)` )?\|$", PAGE[CI:], re.MULTILINE)
    assert dict(rows) == {name: item["default"] for name, item in inputs.items()}


def test_the_page_configures_the_action_and_the_hook_with_what_they_have() -> None:
    (step,), hooks = (
        yaml.safe_load(block["body"])
        for block in BLOCK.finditer(PAGE, CI)
        if block["kind"] == "yaml"
    )
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    assert set(step["with"]) <= set(inputs)
    (used,) = hooks["repos"][0]["hooks"]
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert used["id"] == hook["id"]
