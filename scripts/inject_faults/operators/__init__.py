"""All fault operators, by family of the rules that they test."""

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

_FAMILIES: tuple[ModuleType, ...] = (
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
        for family in _FAMILIES
        for value in vars(family).values()
        if isinstance(value, FaultOperator)
    )
