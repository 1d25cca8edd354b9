"""What a fault operator is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scripts.world.country import Country

Edit = Callable[[Country, bool], Iterable[str]]
"""Changes a country. If the flag says so, the statement of the rule no longer holds, and the claims
that stand against each other are returned; otherwise everything still holds."""


@dataclass(frozen=True)
class FaultOperator:
    """One way to make a rule's statement false, and beside it the benign twin.

    Attributes:
        rule: the rule that must find the fault; no other may.
        name: of this way.
        edit: does it.
    """

    rule: str
    name: str
    edit: Edit


def fault(rule: str) -> Callable[[Edit], FaultOperator]:
    """Declare a function as a fault operator; its name, with hyphens, is that of the operator."""

    def declare(edit: Edit) -> FaultOperator:
        return FaultOperator(rule, edit.__name__.replace("_", "-"), edit)

    return declare
