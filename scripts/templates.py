"""Markdown documents from Jinja templates."""

from pathlib import Path

from checks.reports.templates import Filters, template

__all__ = ["Filters", "render"]


def render(file: Path, filters: Filters | None = None, **content: object) -> str:
    """The text of a template with this content. A name that is missing raises UndefinedError."""
    return template(file, filters).render(content)
