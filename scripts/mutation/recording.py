"""Which tests reach which function, and how long each takes: what the choice of tests rests on.

Run in the folder of the mutants, as `python -m scripts.mutation.recording --children 1`. Properties
are tried on few examples: what they reach hardly depends on that. Tests that are known are kept.
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from scripts.mutation.examples import few_examples
from scripts.mutation.results import options

STATISTICS = Path("mutmut-stats.json")


@dataclass
class Recording:
    """A pytest plugin that runs every test and writes what it reached."""

    children: int

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests that are not recorded yet, in processes that share the work."""
        if session.testsfailed:
            raise session.Interrupted("the tests could not be collected")
        known = read_statistics()
        few_examples(session.items)
        items = [item for item in session.items if item.nodeid not in known["seconds"]]
        at_import = _reached()
        shards = [Path(f"recording-{number}.json") for number in range(self.children)]
        processes = []
        for number, shard in enumerate(shards):
            process = os.fork()
            if process == 0:
                try:
                    _record(items[number :: self.children], shard)
                finally:
                    os._exit(0)
            processes.append(process)
        for process in processes:
            os.waitpid(process, 0)
        wanted = {item.nodeid for item in session.items}
        _merge(known, shards, wanted, at_import)
        return True


def read_statistics() -> dict[str, Any]:
    """What was recorded: seconds by test, functions by test, functions called at import."""
    if not STATISTICS.is_file():
        return {"seconds": {}, "reached": {}, "failed": [], "at_import": []}
    statistics: dict[str, Any] = json.loads(STATISTICS.read_text("utf-8"))
    return statistics


def tests_by_function(statistics: dict[str, Any]) -> dict[str, list[str]]:
    """The tests that reach each function, by its mangled name."""
    tests: dict[str, list[str]] = defaultdict(list)
    for test, functions in statistics["reached"].items():
        for function in functions:
            tests[function].append(test)
    return tests


def _record(items: Sequence[pytest.Item], shard: Path) -> None:
    from _pytest.runner import runtestprotocol

    found: dict[str, Any] = {"seconds": {}, "reached": {}, "failed": []}
    for number, item in enumerate(items):
        following = items[number + 1] if number + 1 < len(items) else None
        began = perf_counter()
        reports = runtestprotocol(item, log=False, nextitem=following)
        found["seconds"][item.nodeid] = perf_counter() - began
        found["reached"][item.nodeid] = _reached()
        if any(report.failed for report in reports):
            found["failed"].append(item.nodeid)
        if number % 50 == 0:
            shard.write_text(json.dumps(found), encoding="utf-8")
    shard.write_text(json.dumps(found), encoding="utf-8")


def _merge(
    known: dict[str, Any], shards: Sequence[Path], wanted: set[str], at_import: list[str]
) -> None:
    for shard in shards:
        found = json.loads(shard.read_text("utf-8"))
        known["seconds"].update(found["seconds"])
        known["reached"].update(found["reached"])
        known["failed"] += found["failed"]
        shard.unlink()
    for what in ("seconds", "reached"):
        known[what] = {test: each for test, each in known[what].items() if test in wanted}
    known["at_import"] = at_import
    STATISTICS.write_text(json.dumps(known), encoding="utf-8")
    for test in known["failed"]:
        print(f"fails without a mutant: {test}")


def _reached() -> list[str]:
    """The functions that were called since the last time; mutmut notes them."""
    from mutmut.state import state

    noted = state()._stats
    names = sorted(noted)
    noted.clear()
    return names


def main() -> int:
    """Record the tests that are new."""
    parser = argparse.ArgumentParser(prog="python -m scripts.mutation.recording")
    parser.add_argument("--children", type=int, default=1)
    children = parser.parse_args().children
    os.environ["MUTANT_UNDER_TEST"] = "stats"
    return int(pytest.main(options(), plugins=[Recording(children)]))


if __name__ == "__main__":
    sys.exit(main())
