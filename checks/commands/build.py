"""`claims-check build [PACKAGE] [--check]`: brings up to date what follows from other cells."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import groupby
from typing import TYPE_CHECKING

from checks.commands.usage import Parser
from checks.explaining import explained_by

if TYPE_CHECKING:
    from checks.write.filling import Filled

UP_TO_DATE, OUT_OF_DATE = 0, 1

_NAMED = 10
"""Empty cells of a file that are named one by one."""


def run(arguments: Sequence[str]) -> tuple[str, int]:
    """Bring a package up to date, or say what is out of date; returns lines, and the exit status.

    Raises:
        UsageError: the arguments are wrong.
        BuildError, WritingError: a table cannot be read, or a file cannot be written.
        PackageError: there is no package that can be read.
    """
    parser = Parser(
        "build",
        "Fill empty cells that follow from others (bounds of dates and of exact figures, "
        "identifiers of claims, publishers of citations), rewrite tables in canonical form, "
        "generate the tables of rules and of restatements, and bring sizes and hashes in the "
        "descriptor up to date. A cell that is filled stays as it is.",
        epilog="Exit status: 0 up to date, or brought up to date; 1 something is out of date "
        "(with --check); 2 wrong usage, or no package that can be read.",
    )
    parser.add_package()
    parser.add_argument(
        "--check", action="store_true", help="write nothing, and say what is out of date"
    )
    options = parser.parse_args(arguments)

    from checks.tables.package import read_package
    from checks.write.building import build
    from checks.write.locking import locked
    from checks.write.rewriting import rewrite, stale

    with nullcontext() if options.check else locked(options.package):
        package = read_package(options.package)
        with explained_by(package):
            built = build(package)
        changed = stale(built.files)
        if not options.check:
            rewrite(built.files)
    verb = "stale" if options.check else "written"
    lines = list(_expected(built.filled) if options.check else _counted(built.filled))
    lines += [f"{verb}: {file.relative_to(package.folder).as_posix()}" for file in changed]
    text = "".join(f"{line}\n" for line in lines) or "Everything is up to date.\n"
    return text, OUT_OF_DATE if options.check and changed else UP_TO_DATE


def _expected(cells: "Iterable[Filled]") -> Iterator[str]:
    """A line for each empty cell that has a value to be filled in, the first of each file."""
    for file, group in groupby(cells, key=lambda cell: cell.file):
        of_file = list(group)
        for cell in of_file[:_NAMED]:
            yield f"empty: {file}:{cell.row}:{cell.column}: expected '{cell.value}'"
        if len(of_file) > _NAMED:
            yield f"empty: {file}: and {len(of_file) - _NAMED:,} more cells"


def _counted(cells: "Iterable[Filled]") -> Iterator[str]:
    for file, group in groupby(cells, key=lambda cell: cell.file):
        columns = Counter(cell.column for cell in group)
        counts = ", ".join(f"{name} {count:,}" for name, count in columns.items())
        yield f"filled: {file}: {counts}"
