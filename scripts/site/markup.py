"""Markdown and JSON as safe parts of a page.

HTML in Markdown stays text, images are not loaded, and only addresses of the web become links.
JSON cannot end the script element that holds it.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from scripts.site.links import web_address

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LOWER_HEADINGS = 1


def inline(text: str) -> Markup:
    """A line of Markdown."""
    return Markup(_reader().renderInline(text))


def block(text: str) -> Markup:
    """Markdown with paragraphs, lists and headings; headings become one level lower."""
    reader = _reader()
    tokens = reader.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1:]) + _LOWER_HEADINGS, 6)}"
    return Markup(reader.renderer.render(tokens, reader.options, {}))


def data(value: Any) -> Markup:
    """JSON for a script element; characters that could end it or begin a comment are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block"])
    reader.add_render_rule("link_open", _link_open)
    reader.add_render_rule("link_close", _link_close)
    return reader


def _link_open(_: Any, tokens: Sequence["Token"], place: int, *__: Any) -> str:
    address = web_address(str(tokens[place].attrGet("href") or ""))
    return str(Markup('<a href="{}">').format(address)) if address else "<span>"


def _link_close(_: Any, tokens: Sequence["Token"], place: int, *__: Any) -> str:
    opening = next(token for token in reversed(tokens[:place]) if token.type == "link_open")
    return "</a>" if web_address(str(opening.attrGet("href") or "")) else "</span>"
