"""Files of a package that are no tables, or something else than they should be."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from checks.checking import build_report
from tests.helpers.builders import describe, read_descriptor, write_descriptor
from tests.helpers.verdicts import frictionless_accepts, places_of, problems_of

POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{1:064}\nsize 12\n".encode()
ZIP = b"PK\x03\x04\x14\x00\x00\x00"


def with_file(package: Path, content: bytes = b"{}", **properties: Any) -> None:
    """Add a resource without a schema, described with size and hash."""
    descriptor = read_descriptor(package)
    descriptor["resources"].append({"name": "map", "path": "map.geojson", **properties})
    write_descriptor(package, descriptor)
    (package / "map.geojson").write_bytes(content)
    describe(package)


@pytest.mark.parametrize("content", [b"{}", ZIP, bytes(range(256))])
def test_a_resource_without_a_schema_is_listed_and_nobody_looks_into_it(
    package: Path, content: bytes
) -> None:
    with_file(package, content)
    report = build_report(package)
    assert report.structure == ()
    assert [(file.name, file.file) for file in report.files] == [("map", "map.geojson")]
    assert "map" not in {table.name for table in report.tables}
    assert frictionless_accepts(package)


def test_its_size_and_hash_are_checked(package: Path) -> None:
    with_file(package)
    (package / "map.geojson").write_bytes(b"[1]")
    assert places_of(package) == [
        ("bytes", "map.geojson", None, None),
        ("hash", "map.geojson", None, None),
    ]
    (package / "map.geojson").unlink()
    assert places_of(package) == [("missing-file", "map.geojson", None, None)]


def test_a_table_without_a_schema_lacks_one(package: Path) -> None:
    with_file(package, type="table")
    (problem,) = problems_of(package)
    assert (problem.code, problem.file) == ("schema", "datapackage.json")
    assert problem.message == "resource 'map': expected a schema, as it is a table"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (POINTER, "a Git LFS pointer: run git lfs pull"),
        (gzip.compress(b"a,b\n", mtime=0), "a gzip file: unpack it"),
        (ZIP, "a zip archive or a workbook: unpack it"),
        (b"SQLite format 3\0", "an SQLite database: save its table as CSV"),
    ],
)
def test_a_table_that_is_something_else_is_named_in_one_problem(
    package: Path, content: bytes, name: str
) -> None:
    (package / "data/dates.csv").write_bytes(content)
    (problem,) = problems_of(package)
    assert (problem.code, problem.file) == ("encoding", "data/dates.csv")
    assert f"(found {name}" in problem.message


def test_a_pointer_in_place_of_any_file_is_named(package: Path) -> None:
    with_file(package)
    (package / "map.geojson").write_bytes(POINTER)
    (problem,) = problems_of(package)
    assert "(found a Git LFS pointer: run git lfs pull)" in problem.message


def test_a_descriptor_that_calls_a_table_compressed_is_told_so(package: Path) -> None:
    descriptor = read_descriptor(package)
    descriptor["resources"][0]["compression"] = "gz"
    write_descriptor(package, descriptor)
    (problem,) = problems_of(package)
    assert (problem.code, problem.file, problem.value) == ("encoding", "datapackage.json", "gz")
