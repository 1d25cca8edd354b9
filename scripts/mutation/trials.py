"""Trying mutants of functions: each in a process forked from one that has collected the tests.

Collecting takes ten seconds and a literal case takes milliseconds, so mutmut's own runner, which
collects for every mutant, would need days. A mutant is chosen by a variable of the environment that
mutmut's code asks at every call, so a process that has imported the code can still become one.

Run in the folder of the mutants, as `python -m scripts.mutation.trials --children 1 < NAMES`.
"""

import argparse
import gc
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scripts.mutation.budget import BUDGET, limit, within_budget
from scripts.mutation.constants import ChangedModule, become, read_changes
from scripts.mutation.examples import few_examples
from scripts.mutation.recording import read_statistics, tests_by_function
from scripts.mutation.results import CONSTANTS, options

_NO_TESTS = 33
OF_MANY = (
    "test_actor_rules.py",
    "test_rules_of_figures_and_polls.py",
    "test_rules_read_columns.py",
)
"""Files whose tests are about many rules at once."""

TELLING = "test_rules_on_this_package.py"
"""The file whose tests notice the most in the least time."""

KEEPING = ("test_rules_read_columns.py",)
"""Files whose tests keep what rules have found."""

LONGER = 12
"""How many times longer a property may take with all of its examples than with a few."""

_ALL_RULES = "checks.rules.registry.x_all_rules"
_NO_TIME = 0.01
"""Seconds in which no rule runs."""


@dataclass(frozen=True)
class Child:
    """A process that tries a mutant, and writes the number of the test that failed to a pipe."""

    mutant: str
    items: Sequence[pytest.Item]
    failed: int


