"""Saying what is wrong with a descriptor or a schema where a program fails because of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from checks.tables.package import Package, PackageError
from checks.tables.problems import UserError, in_one_line


@contextmanager
def explained_by(package: Package) -> Iterator[None]:
    """Let a failure that a wrong descriptor or schema leads to be what the check says of that.

    Raises PackageError for such a failure. Where all of them are right, it stays as it is.
    """
    try:
        yield
    except UserError:
        raise
    except Exception:
        from checks.structure.descriptor import check_descriptor, check_schemas  # imports pandas

        problems = check_descriptor(package)
        for found in check_schemas(package).values():
            problems += found
        if not problems:
            raise
        raise PackageError(in_one_line(problems)) from None
