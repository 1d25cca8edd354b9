"""Our verdicts beside those of Frictionless, on damaged copies of one package."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.helpers.builders import (
    ROOT,
    change_schema,
    describe,
    read_descriptor,
    read_rows,
    write_cell,
    write_descriptor,
    write_table,
)
from tests.helpers.verdicts import frictionless_accepts, places_of, problems_of, we_accept

Damage: TypeAlias = Callable[[Path], object]
Place: TypeAlias = tuple[str, str, int | None, str | None]
"""Code, file, row and column of a problem."""

DATES, FIGURES, PASSAGES = "data/dates.csv", "data/figures.csv", "data/passages.csv"
SCHEMA, DESCRIPTOR = "schemas/figures.json", "datapackage.json"


def content(file: str, change: Callable[[bytes], bytes]) -> Damage:
    """Change the bytes of a file, and describe it anew."""

    def damage(folder: Path) -> None:
        before = (folder / file).read_bytes()
        after = change(before)
        assert after != before
        (folder / file).write_bytes(after)
        describe(folder)

    return damage


def replace(file: str, old: str, new: str) -> Damage:
    return content(file, lambda data: data.replace(old.encode(), new.encode(), 1))


def lines(file: str, change: Callable[[list[str]], list[str]]) -> Damage:
    """Change every line of a file, in which no cell has a comma, as a list of cells."""
    return content(
        file,
        lambda data: "".join(
            ",".join(change(line.split(","))) + "\n" for line in data.decode().splitlines()
        ).encode(),
    )


def cell(table: str, row: int, column: str, value: str) -> Damage:
    return lambda folder: write_cell(folder, table, row, column, value)


def rows(table: str, change: Callable[[list[Any]], list[Any]]) -> Damage:
    def damage(folder: Path) -> None:
        write_table(folder, table, change(read_rows(folder, table)), ordered=False)
        describe(folder)

    return damage


def state(table: str, **properties: Any) -> Damage:
    """Let the descriptor state something of a table."""

    def damage(folder: Path) -> None:
        descriptor = read_descriptor(folder)
        next(item for item in descriptor["resources"] if item["name"] == table).update(properties)
        write_descriptor(folder, descriptor)

    return damage


def schema(table: str, **properties: Any) -> Damage:
    return lambda folder: change_schema(folder, table, **properties)


def describe_no_file(folder: Path) -> None:
    descriptor = read_descriptor(folder)
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    write_descriptor(folder, descriptor)


def both(*damages: Damage) -> Damage:
    return lambda folder: [damage(folder) for damage in damages]


def reference(column: str, table: str) -> dict[str, Any]:
    """The foreign key of a column into the column of that name in another table."""
    return {"fields": [column], "reference": {"resource": table, "fields": [column]}}


COMPOSITE = {
    "fields": ["anchor_passage_id", "attributed_to"],
    "reference": {"resource": "passages", "fields": ["passage_id", "parent_id"]},
}

# What is damaged, and the only problem.

# fmt: off
BOTH_REFUSE: dict[str, tuple[Damage, Place]] = {
    "wrong hash": (state("figures", hash="sha256:" + "0" * 64), ("hash", FIGURES, None, None)),
    "wrong size": (state("figures", bytes=1), ("bytes", FIGURES, None, None)),
    "missing file": (lambda it: (it / FIGURES).unlink(), ("missing-file", FIGURES, None, None)),
    "number": (cell("figures", 3, "low", "a dozen"), ("type", FIGURES, 3, "low")),
    "uri": (cell("documents", 2, "url", "nowhere"), ("type", "data/documents.csv", 2, "url")),
    "enumeration": (cell("figures", 4, "qualifier", "nearly"), ("enum", FIGURES, 4, "qualifier")),
    "pattern": (cell("figures", 2, "unit", "Per sons"), ("pattern", FIGURES, 2, "unit")),
    "required": (cell("figures", 3, "as_stated", ""), ("required", FIGURES, 3, "as_stated")),
    "unique": (cell("figures", 3, "claim_id", "p01.figures-01"),
               ("unique", FIGURES, 3, "claim_id")),
    "primary key": (rows("entities", lambda own: [own[0], *own]),
                    ("unique", "data/entities.csv", 3, "entity_id")),
    "foreign key": (cell("figures", 2, "entity_id", "nobody"),
                    ("foreign-key", FIGURES, 2, "entity_id")),
    "foreign key to own table": (cell("passages", 2, "parent_id", "p99"),
                                 ("foreign-key", PASSAGES, 2, "parent_id")),
    "extra column": (lines(FIGURES, lambda cells: [*cells, "mood"]),
                     ("extra-column", FIGURES, 1, "mood")),
    "short row": (content(FIGURES, lambda data: data.removesuffix(b",\n") + b"\n"),
                  ("ragged-row", FIGURES, 4, "note")),
    "blank line": (replace(FIGURES, "\np01.figures-03", "\n\np01.figures-03"),
                   ("blank-row", FIGURES, 4, None)),
    "unknown type": (replace(SCHEMA, '"type": "number"', '"type": "numeral"'),
                     ("schema", SCHEMA, None, None)),
    "key of no column": (replace(SCHEMA, '"primaryKey": "claim_id"', '"primaryKey": "claim"'),
                         ("schema", SCHEMA, None, None)),
    "constraint that the type does not have": (replace(SCHEMA, '"minLength": 1', '"minimum": 1'),
                                               ("schema", SCHEMA, None, None)),
}

WE_ALONE_REFUSE: dict[str, tuple[Damage, Place]] = {
    "byte order mark": (content(DATES, lambda data: b"\xef\xbb\xbf" + data),
                        ("byte-order-mark", DATES, 1, None)),
    "CRLF": (content(DATES, lambda data: data.replace(b"\n", b"\r\n")),
             ("line-ending", DATES, 1, None)),
    "no final newline": (content(DATES, lambda data: data.removesuffix(b"\n")),
                         ("final-newline", DATES, 4, None)),
    "needless quotes": (replace(DATES, ",year,", ',"year",'), ("quoting", DATES, 3, "precision")),
    "unsorted rows": (rows("dates", lambda own: [own[0], own[2], own[1]]),
                      ("unsorted", DATES, 4, "claim_id")),
    "space at the end": (cell("dates", 3, "note", "late "), ("untrimmed", DATES, 3, "note")),
    "control character": (cell("dates", 3, "note", "be\x07ll"),
                          ("control-character", DATES, 3, "note")),
    "not NFC": (cell("dates", 3, "note", "E\N{COMBINING ACUTE ACCENT}te"),
                ("not-nfc", DATES, 3, "note")),
    "formula with =": (cell("dates", 3, "note", "=1+1"), ("formula", DATES, 3, "note")),
    "exponent": (cell("figures", 2, "low", "1e3"), ("type", FIGURES, 2, "low")),
    "no EDTF": (cell("dates", 3, "date", "spring 2013"), ("edtf", DATES, 3, "date")),
    "bound that does not follow": (cell("dates", 3, "latest", "2013-12-30"),
                                   ("derived-bounds", DATES, 3, "latest")),
    "unique key": (both(cell("dates", 4, "as_stated", "from February 2013 on"),
                        schema("dates", uniqueKeys=[["entity_id", "as_stated"]])),
                   ("unique-key", DATES, 3, "entity_id, as_stated")),
    "part of a primary key": (both(cell("dates", 2, "attributed_to", "ferry-union"),
                                   cell("dates", 4, "attributed_to", "ferry-union"),
                                   schema("dates", primaryKey=["claim_id", "attributed_to"])),
                              ("primary-key", DATES, 3, "attributed_to")),
    "part of a foreign key": (both(cell("dates", 3, "anchor_passage_id", "p01"),
                                   schema("dates", foreignKeys=[
                                       reference("property_id", "properties"),
                                       reference("entity_id", "entities"), COMPOSITE])),
                              ("foreign-key", DATES, 3, "attributed_to")),
    "claim in two tables": (cell("figures", 2, "claim_id", "p01.dates-01"),
                            ("claim-id", FIGURES, 2, "claim_id")),
    "no such claim in a list": (cell("findings", 2, "claims", "p01.dates-01|p01.dates-99"),
                                ("claim-reference", "data/findings.csv", 2, "claims")),
    "list out of order": (cell("findings", 2, "claims", "p01.dates-02|p01.dates-01"),
                          ("list", "data/findings.csv", 2, "claims")),
    "another encoding": (state("dates", encoding="latin-1"), ("encoding", DESCRIPTOR, None, None)),
}
# fmt: on


@pytest.mark.parametrize("case", BOTH_REFUSE)
def test_both_refuse_and_we_say_where(package: Path, case: str) -> None:
    damage, expected = BOTH_REFUSE[case]
    damage(package)
    assert not frictionless_accepts(package)
    assert places_of(package) == [expected]


@pytest.mark.parametrize("case", WE_ALONE_REFUSE)
def test_frictionless_accepts_what_we_refuse_at_one_place(package: Path, case: str) -> None:
    damage, expected = WE_ALONE_REFUSE[case]
    damage(package)
    assert frictionless_accepts(package)
    assert places_of(package) == [expected]


BOTH_ACCEPT: dict[str, Damage] = {
    "untouched": lambda _: None,
    "no hash and size": describe_no_file,
    "a literal NA": cell("figures", 2, "note", "NA"),
    "text outside ASCII": cell("figures", 2, "note", "Île-aux-Noix, “sud”"),
    "a table without rows": rows("citations", lambda _: []),
    "a negative number, which is no formula": cell("figures", 2, "low", "-4.5"),
}


@pytest.mark.parametrize("case", BOTH_ACCEPT)
def test_both_accept(package: Path, case: str) -> None:
    BOTH_ACCEPT[case](package)
    assert frictionless_accepts(package)
    assert places_of(package) == []


UNREADABLE: dict[str, Damage] = {
    "path that leaves the package": state("figures", path="../figures.csv"),
    "remote path": state("figures", path="https://islands.invalid/figures.csv"),
    "remote schema": state("figures", schema="https://islands.invalid/figures.json"),
    "remote profile": state("figures", profile="https://islands.invalid/profile.json"),
    "empty file": content(FIGURES, lambda _: b""),
    "header without the names": content(FIGURES, lambda data: data.partition(b"\n")[2]),
    "descriptor that is not JSON": lambda it: (it / DESCRIPTOR).write_text("{"),
    "no descriptor": lambda it: (it / DESCRIPTOR).unlink(),
}


@pytest.mark.usefixtures("forbidden_network")
@pytest.mark.parametrize("case", UNREADABLE)
def test_both_refuse_and_we_use_no_network(package: Path, case: str) -> None:
    UNREADABLE[case](package)
    assert not we_accept(package)
    if "remote" not in case:  # Frictionless would fetch these
        assert not frictionless_accepts(package)


def test_semicolons_are_refused_where_frictionless_may_guess_them(package: Path) -> None:
    descriptor = read_descriptor(package)
    for resource in descriptor["resources"]:
        del resource["dialect"]
    write_descriptor(package, descriptor)
    content(DATES, lambda data: data.replace(b", on the quay", b"").replace(b",", b";"))(package)
    assert frictionless_accepts(package)
    assert places_of(package) == [("dialect", DATES, 1, None)]


def test_a_claim_in_two_tables_is_named_with_both_places(package: Path) -> None:
    cell("figures", 2, "claim_id", "p01.dates-01")(package)
    (problem,) = problems_of(package)
    assert "data/dates.csv, row 2" in problem.message
    assert (problem.file, problem.row, problem.value) == (FIGURES, 2, "p01.dates-01")


def test_both_accept_the_package_of_this_repository_and_refuse_it_with_one_cell_broken(
    tmp_path: Path,
) -> None:
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / DESCRIPTOR, tmp_path)
    assert frictionless_accepts(tmp_path)
    assert places_of(tmp_path) == []
    write_cell(tmp_path, "dates", 3, "certainty", "guessed")
    assert not frictionless_accepts(tmp_path)
    assert places_of(tmp_path) == [("enum", DATES, 3, "certainty")]
