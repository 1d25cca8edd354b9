"""`claims-check build [PACKAGE]`: brings sizes, hashes and the table of rules up to date."""

from collections.abc import Sequence

from checks.commands.usage import Parser, UsageError


def run(arguments: Sequence[str]) -> str:
    """Rewrite what is out of date in a package; returns a line for each file written.

    Raises:
        UsageError: the arguments are wrong, a table cannot be read, or a file cannot be written.
        PackageError: there is no package that can be read.
    """
    parser = Parser(
        "build",
        "Rewrite tables in canonical form, generate the table of rules, and bring sizes and "
        "hashes in the descriptor up to date.",
    )
    parser.add_package()
    options = parser.parse_args(arguments)

    from checks.tables.package import read_package
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
