"""Metadata for data search, machine learning and archives, generated from the descriptor.

`metadata_files(package, changelog)` gives them by path, for whatever ships the package: the archive
of a release, the web page. Paths in them are relative to the folder of the descriptor. What is not
known (a DOI, an address, the day of an unreleased version) is left out: see `docs/metadata.md`.
"""

from collections.abc import Mapping

from checks.tables.package import Package
from checks.write.rewriting import canonical_json
from scripts.metadata import croissant, datacite, ro_crate, schema_org
from scripts.metadata.description import describe

__all__ = ["metadata_files"]

_GENERATORS = {
    "croissant.json": croissant.generate,
    "datacite.json": datacite.generate,
    "ro-crate-metadata.json": ro_crate.generate,
    "schema-org.jsonld": schema_org.generate,
}


def metadata_files(package: Package, changelog: str) -> Mapping[str, bytes]:
    """The metadata files of a package by their path in it, given the text of its changelog.

    The same package and changelog give the same bytes.

    Raises:
        ChangelogError: the changelog has no entry for the version of the package.
        TableError: a table cannot be read.
    """
    described = describe(package, changelog)
    return {path: canonical_json(generate(described)) for path, generate in _GENERATORS.items()}
