"""A small package about ferries that can be cited: made by somebody, under a licence, of a text."""

from datetime import date
from pathlib import Path
from typing import Any

from checks.tables.package import Package, read_package
from tests.helpers.builders import Row, build_package, read_descriptor, small_rows, write_descriptor

RELEASED = date(2024, 5, 6)

ABOUT: dict[str, Any] = {
    "title": "Ferry claims",
    "description": "What one almanac states about the ferries between some islands, as claims.",
    "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://cc.example/by/4.0/"}],
    "contributors": [
        {"title": "Isles & Data Group", "roles": ["creator", "maintainer"]},
        {"title": "Printer", "roles": ["wrangler"]},
    ],
    "keywords": ["ferries", "islands"],
}

DOCUMENTS: list[Row] = [
    {
        "document_id": "islands",
        "title": "Ferries 100% & more",
        "publisher": "Almanac Press",
        "url": "https://almanac.example/ferries_2018",
        "as_of": "2018-03",
    }
]


def citable_package(folder: Path, documents: list[Row] = DOCUMENTS, **about: Any) -> Package:
    """The package, with further entries of the descriptor, or others."""
    tables = ("dates", "passages", "entities", "properties")
    rows = {name: small_rows(name) for name in tables}
    build_package(folder, documents=documents, **rows)
    write_descriptor(folder, {**read_descriptor(folder), **ABOUT, **about})
    return read_package(folder)
