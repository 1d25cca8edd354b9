"""What a fault operator is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scripts.inject_faults.ground_truth.country import Country

Edit = Callable[[Country, bool], Iterable[str]]
"""Changes the story of a country. If the flag says so, the statement of the rule no longer holds,
and the claims that stand against each other are returned; otherwise everything still holds."""


@dataclass(frozen=True)
class FaultOperator:
    """One way to make a rule's statement false, and beside it the benign twin.

    Attributes:
        rule: the rule that must find the fault, and nothing else may.
        name: of this way.
        edit: does it.
        implies: other rules whose statements the construction makes false, too.
    """

    rule: str
    name: str
    edit: Edit
    implies: frozenset[str]


def fault(rule: str, *implies: str) -> Callable[[Edit], FaultOperator]:
    """Declare a function as a fault operator; its name, with hyphens, is that of the operator."""

    def declare(edit: Edit) -> FaultOperator:
        name = edit.__name__.replace("_", "-")
        return FaultOperator(rule, name, edit, frozenset(implies))

    return declare
