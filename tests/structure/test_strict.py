"""What Frictionless lets pass and this profile does not: each named by file, row and column."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.helpers.builders import (
    build_package,
    describe,
    read_descriptor,
    read_rows,
    write_cell,
    write_descriptor,
    write_table,
)
from tests.helpers.verdicts import frictionless_accepts, places_of, problems_of, we_accept

Tampering: TypeAlias = Callable[[Path], object]

FILE = "data/dates.csv"
DESCRIPTOR = "datapackage.json"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strict") / "package"
    founded = {"entity_id": "ferry-union", "property_id": "founded", "passage_id": "p01"}
    build_package(
        folder,
        dates=[
            {**founded, "date": "2013-02-01", "note": "As the bulletin has it, on the quay"},
            {**founded, "date": "2013"},
            {**founded, "date": "2013-02/.."},
        ],
        figures=[{"entity_id": "ferry-union", "measure_id": "ferries", "passage_id": "p01"}],
        comparisons=[{"passage_id": "p01", "left_claim_id": "p01.dates-01"}],
        findings=[{"claims": "p01.dates-01|p01.dates-02"}],
    )
    return folder


@pytest.fixture
def package(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "package"))


def content(change: Callable[[bytes], bytes]) -> Tampering:
    """Change the bytes of dates.csv, and describe it anew."""

    def tamper(folder: Path) -> None:
        before = (folder / FILE).read_bytes()
        after = change(before)
        assert after != before
        (folder / FILE).write_bytes(after)
        describe(folder)

    return tamper


def cell(table: str, row: int, column: str, value: str) -> Tampering:
    return lambda folder: write_cell(folder, table, row, column, value)


def swap_rows(folder: Path) -> None:
    first, second, third = read_rows(folder, "dates")
    write_table(folder, "dates", [first, third, second], ordered=False)
    describe(folder)


def schema(table: str, **properties: Any) -> Tampering:
    """Let the schema of a table, written into the descriptor, say something more."""
    import json

    def tamper(folder: Path) -> None:
        own = json.loads((folder / f"schemas/{table}.json").read_text("utf-8"))
        descriptor = read_descriptor(folder)
        resource = next(each for each in descriptor["resources"] if each["name"] == table)
        resource["schema"] = {**own, **properties}
        write_descriptor(folder, descriptor)

    return tamper


def reference(column: str, table: str) -> dict[str, Any]:
    """The foreign key of a column into the column of that name in another table."""
    return {"fields": [column], "reference": {"resource": table, "fields": [column]}}


def state(**properties: Any) -> Tampering:
    """Let the descriptor state something of dates.csv."""

    def tamper(folder: Path) -> None:
        descriptor = read_descriptor(folder)
        resource = next(each for each in descriptor["resources"] if each["path"] == FILE)
        resource.update(properties)
        write_descriptor(folder, descriptor)

    return tamper


def both(*tamperings: Tampering) -> Tampering:
    return lambda folder: [tamper(folder) for tamper in tamperings]


# What was done, and the only problem: code, file, row, column.
STRICT: dict[str, tuple[Tampering, str, str, int | None, str | None]] = {
    "byte order mark": (
        content(lambda data: b"\xef\xbb\xbf" + data),
        *("byte-order-mark", FILE, 1, None),
    ),
    "CRLF": (
        content(lambda data: data.replace(b"\n", b"\r\n")),
        *("line-ending", FILE, 1, None),
    ),
    "CRLF in one row": (
        content(lambda data: data.replace(b"\np01.dates-03", b"\r\np01.dates-03")),
        *("line-ending", FILE, 3, None),
    ),
    "CR alone": (content(lambda data: data.replace(b"\n", b"\r")), "line-ending", FILE, 1, None),
    "no final newline": (
        content(lambda data: data.removesuffix(b"\n")),
        *("final-newline", FILE, 4, None),
    ),
    "quotes without need": (
        content(lambda data: data.replace(b",year,", b',"year",')),
        *("quoting", FILE, 3, "precision"),
    ),
    "unsorted rows": (swap_rows, "unsorted", FILE, 4, "claim_id"),
    "space at the end": (cell("dates", 3, "note", "late "), "untrimmed", FILE, 3, "note"),
    "space at the start": (cell("dates", 3, "note", " late"), "untrimmed", FILE, 3, "note"),
    "no-break space at the end": (
        cell("dates", 3, "note", "late\N{NO-BREAK SPACE}"),
        *("untrimmed", FILE, 3, "note"),
    ),
    "line break in a cell": (
        cell("dates", 3, "note", "late\nor not"),
        *("control-character", FILE, 3, "note"),
    ),
    "control character": (
        cell("dates", 3, "note", "be\x07ll"),
        *("control-character", FILE, 3, "note"),
    ),
    "text that is not NFC": (
        cell("dates", 3, "note", "E\N{COMBINING ACUTE ACCENT}te"),
        *("not-nfc", FILE, 3, "note"),
    ),
    "formula with =": (cell("dates", 3, "note", "=1+1"), "formula", FILE, 3, "note"),
    "formula with +": (cell("dates", 3, "note", "+1"), "formula", FILE, 3, "note"),
    "formula with -": (cell("dates", 3, "note", "-A1"), "formula", FILE, 3, "note"),
    "formula with @": (cell("dates", 3, "note", "@SUM(A1)"), "formula", FILE, 3, "note"),
    "date without zeros": (cell("dates", 2, "latest", "2013-2-1"), "type", FILE, 2, "latest"),
    "number with an exponent": (
        cell("figures", 2, "low", "1e3"),
        *("type", "data/figures.csv", 2, "low"),
    ),
    "number that is none": (
        cell("figures", 2, "low", "NaN"),
        *("type", "data/figures.csv", 2, "low"),
    ),
    "integer with leading zeros": (
        cell("passages", 2, "end", "0400"),
        *("type", "data/passages.csv", 2, "end"),
    ),
    "date that is no EDTF": (cell("dates", 3, "date", "spring 2013"), "edtf", FILE, 3, "date"),
    "interval that is reversed": (cell("dates", 4, "date", "2014/2013"), "edtf", FILE, 4, "date"),
    "bounds that do not follow": (
        cell("dates", 3, "latest", "2013-12-30"),
        *("derived-bounds", FILE, 3, "latest"),
    ),
    "bound of an open date": (
        cell("dates", 4, "latest", "2019-01-01"),
        *("derived-bounds", FILE, 4, "latest"),
    ),
    "precision that does not follow": (
        cell("dates", 3, "precision", "month"),
        *("derived-bounds", FILE, 3, "precision"),
    ),
    "unique key twice": (
        both(
            cell("dates", 4, "as_stated", "from February 2013 on"),
            schema("dates", uniqueKeys=[["entity_id", "as_stated"]]),
        ),
        *("unique-key", FILE, 3, "entity_id, as_stated"),
    ),
    "primary key with an empty part": (
        both(
            cell("dates", 2, "attributed_to", "ferry-union"),
            cell("dates", 4, "attributed_to", "ferry-union"),
            schema("dates", primaryKey=["claim_id", "attributed_to"]),
        ),
        *("primary-key", FILE, 3, "attributed_to"),
    ),
    "composite foreign key with an empty part": (
        both(
            cell("dates", 3, "anchor_passage_id", "p01"),
            schema(
                "dates",
                foreignKeys=[
                    reference("property_id", "properties"),
                    reference("entity_id", "entities"),
                    {
                        "fields": ["anchor_passage_id", "attributed_to"],
                        "reference": {
                            "resource": "passages",
                            "fields": ["passage_id", "parent_id"],
                        },
                    },
                ],
            ),
        ),
        *("foreign-key", FILE, 3, "attributed_to"),
    ),
    "claim identifier in two tables": (
        cell("figures", 2, "claim_id", "p01.dates-01"),
        *("claim-id", "data/figures.csv", 2, "claim_id"),
    ),
    "reference to no claim": (
        cell("comparisons", 2, "left_claim_id", "p01.dates-99"),
        *("claim-reference", "data/comparisons.csv", 2, "left_claim_id"),
    ),
    "list with a reference to no claim": (
        cell("findings", 2, "claims", "p01.dates-01|p01.dates-99"),
        *("claim-reference", "data/findings.csv", 2, "claims"),
    ),
    "list out of order": (
        cell("findings", 2, "claims", "p01.dates-02|p01.dates-01"),
        *("list", "data/findings.csv", 2, "claims"),
    ),
    "list with a part twice": (
        cell("findings", 2, "claims", "p01.dates-01|p01.dates-01"),
        *("list", "data/findings.csv", 2, "claims"),
    ),
    "another encoding": (state(encoding="latin-1"), "encoding", DESCRIPTOR, None, None),
}


@pytest.mark.parametrize("case", STRICT)
def test_frictionless_accepts_what_we_refuse_at_one_place(package: Path, case: str) -> None:
    tamper, *expected = STRICT[case]
    tamper(package)
    assert frictionless_accepts(package)
    assert places_of(package) == [tuple(expected)]


def test_semicolons_are_refused_where_frictionless_may_guess_them(package: Path) -> None:
    descriptor = read_descriptor(package)
    for resource in descriptor["resources"]:
        del resource["dialect"]
    write_descriptor(package, descriptor)
    semicolons = content(lambda data: data.replace(b", on the quay", b"").replace(b",", b";"))
    semicolons(package)
    assert frictionless_accepts(package)
    assert places_of(package) == [("dialect", FILE, 1, None)]


def test_a_plain_negative_number_is_no_formula(package: Path) -> None:
    cell("figures", 2, "low", "-4.5")(package)
    assert places_of(package) == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/dates.csv", "https://islands.invalid/dates.csv"]
)
@pytest.mark.parametrize("what", ["path", "schema"])
def test_remote_paths_are_refused_and_never_fetched(
    package: Path, what: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr("socket.socket.connect", connect)
    monkeypatch.setattr("socket.getaddrinfo", connect)
    state(**{what: url})(package)
    assert not we_accept(package)


def test_a_link_out_of_the_package_is_refused(package: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    (package / FILE).rename(elsewhere)
    (package / FILE).symlink_to(elsewhere)
    assert frictionless_accepts(package)
    assert not we_accept(package)


def test_a_claim_identifier_in_two_tables_is_named_with_both_places(package: Path) -> None:
    cell("figures", 2, "claim_id", "p01.dates-01")(package)
    (problem,) = problems_of(package)
    assert "data/dates.csv, row 2" in problem.message
    assert (problem.file, problem.row, problem.value) == ("data/figures.csv", 2, "p01.dates-01")
