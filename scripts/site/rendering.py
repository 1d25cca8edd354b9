"""Pages as HTML: the templates, and what they can say."""

from typing import TYPE_CHECKING, Any

from checks.reports.wording import counted, documentation_parts
from scripts.site.links import (
    anchor,
    column_in_codebook,
    row_address,
    rule_address,
    table_in_codebook,
    table_page,
    to_root,
    web_address,
)
from scripts.site.markup import block, data, inline
from scripts.site.pages.page import SECTIONS, Page
from scripts.site.source import Source

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

_JOINERS = "\u200c\u200d"
"""Characters without a width of their own that words of several scripts are written with."""

_SIGNS = {"error": "\u00d7", "warning": "▲", "info": "•"}


class Renderer:
    """Templates for the pages of one site."""

    def __init__(self, source: Source) -> None:
        self._environment = _environment()
        self._environment.globals["site"] = source

    def render(self, page: Page) -> bytes:
        """A page as a file."""
        template = self._environment.get_template(page.template)
        text = template.render(page=page, root=to_root(page.address), **page.content)
        return text.encode()


def visible(text: str) -> str:
    """The text with a mark for each character that cannot be seen, or that turns its direction."""
    return "".join(
        character if character.isprintable() or character in _JOINERS else "\ufffd"
        for character in text
    )


def words(slug: str) -> str:
    """An identifier as words."""
    return slug.replace("-", " ").replace("_", " ")


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context

    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(sections=SECTIONS, signs=_SIGNS)
    environment.filters.update(
        url=pass_context(_url),
        anchor=anchor,
        counted=counted,
        parts=documentation_parts,
        grouped="{:,}".format,
        inline=lambda text: inline(visible(text)),
        block=lambda text: block("\n".join(map(visible, text.split("\n")))),
        json=data,
        words=words,
        web=web_address,
        table_page=table_page,
        table_in_codebook=table_in_codebook,
        rule_address=rule_address,
    )
    environment.globals.update(column_in_codebook=column_in_codebook, row_address=row_address)
    return environment


def _finalized(value: object) -> object:
    """Text without invisible characters; what is markup already has been through this."""
    return visible(value) if type(value) is str else value


def _url(context: "Context", address: str) -> str:
    """An address of the site, as it is reached from the page that is rendered."""
    root: Any = context["root"]
    return f"{root}{address}"
