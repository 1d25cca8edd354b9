"""Croissant: the graph keeps the rules of its specification, and its own tools take it.

Those tools are no part of the locked environment (decision 3). Where they are installed by hand,
the validator must have nothing to say, and the loader must give the rows of the tables.
"""

import ast
import hashlib
import json
import logging
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from checks.tables.package import Field, Package, Resource, read_package
from checks.tables.rows import read_rows
from scripts.metadata import metadata_files
from scripts.metadata.__main__ import main
from scripts.release.contents import archive_contents
from scripts.release.edition import make_edition
from tests.helpers.builders import ROOT
from tests.helpers.releasable_packages import checkout

RESOURCES = [resource.name for resource in read_package(ROOT).resources]

VOCABULARY = "http://mlcommons.org/croissant/"
TERMS = {
    "citeAs", "column", "dataType", "extract", "field", "fileObject", "key", "recordSet",
    "references", "repeated", "separator", "source", "transform",
    "Field", "FileObject", "RecordSet",
}  # fmt: skip
"""The terms of the specification that are used; all other terms are from schema.org."""

needs_mlcroissant = pytest.mark.skipif(
    find_spec("mlcroissant") is None,
    reason="mlcroissant is not installed: make croissant-check installs it and runs this",
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A copy of this project's package, with its Croissant file as a release has it."""
    folder = tmp_path_factory.mktemp("croissant")
    shutil.copy(ROOT / "datapackage.json", folder)
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    package = read_package(folder)
    content = metadata_files(package, date(2024, 5, 6))["croissant.json"]
    (folder / "croissant.json").write_bytes(content)
    return package


@pytest.fixture(scope="module")
def document(package: Package) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((package.folder / "croissant.json").read_bytes())
    return content


# By the rules of the specification


def test_every_term_is_of_croissant_or_of_schema_org(package: Package) -> None:
    from rdflib import DCTERMS, RDF, SDO, Graph, URIRef

    text = (package.folder / "croissant.json").read_text("utf-8")
    with warnings.catch_warnings():  # rdflib's parser uses what rdflib deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = Graph().parse(data=text, format="json-ld", publicID="https://package.example/")
    terms = set(graph.predicates()) | set(graph.objects(None, RDF.type))
    assert {term for term in terms if term not in SDO} == {
        *(URIRef(f"{VOCABULARY}{name}") for name in TERMS),
        *(RDF.type, DCTERMS.conformsTo),
    }
    (dataset,) = graph.subjects(RDF.type, SDO.Dataset)
    (version,) = graph.objects(dataset, DCTERMS.conformsTo)
    assert str(version) == "http://mlcommons.org/croissant/1.0"
    for required in (SDO.name, SDO.description, SDO.license, SDO.creator, SDO.datePublished):
        assert len(list(graph.objects(dataset, required))) == 1


def test_every_file_is_there_with_its_size_and_hash(
    document: dict[str, Any], package: Package
) -> None:
    described = {}
    for resource in package.resources:
        content = resource.file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        described[resource.path] = (f"{len(content)} B", digest, "text/csv")
    assert described == {
        file["contentUrl"]: (file["contentSize"], file["sha256"], file["encodingFormat"])
        for file in document["distribution"]
    }
    assert document["citeAs"].startswith("@misc{")


def test_record_sets_have_the_columns_keys_and_references_of_the_schemas(
    document: dict[str, Any], package: Package
) -> None:
    for each, resource in zip(document["recordSet"], package.resources, strict=True):
        name, schema = resource.name, resource.schema
        key = [{"@id": f"{name}/{column}"} for column in schema.primary_key]
        assert (each["@id"], each["key"]) == (name, key if len(key) > 1 else key[0])
        assert [(field["@id"], field["source"]["fileObject"]) for field in each["field"]] == [
            (f"{name}/{column}", {"@id": resource.path}) for column in schema.field_names
        ]
        assert [field["source"]["extract"] for field in each["field"]] == [
            {"column": column} for column in schema.field_names
        ]
        references = {
            field["name"]: field["references"]["field"]["@id"]
            for field in each["field"]
            if "references" in field
        }
        assert references == {
            key.fields[0]: f"{key.resource}/{key.reference_fields[0]}"
            for key in schema.foreign_keys
            if key.resource != name
        }


def test_each_type_is_declared_and_shares_are_text(document: dict[str, Any]) -> None:
    fields = {field["@id"]: field for each in document["recordSet"] for field in each["field"]}
    types = {
        "answers/percent": "sc:Text",
        "dates/date": "sc:Text",
        "dates/earliest": "sc:Date",
        "figures/low": "sc:Float",
        "passages/start": "sc:Integer",
        "statements/quotation": "sc:Boolean",
        "documents/url": "sc:URL",
    }
    assert {name: fields[name]["dataType"] for name in types} == types
    assert fields["findings/claims"]["repeated"] is True
    assert fields["findings/claims"]["source"]["transform"] == {"separator": "|"}


# By the tools of Croissant


def validate(file: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.prefix) / "bin" / "mlcroissant", "validate", "--jsonld", file]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.extra
@needs_mlcroissant
def test_the_validator_of_croissant_has_neither_errors_nor_warnings(package: Package) -> None:
    outcome = validate(package.folder / "croissant.json")
    assert (outcome.returncode, outcome.stdout) == (0, "")
    assert outcome.stderr.strip().endswith("Done.")
    assert "warning" not in outcome.stderr.lower()


