"""The package has what frictionless for R (1.2.1) demands, and readr reads it as that would.

That package is not in Debian. It takes names and types of columns from the schema, skips the
header, and hands the file to readr: the last test does the same.
"""

import csv
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from checks.tables.package import read_package
from scripts.release.edition import make_edition
from tests.helpers.builders import ROOT

COLUMN_TYPES = {
    "string": "col_character()",
    "number": "col_double()",
    "integer": "col_double()",
    "boolean": "col_logical()",
    "date": "col_date('%Y-%m-%d')",
}
"""What frictionless makes of the types that the schemas use."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a release has it: with its views."""
    place = tmp_path_factory.mktemp("r")
    edition = make_edition(read_package(ROOT), date(2024, 5, 6), "", None)
    shutil.copytree(ROOT / "schemas", place / "schemas")
    (place / "datapackage.json").write_bytes(edition.descriptor)
    for table in edition.tables:
        (place / table.path).parent.mkdir(exist_ok=True)
        (place / table.path).write_bytes(table.content)
    return place


def resources(folder: Path) -> list[dict[str, Any]]:
    """The resources of the descriptor, each with its schema."""
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return [
        {**resource, "schema": json.loads((folder / resource["schema"]).read_text("utf-8"))}
        for resource in descriptor["resources"]
    ]


def rows_of(folder: Path, resource: dict[str, Any]) -> list[list[str]]:
    with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def refusals(folder: Path, resource: dict[str, Any]) -> list[str]:
    """What keeps frictionless for R from reading a resource as it is meant."""
    path, schema = PurePosixPath(resource["path"]), resource["schema"]
    names = [field.get("name") for field in schema["fields"]]
    demands = {
        "profile": resource.get("profile") == "tabular-data-resource",
        "safe path": not path.is_absolute() and ".." not in path.parts,
        "encoding": resource.get("encoding", "utf-8") == "utf-8",
        "dialect": resource.get("dialect", {}) in ({}, {"delimiter": ","}),
        "missing values": schema.get("missingValues", [""]) == [""],
        "types": {field.get("type") for field in schema["fields"]} <= set(COLUMN_TYPES),
        "names": names == rows_of(folder, resource)[0],
    }
    return [name for name, is_met in demands.items() if not is_met]


def test_every_resource_has_what_frictionless_for_r_demands(folder: Path) -> None:
    found = resources(folder)
    assert len(found) > 20
    assert {each["name"]: refusals(folder, each) for each in found} == {
        each["name"]: [] for each in found
    }


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ({"profile": None}, "profile"),
        ({"encoding": "latin1"}, "encoding"),
        ({"dialect": {"delimiter": ";"}}, "dialect"),
        ({"schema": {"fields": [{"name": "x", "type": "moment"}]}}, "types"),
    ],
)
def test_a_resource_without_it_is_named(folder: Path, fault: dict[str, Any], named: str) -> None:
    assert named in refusals(folder, {**resources(folder)[0], **fault})


def column_type(field: dict[str, Any]) -> str:
    if codes := field.get("constraints", {}).get("enum"):
        return f"col_factor(c({', '.join(json.dumps(code) for code in codes)}))"
    return COLUMN_TYPES[field["type"]]


def reading(resource: dict[str, Any]) -> str:
    """R that reads a table and prints its rows, its problems and the empty cells by column."""
    fields = resource["schema"]["fields"]
    names = ", ".join(json.dumps(field["name"]) for field in fields)
    types = ", ".join(map(column_type, fields))
    return (
        f"x <- read_delim('{resource['path']}', delim = ',', quote = '\"', col_names = c({names}),"
        f" col_types = list({types}), na = '', skip = 1, escape_double = TRUE, trim_ws = FALSE)\n"
        "cat(nrow(x), nrow(problems(x)), colSums(is.na(x)), '\\n')"
    )


@pytest.mark.r
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="there is no R on this machine")
def test_readr_reads_every_table_by_its_schema_without_a_problem(folder: Path) -> None:
    found = resources(folder)
    program = "\n".join(["library(readr)", *map(reading, found)])
    (folder / "read.r").write_text(program, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "read.r"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    expected = []
    for resource in found:
        _, *rows = rows_of(folder, resource)
        columns = range(len(resource["schema"]["fields"]))
        empty = [sum(row[place] == "" for row in rows) for place in columns]
        expected.append([len(rows), 0, *empty])
    assert [[int(each) for each in line.split()] for line in done.stdout.splitlines()] == expected
