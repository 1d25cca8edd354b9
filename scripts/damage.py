"""Damage to a copy of the package, by chance: its bytes, cells, JSON, paths and kinds of files."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_DESCRIPTOR = "datapackage.json"

_TEXTS = (
    *("", " ", "a", "é", "e\u0301", "\u202e", "\ufeff", "\0", "\x1b[2J", "\u2028", "::error::x"),
    *("NA", "null", "true", "-1", "0", "00", "1e999", "9" * 30, "1.50", "NaN", "½", "claim_id"),
    *("2019", "2019-02-30", "0000", "9999-12-31", "2019/2018", "-9999", "2019-13~", "..", "[2019"),
    *('"', "a,b", "a|b", "|", "a\nb", "=1+1", "<script>", "x" * 140_000, "p01.s01", "passages"),
    *("../../x", "/etc/passwd", "~", "C:\\x", "x" * 300, "data/dates.csv", "https://example.org/a"),
    *("(.*.*)*!", "[", "(a{1000}){1000}", "\\b", "(?i)x", "edtf", "string", "integer", "date"),
)
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 1e308, 10**30, float("nan"), [], {}, [[]], [{}], {"": ""}),
    *(["a", "a"], {"name": "x"}, [None], "\ud800", *_TEXTS),
)
_BYTES = (b"\0", b"\r", b"\r\n", b"\n\n", b'"', b",", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80")


def _bytes(file: Path, chance: Random) -> None:
    """Put bytes into a file, or take some away."""
    content = file.read_bytes()
    start = chance.randrange(len(content) + 1)
    end = start + chance.choice((0, 0, 1, 9, len(content)))
    file.write_bytes(content[:start] + chance.choice((b"", *_BYTES)) + content[end:])


def _cell(file: Path, chance: Random) -> None:
    """Put a text into a cell of a table, or exchange cells, and perhaps repeat a row."""
    rows = [line.split(",") for line in file.read_bytes().decode("utf-8", "replace").split("\n")]
    one, other = chance.choice(rows), chance.choice(rows)
    place = chance.randrange(len(one))
    one[place] = chance.choice((chance.choice(_TEXTS), other[place % len(other)]))
    rows += chance.choice(([], [other], [[""] * len(one)]))
    file.write_text("\n".join(",".join(row) for row in rows), "utf-8", "replace", "")


def _json(file: Path, chance: Random) -> None:
    """Put a value anywhere into a descriptor or a schema, or take one away, or repeat one."""
    content = json.loads(file.read_bytes())
    owner = chance.choice([each for each in _owners(content) if each])
    key = chance.choice([*owner] if isinstance(owner, dict) else range(len(owner)))
    what = chance.choice(("change", "change", "remove", "repeat"))
    if what == "remove":
        del owner[key]
    elif what == "repeat" and isinstance(owner, list):
        owner.append(owner[key])
    else:
        owner[key] = chance.choice(_VALUES)
    file.write_text(json.dumps(content), "utf-8")


def _owners(value: Any) -> Iterator[Any]:
    """All objects and lists in a value of JSON."""
    if isinstance(value, dict | list):
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from _owners(each)


def _path(file: Path, chance: Random) -> None:
    """Let the descriptor name another file, or a table otherwise."""
    content = json.loads(file.read_bytes())
    owner, key = chance.choice(content["resources"]), chance.choice(("path", "schema", "name"))
    owner[key] = chance.choice((*_TEXTS, "data", "schemas/dates.json", "datapackage.json"))
    file.write_text(json.dumps(content), "utf-8")


def _kind(file: Path, chance: Random) -> None:
    """Put something else in the place of a file."""
    file.unlink()
    match chance.choice(("nothing", "folder", "pipe", "link", "loop", "huge", "empty")):
        case "folder":
            file.mkdir()
        case "pipe":
            os.mkfifo(file)
        case "link":
            file.symlink_to(
                chance.choice(("/dev/zero", "nowhere", "../../outside.txt", "dates.csv"))
            )
        case "loop":
            file.symlink_to(file.name)
        case "huge":
            file.touch()
            os.truncate(file, 1 << 40)
        case "empty":
            file.touch()


_MUTATIONS = (
    (_bytes, "*"),
    (_cell, "*.csv"),
    (_json, "*.json"),
    (_path, _DESCRIPTOR),
    (_kind, "*"),
)
"""Each with the names of the files that it changes."""

_WEIGHTS = (1, 4, 4, 1, 1)
"""How often each: most commands go furthest with files that can be read."""


def damaged(folder: Path, chance: Random) -> str:
    """Make a copy of the package in a folder, damage it one to three times, and say how."""
    for part in (_DESCRIPTOR, "data", "schemas"):
        copy = shutil.copytree if (_ROOT / part).is_dir() else shutil.copy
        copy(_ROOT / part, folder / part)
    done = []
    for mutate, names in chance.choices(_MUTATIONS, _WEIGHTS, k=chance.choice((1, 1, 2, 3))):
        files = sorted(file for file in folder.rglob(names) if file.is_file())
        file = chance.choice([file for file in files if not file.is_symlink()])
        with suppress(ValueError, LookupError, TypeError, AttributeError):  # damaged too much
            mutate(file, chance)
            done.append(f"{mutate.__name__[1:]} of {file.relative_to(folder)}")
    return ", ".join(done)
