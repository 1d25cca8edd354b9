"""What a command that takes a while is doing: a plain line on the standard error for each step."""

import sys
from collections.abc import Callable
from typing import TypeAlias

Say: TypeAlias = Callable[[str], None]
"""Takes what the next step is, in a few words."""


def steps(program: str, total: int, *, quiet: bool = False) -> Say:
    """What prints the next of so many steps, as `release: 2 of 7: ...`; nothing if `quiet`."""
    numbers = iter(range(1, total + 1))

    def say(what: str) -> None:
        if not quiet:
            print(f"{program}: {next(numbers)} of {total}: {what}", file=sys.stderr, flush=True)

    return say


def silent(_: str) -> None:
    """Says nothing of a step."""
