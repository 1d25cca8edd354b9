"""The files about the package agree with each other and with the files in the folders."""

import hashlib
import json
import re
import tomllib
from typing import Any

import pytest
import yaml

from checks.tables.package import read_package
from checks.tables.rows import rows_of
from scripts.changelog import entry_of, read_changelog
from tests.helpers.builders import ROOT

DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
CITATION: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def test_copies_of_name_and_version_equal_the_descriptor() -> None:
    version = DESCRIPTOR["version"]
    assert re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version)
    assert PYPROJECT["project"]["version"] == CITATION["version"] == version
    assert read_changelog(CHANGELOG)[0].version == version
    assert PYPROJECT["project"]["name"] == DESCRIPTOR["name"] == "mali-extremism-claims"
    assert "created" not in DESCRIPTOR


# Citation


def test_citation_says_what_descriptor_changelog_and_documents_say() -> None:
    creators = [each["title"] for each in DESCRIPTOR["contributors"] if "creator" in each["roles"]]
    assert CITATION["type"] == "dataset"
    assert CITATION["title"] == DESCRIPTOR["title"]
    assert [author["name"] for author in CITATION["authors"]] == creators
    assert CITATION["keywords"] == DESCRIPTOR["keywords"]
    assert [CITATION["license"]] == [each["name"] for each in DESCRIPTOR["licenses"]]
    assert CITATION.get("date-released") == entry_of(CHANGELOG, DESCRIPTOR["version"]).released
    assert "preferred-citation" not in CITATION
    cited = [
        (each["title"], [author["name"] for author in each["authors"]], each["url"])
        for each in CITATION["references"]
    ]
    documents = rows_of(read_package(ROOT), "documents")
    assert cited == [(each["title"], [each["publisher"]], each["url"]) for each in documents]
    assert [url for *_, url in cited] == [source["path"] for source in DESCRIPTOR["sources"]]


# Descriptor


@pytest.mark.parametrize(("folder", "key"), [("data", "path"), ("schemas", "schema")])
def test_descriptor_lists_every_file_of_the_folder_and_nothing_else(folder: str, key: str) -> None:
    """The archive of a release lists the files of `schemas/views`."""
    present = sorted(
        path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob("*") if path.is_file()
    )
    assert sorted(resource[key] for resource in DESCRIPTOR["resources"]) == present


@pytest.mark.parametrize("resource", DESCRIPTOR["resources"], ids=lambda each: each["name"])
def test_resource_describes_its_file_as_the_schema_does(resource: dict[str, Any]) -> None:
    content = (ROOT / resource["path"]).read_bytes()
    schema = json.loads((ROOT / resource["schema"]).read_text("utf-8"))
    assert schema["title"]
    assert schema["description"]
    expected = {
        **{key: schema[key] for key in ("name", "title", "description")},
        "type": "table",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    assert {key: resource[key] for key in expected} == expected


# Lock files


def locked_requirements(lock: str) -> list[str]:
    """The requirements of a lock file with their continuation lines, without comments."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return [entry for entry in re.split(r"\n(?=\S)", text) if entry]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_is_pinned_and_hashed_and_names_no_place(lock: str) -> None:
    requirements = locked_requirements(lock)
    pinned_and_hashed = re.compile(
        r"[a-z0-9-]+==[^\s;]+(?: ; [^\\\n]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+"
    )
    assert requirements
    assert [each for each in requirements if not pinned_and_hashed.fullmatch(each)] == []
    place = re.compile(
        r"://|index-url|find-links|trusted-host|(?<![\w.])/\w+|[A-Z]:\\", re.IGNORECASE
    )
    assert place.findall((ROOT / lock).read_text("utf-8")) == []


def test_locks_hold_every_direct_requirement_in_the_same_version() -> None:
    run, develop = (
        {each.partition(" ")[0] for each in locked_requirements(lock)} for lock in LOCKS
    )
    assert run < develop
    to_run = PYPROJECT["project"]["dependencies"]
    for locked, wanted in ((run, to_run), (develop, PYPROJECT["dependency-groups"]["dev"])):
        names = {re.match(r"[\w-]+", each)[0].lower() for each in wanted}
        assert names <= {each.partition("==")[0] for each in locked}
