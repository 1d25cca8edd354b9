"""Datasette serves the database of a release with the labels and texts of `metadata.json`."""

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from checks.tables.package import Package, read_package
from checks.tables.rows import rows_of
from scripts.metadata import metadata_files
from scripts.release.edition import make_edition
from scripts.release.sqlite import database
from tests.helpers.builders import ROOT

PROGRAM = ROOT / "build/datasette/bin/datasette"
LABELS = {"documents": "title", "entities": "label", "properties": "label", "rules": "title"}
"""The tables that others refer to and whose rows have a name, each with the column that has it."""

RELEASED = date(2024, 5, 6)

needs_datasette = pytest.mark.skipif(
    not PROGRAM.is_file(),
    reason="Datasette is not installed: make datasette-check installs it and runs this",
)


@pytest.fixture(scope="module")
def package() -> Package:
    return read_package(ROOT)


@pytest.fixture(scope="module")
def metadata(package: Package) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(metadata_files(package, RELEASED)["metadata.json"])
    return content


@pytest.fixture(scope="module")
def address(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the database, as long as Datasette serves it."""
    folder = tmp_path_factory.mktemp("datasette")
    edition = make_edition(package, RELEASED, "", None)
    (folder / f"{edition.stem}.sqlite").write_bytes(database(edition))
    content = metadata_files(package, RELEASED)["metadata.json"]
    (folder / "metadata.json").write_bytes(content)
    yield from served(folder, edition.stem)


def served(folder: Path, stem: str) -> Iterator[str]:
    command = [PROGRAM, f"{stem}.sqlite", "--metadata", "metadata.json", "--port", "0"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        log = ""
        for line in process.stderr:
            log += line
            if found := re.search(r"running on (http://\S+)", line):
                yield f"{found[1]}/{stem.replace('.', '~2E')}"
                break
        else:
            pytest.fail(log)
        process.terminate()


def test_every_table_has_a_title_and_describes_each_of_its_columns(
    package: Package, metadata: dict[str, Any]
) -> None:
    (tables,) = [each["tables"] for each in metadata["databases"].values()]
    assert list(metadata["databases"]) == [f"{package.name}-{package.version}"]
    assert {name: list(table["columns"]) for name, table in tables.items()} == {
        resource.name: list(resource.schema.field_names) for resource in package.resources
    }
    assert all(table["title"] and table["description"] for table in tables.values())
    assert {name: tables[name]["label_column"] for name in LABELS} == LABELS


@pytest.mark.extra
@needs_datasette
def test_foreign_keys_show_the_label_of_what_they_refer_to(address: str, package: Package) -> None:
    labels = {
        (table, row[package.resource(table).schema.primary_key[0]]): row[column]
        for table, column in LABELS.items()
        for row in rows_of(package, table)
    }
    shown = []
    for resource in package.resources:
        keys = {key.fields[0]: key.resource for key in resource.schema.foreign_keys}
        with urlopen(
            f"{address}/{resource.name}.json?_labels=on&_shape=objects&_size=max"
        ) as response:
            rows = json.load(response)["rows"]
        shown += [
            (keys[column], cell["value"], cell["label"])
            for row in rows
            for column, cell in row.items()
            if isinstance(cell, dict) and keys[column] in LABELS
        ]
    assert len(shown) > 1000
    assert [each for each in shown if labels[each[:2]] != each[2]] == []


@pytest.mark.extra
@needs_datasette
def test_the_page_of_a_table_has_its_texts_and_links_with_labels(
    address: str, package: Package
) -> None:
    with urlopen(f"{address}/dates") as response:
        page = response.read().decode()
    assert package.resource("dates").descriptor["title"] in page
    first, label = rows_of(package, "dates")[0]["entity_id"], "label"
    (entity,) = [row for row in rows_of(package, "entities") if row["entity_id"] == first]
    assert re.search(rf'<a href="[^"]*/entities/{first}">{re.escape(entity[label])}</a>', page)
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page
