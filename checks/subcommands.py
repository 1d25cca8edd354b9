"""What can stand in place of PACKAGE on the command line: `init`, `build` or `describe`.

Only the very first argument is read as one of these words. A package in a folder of that name is
`./init`, `./build` or `./describe`.
"""

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from checks.usage import Parser, UsageError, program


def init(arguments: Sequence[str]) -> str:
    """Begin a package, and say so.

    Raises:
        UsageError: the arguments are wrong, or the package cannot be written there.
    """
    parser = Parser(
        prog=f"{program()} init",
        description="Begin a package: schemas, vocabulary, rules, and tables without claims.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new or an empty folder")
    parser.add_argument(
        "--licence",
        metavar="NAME",
        help="licence of your data, such as CC-BY-4.0 (default: the package states none)",
    )
    options = parser.parse_args(arguments)

    from checks.write.rewriting import refusal
    from checks.write.skeleton import SkeletonError, write_skeleton

    try:
        package = write_skeleton(options.folder, options.licence)
    except SkeletonError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(refusal(error, options.folder)) from None
    return (
        f"Begun: the package {package.name}, with {len(package.resources)} tables.\n"
        f"Check it: {program()} {shlex.quote(str(options.folder))}\n"
    )


def build(arguments: Sequence[str]) -> str:
    """Bring a package up to date with its tables, and say which files were written.

    Raises:
        UsageError: the arguments are wrong, a table cannot be read, or a file cannot be written.
        PackageError: there is no package that can be read.
    """
    parser = Parser(
        prog=f"{program()} build",
        description="Rewrite tables in canonical form, generate the table of rules, and bring "
        "sizes and hashes in the descriptor up to date.",
        allow_abbrev=False,
    )
    _add_package(parser)
    options = parser.parse_args(arguments)

    from checks.load.package import read_package
    from checks.write.building import BuildError, contents
    from checks.write.rewriting import refusal, rewrite, stale

    package = read_package(options.package)
    try:
        files = contents(package)
        written = stale(files)
        rewrite(files)
    except BuildError as error:
        raise UsageError("; ".join(str(error).splitlines())) from None
    except OSError as error:
        raise UsageError(refusal(error, package.folder)) from None
    names = [file.relative_to(package.folder).as_posix() for file in written]
    return "".join(f"written: {name}\n" for name in names) or "Everything is up to date.\n"


def describe(arguments: Sequence[str]) -> str:
    """Say which tables a package has, with rows, columns, keys and references.

    Raises:
        UsageError: the arguments are wrong, or a table cannot be read.
        PackageError: there is no package that can be read.
    """
    parser = Parser(
        prog=f"{program()} describe",
        description="List the tables of a package with their rows, columns, keys and references.",
        allow_abbrev=False,
    )
    _add_package(parser)
    parser.add_argument(
        "--table",
        metavar="TABLE",
        action="append",
        default=[],
        help="list the columns of this table instead (may be given repeatedly)",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form (default: text)"
    )
    options = parser.parse_args(arguments)

    from checks import description
    from checks.load.loose_reading import TableError
    from checks.load.package import read_package

    try:
        described = description.describe(read_package(options.package))
        render = description.as_json if options.format == "json" else description.as_text
        return render(described, options.table)
    except TableError as error:
        raise UsageError(str(error)) from None
    except KeyError as error:
        raise UsageError(f"the package has no table {error}") from None


def _add_package(parser: Parser) -> None:
    parser.add_argument(
        "package",
        metavar="PACKAGE",
        nargs="?",
        type=Path,
        default=Path(),
        help="a datapackage.json or its folder (default: here)",
    )


SUBCOMMANDS: Mapping[str, Callable[[Sequence[str]], str]] = {
    "init": init,
    "build": build,
    "describe": describe,
}
"""From arguments to what is to be printed, by the word."""
