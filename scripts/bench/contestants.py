"""What is measured: each contestant is a command on a package, run as a process of its own."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from scripts.bench.sql import LEFT_OUT

CHECKS, CHECKS_AS_SQL, FRICTIONLESS, SQL = "checks", "checks-as-sql", "frictionless", "sql"

_PYTHON = sys.executable


@dataclass(frozen=True)
class Contestant:
    """A program that is measured.

    Attributes:
        name: for options and results.
        title: for a reader.
        command: program and arguments, given the descriptor of a package and a folder to write to.
        accepted: exit statuses of a run that did its work.
        needs: a library that must be installed.
    """

    name: str
    title: str
    command: Callable[[Path, Path], list[str]]
    accepted: tuple[int, ...] = (0,)
    needs: str = "frictionless"

    @property
    def is_installed(self) -> bool:
        """Whether it can run here."""
        return find_spec(self.needs) is not None


def _checks(descriptor: Path, folder: Path, *options: str) -> list[str]:
    report = str(folder / "report.json")
    return [
        *(_PYTHON, "-m", "checks", str(descriptor), "--format", "json", "--output", report),
        *options,
    ]


CONTESTANTS = (
    # A register that is out of date (status 1) takes as long as one that is not.
    Contestant(CHECKS, "this program: structure, all rules", _checks, (0, 1)),
    Contestant(
        CHECKS_AS_SQL,
        "this program: structure, the rules of the SQL",
        lambda descriptor, folder: _checks(descriptor, folder, "--ignore", *sorted(LEFT_OUT)),
        (0, 1),
    ),
    Contestant(
        SQL,
        "DuckDB SQL: rules only",
        lambda descriptor, _: [_PYTHON, "-m", "scripts.bench.sql", str(descriptor)],
        needs="duckdb",
    ),
    Contestant(
        FRICTIONLESS,
        "Frictionless: structure only",
        lambda descriptor, _: [_PYTHON, "-m", "frictionless", "validate", str(descriptor)],
    ),
)
"""In the order in which they take turns."""
