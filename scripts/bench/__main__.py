"""``python -m scripts.bench``: measure this program beside Frictionless and SQL.

Prints the document in Markdown, or writes it to a file; progress goes to the standard error.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.tables.package import Package, PackageError, read_package
from checks.write.rewriting import rewrite
from scripts.bench.conditions import conditions
from scripts.bench.contestants import CONTESTANTS, FRICTIONLESS, Contestant
from scripts.bench.document import Result, Trial, document
from scripts.bench.measurement import Measurement, RunError, median_of, run
from scripts.bench.shares import REPORT_SIZE, shares

SIZES = (1_000, 10_000, 100_000, 1_000_000)

_LARGE = 100_000
"""Claims from which on the slowest contestant has its own number of runs."""

_CHECKOUT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark. Exit status 1: a contestant failed; 2: wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        real = read_package(options.package.resolve())
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            trials = list(_trials(options, real, Path(folder)))
    except (PackageError, RunError) as error:
        _say(str(error))
        return 2 if isinstance(error, PackageError) else 1
    content = document(_command(options), conditions(), shares(), trials)
    if options.output:
        rewrite({options.output: content.encode()})
    else:
        print(content, end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.bench",
        description="Measure this program beside Frictionless and SQL. Prints the document in "
        "Markdown, or writes it to a file; progress goes to the standard error.",
    )
    add = parser.add_argument
    sizes = " ".join(map(str, SIZES))
    add("--package", type=Path, default=_CHECKOUT, help="the real package (default: this one)")
    add(
        "--sizes",
        type=_size,
        nargs="*",
        default=SIZES,
        help=f"claims of the invented packages (default: {sizes})",
    )
    add(
        "--repeats",
        type=_count,
        default=5,
        help="runs of each program on each package (default: %(default)s)",
    )
    add(
        "--frictionless-repeats",
        type=_count,
        default=1,
        help=f"runs of Frictionless, which takes minutes, from {_LARGE:,} claims on "
        "(default: %(default)s)",
    )
    names = [contestant.name for contestant in CONTESTANTS]
    add("--skip", nargs="+", choices=names, default=[], help="programs to leave out")
    add("--seed", type=int, default=1, help="of the invented packages (default: %(default)s)")
    add("--output", type=_writable, help="write the document to this file")
    return parser


def _size(text: str) -> int:
    claims = int(text.replace(",", "").replace("_", ""))
    if claims < REPORT_SIZE or claims % REPORT_SIZE:
        raise argparse.ArgumentTypeError(f"expected a multiple of {REPORT_SIZE}")
    return claims


def _count(text: str) -> int:
    if (count := int(text)) < 1:
        raise argparse.ArgumentTypeError("expected at least 1")
    return count


def _writable(text: str) -> Path:
    """A file in a folder that is there: it is written when hours have passed."""
    file = Path(text)
    if file.is_dir() or not file.resolve().parent.is_dir():
        raise argparse.ArgumentTypeError("expected a file in a folder that exists")
    return file


def _command(options: argparse.Namespace) -> str:
    """What to type for another run like this one."""
    chosen = {
        "--sizes": options.sizes,
        "--repeats": [options.repeats],
        "--frictionless-repeats": [options.frictionless_repeats],
        "--skip": options.skip,
        "--seed": [options.seed],
    }
    parts = [f"{name} {' '.join(map(str, values))}" for name, values in chosen.items() if values]
    return " ".join(["python -m scripts.bench", *parts])


def _trials(options: argparse.Namespace, real: Package, folder: Path) -> Iterator[Trial]:
    """The real package, then the invented ones, from small to large."""
    contestants = [item for item in CONTESTANTS if item.name not in options.skip]
    for item in contestants:
        if not item.is_installed:
            _say(f"{item.name} is left out: {item.needs} is not installed")
    contestants = [item for item in contestants if item.is_installed]
    for item in contestants:
        _measured(item, real, folder)  # once for nothing: it compiles modules and warms caches
    runs = {item.name: options.repeats for item in contestants}
    yield _trial("real package", None, real, contestants, runs, folder)
    for claims in sorted(options.sizes):
        _say(f"{claims:,} claims: writing the package")
        target = folder / f"{claims}"
        arguments = [
            str(options.package.resolve()),
            str(claims),
            str(target),
            "--seed",
            str(options.seed),
        ]
        command = [sys.executable, "-m", "scripts.bench.packages", *arguments]
        run(command, _CHECKOUT, (0,), folder / "errors.txt")
        if claims >= _LARGE:
            runs[FRICTIONLESS] = options.frictionless_repeats
        yield _trial(f"{claims:,} claims", claims, read_package(target), contestants, runs, folder)


def _trial(
    name: str,
    claims: int | None,
    package: Package,
    contestants: Sequence[Contestant],
    runs: dict[str, int],
    folder: Path,
) -> Trial:
    """Let the contestants take turns on a package."""
    taken: dict[str, list[Measurement]] = {item.name: [] for item in contestants}
    for turn in range(max(runs.values(), default=0)):
        for item in contestants:
            if turn < runs[item.name]:
                taken[item.name].append(_measured(item, package, folder))
                _say(f"{name}: {item.name} {taken[item.name][-1].wall:.2f} s")
    files = [resource.file for resource in package.resources]
    return Trial(
        name=name,
        claims=claims,
        rows=sum(map(_rows_of, files)),
        size=sum(file.stat().st_size for file in files),
        results=tuple(
            Result(item.name, median_of(taken[item.name]), len(taken[item.name]))
            for item in contestants
        ),
    )


def _measured(contestant: Contestant, package: Package, folder: Path) -> Measurement:
    command = contestant.command(package.descriptor_file, folder)
    return run(command, _CHECKOUT, contestant.accepted, folder / "errors.txt")


def _rows_of(file: Path) -> int:
    """The rows of a canonical table; no cell has a line break."""
    with file.open("rb") as content:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: content.read(2**20), b"")) - 1


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
