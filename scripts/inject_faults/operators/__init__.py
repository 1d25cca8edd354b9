"""All fault operators, one module for each family of faults. A rule may do without one."""

import pkgutil
from functools import cache
from importlib import import_module

from scripts.inject_faults.operators.operator import FaultOperator


@cache
def all_operators() -> tuple[FaultOperator, ...]:
    """Every operator, in the order of the modules by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, FaultOperator)
    )


def operators_of(rule: str) -> tuple[FaultOperator, ...]:
    """The operators of one rule; empty if it has no fault operator."""
    return tuple(operator for operator in all_operators() if operator.rule == rule)
