"""The README of the archive: for those who downloaded it and have nothing else."""

import re
from pathlib import Path
from urllib.parse import quote

from checks.tables.escaping import code, markdown, prose
from checks.write.derived import flat_table
from scripts.release.edition import Edition, ReleaseError
from scripts.templates import render

TEMPLATE = Path(__file__).with_name("README.md.jinja")

SHARED = ("Load a table",)
"""Sections of the checkout's README that stand in the archive's in the same words."""

ONLY_IN_CHECKOUT = re.compile(
    r"<!-- Only in a checkout -->\n.*?<!-- Everywhere again -->\n+", re.DOTALL
)
"""What such a section says of a checkout alone, and is left out of the archive."""


def archive_readme(edition: Edition) -> str:
    """The text of the README. Raises ReleaseError if a section of `SHARED` is not to be had."""
    readme = (edition.package.folder / "README.md").read_text(encoding="utf-8")
    flat = flat_table(edition.package)
    views = [table for table in edition.tables if table.path.startswith("views/")]
    first = [table for table in edition.tables if flat and table.path == flat.path] + views
    return render(
        TEMPLATE,
        {"code": code, "plain": markdown, "prose": prose, "url": quote},
        edition=edition,
        flat=flat,
        first=first,
        coded=[table for table in edition.tables if table not in first],
        shared=[section(readme, heading) for heading in SHARED],
    )


def section(text: str, heading: str) -> str:
    """A section of the second level of a Markdown text, with its heading, as the archive has it.

    Raises:
        ReleaseError: the text has no such section.
    """
    found = re.search(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ReleaseError(f"README.md: no section '{heading}', which belongs to the archive too")
    return ONLY_IN_CHECKOUT.sub("", found[0]).strip() + "\n"
