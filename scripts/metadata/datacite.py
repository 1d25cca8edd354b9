"""DataCite metadata (kernel 4) as JSON, as a repository needs it to register a DOI."""

from typing import Any

from scripts.metadata.description import Description, known
from scripts.publication import Document, Licence

SCHEMA_VERSION = "http://datacite.org/schema/kernel-4"


def generate(described: Description) -> dict[str, Any]:
    """The description for DataCite.

    Before the release there is no `publicationYear`, which DataCite demands of all but drafts. The
    publisher is whoever made the dataset, until a repository that takes it puts its own name there.
    """
    facts = described.publication
    return known(
        {
            "schemaVersion": SCHEMA_VERSION,
            "doi": facts.doi,
            "url": facts.homepage,
            "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Dataset"},
            "titles": [{"title": facts.title}],
            "creators": [{"name": name, "nameType": "Organizational"} for name in facts.creators],
            "publisher": known({"name": "; ".join(facts.creators)}),
            "publicationYear": str(facts.released.year) if facts.released else "",
            "version": facts.version,
            "subjects": [{"subject": keyword} for keyword in facts.keywords],
            "dates": _dates(described),
            "relatedIdentifiers": [
                {**_identifier(document), "relationType": "IsDerivedFrom"}
                for document in facts.documents
                if document.url
            ],
            "relatedItems": [_item(document) for document in facts.documents],
            "sizes": _sizes(described),
            "formats": sorted({table.file.media_type for table in described.tables}),
            "rightsList": [_rights(licence) for licence in facts.licences],
            "descriptions": _descriptions(facts.description),
        }
    )


def _dates(described: Description) -> list[dict[str, Any]]:
    released = described.publication.released
    dates = []
    if released:
        dates.append({"date": released.isoformat(), "dateType": "Issued"})
    if described.coverage:
        about = "First and last day that the claims are about."
        dates.append({"date": described.coverage, "dateType": "Other", "dateInformation": about})
    return dates


def _identifier(document: Document) -> dict[str, Any]:
    return {"relatedIdentifier": document.url, "relatedIdentifierType": "URL"}


def _item(document: Document) -> dict[str, Any]:
    """The coded document, which may have no address."""
    identifier = {
        "relatedItemIdentifier": document.url,
        "relatedItemIdentifierType": "URL",
    }
    return known(
        {
            "relatedItemType": "Text",
            "relationType": "IsDerivedFrom",
            "relatedItemIdentifier": identifier if document.url else None,
            "creators": [{"name": document.publisher, "nameType": "Organizational"}],
            "titles": [{"title": document.title}],
            "publisher": document.publisher,
        }
    )


def _sizes(described: Description) -> list[str]:
    tables = described.tables
    return [f"{len(tables)} tables", f"{sum(table.file.size for table in tables)} bytes"]


def _rights(licence: Licence) -> dict[str, Any]:
    return known(
        {
            "rights": licence.title or licence.name,
            "rightsUri": licence.url,
            "rightsIdentifier": licence.name.lower(),
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
        }
    )


def _descriptions(text: str) -> list[dict[str, Any]]:
    return [{"description": text, "descriptionType": "Abstract"}] if text else []
