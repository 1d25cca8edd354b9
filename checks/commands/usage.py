"""The parser of all commands: wrong usage is one line and no traceback."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

COMMAND = "claims-check"
"""The command as which this program is installed."""

_PROJECT = "mali-extremism-claims"


class UsageError(Exception):
    """The arguments are wrong, or a file cannot be read or written; the message is one line."""


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(f"{message} (see {self.prog} --help)")


def program() -> str:
    """How this program was called: `claims-check` or `python -m checks`."""
    return COMMAND if Path(sys.argv[0]).stem == COMMAND else "python -m checks"


def version() -> str:
    """The version of this program, from the checkout or from the installed distribution."""
    project = Path(__file__).parents[2] / "pyproject.toml"
    if project.is_file():
        import tomllib

        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    from importlib import metadata

    return metadata.version(_PROJECT)


def add_package(parser: Parser) -> None:
    """Add the argument PACKAGE to a parser."""
    parser.add_argument(
        "package",
        metavar="PACKAGE",
        nargs="?",
        type=Path,
        default=Path(),
        help="a datapackage.json or its folder (default: here)",
    )
