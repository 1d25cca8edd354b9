"""CITATION.cff: how to cite the package, for GitHub and reference managers."""

from typing import Any

from scripts.citation import month_named
from scripts.metadata.description import Description, compact
from scripts.publication import Document

VERSION = "1.2.0"

_MESSAGE = (
    "Please cite the version of the dataset that you used, and the report that it codes (under "
    "references) if you write about what it says."
)


def generate(described: Description) -> dict[str, Any]:
    """The description in the Citation File Format."""
    facts = described.publication
    return {
        "cff-version": VERSION,
        "message": _MESSAGE,
        "type": "dataset",
        "title": facts.title,
        "version": facts.version,
        "date-released": facts.released and facts.released.isoformat(),
        "doi": facts.doi,
        "url": facts.homepage,
        "repository-code": facts.repository,
        "abstract": facts.description,
        "authors": [{"name": name} for name in facts.creators],
        "license": compact([licence.name for licence in facts.licences]),
        "keywords": list(facts.keywords),
        "references": [_reference(document) for document in facts.documents],
    }


def _reference(document: Document) -> dict[str, Any]:
    return {
        "type": "report",
        "title": document.title,
        "authors": [{"name": document.publisher}],
        "url": document.url,
        "notes": f"The coded document, in its text as captured in {month_named(document.as_of)}.",
    }
