"""Our verdict on a package is that of Frictionless, on tampered copies of one package.

Where Frictionless accepts what we refuse, see test_structure_strict.py.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.helpers.builders import (
    ROOT,
    build_package,
    describe,
    read_descriptor,
    read_rows,
    write_cell,
    write_descriptor,
    write_table,
)
from tests.helpers.verdicts import frictionless_accepts, places_of, we_accept

Tampering: TypeAlias = Callable[[Path], object]

FILE = "data/figures.csv"
SCHEMA = "schemas/figures.json"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agreement") / "package"
    ferries = {"entity_id": "ferry-union", "measure_id": "ferries", "passage_id": "p01"}
    build_package(
        folder,
        figures=[{**ferries, "low": "7"}, {**ferries, "low": "12"}, {**ferries, "low": "31"}],
        citations=[{"passage_id": "p01", "position": "1"}],
        dates=[{"passage_id": "p01", "entity_id": "ferry-union", "date": "2011-05"}],
    )
    return folder


@pytest.fixture
def package(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "package"))


def state(property_name: str, value: object) -> Tampering:
    """Let the descriptor state something of figures.csv."""

    def tamper(folder: Path) -> None:
        descriptor = read_descriptor(folder)
        resource = next(each for each in descriptor["resources"] if each["path"] == FILE)
        resource[property_name] = value
        write_descriptor(folder, descriptor)

    return tamper


def cell(table: str, row: int, column: str, value: str) -> Tampering:
    return lambda folder: write_cell(folder, table, row, column, value)


def text(change: Callable[[str], str]) -> Tampering:
    """Change the text of figures.csv, and describe it anew."""

    def tamper(folder: Path) -> None:
        content = (folder / FILE).read_text("utf-8")
        changed = change(content)
        assert changed != content
        (folder / FILE).write_bytes(changed.encode("utf-8"))
        describe(folder)

    return tamper


def columns(change: Callable[[list[str]], list[str]]) -> Tampering:
    """Change every line of figures.csv as a list of cells (none has a comma inside)."""

    def line(cells: str) -> str:
        return ",".join(change(cells.split(",")))

    return text(lambda content: "".join(line(each) + "\n" for each in content.splitlines()))


def latin_1(folder: Path) -> None:
    content = (folder / FILE).read_text("utf-8").replace("persons", "réels", 1)
    (folder / FILE).write_bytes(content.encode("latin-1"))
    state("encoding", "utf-8")(folder)
    describe(folder)


def forget_fixity(folder: Path) -> None:
    descriptor = read_descriptor(folder)
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    write_descriptor(folder, descriptor)


def repeat_key(folder: Path) -> None:
    rows = read_rows(folder, "entities")
    rows.insert(1, dict(rows[0]))
    write_table(folder, "entities", rows)
    describe(folder)


def schema_text(old: str, new: str) -> Tampering:
    def tamper(folder: Path) -> None:
        content = (folder / SCHEMA).read_text("utf-8")
        assert old in content
        (folder / SCHEMA).write_text(content.replace(old, new, 1), encoding="utf-8")

    return tamper


# What was done, who did it, and the only problem: code, file, row, column.
INVALID: dict[str, tuple[Tampering, str, str, int | None, str | None]] = {
    "wrong hash": (state("hash", "sha256:" + "0" * 64), "hash", FILE, None, None),
    "wrong bytes": (state("bytes", 1), "bytes", FILE, None, None),
    "missing file": (lambda it: (it / FILE).unlink(), "missing-file", FILE, None, None),
    "type number": (cell("figures", 3, "low", "a dozen"), "type", FILE, 3, "low"),
    "type date": (cell("dates", 2, "latest", "2011-02-30"), "type", "data/dates.csv", 2, "latest"),
    "type integer": (
        cell("citations", 2, "position", "1.5"),
        *("type", "data/citations.csv", 2, "position"),
    ),
    "type boolean": (
        cell("properties", 2, "symmetric", "perhaps"),
        *("type", "data/properties.csv", 2, "symmetric"),
    ),
    "type uri": (cell("documents", 2, "url", "nowhere"), "type", "data/documents.csv", 2, "url"),
    "enumeration": (cell("figures", 4, "qualifier", "nearly"), "enum", FILE, 4, "qualifier"),
    "range": (
        cell("citations", 2, "position", "0"),
        *("minimum", "data/citations.csv", 2, "position"),
    ),
    "pattern": (cell("figures", 2, "unit", "Per sons"), "pattern", FILE, 2, "unit"),
    "required": (cell("figures", 3, "as_stated", ""), "required", FILE, 3, "as_stated"),
    "unique": (cell("figures", 3, "claim_id", "p01.figures-01"), "unique", FILE, 3, "claim_id"),
    "primary key": (repeat_key, "unique", "data/entities.csv", 3, "entity_id"),
    "foreign key": (
        cell("figures", 2, "entity_id", "nobody"),
        *("foreign-key", FILE, 2, "entity_id"),
    ),
    "foreign key to own table": (
        cell("passages", 2, "parent_id", "p99"),
        *("foreign-key", "data/passages.csv", 2, "parent_id"),
    ),
    "missing column": (columns(lambda cells: cells[:-1]), "missing-column", FILE, 1, "note"),
    "extra column": (
        text(lambda content: "".join(f"{line},mood\n" for line in content.splitlines())),
        *("extra-column", FILE, 1, "mood"),
    ),
    "reordered columns": (
        columns(lambda cells: [cells[1], cells[0], *cells[2:]]),
        *("column-order", FILE, 1, "passage_id"),
    ),
    "short row": (
        text(lambda content: content.removesuffix(",\n") + "\n"),
        *("ragged-row", FILE, 4, "note"),
    ),
    "long row": (
        text(lambda content: content.removesuffix("\n") + ",more\n"),
        *("ragged-row", FILE, 4, None),
    ),
    "bad encoding": (latin_1, "encoding", FILE, 2, "unit"),
    "blank line": (
        text(lambda content: content.replace("\np01.figures-03", "\n\np01.figures-03")),
        *("blank-row", FILE, 4, None),
    ),
    "row of empty cells": (
        text(lambda content: content.replace("\np01.figures-03", f"\n{',' * 17}\np01.figures-03")),
        *("blank-row", FILE, 4, None),
    ),
    "schema with an unknown type": (
        schema_text('"type": "number"', '"type": "numeral"'),
        *("schema", SCHEMA, None, None),
    ),
    "key of a column that is not there": (
        schema_text('"primaryKey": "claim_id"', '"primaryKey": "claim"'),
        *("schema", SCHEMA, None, None),
    ),
    "constraint that the type does not have": (
        schema_text('"minLength": 1', '"minimum": 1'),
        *("schema", SCHEMA, None, None),
    ),
}


@pytest.mark.parametrize("case", INVALID)
def test_both_refuse_and_we_say_where(package: Path, case: str) -> None:
    tamper, *expected = INVALID[case]
    tamper(package)
    assert not frictionless_accepts(package)
    assert places_of(package) == [tuple(expected)]


# Verdicts alone: what both must see alike, whatever it is called.
VALID: dict[str, Tampering] = {
    "untouched": lambda _: None,
    "no hash and bytes": forget_fixity,
    "a literal NA": cell("figures", 2, "note", "NA"),
    "another date of the same form": cell("figures", 2, "as_of", "2016-02-29"),
    "text outside ASCII": cell("figures", 2, "note", "Île-aux-Noix, “sud”"),
    "an empty optional key": cell("figures", 2, "population_id", ""),
    "a table without rows": lambda folder: [
        write_table(folder, "citations", []),
        describe(folder),
    ],
}


@pytest.mark.parametrize("case", VALID)
def test_both_accept(package: Path, case: str) -> None:
    VALID[case](package)
    assert frictionless_accepts(package)
    assert places_of(package) == []


REFUSED: dict[str, Tampering] = {
    "path that leaves the package": state("path", "../figures.csv"),
    "absolute path": state("path", "/figures.csv"),
    "path with a variable": state("path", "$HOME/figures.csv"),
    "remote profile": state("profile", "https://islands.invalid/profile.json"),
    "no path": state("path", None),
    "no such schema": state("schema", "schemas/nothing.json"),
    "empty file": lambda folder: [(folder / FILE).write_bytes(b""), describe(folder)],
    "header without the names": text(lambda content: content.split("\n", 1)[1]),
    "descriptor that is no JSON": lambda it: (it / "datapackage.json").write_text("{"),
    "descriptor that is a list": lambda it: (it / "datapackage.json").write_text("[]"),
    "no resources": lambda it: write_descriptor(it, {"name": "small"}),
    "two resources of one name": lambda it: write_descriptor(
        it, {**(all_ := read_descriptor(it)), "resources": [*all_["resources"]] * 2}
    ),
    "no descriptor": lambda it: (it / "datapackage.json").unlink(),
}


@pytest.mark.parametrize("case", REFUSED)
def test_both_refuse(package: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", _no_network)
    REFUSED[case](package)
    assert not frictionless_accepts(package)
    assert not we_accept(package)


def _no_network(*_: object) -> None:
    raise OSError("no test may use the network")


def test_both_accept_the_package_of_this_repository_and_refuse_it_with_one_cell_broken(
    tmp_path: Path,
) -> None:
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    assert frictionless_accepts(tmp_path)
    assert places_of(tmp_path) == []
    write_cell(tmp_path, "dates", 3, "certainty", "guessed")
    assert not frictionless_accepts(tmp_path)
    assert places_of(tmp_path) == [("enum", "data/dates.csv", 3, "certainty")]
