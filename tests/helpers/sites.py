"""Sites for tests: that of this package, and that of a hostile one, each built once."""

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from scripts.site.building import build_site
from tests.helpers.builders import ROOT
from tests.helpers.hostile_harbour import hostile_package
from tests.helpers.html_page import Element, tree

Name = Literal["own", "hostile"]
NAMES: tuple[Name, ...] = ("own", "hostile")

FETCHED = ("src", "srcset", "poster", "data", "action", "formaction", "background", "manifest")
"""Attributes by which a page fetches something, `href` of a `link` aside."""


@cache
def files_of(name: Name) -> dict[str, bytes]:
    """The files of a site by their addresses."""
    if name == "own":
        return build_site(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        return build_site(hostile_package(Path(folder) / "package"))


def pages_of(name: Name) -> list[str]:
    return [address for address in files_of(name) if address.endswith(".html")]


@cache
def page_of(name: Name, address: str) -> Element:
    """The elements of a page."""
    return tree(files_of(name)[address].decode())


@cache
def identifiers_of(name: Name, address: str) -> frozenset[str]:
    return frozenset(
        element.attributes["id"]
        for element in page_of(name, address).all()
        if "id" in element.attributes
    )


def links_of(name: Name, address: str) -> list[str]:
    """Everything that a page refers to: pages, places, assets, drawings."""
    return [
        element.attributes[attribute]
        for element in page_of(name, address).all()
        for attribute in ("href", *FETCHED)
        if attribute in element.attributes
    ]


def dead_links(name: Name) -> list[tuple[str, str]]:
    """Page and link of everything within a site that leads nowhere."""
    return [
        (address, link)
        for address in pages_of(name)
        for link in dict.fromkeys(links_of(name, address))
        if not re.match(r"https?://", link) and not _leads_somewhere(name, address, link)
    ]


def _leads_somewhere(name: Name, address: str, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return False
    folder = Path("/", address).parent
    target = address
    if parts.path:
        steps: list[str] = []
        for step in (folder / unquote(parts.path)).parts[1:]:
            if step == "..":
                if not steps:
                    return False
                steps.pop()
            else:
                steps.append(step)
        target = "/".join(steps)
    if target not in files_of(name):
        return False
    place = unquote(parts.fragment)
    return not place or place in identifiers_of(name, target)


def text_of(name: Name, address: str) -> str:
    return page_of(name, address).text
