"""The conditions of a benchmark: the date, the machine, and the versions of what was run."""

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

_LIBRARIES = ("pandas", "numpy", "pyarrow", "pandera", "frictionless", "duckdb")


def conditions() -> Iterator[tuple[str, str]]:
    """Labels and texts, without anything that names the machine."""
    yield "date", datetime.now(UTC).date().isoformat()
    yield "machine", f"{_cores()} processor cores, {_memory()}"
    yield "system", f"{platform.system()}, {platform.machine()}"
    yield "Python", platform.python_version()
    for library in _LIBRARIES:
        yield library, _version(library)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return "memory not known"
    return f"{size / 2**30:.0f} GiB of memory"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
