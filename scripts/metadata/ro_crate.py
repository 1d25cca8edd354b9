"""RO-Crate 1.1: the package as a research object, whose parts are linked to each other."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from scripts.metadata.description import Description, File, compact, known
from scripts.publication import Document, Licence

Entity: TypeAlias = dict[str, Any]


def generate(described: Description) -> dict[str, Any]:
    """The description as an RO-Crate whose root is the folder of the descriptor.

    Before the release there is no `datePublished`, which the specification demands.
    """
    facts = described.publication
    files = [*described.accompanying, *(table.file for table in described.tables)]
    parts = [_file(file) for file in files]
    licences = [_licence(licence) for licence in facts.licences]
    documents = [_document(document) for document in facts.documents]
    makers = [_organisation(name) for name in facts.creators]
    publishers = [_organisation(document.publisher) for document in facts.documents]
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": facts.title,
        "description": facts.description,
        "version": facts.version,
        "datePublished": facts.released and facts.released.isoformat(),
        "url": facts.homepage,
        "identifier": facts.address if facts.doi else "",
        "license": compact(_references(licences)),
        "author": compact(_references(makers)),
        "publisher": compact(_references(makers)),
        "keywords": ", ".join(facts.keywords),
        "temporalCoverage": described.coverage,
        "isBasedOn": compact(_references(documents)),
        "hasPart": _references(parts),
    }
    bodies = {body["@id"]: body for body in (*makers, *publishers)}.values()
    graph = [descriptor, root, *parts, *licences, *documents, *bodies]
    return known({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph})


def _references(entities: Sequence[Entity]) -> list[Entity]:
    return [{"@id": entity["@id"]} for entity in entities]


def _file(file: File) -> Entity:
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.title,
        "description": file.description,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
    }


def _licence(licence: Licence) -> Entity:
    return {
        "@id": licence.url or f"#{licence.name}",
        "@type": "CreativeWork",
        "name": licence.title or licence.name,
        "description": f"Licence of the data: {licence.name}.",
    }


def _document(document: Document) -> Entity:
    return {
        "@id": document.url or f"#{document.document_id}",
        "@type": "CreativeWork",
        "name": document.title,
        "publisher": {"@id": _organisation(document.publisher)["@id"]},
        "inLanguage": document.language,
        "description": f"The coded document, as captured in {document.as_of}.",
    }


def _organisation(name: str) -> Entity:
    words = "".join(letter if letter.isalnum() else " " for letter in name.lower()).split()
    return {"@id": f"#{'-'.join(words)}", "@type": "Organization", "name": name}
