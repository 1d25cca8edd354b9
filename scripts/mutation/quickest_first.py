"""A pytest plugin for mutation testing: the quickest tests first, within a budget of seconds.

A mutant is killed by the first test that fails. Literal cases take milliseconds and properties take
seconds, so the order decides what a run costs. How a failing example shrinks is of no interest.
"""

import json
import os
import resource
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import Phase, settings

BUDGET = "MUTATION_BUDGET"
"""Environment variable: how many seconds the tests of one mutant may take together."""

_WHILE_RECORDING = ("stats", "list_all_tests")
_RECORDED = Path("mutmut-stats.json")
_GIBIBYTE = 2**30
_PATIENCE = 3
"""How many times longer than without a mutant the tests may take: a loop may have no end."""

settings.register_profile(
    "mutation", settings.get_profile("ci"), phases=(Phase.explicit, Phase.generate)
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests by the seconds that each took without a mutant, and keep those in the budget.

    No test is left out while mutmut records what there is.
    """
    if os.environ.get("MUTANT_UNDER_TEST", "") in _WHILE_RECORDING:
        return
    seconds = json.loads(_RECORDED.read_text("utf-8"))["duration_by_test"]
    items.sort(key=lambda item: float(seconds.get(item.nodeid, 0)))
    spent = list(accumulate(float(seconds.get(item.nodeid, 0)) for item in items))
    budget = float(os.environ.get(BUDGET, "inf"))
    del items[max(1, sum(total <= budget for total in spent)) :]
    if "__mutmut_" in os.environ.get("MUTANT_UNDER_TEST", ""):
        _limit(spent[len(items) - 1] if items else 0)


def _limit(seconds: float) -> None:
    """Let a mutant that does not come to an end be stopped: it then counts as a timeout."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + 5 + _PATIENCE * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed + 5))
    resource.setrlimit(resource.RLIMIT_DATA, (6 * _GIBIBYTE, 6 * _GIBIBYTE))
