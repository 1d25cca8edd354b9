"""What the standards make of little: nothing of what is not known, no list of what is alone."""

from collections.abc import Mapping, Sequence
from typing import Any


def known(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that have a value: neither None nor an empty text, list or object."""
    return {
        name: value
        for name, value in properties.items()
        if value is not None and value not in ("", [], {})
    }


def compact(values: Sequence[Any]) -> Any:
    """The only one of some values as itself; none of them, or several, as a list."""
    return values[0] if len(values) == 1 else list(values)
