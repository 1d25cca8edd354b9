"""The profile of this checkout: columns of its tables, and terms of its vocabulary."""

import csv
from functools import cache
from pathlib import Path

from checks.tables.package import Package, read_package

Row = dict[str, str]
"""A row as in a CSV file: texts by column."""

VOCABULARY = "properties"
"""The table of terms, which all invented packages share with the real one."""


@cache
def profile() -> Package:
    """The package of this checkout."""
    return read_package(Path(__file__).parents[2])


@cache
def columns_of() -> dict[str, tuple[str, ...]]:
    """The columns of each table."""
    return {each.name: tuple(each.schema.field_names) for each in profile().resources}


@cache
def terms() -> dict[str, Row]:
    """The terms of the vocabulary by their identifiers."""
    file = profile().resource(VOCABULARY).file
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["property_id"]: row for row in csv.DictReader(stream)}
