"""A package is read from its descriptor, or refused in one line."""

import json
from pathlib import Path
from typing import Any

import pytest

from checks.tables.package import PackageError, read_package

SCHEMA = {"fields": [{"name": "id", "type": "string"}]}


def write(folder: Path, descriptor: object) -> Path:
    file = folder / "datapackage.json"
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    return file


def with_resource(**properties: Any) -> dict[str, Any]:
    resource = {"name": "ferries", "path": "ferries.csv", "schema": SCHEMA, **properties}
    kept = {key: value for key, value in resource.items() if value is not None}
    return {"name": "islands", "version": "2.0.1", "resources": [kept]}


def refusal(path: Path) -> str:
    with pytest.raises(PackageError) as caught:
        read_package(path)
    return str(caught.value)


@pytest.mark.parametrize("given", ["folder", "descriptor"])
def test_package_is_read_from_its_folder_or_descriptor(tmp_path: Path, given: str) -> None:
    file = write(tmp_path, with_resource())
    package = read_package(tmp_path if given == "folder" else file)
    assert (package.name, package.version) == ("islands", "2.0.1")
    assert (package.folder, package.descriptor_file) == (tmp_path, file)
    assert package.resource("ferries").file == tmp_path / "ferries.csv"  # need not be there
    assert not package.resource("ferries").schema.is_of_claims


def test_schema_says_columns_keys_and_references(tmp_path: Path) -> None:
    schema = {
        "fields": [
            {"name": "claim_id", "type": "string", "constraints": {"required": True}},
            {"name": "passage_id", "type": "string"},
            {"name": "as_stated"},
            {"name": "when", "type": "string", "syntax": "edtf"},
            {"name": "of", "type": "string", "references": "claim", "listSeparator": "|"},
        ],
        "primaryKey": "claim_id",
        "uniqueKeys": [["passage_id", "as_stated"]],
        "foreignKeys": [
            {"fields": "passage_id", "reference": {"resource": "", "fields": "claim_id"}},
            {"fields": ["of"], "reference": {"resource": "others", "fields": ["id"]}},
        ],
    }
    (tmp_path / "ferries.json").write_text(json.dumps(schema), encoding="utf-8")
    write(tmp_path, with_resource(schema="ferries.json"))
    read = read_package(tmp_path).resource("ferries").schema
    assert read.field_names == ("claim_id", "passage_id", "as_stated", "when", "of")
    assert read.primary_key == ("claim_id",)
    assert read.unique_keys == (("passage_id", "as_stated"),)
    assert [(key.fields, key.resource, key.reference_fields) for key in read.foreign_keys] == [
        (("passage_id",), "ferries", ("claim_id",)),
        (("of",), "others", ("id",)),
    ]
    assert read.missing_values == ("",)
    assert read.path == "ferries.json"
    assert read.is_of_claims
    assert read.field("when").is_edtf
    assert not read.field("of").is_edtf
    assert read.field("of").refers_to_claims
    assert read.field("of").list_separator == "|"
    assert read.field("claim_id").constraints == {"required": True}


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    assert refusal(nowhere) == f"{nowhere}: there is no such file or folder"
    message = f"{tmp_path}: no data package here (expected a datapackage.json)"
    assert refusal(tmp_path) == message


