"""Mutation testing of the rules: `python -m scripts.mutation [MODULE ...]`.

Every mutant meets the quick tests that reach it. One that lives has its reason in
`equivalents.csv`; if not, it meets all of them with few examples of each property, then with all
examples. The results are kept: a second run tries the mutants of changed functions, and those that
live without a reason.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from math import inf
from pathlib import Path

from scripts.mutation.budget import BUDGET
from scripts.mutation.explanations import Explanation, read_explanations, reason_for
from scripts.mutation.report import OPEN, as_markdown, open_ones, unexplained
from scripts.mutation.results import MUTANTS, Verdict, mutants_of, mutated_sources
from scripts.mutation.tree import TREE, lay_out

DOCUMENT = Path("docs/mutation.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run mutation testing and write the document.

    Returns:
        0 if every mutant is killed or explained, 1 if not, 2 if mutmut could not run.
    """
    options = _parser().parse_args(arguments)
    lay_out()
    explanations = read_explanations()
    if not options.report:
        children = f"--children={options.children}"
        if not (_succeeds("preparation", TREE) and _succeeds("recording", MUTANTS, children)):
            return 2
        sources = list(_chosen(options.modules))
        _try(_named("untested", sources), options.quick, children)
        _try(_named("survived", sources, explanations), inf, children)
        _try(_named("survived", sources, explanations), inf, children, "--all-examples")
    every = [mutant for source in mutated_sources() for mutant in mutants_of(source)]
    DOCUMENT.write_text(
        as_markdown(every, explanations, datetime.now(UTC).date()), encoding="utf-8"
    )
    OPEN.write_text(open_ones(every, explanations), encoding="utf-8")
    left = unexplained(every, explanations)
    for mutant in left:
        print(f"{mutant.verdict}: {mutant.name}\n  - {mutant.original}\n  + {mutant.mutant}")
    return 1 if left else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as checks.rules.time")
    parser.add_argument(
        "--quick", type=float, default=2, metavar="SECONDS", help="budget of the first tests"
    )
    parser.add_argument(
        "--children", type=int, default=1, help="how many mutants to try at the same time"
    )
    parser.add_argument("--report", action="store_true", help="only write the document anew")
    return parser


def _chosen(modules: Sequence[str]) -> Iterator[Path]:
    """The source files of these modules and packages, in the order in which they are named."""
    sources = mutated_sources()
    if not modules:
        yield from sources
    for name in modules:
        for source in sources:
            if f"{'.'.join(source.with_suffix('').parts)}.".startswith(f"{name}."):
                yield source


def _named(
    verdict: Verdict, sources: Sequence[Path], explanations: Sequence[Explanation] = ()
) -> list[str]:
    """The mutants on which this is the verdict so far, without those that are explained."""
    mutants = (mutant for source in sources for mutant in mutants_of(source))
    chosen = (mutant for mutant in mutants if mutant.verdict == verdict)
    return [mutant.name for mutant in chosen if not reason_for(mutant, explanations)]


def _try(names: Sequence[str], budget: float, *trial_options: str) -> None:
    """Try mutants on tests that take so many seconds."""
    os.environ[BUDGET] = str(budget)
    if names:
        _succeeds("trials", MUTANTS, *trial_options, names="\n".join(names))


def _succeeds(module: str, folder: Path, *options: str, names: str = "") -> bool:
    """Whether a module of this package succeeds in a folder, in a process of its own."""
    command = [sys.executable, "-m", f"scripts.mutation.{module}", *options]
    return subprocess.run(command, cwd=folder, input=names, text=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
