"""schema.org/Dataset as JSON-LD, which search engines for data read from a web page."""

from typing import Any

from scripts.metadata.description import Description, File, compact, known
from scripts.publication import Document


def generate(described: Description) -> dict[str, Any]:
    """The description as a schema.org Dataset; addresses of files are relative to the package."""
    facts = described.publication
    report = described.citations.report_apa
    return known(
        {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "@id": facts.address,
            "name": facts.title,
            "alternateName": facts.name,
            "description": facts.description,
            "version": facts.version,
            "datePublished": facts.released and facts.released.isoformat(),
            "url": facts.homepage,
            "identifier": facts.address if facts.doi else "",
            "license": compact([licence.url for licence in facts.licences if licence.url]),
            "creator": compact([_organisation(name) for name in facts.creators]),
            "creditText": described.citations.dataset_apa,
            "citation": compact(report.split("\n\n") if report else []),
            "isBasedOn": compact([_document(document) for document in facts.documents]),
            "keywords": list(facts.keywords),
            "temporalCoverage": described.coverage,
            "variableMeasured": _variables(described),
            "distribution": [_download(table.file) for table in described.tables],
        }
    )


def _variables(described: Description) -> list[dict[str, Any]]:
    """The columns of the tables of claims, each meaning once, however many tables have it."""
    meanings = {
        (field.name, str(field.descriptor.get("description", "")))
        for table in described.tables
        if table.schema.is_of_claims
        for field in table.schema.fields
    }
    return [
        {"@type": "PropertyValue", "name": name, "description": meaning}
        for name, meaning in sorted(meanings)
    ]


def _organisation(name: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": name}


def _document(document: Document) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "name": document.title,
        "publisher": _organisation(document.publisher),
        "inLanguage": document.language,
        "url": document.url,
    }


def _download(file: File) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.title,
        "description": file.description,
        "contentUrl": file.path,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }
