"""Check that no file of the project reproduces the text."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.source_check.coding import Coding
from scripts.source_check.gaps import Outcome

RUN_LENGTH = 9
WORD = re.compile(r"[^\W_]+")


def check_reproduction(coding: Coding, folder: Path) -> Outcome:
    """No file in the folder contains nine consecutive words of the text.

    Case, punctuation and white space do not count.
    """
    outcome = Outcome("reproduction")
    source: dict[tuple[str, ...], int] = {}
    for offset, run in _runs(coding.text):
        source.setdefault(run, offset)
    for file in _project_files(folder):
        outcome.examined["files"] += 1
        text = _text_of(file)
        last = -1
        for offset, run in _runs(text):
            if run in source:
                line = text.count("\n", 0, offset) + 1
                if line > last:  # overlapping runs on a line are one gap
                    message = f"line {line} contains nine consecutive words of the text"
                    name = file.relative_to(folder).as_posix()
                    outcome.gap(_passage_at(coding, source[run]), name, message)
                last = line
    return outcome


def _runs(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of nine consecutive words in lower case, with its offset."""
    words = [(found.start(), found[0].lower()) for found in WORD.finditer(text)]
    for first in range(len(words) - RUN_LENGTH + 1):
        run = words[first : first + RUN_LENGTH]
        yield run[0][0], tuple(word for _, word in run)


def _project_files(folder: Path) -> list[Path]:
    """The files that git tracks or would track; without git, all files that are not hidden."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = [path.relative_to(folder) for path in folder.rglob("*")]
        names = {str(path) for path in found if not any(part[0] == "." for part in path.parts)}
    else:
        names = {name for name in listed.decode("utf-8", "surrogateescape").split("\0") if name}
    return sorted(folder / name for name in names if (folder / name).is_file())


def _text_of(file: Path) -> str:
    """The text of a file; "" for a binary file."""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _passage_at(coding: Coding, offset: int) -> str:
    """The smallest passage at an offset, a sentence before a paragraph of the same size."""
    holders = [
        (passage.end - passage.start, passage.kind != "sentence", passage.passage_id)
        for passage in coding.passages.values()
        if passage.start <= offset < passage.end
    ]
    return min(holders)[-1] if holders else ""