NO_PACKAGES: list[tuple[object, str]] = [
    ([], "must hold a JSON object"),
    ({"name": "islands"}, "'resources' must be a list"),
    ({"resources": []}, "'resources' must be a list"),
    ({**with_resource(), "name": 7}, "'name' must be a text"),
    ({**with_resource(), "extraRules": "moons-agree"}, "'extraRules' must be a list of names"),
    ({"resources": ["ferries"]}, "resource 1: must be an object"),
    ({"resources": with_resource()["resources"] * 2}, "two resources have the name 'ferries'"),
    (with_resource(name=None), "resource 1: has no name"),
    (with_resource(path=None), "'path' must be the path"),
    (with_resource(path=["a.csv", "b.csv"]), "'path' must be the path"),
    (with_resource(schema=None), "must have a table, which has a 'schema'"),
    (with_resource(schema=7), "'schema' must be"),
    (with_resource(schema="none.json"), "no schema file 'none.json'"),
    (with_resource(schema={}), "'fields' must be a list"),
    (with_resource(schema={"fields": [{}]}), "with a name"),
    (with_resource(schema={"fields": ["id"]}), "with a name"),
    (with_resource(schema={"fields": [{"name": "id", "constraints": []}]}), "'constraints' of"),
    (with_resource(schema={**SCHEMA, "primaryKey": 1}), "'primaryKey'"),
    (with_resource(schema={**SCHEMA, "missingValues": [3]}), "'missingValues'"),
    (with_resource(schema={**SCHEMA, "foreignKeys": [{"fields": ["id"]}]}), "have a reference"),
]
NO_JSON: list[tuple[bytes, str]] = [
    (b"", "not JSON (line 1"),
    (b'{"name":\n}', "not JSON (line 2"),
    (b"\xff\xfe{\x00}\x00", "not UTF-8 (byte 1)"),
    (b"[" * 100_000, "not JSON"),
    (b'{"x": NaN}', "not JSON (NaN is no number that JSON has)"),
    (b'{"x": [-Infinity]}', "not JSON (-Infinity is no"),
    (b'{"x": 1e999}', "not JSON (1e999 is no"),
    (
        b"PK\x03\x04\x14\x00",
        "a zip archive: unpack it, and check the folder of its datapackage.json",
    ),
    (b"\x1f\x8b\x08", "a gzip file: unpack it"),
    (b"version https://git-lfs.github.com/spec/v1\noid x\n", "a Git LFS pointer: run git lfs pull"),
    (b'\xef\xbb\xbf{"name": "islands"}', "begins with a byte order mark"),
    (b'{"name": "islands", "name": "isles"}', "an object has the key 'name' twice"),
    (b'{"resources": [{"path": "a.csv", "path": "b.csv"}]}', "has the key 'path' twice"),
]


@pytest.mark.parametrize(
    ("content", "reason"),
    [*((json.dumps(given).encode(), reason) for given, reason in NO_PACKAGES), *NO_JSON],
)
def test_descriptor_that_cannot_be_understood_is_refused_in_one_line(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "datapackage.json").write_bytes(content)
    message = refusal(tmp_path)
    assert message.startswith(f"{tmp_path / 'datapackage.json'}: ")
    assert reason in message
    assert "\n" not in message


def test_a_number_with_an_exponent_is_a_number(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(
        json.dumps(with_resource()).replace('{"name"', '{"x": 1.5e300, "name"', 1), "utf-8"
    )
    assert read_package(tmp_path).descriptor["x"] == 1.5e300


def test_a_resource_without_a_schema_is_a_file_beside_the_tables(tmp_path: Path) -> None:
    descriptor = with_resource()
    descriptor["resources"].insert(0, {"name": "map", "path": "map.geojson"})
    write(tmp_path, descriptor)
    package = read_package(tmp_path)
    assert [table.name for table in package.resources] == ["ferries"]
    (file,) = package.others
    assert (file.name, file.path, file.file) == ("map", "map.geojson", tmp_path / "map.geojson")


def test_schema_that_cannot_be_understood_is_refused_by_its_path(tmp_path: Path) -> None:
    write(tmp_path, with_resource(schema="ferries.json"))
    for content, reason in (
        ("{", "not JSON (line 1"),
        ('{"fields": []}', "'fields' must be a list of at least one column"),
    ):
        (tmp_path / "ferries.json").write_text(content, encoding="utf-8")
        assert refusal(tmp_path).startswith(f"{tmp_path / 'ferries.json'}: {reason}")


OUTSIDE = ["../ferries.csv", "data/../../ferries.csv", "/ferries.csv", "~/ferries.csv"]
OUTSIDE += ["..\\ferries.csv", "C:/ferries.csv"]
REMOTE = ["https://islands.invalid/ferries.csv", "s3://bucket/x", "file:///x"]


@pytest.mark.parametrize("path", [*OUTSIDE, *REMOTE])
@pytest.mark.parametrize("what", ["path", "schema"])
def test_path_that_is_remote_or_leaves_the_package_is_refused(
    tmp_path: Path, what: str, path: str
) -> None:
    write(tmp_path, with_resource(**{what: path}))
    assert ("remote path" if path in REMOTE else "leaves the package") in refusal(tmp_path)


def test_link_that_leaves_the_package_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text("id\n", encoding="utf-8")
    (folder / "ferries.csv").symlink_to(tmp_path / "secret.csv")
    write(folder, with_resource())
    assert "leaves the package by a link" in refusal(folder)
