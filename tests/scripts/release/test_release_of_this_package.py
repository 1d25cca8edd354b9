"""The release of this package: the same bytes from everywhere, one content in every form."""

import csv
import datetime
import hashlib
import json
import re
import sqlite3
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pyarrow.parquet as parquet
import pytest

from checks.checking import build_report
from checks.reports.report import Report
from checks.tables.package import Package, Resource, read_package
from scripts.release.__main__ import main
from scripts.versions.history import record_faults
from scripts.views.building import VIEWS
from tests.helpers.builders import ROOT
from tests.helpers.releasable_packages import ELSEWHERE, build


@pytest.fixture(scope="module")
def package(archive: Path) -> Package:
    return read_package(archive)


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def rows_of(resource: Resource) -> list[dict[str, str]]:
    return list(csv.DictReader(resource.file.read_text("utf-8").splitlines()))


# The same bytes


def test_another_folder_time_zone_locale_umask_and_hash_seed_give_the_same_bytes(
    checkout: Path, tmp_path: Path
) -> None:
    other = tmp_path / "a clone with another name"
    build(other, ELSEWHERE, 0o077)
    for name in ("dist", "site"):
        assert hashes(other / name) == hashes(checkout / name)
        assert len(hashes(checkout / name)) > 20


def test_no_file_names_the_folder_that_it_was_built_in(checkout: Path) -> None:
    built = [file for name in ("dist", "site") for file in (checkout / name).rglob("*.*")]
    place = str(checkout).encode()
    assert [file for file in built if file.is_file() and place in file.read_bytes()] == []


# The archive


def test_the_archive_is_a_valid_package_for_frictionless(archive: Path) -> None:
    report = frictionless.validate(str(archive / "datapackage.json"))
    assert report.valid
    assert len(report.tasks) == len(read_package(ROOT).resources) + len(VIEWS)


def test_the_checks_find_the_same_in_the_archive_as_in_the_checkout(
    archive: Path, own_report: Report
) -> None:
    here, there = own_report, build_report(archive)
    assert there.valid
    assert there.structure == ()
    assert (there.findings, there.rules, there.absent) == (here.findings, here.rules, here.absent)


def test_coded_tables_are_those_of_the_checkout_byte_for_byte(archive: Path) -> None:
    for resource in read_package(ROOT).resources:
        assert (archive / resource.path).read_bytes() == resource.file.read_bytes()


def test_every_copy_of_the_version_is_that_of_the_descriptor(
    archive: Path, package: Package, dist: Path
) -> None:
    version = read_package(ROOT).version
    assert package.version == version
    assert only(dist, "*[0-9].zip").stem == f"mali-extremism-claims-{version}"
    texts = {name: (archive / name).read_text("utf-8") for name in ("README.md", "CHANGES.md")}
    assert f"version {version}\n" in texts["README.md"]
    assert f"# Changes in version {version}\n" in texts["CHANGES.md"]
    citation = (archive / "CITATION.cff").read_text("utf-8")
    assert re.search(rf"^version: {re.escape(version)}$", citation, re.MULTILINE)


def test_codebook_and_metadata_in_the_archive_are_about_its_views_too(
    archive: Path, package: Package
) -> None:
    codebook = (archive / "docs/codebook.md").read_text("utf-8")
    croissant = json.loads((archive / "croissant.json").read_text("utf-8"))
    files = {each.get("contentUrl"): each.get("sha256") for each in croissant["distribution"]}
    for resource in package.resources:
        assert f"[{resource.name}](#{resource.name})" in codebook
        assert files[resource.path] == hashlib.sha256(resource.file.read_bytes()).hexdigest()
    for name in ("datacite.json", "ro-crate-metadata.json", "schema-org.jsonld"):
        assert "2020-02-29" in (archive / name).read_text("utf-8"), name


