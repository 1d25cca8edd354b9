"""Formats of the report: each module of this package is one, by its name.

A new format is a new module with a function `render` of the type `Renderer`. Nothing lists it.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from checks.reports.report import Report


@dataclass(frozen=True)
class Display:
    """Where a report is shown: its width in characters, and whether it has colours.

    `folder` is the folder of the package as seen from where the report is read, with a final slash,
    or empty where it is the same. Formats that lead a program to a file put it before its path.
    `program` is how to call this program. `registered` brings the registered findings into a format
    that leaves them out.
    """

    width: int = 80
    colour: bool = False
    folder: str = ""
    program: str = "python -m checks"
    registered: bool = False


PLAIN = Display()

Renderer: TypeAlias = "Callable[[Report, Display], str]"
"""Turns a report into its text. It computes nothing."""


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted. Imports none of them."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def renderer(name: str) -> Renderer:
    """The renderer of the format of that name, one of `formats()`."""
    module: Any = importlib.import_module(f"{__name__}.{name}")
    render: Renderer = module.render
    return render
