"""Each rule alone, on faults that were planted for it and on their twins, which are in order."""

from collections import Counter

import pytest

from checks.rules.registry import all_rules
from scripts.inject_faults.operators import all_operators
from scripts.inject_faults.parallel import try_rules

ROUNDS = 4
OPERATORS = Counter(operator.rule for operator in all_operators())


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_finds_every_fault_that_was_planted_for_it_and_nothing_in_a_twin(rule):
    cases = 2 * ROUNDS * OPERATORS[rule.name]
    scores = try_rules([rule], cases, seed=5, wanted=[rule.name], workers=1)
    assert scores.shortfalls == []
    assert scores.of(rule.name).found == ROUNDS * OPERATORS[rule.name]