@dataclass
class Trials:
    """A pytest plugin that runs, for each mutant, the tests that reach it.

    Attributes:
        mutants: names of mutants, in the order in which to try them.
        budget: how many seconds the tests of one mutant may take together.
        children: how many mutants are tried at the same time.
        all_examples: whether properties are tried on all of their examples, not on a few.
    """

    mutants: Sequence[str]
    budget: float
    children: int
    all_examples: bool = False
    running: dict[int, Child] = field(default_factory=dict)
    constants: Mapping[str, ChangedModule] = field(default_factory=dict)
    at_import: frozenset[str] = frozenset()
    killers: dict[str, Counter[pytest.Item]] = field(default_factory=lambda: defaultdict(Counter))
    codes: dict[str, int] = field(default_factory=dict)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant, in place of running the tests that were collected."""
        if session.testsfailed:
            raise session.Interrupted("the tests could not be collected")
        statistics = read_statistics()
        tests, seconds = tests_by_function(statistics), statistics["seconds"]
        self.at_import = frozenset(statistics["at_import"])
        if self.all_examples:
            seconds = {test: LONGER * each for test, each in seconds.items()}
        else:
            few_examples(session.items)
        failed = set(statistics["failed"])
        items = {item.nodeid: item for item in session.items if item.nodeid not in failed}
        _warm_up(items.values())
        gc.collect()
        gc.freeze()
        self.constants = read_changes(Path())
        tests.update(_tests_by_module(tests))
        for name in self.mutants:
            reaching = [items[test] for test in tests.get(_function(name), ()) if test in items]
            chosen = within_budget(self._ordered(reaching, name, seconds), seconds, self.budget)
            if not chosen:
                self.codes[name] = _NO_TESTS
                continue
            while len(self.running) >= self.children:
                self._wait()
            self._start(name, chosen, sum(float(seconds.get(item.nodeid, 0)) for item in chosen))
        while self.running:
            self._wait()
        self._record()
        return True

    def _ordered(
        self, items: list[pytest.Item], mutant: str, seconds: Mapping[str, float]
    ) -> list[pytest.Item]:
        """First what killed others of this function or module, then real data, then the quickest.

        Tests of many rules at once come last: what they would find, a rule's own tests find sooner.
        """
        of_function = self.killers[_function(mutant)]
        of_module = self.killers[_function(mutant).rpartition(".")[0]]

        def key(item: pytest.Item) -> tuple[int, int, bool, bool, float]:
            rank = -of_function[item], -of_module[item], item.path.name != TELLING
            return *rank, _is_of_many(item, seconds), seconds[item.nodeid]

        return sorted(items, key=key)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport | None:
        """A failure in a word: to read and print the source of a traceback takes half a second."""
        if call.excinfo is None or call.excinfo.errisinstance(pytest.skip.Exception):
            return None
        return pytest.TestReport(item.nodeid, item.location, {}, "failed", "it fails", "call")

    def _start(self, name: str, items: Sequence[pytest.Item], seconds: float) -> None:
        failed, told = os.pipe()
        process = os.fork()
        if process == 0:
            code = 3
            with suppress(BaseException):
                os.environ["MUTANT_UNDER_TEST"] = name
                if _function(name) in self.at_import:
                    _run_anew(items)
                limit(seconds)
                if name in self.constants:
                    become(name.rpartition(".")[0], self.constants[name].code)
                code = _first_failure(items, told)
            os._exit(code)
        os.close(told)
        self.running[process] = Child(name, items, failed)

    def _wait(self) -> None:
        process, status = os.wait()
        child = self.running.pop(process)
        with os.fdopen(child.failed) as told:
            number = told.read()
        if number:
            killer, function = child.items[int(number)], _function(child.mutant)
            for place in (function, function.rpartition(".")[0]):
                self.killers[place][killer] += 1
        self.codes[child.mutant] = os.waitstatus_to_exitcode(status)
        if len(self.codes) >= 50:
            self._record()

    def _record(self) -> None:
        """Write the results where mutmut keeps them, so that a run that is stopped goes on."""
        for path in Path("checks").glob("**/*.meta"):
            metadata: dict[str, Any] = json.loads(path.read_text("utf-8"))
            known = metadata["exit_code_by_key"]
            found = {name: self.codes.pop(name) for name in [*self.codes] if name in known}
            if found:
                known.update(found)
                metadata["durations_by_key"].update(dict.fromkeys(found, self.budget))
                _write(path, metadata)
        constants: dict[str, Any] = json.loads(Path(CONSTANTS.name).read_text("utf-8"))
        for of_source in constants.values():
            for name in of_source.keys() & self.codes.keys():
                of_source[name].update(code=self.codes.pop(name), budget=self.budget)
        _write(Path(CONSTANTS.name), constants)


def _write(path: Path, contents: dict[str, Any]) -> None:
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(json.dumps(contents, indent=1), encoding="utf-8")
    aside.replace(path)


def _tests_by_module(tests: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The tests that may see the constants of each module, under the name of these.

    They are those that reach any function of it, and those that ask for all rules.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for function, of_function in tests.items():
        found[f"{function.rpartition('.')[0]}.constant"].update(dict.fromkeys(of_function))
    for of_module in found.values():
        of_module.update(dict.fromkeys(tests.get(_ALL_RULES, ())))
    return {name: list(of_module) for name, of_module in found.items()}


def _warm_up(items: Iterable[pytest.Item]) -> None:
    """Run one test of each file without a mutant: what it imports, no child need import again.

    Left out are the tests that keep what rules have found.
    """
    from _pytest.runner import runtestprotocol

    first = {item.path: item for item in items if item.path.name not in KEEPING}
    for item in first.values():
        runtestprotocol(item, log=False, nextitem=None)


def _first_failure(items: Sequence[pytest.Item], told: int) -> int:
    """1 at the first test that fails, after its number was told; 0 if none does."""
    from _pytest.runner import runtestprotocol

    for number, item in enumerate(items):
        following = items[number + 1] if number + 1 < len(items) else None
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            os.write(told, str(number).encode())
            return 1
    return 0


def _run_anew(items: Sequence[pytest.Item]) -> None:
    """Become a process that imports the code as the mutant: for what runs when it is imported."""
    chosen = [option for option in options() if option != "tests"]
    tests = [item.nodeid for item in items]
    command = [sys.executable, "-m", "pytest", "-x", *chosen, *tests]
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os.execv(sys.executable, command)


def _is_of_many(item: pytest.Item, seconds: Mapping[str, float]) -> bool:
    """Whether a test tries many rules; what takes no time there tries none."""
    return item.path.name in OF_MANY and seconds[item.nodeid] > _NO_TIME


def _function(mutant: str) -> str:
    return mutant.partition("__mutmut_")[0]


def main() -> int:
    """Try the mutants that the standard input names, one in a line."""
    parser = argparse.ArgumentParser(prog="python -m scripts.mutation.trials")
    parser.add_argument("--children", type=int, default=1)
    parser.add_argument("--all-examples", action="store_true")
    chosen = parser.parse_args()
    budget = float(os.environ.get(BUDGET, "inf"))
    trials = Trials(sys.stdin.read().split(), budget, chosen.children, chosen.all_examples)
    os.environ["MUTANT_UNDER_TEST"] = "list_all_tests"
    return int(pytest.main(options(), plugins=[trials]))


if __name__ == "__main__":
    sys.exit(main())
