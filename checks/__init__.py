"""Checks for claim-level data packages, as commands and from Python.

    import checks

    report = checks.check("mali-extremism-claims")
    tables = checks.load("mali-extremism-claims")
    checks.schema("mali-extremism-claims", "polls").validate(tables["polls"])

Heavy libraries are imported when a function first needs them.
"""

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from checks.tables.shortening import listed
from checks.tables.table_schema import PackageError

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

    from checks.reports.report import Report
    from checks.rules.rule import Rule

__all__ = ["PackageError", "check", "load", "rules", "schema"]

AnyPath: TypeAlias = str | os.PathLike[str]


def check(path: AnyPath, *, select: Collection[str] = (), ignore: Collection[str] = ()) -> "Report":
    """Check a package: its structure, its claims against each other, its register of findings.

    Args:
        path: a datapackage.json, or its folder.
        select: the names of the rules to run; empty for all rules.
        ignore: the names of rules to skip.

    Raises:
        PackageError: the package cannot be read; the message is one line.
        ValueError: a name is not the name of a rule, or no rule is left to run.
    """
    from checks.checking import build_report

    return build_report(Path(path), select, ignore)


def load(path: AnyPath) -> "dict[str, pd.DataFrame]":
    """The tables of a package by their names, each with the columns of its schema, in that order.

    integer becomes Int64, number Float64, boolean boolean, date datetime64[s], and any other type
    string. A missing cell is NA, in dates NaT. The tables are read, and not checked beyond that.

    Raises:
        PackageError: the package, or one of its tables, cannot be read. The message is one line
            that names the file, and the row and the column where there is one to blame.
    """
    from checks.explaining import explained_by
    from checks.tables.package import read_package
    from checks.tables.typed import load_tables

    package = read_package(Path(path))
    with explained_by(package):
        return load_tables(package)


def schema(path: AnyPath, table: str, *, text: bool = False) -> "pa.DataFrameSchema":
    """The Pandera schema of a table, made from its Table Schema.

    `metadata["not_checked"]` of the schema lists what it does not check, such as foreign keys.

    Args:
        path: a datapackage.json, or its folder.
        table: the name of the table.
        text: describe the text of the cells in place of the typed columns that `load` returns.

    Raises:
        PackageError: the package cannot be read, or has no such table.
    """
    from checks.explaining import explained_by
    from checks.tables.package import read_package
    from checks.tables.pandera_schema import pandera_schema

    package = read_package(Path(path))
    try:
        resource = package.resource(table)
    except KeyError:
        names = listed(resource.name for resource in package.resources)
        raise PackageError(f"{path}: there is no table {table!r} (there are {names})") from None
    with explained_by(package):
        return pandera_schema(resource.schema.descriptor, text=text)


def rules() -> "tuple[Rule, ...]":
    """The rules of this program, by family, then by name."""
    from checks.rules.registry import own_rules

    return own_rules()
