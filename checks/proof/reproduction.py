"""Check that no file of the project reproduces the text."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from checks.proof.case import Case, proof_check
from checks.proof.coding import Coding
from checks.tables.documents import FLAT_COLUMNS
from checks.tables.files import read_bytes

RUN_LENGTH = 9
_WORD = re.compile(r"[^\W_]+")


@proof_check("reproduction", "no file of the project contains nine words of the text in a row")
def reproduction(coding: Coding) -> Iterator[Case]:
    """The files in the folder of the package. Case, punctuation and white space do not count.

    The title of the document may be in them. The flat table has the name of a thing beside the
    words that name it, so that each of its cells is a text of its own.
    """
    source: dict[tuple[str, ...], int] = {}
    title = {run for _, run in _runs(coding.document["title"])}
    for offset, run in _runs(coding.text):
        if run not in title:
            source.setdefault(run, offset)
    for file in _project_files(coding.folder):
        name = file.relative_to(coding.folder).as_posix().encode("utf-8", "replace").decode()
        last = 0
        for line, run in _runs_by_line(_pieces(coding, file)):
            if run in source and line > last:  # overlapping runs on a line are one gap
                passage = coding.passage_at(source[run])
                gap = "contains nine words of the text in a row"
                yield Case(name, line, "", passage.id if passage else "", name, gap)
                last = line
        if not last:
            yield Case(name, 1, "", "", name)


def _pieces(coding: Coding, file: Path) -> Iterator[tuple[int, str]]:
    """The texts of a file, each with its first line: the cells of the flat table, or the whole."""
    path = file.relative_to(coding.folder).as_posix()
    for rows in coding.tables.values():
        if rows and rows[0].file == path and rows[0].cells.keys() >= FLAT_COLUMNS:
            yield from ((row.number, cell) for row in rows for cell in row.cells.values())
            return
    yield 1, _text_of(file)


def _runs_by_line(
    pieces: Iterable[tuple[int, str]],
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of nine words in some texts, with its line."""
    for first, text in pieces:
        line, counted = first, 0
        for offset, run in _runs(text):
            line, counted = line + text.count("\n", counted, offset), offset
            yield line, run


def _runs(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of nine consecutive words in lower case, with its offset."""
    words = [(found.start(), found[0].lower()) for found in _WORD.finditer(text)]
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
    files = (folder / name for name in names)  # git keeps a link as a link, not what it leads to
    return sorted(file for file in files if file.is_file() and not file.is_symlink())


def _text_of(file: Path) -> str:
    """The text of a file; "" for a binary file, and one that cannot be read."""
    try:
        return read_bytes(file).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
