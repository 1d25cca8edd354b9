"""How texts are held in memory: as Python objects where they are few, by Arrow where they are many.

Arrow is several times faster with a million texts, and slower with a hundred, since every operation
on a column has a price of its own. Neither changes what the checks find.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from checks.tables.package import Package

MANY = 10_000_000
"""Bytes of all tables from which on Arrow holds the texts: about where both take as long."""


@contextmanager
def fitting_text_storage(package: Package) -> Iterator[None]:
    """Hold the texts of columns in the way that fits the size of a package."""
    files = [resource.file for resource in package.resources]
    size = sum(file.stat().st_size for file in files if file.is_file())
    with pd.option_context("mode.string_storage", "pyarrow" if size >= MANY else "python"):
        yield
