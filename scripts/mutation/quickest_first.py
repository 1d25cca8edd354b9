"""A pytest plugin for mutation testing: the quickest tests first, within a budget of seconds.

A mutant is killed by the first test that fails. Literal cases take milliseconds and properties take
seconds, so the order decides what a run costs. How a failing example shrinks is of no interest.
"""

import json
import os
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from scripts.mutation.budget import BUDGET, limit, within_budget

_WHILE_RECORDING = ("stats", "list_all_tests")
_RECORDED = Path("mutmut-stats.json")
settings.register_profile(
    "mutation", settings.get_profile("ci"), phases=(Phase.explicit, Phase.generate)
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests by the seconds that each took without a mutant, and keep those in the budget.

    No test is left out while mutmut records what there is.
    """
    if os.environ.get("MUTANT_UNDER_TEST", "") in _WHILE_RECORDING:
        return
    seconds = json.loads(_RECORDED.read_text("utf-8"))["seconds"]
    items.sort(key=lambda item: float(seconds.get(item.nodeid, 0)))
    items[:] = within_budget(items, seconds, float(os.environ.get(BUDGET, "inf")))
    if "__mutmut_" in os.environ.get("MUTANT_UNDER_TEST", ""):
        limit(sum(float(seconds.get(item.nodeid, 0)) for item in items))
