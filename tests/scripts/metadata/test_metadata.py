"""The files about the package agree with each other and with what lies in the folders."""

import csv
import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from scripts.changelog import entry_of

ROOT = Path(__file__).parents[3]
DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
RESOURCES: list[dict[str, Any]] = DESCRIPTOR["resources"]
CITATION_SCHEMA = json.loads(
    (ROOT / "tests/schemas/citation-file-format-1.2.0.json").read_text("utf-8")
)
LOCKS = {
    name: (ROOT / name).read_text("utf-8")
    for name in ("requirements-dev.lock", "requirements.lock")
}

each_lock = pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
each_resource = pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each["name"])


def citation() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def newest_changelog_version() -> str:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    return headings[0]


def locked_requirements(lock: str) -> list[str]:
    """Return each requirement of a lock file with its continuation lines, comments left out."""
    lines = [line for line in lock.splitlines() if not line.lstrip().startswith("#")]
    return [entry for entry in re.split(r"\n(?=\S)", "\n".join(lines)) if entry]


# Version and identity


def test_version_of_the_descriptor_is_semantic() -> None:
    assert re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", DESCRIPTOR["version"])


def test_copies_of_the_version_equal_the_descriptor() -> None:
    copies = {
        "pyproject.toml": project()["version"],
        "CITATION.cff": citation()["version"],
        "CHANGELOG.md": newest_changelog_version(),
    }
    assert copies == dict.fromkeys(copies, DESCRIPTOR["version"])


def test_project_and_package_have_one_name() -> None:
    assert project()["name"] == DESCRIPTOR["name"] == "mali-extremism-claims"


def test_descriptor_carries_no_time_of_its_making() -> None:
    assert "created" not in DESCRIPTOR


# Citation


def as_json(document: dict[str, Any]) -> dict[str, Any]:
    """A document as JSON has it: YAML knows days, and JSON does not."""
    read: dict[str, Any] = json.loads(json.dumps(document, default=str))
    return read


def test_citation_is_valid_against_the_citation_file_format() -> None:
    jsonschema.Draft7Validator(CITATION_SCHEMA).validate(as_json(citation()))


def test_citation_schema_rejects_a_citation_without_authors() -> None:
    without_authors = as_json(citation())
    del without_authors["authors"]
    with pytest.raises(jsonschema.ValidationError, match="authors"):
        jsonschema.Draft7Validator(CITATION_SCHEMA).validate(without_authors)


def test_citation_is_of_a_dataset_under_the_licence_of_the_descriptor() -> None:
    licences = [licence["name"] for licence in DESCRIPTOR["licenses"]]
    assert citation()["type"] == "dataset"
    assert [citation()["license"]] == licences == ["CC-BY-4.0"]


def test_citation_refers_to_the_coded_source() -> None:
    assert [reference["url"] for reference in citation()["references"]] == [
        source["path"] for source in DESCRIPTOR["sources"]
    ]


def test_citation_has_the_day_of_the_release_and_no_day_before() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = entry_of(changelog, DESCRIPTOR["version"]).released
    assert citation().get("date-released") == released


def test_citation_refers_to_each_coded_document_by_its_title_and_publisher() -> None:
    with (ROOT / "data/documents.csv").open(encoding="utf-8", newline="") as file:
        documents = list(csv.DictReader(file))
    assert [
        (each["title"], [author["name"] for author in each["authors"]], each["url"])
        for each in citation()["references"]
    ] == [(each["title"], [each["publisher"]], each["url"]) for each in documents]


def test_citation_names_no_work_to_be_cited_instead_of_the_dataset() -> None:
    assert "preferred-citation" not in citation()


def test_citation_and_descriptor_name_the_same_title_creators_and_keywords() -> None:
    creators = [each["title"] for each in DESCRIPTOR["contributors"] if "creator" in each["roles"]]
    assert citation()["title"] == DESCRIPTOR["title"]
    assert [author["name"] for author in citation()["authors"]] == creators
    assert citation()["keywords"] == DESCRIPTOR["keywords"]


# Descriptor


@pytest.mark.parametrize(("folder", "key"), [("data", "path"), ("schemas", "schema")])
def test_descriptor_lists_every_file_of_the_folder_and_nothing_else(folder: str, key: str) -> None:
    """Those of `schemas/views` are listed where the views are: in the archive of a release."""
    present = sorted(
        path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob("*") if path.is_file()
    )
    assert sorted(resource[key] for resource in RESOURCES) == present


@each_resource
def test_resource_declares_how_its_file_is_read(resource: dict[str, Any]) -> None:
    declared = {key: resource[key] for key in ("type", "format", "mediatype", "encoding")}
    assert declared == {
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }
    assert resource["dialect"] == {"delimiter": ","}


@each_resource
def test_resource_declares_the_size_and_hash_of_its_file(resource: dict[str, Any]) -> None:
    content = (ROOT / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


@each_resource
def test_resource_is_named_and_described_as_in_its_schema(resource: dict[str, Any]) -> None:
    schema = json.loads((ROOT / resource["schema"]).read_text("utf-8"))
    names = ("name", "title", "description")
    assert [resource[name] for name in names] == [schema[name] for name in names]
    assert all(resource[name] for name in names)


# Lock file


@each_lock
def test_every_locked_requirement_is_pinned_and_hashed(lock: str) -> None:
    requirements = locked_requirements(lock)
    pinned_and_hashed = re.compile(
        r"[a-z0-9-]+==[^\s;]+(?: ; [^\\\n]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+"
    )
    assert requirements
    assert [each for each in requirements if not pinned_and_hashed.fullmatch(each)] == []


def test_locks_hold_every_direct_requirement() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    to_run = project()["dependencies"]
    for lock, requirements in (
        ("requirements.lock", to_run),
        ("requirements-dev.lock", [*to_run, *groups["dev"]]),
    ):
        wanted = {re.match(r"[\w-]+", each)[0].lower() for each in requirements}
        assert wanted <= {each.partition("==")[0] for each in locked_requirements(LOCKS[lock])}


def test_the_checks_run_with_the_versions_with_which_they_are_developed() -> None:
    run, develop = (
        {each.partition(" ")[0] for each in locked_requirements(LOCKS[name])}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run < develop


@each_lock
def test_a_lock_names_no_index_and_no_place_on_a_machine(lock: str) -> None:
    for_machines = re.compile(
        r"://|index-url|find-links|trusted-host|(?<![\w.])/\w+|[A-Z]:\\", re.IGNORECASE
    )
    assert for_machines.findall(lock) == []
