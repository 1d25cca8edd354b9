"""Verdicts on a package: ours and that of Frictionless, side by side."""

import warnings
from pathlib import Path

import frictionless

from checks.structure import check_structure
from checks.tables.package import PackageError, read_package
from checks.tables.problems import Problem


def problems_of(folder: Path) -> tuple[Problem, ...]:
    return check_structure(read_package(folder)).problems


def places_of(folder: Path) -> list[tuple[str, str, int | None, str | None]]:
    """Code, file, row and column of every problem."""
    return [(item.code, item.file, item.row, item.column) for item in problems_of(folder)]


def we_accept(folder: Path) -> bool:
    try:
        return not problems_of(folder)
    except PackageError:
        return False


def frictionless_accepts(folder: Path) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return frictionless.validate(str(folder / "datapackage.json")).valid
        except frictionless.FrictionlessException:
            return False
