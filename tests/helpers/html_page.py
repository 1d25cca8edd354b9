"""An HTML page as a tree of elements, for tests that read what the report shows."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from checks.reports.formats.html import render

VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
"""Elements that are never closed."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        parts = (item if isinstance(item, str) else item.text for item in self.children)
        return " ".join("".join(parts).split())

    def all(self, *tags: str) -> list["Element"]:
        found = []
        for item in self.children:
            if isinstance(item, Element):
                found += [item] if item.tag in tags or not tags else []
                found += item.all(*tags)
        return found


class Tree(HTMLParser):
    """Builds the elements of a page; every one that is opened has to be closed in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree(html: str) -> Element:
    """The elements of a page, given its text."""
    parser = Tree()
    parser.feed(html)
    parser.close()
    (root,) = parser.open
    return root


def page(report) -> Element:
    return tree(render(report))
