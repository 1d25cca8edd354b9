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
    """What is generated for the package of this project, as if it were released."""
    return generated(read_package(ROOT), RELEASED, path)


@pytest.fixture
def ferries(tmp_path: Path) -> Package:
    return citable_package(tmp_path / "package")


@pytest.fixture
def published(tmp_path: Path) -> Package:
    """The same with an address and a DOI."""
    return citable_package(tmp_path / "published", **PUBLISHED)


# All of them


def test_the_same_package_gives_the_same_bytes(tmp_path: Path) -> None:
    once = metadata_files(citable_package(tmp_path / "a"), RELEASED)
    again = metadata_files(citable_package(tmp_path / "b"), RELEASED)
    assert once == again
    assert sorted(once) == [
        "croissant.json",
        "datacite.json",
        "ro-crate-metadata.json",
        "schema-org.jsonld",
    ]


def test_no_day_address_or_identifier_is_invented(ferries: Package) -> None:
    known = {"https://almanac.example/ferries_2018", "https://cc.example/by/4.0/"}
    vocabularies = ("http://mlcommons.org/", "http://purl.org/", "http://datacite.org/schema/")
    vocabularies += ("https://schema.org/", "https://spdx.org/", "https://w3id.org/ro/crate/1.1")
    for content in metadata_files(ferries, None).values():
        texts = list(texts_of(json.loads(content)))
        addresses = [word for text in texts for word in text.split() if "://" in word]
        assert [
            each.strip("{},.")
            for each in addresses
            if each.strip("{},.") not in known and not each.startswith(vocabularies)
        ] == []
        assert not any("doi" in text.lower() for text in texts)
        assert '"datePublished"' not in content.decode()


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)
    elif isinstance(value, str):
        yield value


def test_nothing_empty_is_said(ferries: Package) -> None:
    def empties(value: Any) -> bool:
        if isinstance(value, dict):
            return not value or any(empties(each) for each in value.values())
        if isinstance(value, list):
            return not value or any(empties(each) for each in value)
        return value in ("", None)

    for content in metadata_files(ferries, None).values():
        assert not empties(json.loads(content))


