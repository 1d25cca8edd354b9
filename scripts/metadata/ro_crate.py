"""RO-Crate 1.1: the package as a research object, whose parts are linked to each other."""

from typing import Any

from scripts.metadata.description import Description, File, compact, known
from scripts.publication import Document, Licence, Publication

METADATA_FILE = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "https://w3id.org/ro/crate/1.1"


def generate(described: Description) -> dict[str, Any]:
    """The description as an RO-Crate whose root is the folder of the descriptor.

    Before the release there is no `datePublished`, which the specification demands.
    """
    facts = described.publication
    makers = compact([_reference(_organisation_id(name)) for name in facts.creators])
    files = [*described.accompanying, *(table.file for table in described.tables)]
    root = known(
        {
            "@id": "./",
            "@type": "Dataset",
            "name": facts.title,
            "description": facts.description,
            "version": facts.version,
            "datePublished": facts.released.isoformat() if facts.released else "",
            "url": facts.homepage,
            "identifier": facts.address if facts.doi else "",
            "license": compact([_reference(_licence_id(each)) for each in facts.licences]),
            "author": makers,
            "publisher": makers,
            "keywords": ", ".join(facts.keywords),
            "temporalCoverage": described.coverage,
            "isBasedOn": compact([_reference(_document_id(each)) for each in facts.documents]),
            "hasPart": [_reference(file.path) for file in files],
        }
    )
    return {
        "@context": CONTEXT,
        "@graph": [
            _about_itself(),
            root,
            *(_file(file) for file in files),
            *(_licence(licence) for licence in facts.licences),
            *(_document(document) for document in facts.documents),
            *(_organisation(name) for name in _organisations(facts)),
        ],
    }


def _about_itself() -> dict[str, Any]:
    return {
        "@id": METADATA_FILE,
        "@type": "CreativeWork",
        "about": _reference("./"),
        "conformsTo": _reference(PROFILE),
    }


def _reference(identifier: str) -> dict[str, str]:
    return {"@id": identifier}


def _file(file: File) -> dict[str, Any]:
    return known(
        {
            "@id": file.path,
            "@type": "File",
            "name": file.title,
            "description": file.description,
            "encodingFormat": file.media_type,
            "contentSize": str(file.size),
        }
    )


def _licence_id(licence: Licence) -> str:
    return licence.url or f"#{licence.name}"


def _licence(licence: Licence) -> dict[str, Any]:
    return {
        "@id": _licence_id(licence),
        "@type": "CreativeWork",
        "name": licence.title or licence.name,
        "description": f"Licence of the data: {licence.name}.",
    }


def _document_id(document: Document) -> str:
    return document.url or f"#{document.document_id}"


def _document(document: Document) -> dict[str, Any]:
    return {
        "@id": _document_id(document),
        "@type": "CreativeWork",
        "name": document.title,
        "publisher": _reference(_organisation_id(document.publisher)),
        "inLanguage": document.language,
        "description": f"The coded document, as captured in {document.as_of}.",
    }


def _organisations(facts: Publication) -> list[str]:
    """The names of all bodies that are referred to, each once."""
    publishers = [document.publisher for document in facts.documents]
    return list(dict.fromkeys([*facts.creators, *publishers]))


def _organisation_id(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name.lower()).split()
    return f"#{'-'.join(words)}"


def _organisation(name: str) -> dict[str, Any]:
    return {"@id": _organisation_id(name), "@type": "Organization", "name": name}
