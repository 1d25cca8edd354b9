"""`claims-check describe [PACKAGE]`: lists tables and columns."""

from collections.abc import Sequence

from checks.commands.usage import Parser, UsageError, add_package, program


def run(arguments: Sequence[str]) -> str:
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
    add_package(parser)
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

    from checks.commands import description
    from checks.tables.loose_reading import TableError
    from checks.tables.package import read_package

    try:
        described = description.describe(read_package(options.package))
        render = description.as_json if options.format == "json" else description.as_text
        return render(described, options.table)
    except TableError as error:
        raise UsageError(str(error)) from None
    except KeyError as error:
        raise UsageError(f"the package has no table {error}") from None