def test_the_files_are_written_into_a_folder(
    ferries: Package, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changelog = "## 1.2.3 - 2024-05-06\n\nFirst.\n"
    (ferries.folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    assert main([str(tmp_path / "out"), "--package", str(ferries.folder)]) == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert written == metadata_files(ferries, RELEASED)
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


def validated(document: dict[str, Any]) -> None:
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
    validated(generated(ferries, None, "schema-org.jsonld"))
    validated(generated(published, RELEASED, "schema-org.jsonld"))
    validated(own("schema-org.jsonld"))


def test_the_vocabulary_check_rejects_unknown_terms_and_wrong_values(ferries: Package) -> None:
    import pydantic

    document = generated(ferries, RELEASED, "schema-org.jsonld")
    for wrong in (
        {"isBasisFor": "x"},
        {"distribution": "x"},
        {"creator": {"@type": "Place"}},
    ):
        with pytest.raises(pydantic.ValidationError):
            validated({**document, **wrong})


def test_data_search_finds_what_its_guidelines_ask_for() -> None:
    document = own("schema-org.jsonld")
    assert document["@type"] == "Dataset"
    assert document["name"] == "Mali extremism claims"
    assert 50 <= len(document["description"]) <= 5000
    assert document["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert document["creator"] == {
        "@type": "Organization",
        "name": "Mali Extremism Claims maintainers",
    }
    assert document["version"] == read_package(ROOT).version
    assert document["datePublished"] == "2024-05-06"
    assert document["isBasedOn"]["url"] == "https://www.counterextremism.com/countries/mali"
    assert document["keywords"][0] == "Mali"


def test_each_table_is_a_download_with_its_size_and_hash() -> None:
    downloads = {each["contentUrl"]: each for each in own("schema-org.jsonld")["distribution"]}
    assert sorted(downloads) == sorted(
        path.relative_to(ROOT).as_posix() for path in (ROOT / "data").iterdir()
    )
    for path, download in downloads.items():
        content = (ROOT / path).read_bytes()
        assert download["contentSize"] == f"{len(content)} B"
        assert download["sha256"] == hashlib.sha256(content).hexdigest()
        assert download["encodingFormat"] == "text/csv"


def test_the_time_that_is_covered_is_that_of_all_days_of_claims(ferries: Package) -> None:
    document = generated(ferries, RELEASED, "schema-org.jsonld")
    assert document["temporalCoverage"] == "2011-05-01/2012-12-31"


def test_columns_of_claims_are_the_variables_each_meaning_once() -> None:
    variables = own("schema-org.jsonld")["variableMeasured"]
    assert [each["name"] for each in variables].count("certainty") == 1
    assert {"percent", "as_of", "predicate_id"} <= {each["name"] for each in variables}
    assert len({json.dumps(each) for each in variables}) == len(variables)


def test_a_known_address_is_told(published: Package) -> None:
    document = generated(published, RELEASED, "schema-org.jsonld")
    assert document["@id"] == document["identifier"] == "https://doi.org/10.1234/ferries"
    assert document["url"] == "https://ferries.example/"


# DataCite


def faults(document: dict[str, Any]) -> list[str]:
    return sorted(error.message for error in DATACITE.iter_errors(document))


def test_a_release_is_valid_by_the_schema_of_datacite(ferries: Package, published: Package) -> None:
    assert faults(generated(ferries, RELEASED, "datacite.json")) == []
    assert faults(generated(published, RELEASED, "datacite.json")) == []
    assert faults(own("datacite.json")) == []


def test_before_the_release_datacite_misses_the_year_and_nothing_else(ferries: Package) -> None:
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


def entities(crate: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(found) == len(crate["@graph"])
    return found


def test_a_reader_of_ro_crates_finds_the_dataset_and_every_file(published: Package) -> None:
    from rocrate.rocrate import ROCrate

    for path, content in metadata_files(published, RELEASED).items():
        (published.folder / path).write_bytes(content)
    crate = ROCrate(str(published.folder))
    assert crate.root_dataset["name"] == "Ferry claims"
    assert crate.root_dataset["datePublished"] == "2024-05-06"
    assert crate.root_dataset["author"]["name"] == "Isles & Data Group"
    assert crate.root_dataset["isBasedOn"]["publisher"]["name"] == "Almanac Press"
    described = {file.id for file in crate.data_entities}
    assert described == {
        path.relative_to(published.folder).as_posix()
        for path in published.folder.rglob("*")
        if path.suffix in (".csv", ".json") and path.name not in metadata_files(published, RELEASED)
    }
    for file in crate.data_entities:
        assert int(file["contentSize"]) == (published.folder / file.id).stat().st_size


def test_the_crate_keeps_what_the_specification_says_must_be(published: Package) -> None:
    crate = generated(published, RELEASED, "ro-crate-metadata.json")
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    found = entities(crate)
    descriptor, root = found["ro-crate-metadata.json"], found["./"]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset"
    assert {"name", "description", "datePublished", "license"} <= set(root)
    assert {part["@id"] for part in root["hasPart"]} == {
        name for name, entity in found.items() if entity["@type"] == "File"
    }


def test_every_reference_within_the_crate_leads_to_an_entity(published: Package) -> None:
    found = entities(generated(published, RELEASED, "ro-crate-metadata.json"))

    def references(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            assert list(value) == ["@id"], "entities are not nested"
            yield value["@id"]
        elif isinstance(value, list):
            for each in value:
                yield from references(each)

    led_to = {
        target
        for entity in found.values()
        for value in entity.values()
        for target in references(value)
    }
    assert led_to - {"https://w3id.org/ro/crate/1.1"} == set(found) - {"ro-crate-metadata.json"}


def test_before_the_release_the_crate_misses_the_day_of_its_publication(ferries: Package) -> None:
    unreleased = entities(generated(ferries, None, "ro-crate-metadata.json"))["./"]
    released = entities(generated(ferries, RELEASED, "ro-crate-metadata.json"))["./"]
    assert set(released) - set(unreleased) == {"datePublished"}
