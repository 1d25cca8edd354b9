"""Running a program as a process of its own, and what that takes.

The measuring process stays small, since the peak memory of a process is at least that of the one
that starts it: packages are written, and everything else is done, in other processes.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit in which the system states the peak memory of a process."""


class RunError(Exception):
    """A program that is measured did not do its work; the message is for a person."""


@dataclass(frozen=True)
class Measurement:
    """One process, from its start to its end: seconds on the clock and of processors, and bytes."""

    wall: float
    processor: float
    peak: int


def run(
    command: Sequence[str], folder: Path, accepted: Sequence[int], standard_error: Path
) -> Measurement:
    """Run a command in a folder; what it prints is thrown away.

    Args:
        command: program and arguments.
        folder: where it is run.
        accepted: the exit statuses of a run that did its work.
        standard_error: a file for what it prints as errors.

    Raises:
        RunError: it ended with another status.
    """
    with standard_error.open("wb") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        tail = standard_error.read_text(encoding="utf-8", errors="replace").strip()[-2_000:]
        raise RunError(f"{' '.join(command)}: exit status {process.returncode}\n{tail}")
    return Measurement(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MAXRSS_UNIT)


def median_of(measurements: Sequence[Measurement]) -> Measurement:
    """The median of each measure by itself."""
    return Measurement(
        wall=median(item.wall for item in measurements),
        processor=median(item.processor for item in measurements),
        peak=round(median(item.peak for item in measurements)),
    )
