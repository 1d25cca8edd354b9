"""The release of this package: the same bytes from everywhere, one content in every form."""

import csv
import datetime
import hashlib
import re
import shutil
import sqlite3
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas
import pyarrow.parquet as parquet
import pytest
from openpyxl import Workbook

from checks.checking import build_report
from checks.commands import verify
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
    built = [file for name in ("dist", "site") for file in (checkout / name).rglob("*.*")]
    place = str(checkout).encode()
    assert [file for file in built if file.is_file() and place in file.read_bytes()] == []


def test_every_release_is_kept_as_it_was_released() -> None:
    assert record_faults(ROOT / "releases") == []


def test_this_version_can_be_released_or_still_has_the_bytes_that_were_released(
    tmp_path: Path,
) -> None:
    assert main([str(ROOT), "--dist", str(tmp_path)]) == 0
    assert only(tmp_path, "*[0-9].zip").stem.endswith(read_package(ROOT).version)


# The archive


def test_the_archive_is_a_valid_package_with_the_tables_and_findings_of_the_checkout(
    archive: Path, own_report: Report
) -> None:
    checked = frictionless.validate(str(archive / "datapackage.json"))
    assert checked.valid
    assert len(checked.tasks) == len(read_package(ROOT).resources) + len(VIEWS)
    here, there = own_report, build_report(archive)
    assert (there.valid, there.structure) == (True, ())
    assert (there.findings, there.rules, there.absent) == (here.findings, here.rules, here.absent)
    for resource in read_package(ROOT).resources:
        assert (archive / resource.path).read_bytes() == resource.file.read_bytes()


def test_documents_of_the_archive_are_about_this_version_its_views_and_its_day(
    archive: Path, package: Package
) -> None:
    texts = {
        path: (archive / path).read_text("utf-8")
        for path in ("README.md", "CHANGES.md", "CITATION.cff", "docs/codebook.md")
    }
    version = read_package(ROOT).version
    assert package.version == version
    assert f"version {version}\n" in texts["README.md"]
    assert f"# Changes in version {version}\n" in texts["CHANGES.md"]
    assert f'\nversion: "{version}"\n' in texts["CITATION.cff"]
    assert "## The people in it\n\nMost of the people" in texts["README.md"]
    croissant = (archive / "croissant.json").read_text("utf-8")
    for resource in package.resources:
        assert f"[{resource.name}](#{resource.name})" in texts["docs/codebook.md"]
        assert f'"{hashlib.sha256(resource.file.read_bytes()).hexdigest()}"' in croissant
    for name in ("datacite.json", "ro-crate-metadata.json", "schema-org.jsonld", "CITATION.cff"):
        assert "2020-02-29" in (archive / name).read_text("utf-8"), name


