"""What `python -m scripts.build` brings up to date, on a small package about kites."""

import csv
import errno
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from scripts.build import main
from tests.helpers.builders import ROOT

COLUMNS = ["kite_id", "colour", "note"]
CANONICAL = 'kite_id,colour,note\nk1,red,\nk2,blue,"big, old"\n'


def resource_of(name: str, columns: list[str]) -> dict[str, Any]:
    fields = [{"name": column, "type": "string"} for column in columns]
    schema = {"fields": fields, "primaryKey": columns[0]}
    return {"name": name, "path": f"{name}.csv", "schema": schema}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with one canonical table and the descriptor as the build leaves it."""
    digest = f"sha256:{hashlib.sha256(CANONICAL.encode()).hexdigest()}"
    resource = {**resource_of("kites", COLUMNS), "bytes": len(CANONICAL), "hash": digest}
    descriptor = {"name": "kites", "title": "Kítes", "resources": [resource]}
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    (tmp_path / "kites.csv").write_text(CANONICAL, encoding="utf-8")
    return tmp_path


def content_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def described(folder: Path) -> dict[str, Any]:
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resource: dict[str, Any] = descriptor["resources"][0]
    return resource


@pytest.mark.parametrize(
    "loose",
    [
        pytest.param('kite_id,colour,note\nk2,blue,"big, old"\nk1,red,\n', id="unsorted"),
        pytest.param(CANONICAL.replace("\n", "\r\n"), id="CRLF"),
        pytest.param("\ufeff" + CANONICAL, id="byte order mark"),
        pytest.param(CANONICAL.removesuffix("\n"), id="no final newline"),
        pytest.param(CANONICAL.replace("red", '"red"'), id="needless quotes"),
        pytest.param(CANONICAL.replace("red", " red "), id="untrimmed"),
        pytest.param(CANONICAL + "\n\n", id="blank rows"),
        pytest.param('note,kite_id,colour\n"big, old",k2,blue\n,k1,red\n', id="reordered"),
    ],
)
def test_tables_are_rewritten_in_canonical_form(package: Path, loose: str) -> None:
    (package / "kites.csv").write_bytes(loose.encode())
    assert main([str(package)]) == 0
    assert (package / "kites.csv").read_bytes().decode() == CANONICAL


def test_text_is_normalised_and_its_size_and_hash_are_those_of_the_rewritten_file(
    package: Path,
) -> None:
    (package / "kites.csv").write_bytes("kite_id,colour,note\r\nk9,vie\u0301,\r\n".encode())
    assert main([str(package)]) == 0
    content = "kite_id,colour,note\nk9,vi\u00e9,\n".encode()
    assert (package / "kites.csv").read_bytes() == content
    assert described(package)["bytes"] == len(content) == 29
    assert described(package)["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_descriptor_keeps_everything_else_and_its_order(package: Path) -> None:
    before = (package / "datapackage.json").read_text(encoding="utf-8")
    loose = json.dumps(json.loads(before.replace('"bytes": ', '"bytes": 9')))
    (package / "datapackage.json").write_text(loose, encoding="utf-8")
    assert main([str(package)]) == 0
    assert (package / "datapackage.json").read_text(encoding="utf-8") == before


def test_check_names_stale_files_and_changes_nothing_and_building_twice_changes_nothing_more(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "kites.csv").write_bytes(b"kite_id,colour,note\nk2,b,\nk1,a,\n")
    before = content_of(package)
    assert main([str(package), "--check"]) == 1
    assert content_of(package) == before
    assert capsys.readouterr().out == "stale: kites.csv\nstale: datapackage.json\n"
    assert main([str(package)]) == 0
    once = content_of(package)
    assert sorted(once) == ["datapackage.json", "kites.csv"]
    capsys.readouterr()
    assert main([str(package)]) == 0
    assert capsys.readouterr().out == "Everything is up to date.\n"
    assert content_of(package) == once


def test_what_cannot_be_parsed_is_refused_as_the_check_says_it_and_nothing_is_written(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "kites.csv").write_bytes(b"kite_id,colour,note\nk1,red\n")
    before = content_of(package)
    assert main([str(package)]) == 2
    assert content_of(package) == before
    message = "kites.csv:2:note: expected 3 cells, as in the header"
    errors = capsys.readouterr().err
    assert errors.startswith(f"build: {package}/{message}")
    assert errors.count("\n") == 1


def test_a_refusal_says_how_many_more_faults_the_table_has(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "kites.csv").write_bytes(b"kite_id,colour,note\nk1\nk2\n\nk3\n")
    assert main([str(package)]) == 2
    assert capsys.readouterr().err.endswith("(found 1) (and 2 more)\n")


def test_a_file_that_cannot_be_written_is_named_with_the_reason_and_no_number(
    package: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (package / "kites.csv").write_bytes(b"kite_id,colour,note\nk2,b,\nk1,a,\n")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main([str(package)]) == 2
    error = f"build: {package}/kites.csv: cannot be written (No space left on device)\n"
    assert capsys.readouterr().err == error


def test_every_unreadable_table_is_named(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    second = {**descriptor["resources"][0], "name": "reels", "path": "reels.csv"}
    descriptor["resources"].append(second)
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (package / "kites.csv").unlink()
    assert main([str(package)]) == 2
    assert capsys.readouterr().err == (
        f"build: {package}/kites.csv: cannot be read (No such file or directory); "
        f"{package}/reels.csv: cannot be read (No such file or directory)\n"
    )


def test_a_folder_without_a_package_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_table_of_rules_comes_from_the_rules(package: Path) -> None:
    from checks.rules.registry import all_rules

    columns = ["rule", "family", "title", "severity", "statement", "tables"]
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"].append(resource_of("rules", columns))
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert main([str(package)]) == 0
    with (package / "rules.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["rule"] for row in rows] == sorted(rule.name for rule in all_rules())
    (agree,) = (row for row in rows if row["rule"] == "dates-agree")
    assert (agree["family"], agree["severity"]) == ("time", "error")
    assert agree["tables"] == "dates|properties"
    assert agree["statement"].startswith("All dates")
    assert main([str(package), "--check"]) == 0


def test_the_generated_documents_of_this_project_are_up_to_date(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([str(ROOT), "--check"]) == 0
    assert capsys.readouterr().out == "Everything is up to date.\n"


def test_a_stale_document_of_this_project_is_named_and_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    for name in ("data", "schemas", "docs"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("datapackage.json", "README.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, project)
    monkeypatch.setattr("scripts.build.__file__", str(project / "scripts" / "build.py"))
    (project / "docs/codebook.md").unlink()
    text = (project / "README.md").read_text(encoding="utf-8")
    (project / "README.md").write_text(text.replace("(n.d.)", "(1999)"), encoding="utf-8")
    assert main([str(project)]) == 0
    rewritten = ("docs/codebook.md", "README.md", "CITATION.cff")
    assert capsys.readouterr().out == "".join(f"written: {name}\n" for name in rewritten)
    for name in rewritten:
        assert (project / name).read_bytes() == (ROOT / name).read_bytes()
