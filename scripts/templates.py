"""Markdown documents from Jinja templates."""

from collections.abc import Callable, Mapping
from pathlib import Path

Filters = Mapping[str, Callable[..., str]]


def render(template: Path, filters: Filters | None = None, **content: object) -> str:
    """The text of a template with this content. A name that is missing raises UndefinedError."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(filters or {})
    return environment.from_string(template.read_text(encoding="utf-8")).render(content)
