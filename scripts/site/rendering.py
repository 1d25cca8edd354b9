"""Pages as HTML: the templates, and the filters and functions that they use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checks.reports.wording import certainty, counted, documentation_parts
from checks.rules.rule import disputes
from checks.tables.escaping import printable, printable_lines
from checks.tables.written_dates import written_date
from scripts.site import links
from scripts.site.markup import block, data, inline

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

SECTIONS = (
    ("index.html", "Overview"),
    ("findings.html", "Findings"),
    ("timeline.html", "Timeline"),
    ("polls.html", "Polls"),
    ("actors.html", "Actors"),
    ("tables.html", "Tables"),
    ("codebook.html", "Codebook"),
    ("rules.html", "Rules"),
    ("download.html", "Download and cite"),
)
"""The pages in the navigation of every page."""

_SIGNS = {"error": "\u00d7", "warning": "▲", "info": "•"}


@dataclass(frozen=True)
class Page:
    """A page: its address from the root of the site, and the variables of its template.

    The template has the name of the page, if no other is given.
    """

    address: str
    content: Mapping[str, Any]
    template: str = ""


class Renderer:
    """Renders the pages of one site; `variables` are known to all templates."""

    def __init__(self, **variables: object) -> None:
        self._environment = _environment()
        self._environment.globals.update(variables)

    def render(self, page: Page) -> bytes:
        """The page as a file."""
        template = self._environment.get_template(page.template or page.address)
        root = "../" * page.address.count("/")
        return template.render(page=page, root=root, **page.content).encode()


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
    environment.globals.update(sections=SECTIONS, signs=_SIGNS, disputes=disputes)
    environment.filters.update(
        anchor=links.anchor,
        block=lambda text: block(printable_lines(text)),
        certainty=certainty,
        counted=counted,
        date=written_date,
        finding_page=links.finding_page,
        grouped="{:,}".format,
        inline=lambda text: inline(printable(text)),
        json=data,
        parts=documentation_parts,
        rule_address=links.rule_address,
        table_in_codebook=links.table_in_codebook,
        table_page=links.table_page,
        url=pass_context(_url),
        web=links.web_address,
        words=lambda slug: slug.replace("-", " ").replace("_", " "),
    )
    environment.globals.update(
        column_in_codebook=links.column_in_codebook, row_address=links.row_address
    )
    return environment


def _finalized(value: object) -> object:
    """Text without invisible characters. Markup is the output of a filter or a macro."""
    return printable_lines(value) if type(value) is str else value


def _url(context: "Context", address: str) -> str:
    """An address of the site as it is reached from the page; an address of the web as it is."""
    return address if links.web_address(address) else f"{context['root']}{address}"
