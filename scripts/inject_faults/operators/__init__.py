"""All fault operators, one module for each family of rules. A rule may do without one.

Fault and twin differ by the least: one day, one person, one tenth of a percent, one cell.
"""

from scripts.inject_faults.operators import actors, figures, polls, text, time
from scripts.inject_faults.operators.operator import FaultOperator


def all_operators() -> tuple[FaultOperator, ...]:
    """Every operator, in the order of the modules."""
    return tuple(
        value
        for module in (time, actors, figures, polls, text)
        for value in vars(module).values()
        if isinstance(value, FaultOperator)
    )


def operators_of(rule: str) -> tuple[FaultOperator, ...]:
    """The operators of one rule; empty if it has no fault operator."""
    return tuple(operator for operator in all_operators() if operator.rule == rule)
