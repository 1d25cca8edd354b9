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
    facts, tables = described.publication, described.tables
    abstract = {"description": facts.description, "descriptionType": "Abstract"}
    return known(
        {
            "schemaVersion": SCHEMA_VERSION,
            "doi": facts.doi,
            "url": facts.homepage,
            "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Dataset"},
            "titles": [{"title": facts.title}],
            "creators": [_organisation(name) for name in facts.creators],
            "publisher": {"name": "; ".join(facts.creators)},
            "publicationYear": str(facts.released.year) if facts.released else "",
            "version": facts.version,
            "subjects": [{"subject": keyword} for keyword in facts.keywords],
            "dates": _dates(described),
            "relatedIdentifiers": [
                {
                    "relatedIdentifier": document.url,
                    "relatedIdentifierType": "URL",
                    "relationType": "IsDerivedFrom",
                }
                for document in facts.documents
                if document.url
            ],
            "relatedItems": [_item(document) for document in facts.documents],
            "sizes": [f"{len(tables)} tables", f"{sum(each.file.size for each in tables)} bytes"],
            "formats": sorted({table.file.media_type for table in tables}),
            "rightsList": [_rights(licence) for licence in facts.licences],
            "descriptions": [abstract] if facts.description else [],
        }
    )


def _organisation(name: str) -> dict[str, Any]:
    return {"name": name, "nameType": "Organizational"}


def _dates(described: Description) -> list[dict[str, Any]]:
    dates = []
    if released := described.publication.released:
        dates.append({"date": released.isoformat(), "dateType": "Issued"})
    if described.coverage:
        about = "First and last day that the claims are about."
        dates.append({"date": described.coverage, "dateType": "Other", "dateInformation": about})
    return dates


def _item(document: Document) -> dict[str, Any]:
    """The coded document, which may have no address."""
    address = {"relatedItemIdentifier": document.url, "relatedItemIdentifierType": "URL"}
    return {
        "relatedItemType": "Text",
        "relationType": "IsDerivedFrom",
        "relatedItemIdentifier": address if document.url else None,
        "creators": [_organisation(document.publisher)],
        "titles": [{"title": document.title}],
        "publisher": document.publisher,
    }


def _rights(licence: Licence) -> dict[str, Any]:
    return {
        "rights": licence.title or licence.name,
        "rightsUri": licence.url,
        "rightsIdentifier": licence.name.lower(),
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }
