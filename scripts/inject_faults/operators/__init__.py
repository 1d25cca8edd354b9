"""All fault operators, by family of the rules that they test. A rule may do without one."""

from types import ModuleType

from scripts.inject_faults.operators import (
    actors,
    figures,
    lifetimes,
    order,
    polls,
    shares,
    statuses,
    text,
)
from scripts.inject_faults.operators.operator import FaultOperator

_MODULES: tuple[ModuleType, ...] = (
    order,
    statuses,
    actors,
    lifetimes,
    figures,
    shares,
    polls,
    text,
)


def all_operators() -> tuple[FaultOperator, ...]:
    """Every operator, in the order of the modules."""
    return tuple(
        value
        for module in _MODULES
        for value in vars(module).values()
        if isinstance(value, FaultOperator)
    )


def operators_of(rule: str) -> tuple[FaultOperator, ...]:
    """The operators of one rule; empty if it has no fault operator."""
    return tuple(operator for operator in all_operators() if operator.rule == rule)
