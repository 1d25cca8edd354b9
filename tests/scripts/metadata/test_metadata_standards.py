"""Metadata for data search and archives: valid by the rules of each standard, nothing invented."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from checks.tables.package import Package, read_package
from scripts.metadata import metadata_files
from scripts.metadata.__main__ import main
from tests.helpers.builders import ROOT
from tests.helpers.citable_package import RELEASED, citable_package

DATACITE = jsonschema.Draft201909Validator(
    json.loads((ROOT / "tests/schemas/datacite-4.5.json").read_text("utf-8"))
)
PUBLISHED = {"homepage": "https://ferries.example/", "id": "10.1234/ferries"}


def generated(package: Package, released: date | None, path: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(metadata_files(package, released)[path])
    return content


def own(path: str) -> dict[str, Any]:
    """The metadata of the package of this project, as if it were released."""
    return generated(read_package(ROOT), RELEASED, path)


@pytest.fixture
def ferries(tmp_path: Path) -> Package:
    return citable_package(tmp_path / "package")


@pytest.fixture
def published(tmp_path: Path) -> Package:
    """The same with an address and a DOI."""
    return citable_package(tmp_path / "published", **PUBLISHED)


# All of them


def values_in(value: Any) -> Iterator[Any]:
    """A value of JSON and all values in it."""
    yield value
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from values_in(each)


def test_nothing_empty_and_no_day_address_or_identifier_is_invented(ferries: Package) -> None:
    known = ("https://almanac.example/ferries_2018", "https://cc.example/by/4.0/")
    known += ("http://mlcommons.org/", "http://purl.org/", "http://datacite.org/schema/")
    known += ("https://schema.org/", "https://spdx.org/", "https://w3id.org/ro/crate/1.1")
    files = metadata_files(ferries, None)
    assert len(files) == 4
    for content in files.values():
        values = list(values_in(json.loads(content)))
        assert not [value for value in values if value in (None, "", [], {})]
        texts = [value for value in values if isinstance(value, str)]
        addresses = [word.strip("{}") for text in texts for word in text.split() if "://" in word]
        assert [address for address in addresses if not address.startswith(known)] == []
        assert not any("doi" in text.lower() for text in texts)
        assert '"datePublished"' not in content.decode()


def test_the_command_writes_the_files_into_a_folder(
    ferries: Package, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changelog = "## 1.2.3 - 2024-05-06\n\nFirst.\n"
    (ferries.folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    assert main([str(tmp_path / "out"), "--package", str(ferries.folder)]) == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert written == metadata_files(citable_package(tmp_path / "again"), RELEASED)
    assert capsys.readouterr().out.count("\n") == len(written)


def test_a_folder_that_cannot_be_made_is_named_with_the_reason_and_no_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_bytes(b"")
    assert main([str(taken), "--package", str(ROOT)]) == 2
    assert capsys.readouterr().err == f"metadata: {taken}: cannot be written (File exists)\n"


@pytest.mark.parametrize("changelog", [None, "## 9.9.9 - unreleased\n"])
def test_a_package_without_its_changelog_is_refused_in_one_line(
    ferries: Package, tmp_path: Path, changelog: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if changelog:
        (ferries.folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    assert main([str(tmp_path / "out"), "--package", str(ferries.folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "out").exists()


# schema.org


def validate(document: dict[str, Any]) -> None:
    """Raise ValidationError for a term that schema.org lacks, or a value out of its range."""
    from schema_org import Dataset

    properties = dict(document)
    assert properties.pop("@context") == "https://schema.org/"
    if "datePublished" in properties:
        properties["datePublished"] = date.fromisoformat(properties["datePublished"])
    Dataset.model_validate(properties)


def test_every_term_is_of_the_schema_org_vocabulary_and_used_as_it_says(
    ferries: Package, published: Package
) -> None:
    import pydantic

    validate(generated(ferries, None, "schema-org.jsonld"))
    validate(own("schema-org.jsonld"))
    document = generated(published, RELEASED, "schema-org.jsonld")
    validate(document)
    for wrong in ({"isBasisFor": "x"}, {"distribution": "x"}, {"creator": {"@type": "Place"}}):
        with pytest.raises(pydantic.ValidationError):
            validate({**document, **wrong})


def test_data_search_finds_what_its_guidelines_ask_for(published: Package) -> None:
    document = generated(published, RELEASED, "schema-org.jsonld")
    downloads = document.pop("distribution")
    variables = document.pop("variableMeasured")
    assert document == {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": "https://doi.org/10.1234/ferries",
        "name": "Ferry claims",
        "alternateName": "small",
        "description": (
            "What one almanac states about the ferries between some islands, as claims."
        ),
        "version": "1.2.3",
        "datePublished": "2024-05-06",
        "url": "https://ferries.example/",
        "identifier": "https://doi.org/10.1234/ferries",
        "license": "https://cc.example/by/4.0/",
        "creator": {"@type": "Organization", "name": "Isles & Data Group"},
        "creditText": (
            "Isles & Data Group. (2024). Ferry claims (Version 1.2.3) [Data set]. "
            "https://doi.org/10.1234/ferries"
        ),
        "citation": (
            "Almanac Press. (n.d.). Ferries 100% & more. "
            "Retrieved March 2018, from https://almanac.example/ferries_2018"
        ),
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": "Ferries 100% & more",
            "publisher": {"@type": "Organization", "name": "Almanac Press"},
            "inLanguage": "en",
            "url": "https://almanac.example/ferries_2018",
        },
        "keywords": ["ferries", "islands"],
        "temporalCoverage": "2011-05-01/2012-12-31",
    }
    for download in downloads:
        content = (published.folder / download["contentUrl"]).read_bytes()
        assert download["contentSize"] == f"{len(content)} B"
        assert download["sha256"] == hashlib.sha256(content).hexdigest()
        assert download["encodingFormat"] == "text/csv"
    assert len(downloads) == len(published.resources)
    assert "as_stated" in [each["name"] for each in variables]


def test_columns_of_claims_are_the_variables_each_meaning_once() -> None:
    variables = own("schema-org.jsonld")["variableMeasured"]
    assert [each["name"] for each in variables].count("certainty") == 1
    assert {"percent", "as_of", "predicate_id"} <= {each["name"] for each in variables}
    assert len({json.dumps(each) for each in variables}) == len(variables)


# DataCite


def faults(document: dict[str, Any]) -> list[str]:
    return sorted(error.message for error in DATACITE.iter_errors(document))


def test_a_release_is_valid_by_the_schema_of_datacite(ferries: Package, published: Package) -> None:
    assert faults(generated(ferries, RELEASED, "datacite.json")) == []
    assert faults(generated(published, RELEASED, "datacite.json")) == []
    assert faults(own("datacite.json")) == []
    assert faults(generated(ferries, None, "datacite.json")) == [
        "'publicationYear' is a required property"
    ]


def test_datacite_names_makers_licence_source_and_days(published: Package) -> None:
    document = generated(published, RELEASED, "datacite.json")
    assert document["doi"] == "10.1234/ferries"
    assert document["creators"] == [{"name": "Isles & Data Group", "nameType": "Organizational"}]
    assert document["publicationYear"] == "2024"
    assert document["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
    assert document["relatedIdentifiers"] == [
        {
            "relatedIdentifier": "https://almanac.example/ferries_2018",
            "relatedIdentifierType": "URL",
            "relationType": "IsDerivedFrom",
        }
    ]
    assert [(each["date"], each["dateType"]) for each in document["dates"]] == [
        ("2024-05-06", "Issued"),
        ("2011-05-01/2012-12-31", "Other"),
    ]


# RO-Crate


def test_a_reader_of_ro_crates_finds_the_dataset_and_every_file(published: Package) -> None:
    from rocrate.rocrate import ROCrate

    metadata = metadata_files(published, RELEASED)
    for path, content in metadata.items():
        (published.folder / path).write_bytes(content)
    crate = ROCrate(str(published.folder))
    assert crate.root_dataset["name"] == "Ferry claims"
    assert crate.root_dataset["datePublished"] == "2024-05-06"
    assert crate.root_dataset["author"]["name"] == "Isles & Data Group"
    assert crate.root_dataset["isBasedOn"]["publisher"]["name"] == "Almanac Press"
    assert {file.id: int(file["contentSize"]) for file in crate.data_entities} == {
        path.relative_to(published.folder).as_posix(): path.stat().st_size
        for path in published.folder.rglob("*")
        if path.suffix in (".csv", ".json") and path.name not in metadata
    }


def test_the_crate_keeps_the_rules_of_the_specification(published: Package) -> None:
    crate = generated(published, RELEASED, "ro-crate-metadata.json")
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    found = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(found) == len(crate["@graph"])
    assert found["ro-crate-metadata.json"] == {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }
    assert found["./"]["@type"] == "Dataset"
    assert {"name", "description", "datePublished", "license"} <= set(found["./"])
    nested = [
        value
        for entity in found.values()
        for place, value in enumerate(values_in(entity))
        if place and isinstance(value, dict)
    ]
    assert {tuple(value) for value in nested} == {("@id",)}
    targets = {value["@id"] for value in nested} - {"https://w3id.org/ro/crate/1.1"}
    assert targets == set(found) - {"ro-crate-metadata.json"}
