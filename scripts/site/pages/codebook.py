"""The codebook: what each table, each column and each term of the vocabulary means."""

from scripts.codebook import Codebook
from scripts.site.pages.page import Page
from scripts.site.source import Source


def codebook_page(source: Source, book: Codebook) -> Page:
    """The page of the codebook."""
    return Page(
        address="codebook.html",
        template="codebook.html",
        title="Codebook",
        description=f"What each table, each column and each term of {source.title} means.",
        section="codebook.html",
        content={"book": book, "tables": set(source.tables)},
    )
