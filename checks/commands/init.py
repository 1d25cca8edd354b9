"""`claims-check init FOLDER`: starts a new package."""

import shlex
from collections.abc import Sequence
from pathlib import Path

from checks.commands.usage import Parser, program


def run(arguments: Sequence[str]) -> str:
    """Start a new package; returns what was written and how to check it.

    Raises:
        UsageError: the arguments are wrong.
        SkeletonError, WritingError: the package cannot be written there.
    """
    parser = Parser(
        "init", "Begin a package: schemas, vocabulary, rules, and tables without claims."
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new or an empty folder")
    parser.add_argument(
        "--licence",
        metavar="NAME",
        help="licence of your data, such as CC-BY-4.0 (default: the package states none)",
    )
    options = parser.parse_args(arguments)

    from checks.write.skeleton import write_skeleton

    package = write_skeleton(options.folder, options.licence)
    return (
        f"Begun: the package {package.name}, with {len(package.resources)} tables.\n"
        f"Check it: {program()} {shlex.quote(str(options.folder))}\n"
    )
