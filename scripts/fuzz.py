"""``python -m scripts.fuzz``: damage copies of the package by chance, and run the commands on them.

Whatever a package holds, a command ends with status 0 or 1 and says nothing on the standard error,
or with status 2 and one line. Anything else is a failure: a traceback, a second line, a run without
an end, a change of a file outside the package. The same seed damages packages in the same ways.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from random import Random

from checks.commands.main import main as checks
from checks.commands.process import MISTAKE, command, run
from checks.write.rewriting import rewrite
from scripts.damage import damaged

_ROOT = Path(__file__).resolve().parents[1]
_COMMANDS = (".", "describe .", "build .", ". --update-register")
_FORMATS = ("text", "json", "junit", "sarif", "github", "markdown", "html")
_LONGEST = 300
"""Seconds after which a command counts as one without an end."""


class _TooLongError(BaseException):
    """A command has no end; no command catches this."""


def in_process(words: list[str]) -> tuple[int, str]:
    """Exit status and standard error of a command in this process; those of Python if it raises."""
    errors = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(errors):
        signal.alarm(_LONGEST)
        try:
            return checks(words), errors.getvalue()
        except (Exception, SystemExit, _TooLongError):  # noqa: BLE001 - this is what is looked for
            return 1, traceback.format_exc()
        finally:
            signal.alarm(0)


def as_process(words: list[str]) -> tuple[int, str]:
    """The same in a process of its own."""
    with suppress(subprocess.TimeoutExpired):
        done = subprocess.run(
            [sys.executable, "-m", "checks", *words],
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            capture_output=True,
            timeout=_LONGEST,
            check=False,
        )
        return done.returncode, done.stderr.decode("utf-8", "replace")
    return 1, "no end"


def tried(number: int, seed: int, ends: Counter[tuple[str, int]], *, alone: bool) -> Iterator[str]:
    """Damage a package and run commands on it; counts how they end, and yields what is wrong.

    `alone`: run one command, in a process of its own.
    """
    chance = Random(f"{seed}:{number}:{alone}")
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        folder, outside = Path(place) / "package", Path(place) / "outside.txt"
        outside.write_text("outside", "utf-8")
        folder.mkdir()
        damage = damaged(folder, chance)
        for name in chance.sample(_COMMANDS, k=1 if alone else 2):
            words = name.split()
            words += ["--format", chance.choice(_FORMATS)] if name == "." else []
            with chdir(folder):
                status, errors = (as_process if alone else in_process)(words)
            ends[name, status] += 1
            is_plain = status in (0, 1, 2) and errors.count("\n") == (status == 2)
            if not is_plain or MISTAKE in errors or outside.read_text("utf-8") != "outside":
                told = " ".join(words)
                yield f"package {number} ({damage}), `{told}`: {status}, {errors[-1500:]}"


def document(
    told: str, counts: Sequence[int], seconds: float, ends: Counter[tuple[str, int]], wrong: int
) -> str:
    """The result in Markdown."""
    rows = [
        f"| `claims-check {name}` | {ends[name, 0]:,} | {ends[name, 1]:,} | {ends[name, 2]:,} |"
        for name in _COMMANDS
    ]
    return f"""# Fuzzing

Written by `{told}`.

Each of {counts[0]:,} damaged packages was given to two commands in one process, and each of
{counts[1]:,} to one command in a process of its own. That took {seconds:,.0f} seconds.
Failures: {wrong:,}.

A failure is a traceback, more than one line on the standard error, a command without an end, or a
change of a file outside the package. The other ends, by exit status:

| command | 0 | 1 | 2 |
|---|--:|--:|--:|
{chr(10).join(rows)}
"""


@command("fuzz")
def main(arguments: Sequence[str] | None = None) -> int:
    """Damage packages and check them. Exit status 1: a command failed as it may not."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    parser = argparse.ArgumentParser(prog="python -m scripts.fuzz", description=__doc__)
    add = parser.add_argument
    add("--cases", type=int, default=5_000, help="packages in this process (%(default)s)")
    add("--processes", type=int, default=300, help="packages in processes (%(default)s)")
    add("--seed", type=int, default=1, help="of all chance (%(default)s)")
    add("--seconds", type=float, default=7_200, help="start no package later (%(default)s)")
    add("--first", type=int, default=0, metavar="N", help="the first package (%(default)s)")
    add("--output", type=Path, metavar="FILE", help="write the result to FILE")
    options = parser.parse_args(words)
    signal.signal(signal.SIGALRM, _stop)
    asked = {False: options.cases, True: options.processes}
    turns = [
        (number / asked[alone], number, alone) for alone in asked for number in range(asked[alone])
    ]
    start, wrong = time.monotonic(), 0
    ends: Counter[tuple[str, int]] = Counter()
    done: Counter[bool] = Counter()
    for _, number, alone in sorted(turns):
        if time.monotonic() - start > options.seconds:
            break
        done[alone] += 1
        for failure in tried(options.first + number, options.seed, ends, alone=alone):
            wrong += 1
            print(failure, flush=True)
    told = " ".join(["python -m scripts.fuzz", *words])
    counts = (done[False], done[True])
    content = document(told, counts, time.monotonic() - start, ends, wrong)
    if options.output:
        rewrite({options.output: content.encode()})
    print(f"{sum(counts):,} packages, {wrong:,} failures")
    return int(bool(wrong))


def _stop(*_: object) -> None:
    raise _TooLongError


if __name__ == "__main__":
    run(main, "fuzz")