@pytest.mark.extra
@needs_mlcroissant
def test_the_validator_rejects_a_field_of_a_file_that_is_not_there(
    document: dict[str, Any], tmp_path: Path
) -> None:
    broken = {**document, "distribution": document["distribution"][1:]}
    (tmp_path / "croissant.json").write_text(json.dumps(broken), encoding="utf-8")
    assert validate(tmp_path / "croissant.json").returncode != 0


@pytest.mark.extra
@needs_mlcroissant
@pytest.mark.filterwarnings("ignore")  # of the loader's libraries, about their own code
@pytest.mark.parametrize("name", RESOURCES)
def test_the_loader_gives_the_rows_of_the_table(package: Package, name: str) -> None:
    import mlcroissant

    logging.getLogger("absl").setLevel(logging.ERROR)
    resource = package.resource(name)
    # A record set is loaded afresh: see docs/metadata.md.
    dataset = mlcroissant.Dataset(package.folder / "croissant.json")
    loaded = [
        {key.removeprefix(f"{name}/"): value for key, value in record.items()}
        for record in dataset.records(name)
    ]
    assert [comparable(record, resource) for record in loaded] == [
        {field.name: value_of(row[field.name], field) for field in resource.schema.fields}
        for row in read_rows(resource)
    ]


def in_the_checkout(folder: Path) -> Path:
    place = checkout(folder)
    return written_by_the_command(place, place)


def in_the_folder_of_the_command(folder: Path) -> Path:
    return written_by_the_command(checkout(folder), folder / "build/metadata")


def in_the_archive(folder: Path) -> Path:
    for path, content in archive_contents(make_edition(read_package(ROOT), None, "", None)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def written_by_the_command(package: Path, folder: Path) -> Path:
    assert main([str(folder), "--package", str(package)]) == 0
    return folder


@pytest.mark.extra
@needs_mlcroissant
@pytest.mark.parametrize("place", [in_the_checkout, in_the_folder_of_the_command, in_the_archive])
def test_the_example_works_in_each_place_that_has_the_file(
    place: Callable[[Path], Path], tmp_path: Path
) -> None:
    text = (ROOT / "docs/metadata.md").read_text("utf-8")
    (code,) = re.findall(r"^```python\n(import mlcroissant.*?)^```", text, re.DOTALL | re.MULTILINE)
    printing = "print([date['dates/claim_id'].decode() for date in dates])"
    command = [sys.executable, "-W", "ignore", "-c", f"{code}\n{printing}"]
    loaded = subprocess.check_output(command, cwd=place(tmp_path / "place"), text=True)
    assert ast.literal_eval(loaded.splitlines()[-1]) == [
        row["claim_id"] for row in read_rows(read_package(ROOT).resource("dates"))
    ]


def value_of(cell: str, field: Field) -> Any:
    """What a cell stands for by its schema."""
    if cell == "":
        return None
    if field.list_separator:
        return cell.split(field.list_separator)
    if is_share(field):
        return Decimal(cell)
    convert = {"integer": int, "number": float, "boolean": "true".__eq__}.get(field.type, str)
    return convert(cell)


def comparable(record: dict[str, Any], resource: Resource) -> dict[str, Any]:
    return {field.name: loaded_value(record[field.name], field) for field in resource.schema.fields}


def loaded_value(value: Any, field: Field) -> Any:
    """A value as the loader gives it, with bytes as text and a day as its date."""
    if isinstance(value, list):
        return [each.decode() for each in value]
    if isinstance(value, bytes):
        return Decimal(value.decode()) if is_share(field) else value.decode()
    return str(value)[:10] if field.type == "date" and value is not None else value


def is_share(field: Field) -> bool:
    """Whether a text holds decimal numbers, whose last zeros the loader of CSV files drops."""
    return str(field.constraints.get("pattern", "")).endswith(r"(?:\.[0-9]+)?")
