"""Jinja templates of reports and documents, with the settings that all of them share."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

Filters = Mapping[str, Callable[..., str]]


def template(
    file: Path,
    filters: Filters | None = None,
    *,
    finalize: Callable[[object], object] | None = None,
    autoescape: bool = False,
) -> "Template":
    """The template in a file. A name that is missing raises UndefinedError.

    Args:
        file: it may include and import other files of its folder.
        filters: the filters of this template, besides `grouped` (1,234) and those of Jinja.
        finalize: what is done to each value that is shown.
        autoescape: whether values are then escaped as HTML, unless they are markup.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(file.parent),
        autoescape=autoescape,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"grouped": "{:,}".format, **(filters or {})}
    return environment.get_template(file.name)
