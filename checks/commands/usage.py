"""The parser of all commands: wrong usage is one line and no traceback."""

import argparse
import os
import shutil
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NoReturn

from checks.tables.problems import UserError

COMMAND = "claims-check"
"""The name of the installed command."""

_PROJECT = "mali-extremism-claims"


class UsageError(UserError):
    """The arguments are wrong, or a file cannot be read or written; the message is one line."""


class Parser(argparse.ArgumentParser):
    """The parser of a command; raises UsageError instead of ending the process."""

    def __init__(self, command: str, description: str, epilog: str | None = None) -> None:
        prog = f"{program()} {command}".rstrip()
        super().__init__(prog=prog, description=description, epilog=epilog, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(f"{message} (see {self.prog} --help)")

    def add_package(self) -> None:
        """Add the argument PACKAGE."""
        self.add_argument(
            "package",
            metavar="PACKAGE",
            nargs="?",
            type=Path,
            default=Path(),
            help="a datapackage.json or its folder (default: here)",
        )


def program() -> str:
    """How to call this program again: `claims-check`, with its path if the shell needs that."""
    called = Path(sys.argv[0])
    if called.stem != COMMAND:
        return "python -m checks"
    found = shutil.which(COMMAND)
    is_on_path = found is not None and called.is_file() and called.samefile(found)
    return COMMAND if is_on_path or not called.is_file() else os.path.relpath(called)


def version() -> str:
    """The version of this program, from the checkout or from the installed distribution."""
    project = Path(__file__).parents[2] / "pyproject.toml"
    if project.is_file():
        import tomllib

        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    from importlib import metadata

    return metadata.version(_PROJECT)


def aligned(rows: Sequence[tuple[str, ...]], right: Collection[int] = ()) -> str:
    """Rows below each other, each column as wide as its widest cell, those in `right` to the right.

    No line ends in a blank.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if position in right else cell.ljust(width)
            for position, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n"
