"""How many examples properties are tried on."""

from collections.abc import Iterable

import pytest

FEW = 8


def few_examples(items: Iterable[pytest.Item]) -> None:
    """Let properties try few examples."""
    from hypothesis import Phase, settings

    for item in items:
        function = getattr(item, "function", None)
        own = getattr(function, "_hypothesis_internal_use_settings", None)
        if function is not None and getattr(function, "is_hypothesis_test", False):
            before = own or settings()
            number = min(FEW, before.max_examples)
            phases = (Phase.explicit, Phase.generate)
            function._hypothesis_internal_use_settings = settings(
                before, max_examples=number, phases=phases
            )
