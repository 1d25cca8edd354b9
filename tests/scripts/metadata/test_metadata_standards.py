"""Metadata for data search and archives: valid by the rules of each standard, nothing invented."""

import copy
import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from checks.tables.package import Package, read_package
from scripts.metadata import metadata_files
from scripts.metadata.__main__ import main
from scripts.metadata.data_card import front_matter, size_category
from scripts.metadata.description import describe
from tests.helpers.builders import ROOT, write_descriptor
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
    assert len(files) == 7
    for content in files.values():
        values = list(values_in(yaml.safe_load(content)))
        assert not [value for value in values if value in (None, "", [], {})]
        texts = [value for value in values if isinstance(value, str)]
        addresses = [word.strip("{}") for text in texts for word in text.split() if "://" in word]
        assert [address for address in addresses if not address.startswith(known)] == []
        assert not any("doi" in text.lower() for text in texts)
        assert '"datePublished"' not in content.decode()


def content_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def without(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path != name}


def test_the_command_writes_the_package_and_the_files_into_a_folder_or_beside_the_package(
    ferries: Package, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changelog = "## 1.2.3 - 2024-05-06\n\nFirst.\n"
    (ferries.folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    assert main([str(tmp_path / "out"), "--package", str(ferries.folder)]) == 0
    metadata = metadata_files(citable_package(tmp_path / "again"), RELEASED)
    expected = {**content_of(ferries.folder), **metadata}
    assert content_of(tmp_path / "out") == without(expected, "CHANGELOG.md")
    assert capsys.readouterr().out.count("\n") == len(metadata)
    assert main([str(ferries.folder), "--package", str(ferries.folder)]) == 0
    assert content_of(ferries.folder) == expected


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


# The Citation File Format


CFF = jsonschema.Draft7Validator(
    json.loads((ROOT / "tests/schemas/citation-file-format-1.2.0.json").read_text("utf-8"))
)


def citation_file(package: Package, released: date | None) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(metadata_files(package, released)["CITATION.cff"])
    return content


def test_the_citation_file_is_valid_and_has_every_address_of_the_descriptor(
    ferries: Package, tmp_path: Path
) -> None:
    about = {**PUBLISHED, "repository": "https://code.example/ferries"}
    published = citable_package(tmp_path / "published", **about)
    document = citation_file(published, RELEASED)
    for each in (
        document,
        citation_file(ferries, None),
        citation_file(read_package(ROOT), RELEASED),
    ):
        assert [error.message for error in CFF.iter_errors(each)] == []
        assert list(CFF.iter_errors({**each, "authors": []})) != []
    addresses = {
        "date-released": "2024-05-06",
        "doi": "10.1234/ferries",
        "url": "https://ferries.example/",
        "repository-code": "https://code.example/ferries",
    }
    assert {name: document[name] for name in addresses} == addresses
    assert set(document) - set(citation_file(ferries, None)) == set(addresses)
    assert document["authors"] == [{"name": "Isles & Data Group"}]
    assert document["references"][0]["title"] == "Ferries 100% & more"


# Kaggle


KAGGLE_LICENCES = {"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0", "other", "unknown"}
KAGGLE_TYPES = {"string", "boolean", "datetime", "integer", "decimal"}


def kaggle_faults(document: dict[str, Any], folder: Path) -> list[str]:
    """What Kaggle's documentation and its command for uploads refuse."""
    licences = document["licenses"]
    columns = {
        each["path"]: [field["name"] for field in each["schema"]["fields"]]
        for each in document["resources"]
    }
    headers = {path: header_of(folder / path) for path in columns}
    types = {field["type"] for each in document["resources"] for field in each["schema"]["fields"]}
    demands = {
        "title": 6 <= len(document["title"]) <= 50,
        "subtitle": 20 <= len(document["subtitle"]) <= 80,
        "licenses": len(licences) == 1 and licences[0]["name"] in KAGGLE_LICENCES,
        "resources": columns == headers and len(columns) == len(document["resources"]),
        "types": types <= KAGGLE_TYPES,
        "id": "/" in document.get("id", ""),
    }
    return [name for name, is_met in demands.items() if not is_met]


def header_of(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as opened:
        return next(csv.reader(opened))


@pytest.mark.parametrize(
    ("about", "faults"),
    [
        ({"kaggle": "isles/ferries"}, []),
        ({"kaggle": "isles/ferries", "title": "Ferry claims of all islands " * 3}, []),
        ({"kaggle": "isles/ferries", "licenses": [{"name": "Isles-1.0"}]}, []),
        ({"kaggle": "isles/ferries", "licenses": []}, []),
        ({}, ["id"]),
    ],
)
def test_kaggle_takes_the_package_once_the_descriptor_names_its_owner(
    tmp_path: Path, about: dict[str, Any], faults: list[str]
) -> None:
    package = citable_package(tmp_path / "package", **about)
    document = generated(package, RELEASED, "dataset-metadata.json")
    assert kaggle_faults(document, package.folder) == faults


def test_kaggle_shows_description_citation_and_every_column_of_this_package() -> None:
    document = own("dataset-metadata.json")
    assert kaggle_faults(document, ROOT) == ["id"]
    assert document["licenses"] == [{"name": "CC-BY-4.0"}]
    assert "[Data set]" in document["description"]
    assert "Reporting an error" in document["description"]
    fields = [field for each in document["resources"] for field in each["schema"]["fields"]]
    assert all(field["title"] and field["description"] for field in fields)


# Hugging Face


def card_of(package: Package) -> dict[str, Any]:
    text = front_matter(describe(package, RELEASED))
    before, front, after = text.split("---\n")
    assert (before, after) == ("", "")
    card: dict[str, Any] = yaml.safe_load(front)
    return card


def test_the_data_card_has_the_facts_of_the_descriptor() -> None:
    card = card_of(read_package(ROOT))
    facts = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    del card["configs"]
    assert card == {
        "pretty_name": facts["title"],
        "license": "cc-by-4.0",
        "language": ["en"],
        "size_categories": ["1K<n<10K"],
        "task_categories": ["other"],
        "tags": facts["keywords"],
    }


def test_each_table_is_a_configuration_that_keeps_text_and_literal_na() -> None:
    package = read_package(ROOT)
    configs = card_of(package)["configs"]
    assert sorted(each["config_name"] for each in configs) == sorted(
        resource.name for resource in package.resources
    )
    for config in configs:
        resource = package.resource(config["config_name"])
        assert config["data_files"] == resource.path
        assert (config["keep_default_na"], config["na_values"]) == (False, [""])
        assert [each["name"] for each in config["features"]] == header_of(resource.file)
    types = {
        (config["config_name"], each["name"]): each["dtype"]
        for config in configs
        for each in config["features"]
    }
    assert types["answers", "percent"] == "string"
    assert types["dates", "earliest"] == "string"
    assert types["figures", "low"] == "float64"
    assert types["passages", "start"] == "int64"
    assert types["polls", "sample_size"] == "float64"
    assert types["statements", "quotation"] == "bool"


def test_the_flat_table_comes_first_and_its_rows_count_once(ferries: Package) -> None:
    flat = copy.deepcopy(ferries.resource("dates").descriptor) | {"name": "claims"}
    write_descriptor(
        ferries.folder,
        {**ferries.descriptor, "resources": [*ferries.descriptor["resources"], flat]},
    )
    described = describe(read_package(ferries.folder), RELEASED)
    assert described.claims == describe(ferries, RELEASED).claims > 0
    configs = yaml.safe_load(front_matter(described).split("---\n")[1])["configs"]
    assert configs[0]["config_name"] == "claims"
    assert [each["config_name"] for each in configs if each.get("default")] == ["claims"]
    kaggle = generated(read_package(ferries.folder), RELEASED, "dataset-metadata.json")
    assert kaggle["resources"][0]["path"] == flat["path"]


@pytest.mark.parametrize(
    ("rows", "category"),
    [
        (0, "n<1K"),
        (999, "n<1K"),
        (1000, "1K<n<10K"),
        (99_999, "10K<n<100K"),
        (100_000, "100K<n<1M"),
        (10_000_000, "10M<n<100M"),
    ],
)
def test_the_size_is_one_of_the_categories_of_hugging_face(rows: int, category: str) -> None:
    assert size_category(rows) == category
