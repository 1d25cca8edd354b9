"""Each rule alone, on faults that were planted for it and on their twins, which are in order."""

from collections import Counter

import pytest

from checks.rules.registry import rule_named
from scripts.inject_faults.campaign import try_operators
from scripts.inject_faults.operators import all_operators, operators_of

ROUNDS = 3
OPERATORS = Counter(operator.rule for operator in all_operators())


@pytest.mark.parametrize("name", sorted(OPERATORS))
def test_a_rule_finds_every_fault_that_was_planted_for_it_and_nothing_in_a_twin(name):
    faults = ROUNDS * OPERATORS[name]
    scores = try_operators([rule_named(name)], operators_of(name), 2 * faults, seed=5)
    score = scores.of(name)
    assert scores.shortfalls == []
    assert (score.found, score.twins, score.alarmed) == (faults, faults, 0)
