"""The text about people: there if a package names any, with the place to report errors."""

from pathlib import Path
from typing import Any

import pytest

from checks.tables.package import Package
from scripts.people import people
from scripts.publication import publication
from tests.helpers.builders import read_rows, write_table
from tests.helpers.citable_package import DOCUMENTS, RELEASED, citable_package


def with_a_person(package: Package) -> Package:
    rows = read_rows(package.folder, "entities")
    person = dict.fromkeys(rows[0], "") | {"entity_id": "ada", "type": "person", "label": "Ada"}
    write_table(package.folder, "entities", [*rows, person])
    return package


def text_of(package: Package) -> str:
    return " ".join(people(package, publication(package, RELEASED)).split())


def test_a_package_without_a_person_has_no_such_text(tmp_path: Path) -> None:
    assert text_of(citable_package(tmp_path / "package")) == ""


@pytest.mark.parametrize(
    ("about", "place"),
    [
        ({}, "Tell the maintainers at the place where you got this package. "),
        (
            {"repository": "https://code.example/ferries"},
            "Open an issue at https://code.example/ferries. ",
        ),
    ],
)
def test_errors_are_reported_at_the_repository_if_the_descriptor_names_it(
    tmp_path: Path, about: dict[str, Any], place: str
) -> None:
    text = text_of(with_a_person(citable_package(tmp_path / "package", **about)))
    assert f"**Reporting an error.** {place}Name the row" in text
    assert "is what the report says, not an established fact." in text


def test_several_documents_are_not_called_the_report(tmp_path: Path) -> None:
    second = {**DOCUMENTS[0], "document_id": "reefs"}
    package = citable_package(tmp_path / "package", [*DOCUMENTS, second])
    assert "is what a report says, not" in text_of(with_a_person(package))
