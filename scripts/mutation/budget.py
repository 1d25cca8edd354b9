"""How long the tests of one mutant may take."""

import resource
from collections.abc import Iterable, Mapping
from itertools import accumulate

import pytest

BUDGET = "MUTATION_BUDGET"
"""Environment variable: how many seconds the tests of one mutant may take together."""

_GIBIBYTE = 2**30
_PATIENCE = 3
"""How many times longer than without a mutant the tests may take: a loop may have no end."""


def within_budget(
    items: Iterable[pytest.Item], seconds: Mapping[str, float], budget: float
) -> list[pytest.Item]:
    """The first tests that together take no more than the budget, and at least one of them."""
    ordered = list(items)
    spent = accumulate(float(seconds.get(item.nodeid, 0)) for item in ordered)
    return ordered[: max(1, sum(total <= budget for total in spent))]


def limit(seconds: float) -> None:
    """Let a mutant that does not come to an end be stopped: it then counts as a timeout."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + 5 + _PATIENCE * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed + 5))
    resource.setrlimit(resource.RLIMIT_DATA, (6 * _GIBIBYTE, 6 * _GIBIBYTE))
