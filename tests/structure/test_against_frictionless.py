"""Our verdicts beside those of Frictionless, on damaged copies of one package."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.builders import (
    ROOT,
    change_schema,
    describe,
    read_descriptor,
    read_rows,
    schema_of,
    write_cell,
    write_descriptor,
    write_table,
)
from tests.helpers.verdicts import frictionless_accepts, places_of, we_accept

DATES, FIGURES, DESCRIPTOR = "data/dates.csv", "data/figures.csv", "datapackage.json"
LAST = schema_of("figures").field_names[-1]


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "code", "accepted"),
    [
        # The only problem, and whether Frictionless accepts the cell.
        ("figures", 3, "low", "a dozen", "type", False),
        ("figures", 3, "low", "1e3", "type", True),
        ("figures", 4, "qualifier", "almost", "enum", False),
        ("figures", 3, "claim_id", "p01.figures-01", "unique", False),
        ("figures", 2, "claim_id", "p01.dates-01", "claim-id", True),
        ("figures", 2, "entity_id", "nobody", "foreign-key", False),
        ("passages", 2, "parent_id", "p99", "foreign-key", False),
        ("findings", 2, "claims", "p01.dates-01|p01.dates-99", "claim-reference", True),
        ("dates", 3, "latest", "2013-12-30", "derived-bounds", True),
        ("dates", 3, "precision", "month", "derived-bounds", True),
        ("dates", 3, "note", "late ", "untrimmed", True),
        ("dates", 3, "note", "E\N{COMBINING ACUTE ACCENT}te", "not-nfc", True),
        ("dates", 3, "note", "=1+1", "formula", True),
        ("dates", 3, "note", "\tE\N{COMBINING ACUTE ACCENT}te ", "control-character", True),
        ("dates", 3, "note", "Île-aux-Noix, “sud”", None, True),
        ("dates", 3, "note", "NA", None, True),
        ("figures", 2, "low", "-4.5", None, True),
    ],
)
def test_a_cell_is_accepted_or_refused_at_its_place(
    package: Path, table: str, row: int, column: str, value: str, code: str | None, accepted: bool
) -> None:
    write_cell(package, table, row, column, value)
    assert places_of(package) == ([(code, f"data/{table}.csv", row, column)] if code else [])
    assert frictionless_accepts(package) == accepted


@pytest.mark.parametrize(
    ("file", "change", "code", "row", "column", "accepted"),
    [
        (DATES, lambda data: b"\xef\xbb\xbf" + data, "byte-order-mark", 1, None, True),
        (DATES, lambda data: data.replace(b"\n", b"\r\n"), "line-ending", 1, None, True),
        (FIGURES, lambda data: data.replace(b"\n", b",x\n", 1), "extra-column", 1, "x", False),
        (FIGURES, lambda data: data.removesuffix(b",\n") + b"\n", "ragged-row", 4, LAST, False),
        (FIGURES, lambda data: data.partition(b"\n")[2], "missing-header", 1, None, False),
        (FIGURES, lambda _: b"", "missing-header", 1, None, False),
    ],
)
def test_a_file_is_accepted_or_refused_at_its_place(
    package: Path,
    file: str,
    change: Callable[[bytes], bytes],
    code: str,
    row: int,
    column: str | None,
    accepted: bool,
) -> None:
    (package / file).write_bytes(change((package / file).read_bytes()))
    describe(package)
    assert places_of(package)[0] == (code, file, row, column)
    assert frictionless_accepts(package) == accepted


@pytest.mark.parametrize(
    ("stated", "place", "accepted"),
    [
        ({"hash": "sha256:" + "0" * 64}, ("hash", FIGURES, None, None), False),
        ({"bytes": 1}, ("bytes", FIGURES, None, None), False),
        ({"encoding": "latin-1"}, ("encoding", DESCRIPTOR, None, None), True),
    ],
)
def test_what_the_descriptor_states_of_a_file_must_be_so(
    package: Path,
    stated: dict[str, Any],
    place: tuple[str, str, int | None, str | None],
    accepted: bool,
) -> None:
    state(package, **stated)
    assert places_of(package) == [place]
    assert frictionless_accepts(package) == accepted


def test_size_and_hash_need_not_be_stated(package: Path) -> None:
    descriptor = read_descriptor(package)
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    write_descriptor(package, descriptor)
    assert places_of(package) == []
    assert frictionless_accepts(package)


@pytest.mark.parametrize(
    ("stated", "cells", "place"),
    [
        (
            {"uniqueKeys": [["entity_id", "as_stated"]]},
            {(4, "as_stated"): "from February 2013 on"},
            ("unique-key", 3, "entity_id, as_stated"),
        ),
        (
            {"primaryKey": ["claim_id", "attributed_to"]},
            {
                (row, column): value
                for row in (2, 4)
                for column, value in (("attributed_to", "ferry-union"), ("certainty", "reported"))
            },
            ("primary-key", 3, "attributed_to"),
        ),
        (
            {
                "foreignKeys": [
                    *(
                        {"fields": [key], "reference": {"resource": table, "fields": [key]}}
                        for key, table in (("property_id", "properties"), ("entity_id", "entities"))
                    ),
                    {
                        "fields": ["anchor_passage_id", "attributed_to"],
                        "reference": {
                            "resource": "passages",
                            "fields": ["passage_id", "parent_id"],
                        },
                    },
                ]
            },
            {(3, "anchor_passage_id"): "p01"},
            ("foreign-key", 3, "attributed_to"),
        ),
    ],
)
def test_frictionless_accepts_keys_that_repeat_or_lack_a_part(
    package: Path,
    stated: dict[str, Any],
    cells: dict[tuple[int, str], str],
    place: tuple[str, int, str],
) -> None:
    change_schema(package, "dates", **stated)
    for (row, column), value in cells.items():
        write_cell(package, "dates", row, column, value)
    code, row, column = place
    assert places_of(package) == [(code, DATES, row, column)]
    assert frictionless_accepts(package)


def test_rows_stand_once_and_in_their_order(package: Path) -> None:
    first, second, third = read_rows(package, "dates")
    write_table(package, "dates", [first, third, second], ordered=False)
    describe(package)
    assert places_of(package) == [("unsorted", DATES, 4, "claim_id")]
    assert frictionless_accepts(package)
    write_table(package, "dates", [first, first, second, third], ordered=False)
    describe(package)
    assert places_of(package) == [("unique", DATES, 3, "claim_id")]
    assert not frictionless_accepts(package)


def state(folder: Path, **properties: Any) -> None:
    """Let the descriptor state something of the table of figures."""
    descriptor = read_descriptor(folder)
    next(item for item in descriptor["resources"] if item["name"] == "figures").update(properties)
    write_descriptor(folder, descriptor)


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "path that leaves the package": lambda it: state(it, path="../figures.csv"),
    "remote path": lambda it: state(it, path="https://islands.invalid/figures.csv"),
    "remote schema": lambda it: state(it, schema="https://islands.invalid/figures.json"),
    "remote profile": lambda it: state(it, profile="https://islands.invalid/profile.json"),
    "missing file": lambda it: (it / FIGURES).unlink(),
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
    content = (package / DATES).read_bytes().replace(b", on the quay", b"").replace(b",", b";")
    (package / DATES).write_bytes(content)
    describe(package)
    assert frictionless_accepts(package)
    assert places_of(package) == [("dialect", DATES, 1, None)]


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
