"""Mutation testing of the rules: `python -m scripts.mutation [MODULE ...]`.

Every mutant meets the quick tests that reach it; those that live meet all of them. What then lives
must have its reason in `equivalents.csv`. The results are kept: a second run tries the mutants of
changed functions, and those that lived.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scripts.mutation.constants import try_constants
from scripts.mutation.explanations import read_explanations
from scripts.mutation.quickest_first import BUDGET
from scripts.mutation.report import as_markdown, unexplained
from scripts.mutation.results import Mutant, mutants_of, mutated_sources
from scripts.mutation.tree import TREE, lay_out

DOCUMENT = Path("docs/mutation.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run mutation testing and write the document.

    Returns:
        0 if every mutant is killed or explained, 1 if not, 2 if mutmut could not run.
    """
    options = _parser().parse_args(arguments)
    lay_out()
    if not options.report:
        patterns = [f"{name}.*" for name in options.modules] or ["checks.*"]
        if not _run_mutmut(patterns, options.quick):
            return 2
        _try_again(options.modules, options.quick)
    every = [mutant for source in mutated_sources() for mutant in mutants_of(source)]
    explanations = read_explanations()
    DOCUMENT.write_text(
        as_markdown(every, explanations, datetime.now(UTC).date()), encoding="utf-8"
    )
    left = unexplained(every, explanations)
    for mutant in left:
        print(f"{mutant.verdict}: {mutant.name}\n  - {mutant.original}\n  + {mutant.mutant}")
    return 1 if left else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as checks.rules.time")
    parser.add_argument(
        "--quick", type=float, default=5, metavar="SECONDS", help="budget of the first tests"
    )
    parser.add_argument("--report", action="store_true", help="only write the document anew")
    return parser


def _try_again(modules: Iterable[str], quick: float) -> None:
    """Try what lives, and the constants, with all tests that reach them."""
    for source in mutated_sources():
        module = ".".join(source.with_suffix("").parts)
        if modules and not any(f"{module}.".startswith(f"{name}.") for name in modules):
            continue
        alive = [mutant.name for mutant in mutants_of(source) if _lives_in_function(mutant)]
        if alive:
            _run_mutmut(alive, None)
        for budget in (quick, None):
            _set_budget(budget)
            try_constants(source, survivors_only=budget is None)


def _lives_in_function(mutant: Mutant) -> bool:
    return mutant.verdict == "survived" and mutant.function != "constants"


def _run_mutmut(patterns: Sequence[str], budget: float | None) -> bool:
    _set_budget(budget)
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *patterns]
    return subprocess.run(command, cwd=TREE, check=False).returncode == 0


def _set_budget(seconds: float | None) -> None:
    os.environ[BUDGET] = "inf" if seconds is None else str(seconds)


if __name__ == "__main__":
    sys.exit(main())
