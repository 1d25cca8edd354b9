"""Check that the project does not reproduce the text: no file holds long runs of its words."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.source_check.coding import Coding
from scripts.source_check.gaps import Outcome

RUN_LENGTH = 9
WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[tuple[str, int]]:
    """The words of a text in lower case, with their offsets."""
    return [(found[0].lower(), found.start()) for found in WORD.finditer(text)]


def _runs(words: list[tuple[str, int]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of nine consecutive words, with the offset of its first."""
    for first in range(len(words) - RUN_LENGTH + 1):
        run = words[first : first + RUN_LENGTH]
        yield run[0][1], tuple(word for word, _ in run)


def project_files(folder: Path) -> list[Path]:
    """The files of a project: what git tracks or would, else all that is not hidden."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = (path for path in folder.rglob("*") if path.is_file())
        return sorted(
            path
            for path in found
            if not any(part[0] == "." for part in path.relative_to(folder).parts)
        )
    names = {name for name in listed.decode("utf-8", "surrogateescape").split("\0") if name}
    return sorted(folder / name for name in names if (folder / name).is_file())


def _text_of(file: Path) -> str:
    """The text of a file; nothing for a file that is no text."""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _passage_at(coding: Coding, offset: int) -> str:
    """The smallest passage that holds an offset, a sentence before a paragraph of its size."""
    holders = [
        (passage.end - passage.start, passage.kind != "sentence", passage.passage_id)
        for passage in coding.passages.values()
        if passage.start <= offset < passage.end
    ]
    return min(holders)[-1] if holders else ""


def check_reproduction(coding: Coding, folder: Path) -> Outcome:
    """No file of the project holds nine consecutive words of the text.

    Words are runs of letters and digits, in lower case; what stands between them does not count.
    """
    outcome = Outcome("reproduction")
    source: dict[tuple[str, ...], int] = {}
    for offset, run in _runs(_words(coding.text)):
        source.setdefault(run, offset)
    for file in project_files(folder):
        outcome.examined["files"] += 1
        text = _text_of(file)
        reported = -1
        for offset, run in _runs(_words(text)):
            if run not in source:
                continue
            line = text.count("\n", 0, offset) + 1
            if line > reported:  # neighbouring runs of one line are one reproduction
                name = file.relative_to(folder).as_posix()
                missing = f"line {line} holds nine consecutive words of the text"
                outcome.gap(_passage_at(coding, source[run]), name, missing)
            reported = line
    return outcome
