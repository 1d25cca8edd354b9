"""Metadata for search engines, machine learning, archives and hosts, made from the descriptor.

The archive of a release and the web page ship them. Paths in them are relative to the folder of
the descriptor. Unknown facts (a DOI, an address, the day of an unreleased version) are left out:
see `docs/metadata.md`.
"""

from collections.abc import Mapping
from datetime import date

from checks.tables.package import Package
from checks.write.rewriting import canonical_json
from scripts.metadata import (
    citation_file,
    croissant,
    datacite,
    datasette,
    kaggle,
    ro_crate,
    schema_org,
)
from scripts.metadata.description import as_yaml, describe

__all__ = ["CITATION", "metadata_files"]

CITATION = "CITATION.cff"

_GENERATORS = {
    "croissant.json": croissant.generate,
    "datacite.json": datacite.generate,
    "dataset-metadata.json": kaggle.generate,
    "metadata.json": datasette.generate,
    "ro-crate-metadata.json": ro_crate.generate,
    "schema-org.jsonld": schema_org.generate,
}


def metadata_files(package: Package, released: date | None) -> Mapping[str, bytes]:
    """The metadata files of a package by their path in it.

    The same package and day of release (None: unreleased) give the same bytes.

    Raises:
        TableError: a table cannot be read.
    """
    described = describe(package, released)
    return {
        CITATION: as_yaml(citation_file.generate(described)).encode(),
        **{path: canonical_json(generate(described)) for path, generate in _GENERATORS.items()},
    }
