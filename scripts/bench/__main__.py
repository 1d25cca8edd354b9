"""Measure this program beside Frictionless and SQL, and print the document in Markdown."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from checks.commands.process import command
from checks.commands.process import run as run_process
from checks.write.rewriting import rewrite
from scripts.bench.document import Result, Trial, document

_ROOT = Path(__file__).resolve().parents[2]
_SQL_RULES = sorted(file.stem for file in (_ROOT / "scripts/bench/sql/rules").glob("*.sql"))
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit in which the system states the peak memory of a process."""

_CHECKS = ("checks", "{package}", "--format", "json", "--output", "{report}")
CONTESTANTS = {
    "checks": _CHECKS,
    "checks-as-sql": (*_CHECKS, "--select", *_SQL_RULES),
    "sql": ("scripts.bench.sql", "{package}"),
    "frictionless": ("frictionless", "validate", "{package}"),
}
"""A module and its arguments for each program, in the order in which they take turns."""


@command("bench")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark. Exit status 1: a program failed; 2: wrong usage."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if min([options.repeats, *options.sizes]) < 1:
        parser.error("expected sizes and repeats of at least 1")
    if options.output and not options.output.resolve().parent.is_dir():  # not after hours
        parser.error(f"--output: there is no folder {options.output.parent}")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        trials = list(_trials(options, Path(folder)))
    content = document(trials, options.repeats, _SQL_RULES)
    if options.output:
        rewrite({options.output: content.encode()})
    else:
        print(content, end="")
    return 0


def _trials(options: argparse.Namespace, folder: Path) -> Iterator[Trial]:
    """The real package, then the invented ones, from small to large."""
    chosen = [name for name in CONTESTANTS if name not in options.skip]
    real = _ROOT / "datapackage.json"
    for name in chosen:
        _measured(name, real, folder)  # once for nothing: it compiles modules and warms caches
    yield _trial("real package", real, chosen, options.repeats, folder)
    for claims in sorted(options.sizes):
        target = folder / str(claims)
        run(["scripts.world", str(target), "--claims", str(claims)], folder)
        package = target / "datapackage.json"
        yield _trial(f"{claims:,} claims", package, chosen, options.repeats, folder)


def _trial(title: str, package: Path, names: Sequence[str], repeats: int, folder: Path) -> Trial:
    """Let the programs take turns on a package."""
    runs: dict[str, list[Result]] = {name: [] for name in names}
    for _ in range(repeats):
        for name in names:
            runs[name].append(_measured(name, package, folder))
            print(f"bench: {title}: {name} {runs[name][-1].wall:.2f} s", file=sys.stderr)
    medians = {name: Result(*map(median, zip(*taken, strict=True))) for name, taken in runs.items()}
    resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    files = [package.parent / resource["path"] for resource in resources]
    rows = sum(file.read_bytes().count(b"\n") - 1 for file in files)
    return Trial(title, rows, sum(file.stat().st_size for file in files), medians)


def _measured(name: str, package: Path, folder: Path) -> Result:
    report = str(folder / "report.json")
    arguments = [part.format(package=package, report=report) for part in CONTESTANTS[name]]
    # Status 1 of the checks (the register is out of date) is a run that did its work.
    return run(arguments, folder, (0, 1) if name.startswith("checks") else (0,))


def run(arguments: Sequence[str], folder: Path, accepted: Sequence[int] = (0,)) -> Result:
    """Run a module with arguments as a process, from the checkout; its output is thrown away.

    Args:
        arguments: the name of the module, and its arguments.
        folder: where to keep what it prints as errors.
        accepted: the exit statuses of a run that did its work.

    Raises:
        SystemExit: it ended with another status; the message shows the end of its errors.
    """
    command, log = [sys.executable, "-m", *arguments], folder / "errors.txt"
    with log.open("wb") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        tail = log.read_text(encoding="utf-8", errors="replace").strip()[-2_000:]
        sys.exit(f"bench: {' '.join(arguments)}: exit status {process.returncode}\n{tail}")
    processor = usage.ru_utime + usage.ru_stime
    return Result(wall, processor, usage.ru_maxrss * _MAXRSS_UNIT / 2**20)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    add, sizes = parser.add_argument, [1_000, 10_000, 100_000, 1_000_000]
    add("--sizes", type=int, nargs="*", default=sizes, help=f"claims (default: {sizes})")
    add("--repeats", type=int, default=5, help="runs of each program (default: %(default)s)")
    add("--skip", nargs="+", choices=CONTESTANTS, default=[], help="programs to leave out")
    add("--output", type=Path, help="write the document to this file")
    return parser


if __name__ == "__main__":
    run_process(main, "bench")
