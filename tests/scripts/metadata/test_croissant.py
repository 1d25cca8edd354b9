"""Croissant: the graph keeps the rules of its specification, and its own tools take it.

Those tools are no part of the locked environment (decision 3). Where they are installed by hand,
the validator must have nothing to say, and the loader must give the rows of the tables.
"""

import csv
import hashlib
import json
import logging
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from checks.tables.package import Field, Package, Resource, read_package
from checks.tables.rows import read_rows
from scripts.metadata import metadata_files
from tests.helpers.builders import ROOT

RESOURCES = [resource.name for resource in read_package(ROOT).resources]

VOCABULARY = "http://mlcommons.org/croissant/"
TERMS = {
    "citeAs", "column", "dataType", "extract", "field", "fileObject", "key", "recordSet",
    "references", "repeated", "separator", "source", "transform",
    "Field", "FileObject", "RecordSet",
}  # fmt: skip
"""The terms of the specification that are used; all others are of schema.org."""

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


BASE = "https://package.example/"


@pytest.fixture(scope="module")
def graph(package: Package) -> Any:
    """The file as an RDF graph, as if it stood at `BASE`."""
    import rdflib

    text = (package.folder / "croissant.json").read_text("utf-8")
    with warnings.catch_warnings():  # rdflib's parser uses what rdflib deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=text, format="json-ld", publicID=BASE)


def term(name: str) -> Any:
    """A term of Croissant, or of schema.org, as it stands in the graph."""
    from rdflib import SDO, URIRef

    return URIRef(f"{VOCABULARY if name in TERMS else SDO}{name}")


def of_type(graph: Any, name: str) -> Iterator[Any]:
    from rdflib import RDF

    return graph.subjects(RDF.type, term(name))


def only(graph: Any, subject: Any, name: str) -> Any:
    """The one value of a property. Fails when there is none, or another one."""
    (value,) = graph.objects(subject, term(name))
    return value


def test_every_term_is_of_croissant_or_of_schema_org(graph: Any) -> None:
    from rdflib import DCTERMS, RDF, SDO

    terms = set(graph.predicates()) | set(graph.objects(None, RDF.type))
    unknown = [
        each
        for each in terms - {RDF.type, DCTERMS.conformsTo}
        if each not in SDO and str(each).removeprefix(VOCABULARY) not in TERMS
    ]
    assert unknown == []
    assert terms >= {term(name) for name in TERMS}


def test_the_dataset_says_which_version_of_croissant_it_conforms_to(graph: Any) -> None:
    from rdflib import DCTERMS

    (dataset,) = of_type(graph, "Dataset")
    (version,) = graph.objects(dataset, DCTERMS.conformsTo)
    assert str(version) == "http://mlcommons.org/croissant/1.0"
    for required in ("name", "description", "license", "creator", "datePublished"):
        assert only(graph, dataset, required)
    assert str(only(graph, dataset, "citeAs")).startswith("@misc{")


def test_every_file_is_there_with_its_size_and_hash(graph: Any, package: Package) -> None:
    files = list(of_type(graph, "FileObject"))
    assert {str(file).removeprefix(BASE) for file in files} == {
        resource.path for resource in package.resources
    }
    for file in files:
        content = (package.folder / str(only(graph, file, "contentUrl"))).read_bytes()
        assert str(only(graph, file, "contentSize")) == f"{len(content)} B"
        assert str(only(graph, file, "sha256")) == hashlib.sha256(content).hexdigest()
        assert str(only(graph, file, "encodingFormat")) == "text/csv"


def test_every_field_has_a_type_and_a_column_of_a_file(graph: Any, package: Package) -> None:
    from rdflib import SDO

    kinds = {SDO.Text, SDO.Integer, SDO.Float, SDO.Boolean, SDO.Date, SDO.URL}
    columns: dict[str, list[str]] = {}
    for record_set in of_type(graph, "RecordSet"):
        for field in graph.objects(record_set, term("field")):
            assert only(graph, field, "dataType") in kinds
            source = only(graph, field, "source")
            path = str(only(graph, source, "fileObject")).removeprefix(BASE)
            column = str(only(graph, only(graph, source, "extract"), "column"))
            assert str(field).removeprefix(str(record_set)) == f"/{column}"
            columns.setdefault(path, []).append(column)
    for resource in package.resources:
        header = next(csv.reader(resource.file.read_text("utf-8").splitlines()))
        assert sorted(columns[resource.path]) == sorted(header)


def test_shares_are_declared_as_text(document: dict[str, Any]) -> None:
    fields = {field["@id"]: field for each in document["recordSet"] for field in each["field"]}
    assert fields["answers/percent"]["dataType"] == "sc:Text"
    assert fields["dates/date"]["dataType"] == "sc:Text"
    assert fields["dates/earliest"]["dataType"] == "sc:Date"
    assert fields["figures/low"]["dataType"] == "sc:Float"
    assert fields["passages/start"]["dataType"] == "sc:Integer"
    assert fields["statements/quotation"]["dataType"] == "sc:Boolean"
    assert fields["documents/url"]["dataType"] == "sc:URL"
    assert fields["findings/claims"]["repeated"] is True


def test_keys_and_references_are_those_of_the_schemas(
    document: dict[str, Any], package: Package
) -> None:
    keys = {each["@id"]: each["key"] for each in document["recordSet"]}
    assert keys == {
        each.name: {"@id": f"{each.name}/{each.schema.primary_key[0]}"}
        for each in package.resources
    }
    references = {
        field["@id"]: field["references"]["field"]["@id"]
        for each in document["recordSet"]
        for field in each["field"]
        if "references" in field
    }
    assert references == {
        f"{each.name}/{key.fields[0]}": f"{key.resource}/{key.reference_fields[0]}"
        for each in package.resources
        for key in each.schema.foreign_keys
        if key.resource != each.name
    }
    assert references["answers/question_claim_id"] == "questions/claim_id"


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
    return str(field.constraints.get("pattern", "")).startswith("(?:100")