def test_every_file_of_the_archive_but_the_sums_is_in_its_sums(archive: Path) -> None:
    lines = (archive / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    assert {"SHA256SUMS": hashes(archive)["SHA256SUMS"], **sums} == hashes(archive)


def test_every_link_in_the_archive_leads_to_something_in_it(archive: Path) -> None:
    documents = sorted(archive.rglob("*.md"))
    dead = []
    for document in documents:
        text = document.read_text("utf-8")
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            place = document.parent / target.partition("#")[0]
            if "://" not in target and not target.startswith("#") and not place.exists():
                dead.append((document.name, target))
    assert dead == []
    assert len(documents) >= 5


def test_every_path_in_the_readme_of_the_archive_is_a_file_in_it(archive: Path) -> None:
    text = (archive / "README.md").read_text("utf-8")
    named = re.findall(r"(?:data|schemas|views|docs)/[\w./-]*[\w-]", text)
    assert named
    assert [path for path in named if not (archive / path).exists()] == []
    assert ".venv" not in text


# Content in each form


def expected(resource: Resource, field: str, cell: str) -> object:
    """What a typed form should hold for a cell: text as it is, numbers exactly."""
    kind = resource.schema.field(field).type
    if cell == "":
        return None
    if kind in ("integer", "number"):
        return Decimal(cell)
    if kind == "boolean":
        return cell == "true"
    return datetime.date.fromisoformat(cell) if kind == "date" else cell


def exact(value: Any) -> object:
    """A value that was read, with numbers exactly as they print."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return Decimal(repr(value))
    return value.date() if isinstance(value, datetime.datetime) else value


def table_of(resource: Resource) -> list[list[object]]:
    return [[expected(resource, *cell) for cell in row.items()] for row in rows_of(resource)]


def test_the_workbook_holds_the_same_cells_as_the_tables(dist: Path, package: Package) -> None:
    book = openpyxl.load_workbook(only(dist, "*.xlsx"))
    names = [resource.name for resource in package.resources]
    assert book.sheetnames == ["about", *names, "codebook"]
    for resource in package.resources:
        sheet = book[resource.name]
        header, *rows = sheet.iter_rows(values_only=True)
        assert header == resource.schema.field_names
        assert [[exact(value) for value in row] for row in rows] == table_of(resource)
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)


def test_text_in_the_workbook_is_text_and_no_cell_is_a_formula(
    dist: Path, package: Package
) -> None:
    book = openpyxl.load_workbook(only(dist, "*.xlsx"))
    kinds = {
        (package.resource(sheet.title).schema.field(str(sheet.cell(1, cell.column).value)).type,
         cell.data_type, cell.number_format)
        for sheet in book
        if sheet.title not in ("about", "codebook")
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.value is not None
    }  # fmt: skip
    assert kinds == {
        ("string", "s", "@"),
        ("integer", "n", "General"),
        ("number", "n", "General"),
        ("boolean", "b", "General"),
        ("date", "d", "yyyy-mm-dd"),
    }


def test_the_first_sheet_says_what_it_is_and_how_to_cite_it(dist: Path, package: Package) -> None:
    book = openpyxl.load_workbook(only(dist, "*.xlsx"))
    about = dict(book["about"].iter_rows(values_only=True))
    assert about["version"] == package.version
    assert about["licence"] == "CC-BY-4.0"
    assert f"Version {package.version}" in about["cite as"]


def test_parquet_files_hold_the_same_cells_as_the_tables(dist: Path, package: Package) -> None:
    for resource in package.resources:
        table = parquet.read_table(only(dist, "*-parquet") / f"{resource.name}.parquet")
        assert table.column_names == list(resource.schema.field_names)
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        assert [[exact(value) for value in row] for row in rows] == table_of(resource)


def test_parquet_columns_have_their_type_and_their_description(
    dist: Path, package: Package
) -> None:
    types = {"integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}
    for resource in package.resources:
        schema = parquet.read_schema(only(dist, "*-parquet") / f"{resource.name}.parquet")
        assert schema.metadata[b"version"].decode() == package.version
        for field in resource.schema.fields:
            column = schema.field(field.name)
            assert str(column.type) == types.get(field.type, "string")
            assert column.metadata[b"description"].decode() == field.descriptor["description"]
            assert column.nullable == (not field.constraints.get("required"))


def test_the_parquet_archive_holds_the_same_files(dist: Path) -> None:
    with zipfile.ZipFile(only(dist, "*-parquet.zip")) as opened:
        packed = {name: hashlib.sha256(opened.read(name)).hexdigest() for name in opened.namelist()}
    folder = next(path for path in dist.glob("*-parquet") if path.is_dir())
    assert packed == hashes(folder)


@pytest.fixture
def database(dist: Path) -> sqlite3.Connection:
    file = only(dist, "*.sqlite")
    return sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)


def test_the_database_holds_the_same_cells_as_the_tables(
    database: sqlite3.Connection, package: Package
) -> None:
    for resource in package.resources:
        columns = ", ".join(f'"{name}"' for name in resource.schema.field_names)
        key = ", ".join(resource.schema.primary_key)
        name = resource.name.replace("-", "_")
        rows = database.execute(f'SELECT {columns} FROM "{name}" ORDER BY {key}').fetchall()
        assert [
            [read(resource, *cell) for cell in zip(resource.schema.field_names, row, strict=True)]
            for row in rows
        ] == table_of(resource)


def read(resource: Resource, field: str, value: Any) -> object:
    """A value of SQLite, which knows neither days nor truth values."""
    kind = resource.schema.field(field).type
    if value is None:
        return None
    if kind == "boolean":
        return {0: False, 1: True}[value]
    return datetime.date.fromisoformat(value) if kind == "date" else exact(value)


def test_the_database_has_the_keys_of_the_schemas_and_none_leads_nowhere(
    database: sqlite3.Connection, package: Package
) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for resource in package.resources:
        name = resource.name.replace("-", "_")
        columns = database.execute(f'PRAGMA table_info("{name}")').fetchall()
        keys = database.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        assert tuple(row[1] for row in columns if row[5]) == resource.schema.primary_key
        assert {(row[3], row[2], row[4]) for row in keys} == {
            (key.fields[0], key.resource, key.reference_fields[0])
            for key in resource.schema.foreign_keys
        }
        assert {row[1] for row in columns if row[3]} == {
            field.name for field in resource.schema.fields if field.constraints.get("required")
        }


def test_the_database_refuses_a_row_that_refers_to_nothing(database: sqlite3.Connection) -> None:
    writable = sqlite3.connect(":memory:")
    database.backup(writable)
    writable.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        writable.execute("UPDATE dates SET entity_id = 'nowhere'")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        writable.execute("UPDATE dates SET certainty = 'sure'")


def test_the_database_lists_the_claims_of_each_finding(
    database: sqlite3.Connection, package: Package
) -> None:
    rows = database.execute("SELECT finding_id, claim_id FROM findings_claims").fetchall()
    assert sorted(rows) == sorted(
        (row["finding_id"], claim)
        for row in rows_of(package.resource("findings"))
        for claim in row["claims"].split("|")
    )


def test_the_codebook_describes_every_column(
    database: sqlite3.Connection, dist: Path, package: Package
) -> None:
    columns = [
        (resource.name, field.name, field.descriptor["description"])
        for resource in package.resources
        for field in resource.schema.fields
    ]
    sheet = openpyxl.load_workbook(only(dist, "*.xlsx"))["codebook"]
    header, *rows = sheet.iter_rows(values_only=True)
    places = [header.index(name) for name in ("table", "column", "description")]
    assert [tuple(row[place] for place in places) for row in rows] == columns
    described = database.execute('SELECT "table", "column", description FROM codebook').fetchall()
    assert sorted(described) == sorted((name.replace("-", "_"), *rest) for name, *rest in columns)


# The record


def test_every_release_is_kept_as_it_was_released() -> None:
    assert record_faults(ROOT / "releases") == []


def test_this_version_can_be_released_or_still_has_the_bytes_that_were_released(
    tmp_path: Path,
) -> None:
    assert main([str(ROOT), "--dist", str(tmp_path)]) == 0
    assert only(tmp_path, "*[0-9].zip").stem.endswith(read_package(ROOT).version)
