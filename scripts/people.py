"""What to know about the people whom a package names: one text for README, data card and page."""

import textwrap
from pathlib import Path
from urllib.parse import quote

from checks.tables.package import Package
from checks.tables.rows import read_rows
from scripts.publication import Publication
from scripts.templates import render

TEMPLATE = Path(__file__).with_name("people.md.jinja")

_WIDTH = 100
_COLUMNS = {"entity_id", "type"}


def people(package: Package, facts: Publication) -> str:
    """The paragraphs in Markdown, without a heading; empty if no entity is a person.

    Raises:
        TableError: a table cannot be read.
    """
    if not _names_a_person(package):
        return ""
    address = quote(facts.repository, safe="/:?#@!$&'()+,;=%~")
    text = render(TEMPLATE, documents=len(facts.documents), repository=address)
    return "\n\n".join(
        textwrap.fill(part, _WIDTH, break_long_words=False, break_on_hyphens=False)
        for part in text.strip().split("\n\n")
    )


def _names_a_person(package: Package) -> bool:
    return any(
        row["type"] == "person"
        for resource in package.resources
        if set(resource.schema.field_names) >= _COLUMNS
        for row in read_rows(resource)
    )
