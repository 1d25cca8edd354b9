"""A site in a folder, as its files and as the elements of its pages."""

import posixpath
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.helpers.html_page import Element, tree

FETCHED = ("src", "srcset", "poster", "data", "action", "formaction", "background", "manifest")
"""Attributes by which a page fetches something, `href` of a `link` aside."""


class Site:
    """The files of a site by their addresses, and the elements of each page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pages: dict[str, Element] = {}

    @cached_property
    def files(self) -> dict[str, bytes]:
        return {
            file.relative_to(self.folder).as_posix(): file.read_bytes()
            for file in sorted(self.folder.rglob("*"))
            if file.is_file()
        }

    @cached_property
    def pages(self) -> list[str]:
        return [address for address in self.files if address.endswith(".html")]

    @property
    def finding_page(self) -> str:
        return next(page for page in self.pages if page.startswith("findings/"))

    def page(self, address: str) -> Element:
        if address not in self._pages:
            self._pages[address] = tree(self.files[address].decode())
        return self._pages[address]

    def text(self, address: str) -> str:
        return self.page(address).text

    def identifiers(self, address: str) -> list[str]:
        elements = self.page(address).all()
        return [each.attributes["id"] for each in elements if "id" in each.attributes]

    def links(self, address: str) -> list[str]:
        """Everything that a page refers to: pages, places, assets, drawings."""
        return [
            element.attributes[attribute]
            for element in self.page(address).all()
            for attribute in ("href", *FETCHED)
            if attribute in element.attributes
        ]

    def dead_links(self) -> list[tuple[str, str]]:
        """Page and link of everything within the site that leads nowhere."""
        places = {address: set(self.identifiers(address)) for address in self.pages}
        dead = []
        for page in self.pages:
            for link in dict.fromkeys(self.links(page)):
                parts = urlsplit(link)
                if parts.scheme in ("http", "https"):
                    continue
                target = resolved(page, unquote(parts.path)) if parts.path else page
                place = unquote(parts.fragment)
                is_known = target in self.files and not (parts.scheme or parts.netloc)
                if not is_known or (place and place not in places.get(target, ())):
                    dead.append((page, link))
        return dead


def resolved(page: str, path: str) -> str:
    """The address to which a path on a page leads; it starts with .. if it leaves the site."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