def test_every_file_of_the_archive_but_the_sums_is_in_its_sums(archive: Path) -> None:
    lines = (archive / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    assert {"SHA256SUMS": hashes(archive)["SHA256SUMS"], **sums} == hashes(archive)


def test_every_link_and_path_in_the_archive_leads_to_something_in_it(archive: Path) -> None:
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
    text = (archive / "README.md").read_text("utf-8")
    named = re.findall(r"(?:data|schemas|views|docs)/[\w./-]*[\w-]", text)
    assert named
    assert [path for path in named if not (archive / path).exists()] == []
    assert ".venv" not in text


# Content in each form


def table_of(resource: Resource) -> list[list[object]]:
    """The cells as a typed form should hold them: text as it is, numbers exactly."""
    types = {
        "integer": Decimal,
        "number": Decimal,
        "boolean": "true".__eq__,
        "date": datetime.date.fromisoformat,
    }
    readers = [types.get(field.type, str) for field in resource.schema.fields]
    return [
        [read(cell) if cell else None for read, cell in zip(readers, row.values(), strict=True)]
        for row in rows_of(resource)
    ]


def exact(value: Any) -> object:
    """A value that was read, with numbers exactly as they print."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value))
    return value.date() if isinstance(value, datetime.datetime) else value


@pytest.fixture(scope="module")
def book(dist: Path) -> Workbook:
    return openpyxl.load_workbook(only(dist, "*.xlsx"))


def test_the_workbook_holds_the_same_cells_as_the_tables(book: Workbook, package: Package) -> None:
    names = [resource.name for resource in package.resources]
    assert book.sheetnames == ["about", *names, "codebook"]
    for resource in package.resources:
        sheet = book[resource.name]
        header, *rows = sheet.iter_rows(values_only=True)
        assert header == resource.schema.field_names
        assert [[exact(value) for value in row] for row in rows] == table_of(resource)
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    about = dict(book["about"].iter_rows(values_only=True))
    assert (about["version"], about["licence"]) == (package.version, "CC-BY-4.0")
    assert f"Version {package.version}" in about["cite as"]


def test_text_in_the_workbook_is_text_and_no_cell_is_a_formula(
    book: Workbook, package: Package
) -> None:
    kinds = set()
    for resource in package.resources:
        types = [field.type for field in resource.schema.fields]
        for row in book[resource.name].iter_rows(min_row=2):
            for kind, cell in zip(types, row, strict=True):
                if cell.value is not None:
                    kinds.add((kind, cell.data_type, cell.number_format))
    assert kinds == {
        ("string", "s", "@"),
        ("integer", "n", "General"),
        ("number", "n", "General"),
        ("boolean", "b", "General"),
        ("date", "d", "yyyy-mm-dd"),
    }


def test_parquet_files_hold_the_same_cells_with_type_and_description_of_each_column(
    dist: Path, package: Package
) -> None:
    types = {"integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}
    for resource in package.resources:
        table = parquet.read_table(only(dist, "*-parquet") / f"{resource.name}.parquet")
        assert table.schema.metadata[b"version"].decode() == package.version
        for field, column in zip(resource.schema.fields, table.schema, strict=True):
            assert (column.name, str(column.type)) == (field.name, types.get(field.type, "string"))
            assert column.metadata[b"description"].decode() == field.descriptor["description"]
            assert column.nullable == (not field.constraints.get("required"))
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        assert [[exact(value) for value in row] for row in rows] == table_of(resource)
    with zipfile.ZipFile(only(dist, "*-parquet.zip")) as opened:
        packed = {name: hashlib.sha256(opened.read(name)).hexdigest() for name in opened.namelist()}
    assert packed.pop("SHA256SUMS")
    assert packed == hashes(only(dist, "*-parquet"))


def test_both_archives_have_checksums_that_verify_and_a_file_that_is_added_shows(
    dist: Path, tmp_path: Path
) -> None:
    for archive in (only(dist, "*[0-9].zip"), only(dist, "*-parquet.zip")):
        copy = Path(shutil.copy(archive, tmp_path))
        assert verify.run([str(copy)])[1] == 0
        with zipfile.ZipFile(copy, "a") as opened:
            opened.writestr("data/added.csv", "id\n")
        assert verify.run([str(copy)])[0].startswith("data/added.csv: was added: ")


def test_the_program_is_among_the_files_whose_checksums_are_released(dist: Path) -> None:
    sums = only(dist, "*.sha256").read_text("utf-8")
    for name in ("*.whl", "*.tar.gz"):
        program = only(dist, name)
        assert f"{hashlib.sha256(program.read_bytes()).hexdigest()}  {program.name}\n" in sums


@pytest.fixture
def database(dist: Path) -> sqlite3.Connection:
    file = only(dist, "*.sqlite")
    return sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)


def test_the_database_holds_the_same_cells_as_the_tables(
    database: sqlite3.Connection, package: Package
) -> None:
    # SQLite has neither days nor truth values.
    types = {"boolean": {0: False, 1: True}.__getitem__, "date": datetime.date.fromisoformat}
    for resource in package.resources:
        name, key = resource.name.replace("-", "_"), ", ".join(resource.schema.primary_key)
        cursor = database.execute(f'SELECT * FROM "{name}" ORDER BY {key}')
        assert tuple(each[0] for each in cursor.description) == resource.schema.field_names
        readers = [types.get(field.type, exact) for field in resource.schema.fields]
        assert [
            [None if cell is None else read(cell) for read, cell in zip(readers, row, strict=True)]
            for row in cursor
        ] == table_of(resource)
    rows = database.execute("SELECT finding_id, claim_id FROM findings_claims").fetchall()
    assert sorted(rows) == sorted(
        (row["finding_id"], claim)
        for row in rows_of(package.resource("findings"))
        for claim in row["claims"].split("|")
    )


def test_the_database_has_the_keys_of_the_schemas(
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


def test_the_codebook_describes_every_column(
    database: sqlite3.Connection, book: Workbook, package: Package
) -> None:
    columns = [
        (resource.name, field.name, field.descriptor["description"])
        for resource in package.resources
        for field in resource.schema.fields
    ]
    header, *rows = book["codebook"].iter_rows(values_only=True)
    places = [header.index(name) for name in ("table", "column", "description")]
    assert [tuple(row[place] for place in places) for row in rows] == columns
    described = database.execute('SELECT "table", "column", description FROM codebook').fetchall()
    assert sorted(described) == sorted((name.replace("-", "_"), *rest) for name, *rest in columns)


def test_the_codebook_is_a_csv_too_with_the_meaning_of_each_code(
    archive: Path, package: Package
) -> None:
    book = pandas.read_csv(archive / "codebook.csv", dtype="string", keep_default_na=False)
    leading = ["table", "column", "type", "title", "description", "codes", "example"]
    assert list(book.columns)[: len(leading)] == leading
    assert [tuple(row) for row in book[["table", "column", "title"]].to_numpy()] == [
        (resource.name, field.name, field.descriptor["title"])
        for resource in package.resources
        for field in resource.schema.fields
    ]
    codes = dict(zip(book["table"] + "." + book["column"], book["codes"], strict=True))
    for resource in package.resources:
        for field in resource.schema.fields:
            given = [
                each.split(": ")[0] for each in codes[f"{resource.name}.{field.name}"].split(" | ")
            ]
            assert given == (field.constraints.get("enum") or [""])
    assert "info: " in codes["rules.severity"]
