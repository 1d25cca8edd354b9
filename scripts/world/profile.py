"""The profile of this checkout: its tables, their columns, and the vocabulary."""

from functools import cache
from pathlib import Path

from checks.tables.package import Package, read_package
from checks.tables.rows import read_rows

COPIED = ("properties", "rules")
"""Tables of the profile itself, which invented packages share with the real one."""


@cache
def profile() -> Package:
    """The package of this checkout."""
    return read_package(Path(__file__).parents[2])


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table, its key first."""
    return tuple(profile().resource(table).schema.field_names)


@cache
def terms() -> dict[str, dict[str, str]]:
    """The rows of the vocabulary by their identifiers."""
    return {row["property_id"]: row for row in read_rows(profile().resource("properties"))}
