"""Each rule alone, on faults that were planted for it and on their twins, which are in order."""

import pytest

from checks.rules.registry import own_rules
from scripts.inject_faults.campaign import summary, try_operators
from scripts.inject_faults.operators import operators_of

RULES = [rule for rule in own_rules() if operators_of(rule.name)]
FAULTS = 6


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_every_fault_that_was_planted_for_it_and_nothing_in_a_twin(rule):
    cases = try_operators([rule], operators_of(rule.name), range(FAULTS), seed=5)
    table, shortfalls = summary([rule], cases, seed=5)
    assert shortfalls == []
    assert list(table.iloc[-1]) == ["all", FAULTS, FAULTS, FAULTS, 0]
