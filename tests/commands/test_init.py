"""`python -m checks init FOLDER` begins a package, and `python -m checks build` keeps it true."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from checks.commands.main import main
from checks.rules.registry import all_rules
from tests.helpers.builders import ROOT, read_descriptor, read_rows

OURS: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
RULE = all_rules()[0].name
FILES = 2 + len(OURS["resources"]) + len({each["schema"] for each in OURS["resources"]})
"""The files of a begun package: descriptor, attributes for git, tables, schemas."""
SETUPTOOLS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
    "setuptools"
]


def run(capsys, *arguments):
    """Exit status, standard output and standard error."""
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        name: (folder / name).read_bytes() for name in tree(folder) if (folder / name).is_file()
    }


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package as `init` leaves it, not to be changed."""
    folder = tmp_path_factory.mktemp("template") / "reed-islands"
    assert main(["init", str(folder)]) == 0
    return folder


@pytest.fixture
def begun(template: Path, tmp_path: Path) -> Path:
    """The same, to be edited."""
    return Path(shutil.copytree(template, tmp_path / "reed-islands"))


# What is written


def test_a_begun_package_is_valid_and_up_to_date(capsys, template):
    before = files(template)
    status, out, err = run(capsys, template)
    assert (status, err) == (0, "")
    assert "Valid: structure OK; 0 findings, registered as found." in out
    assert run(capsys, "build", template) == (0, "Everything is up to date.\n", "")
    assert files(template) == before


def test_it_holds_the_schemas_vocabulary_and_rules_of_this_project_and_empty_tables(template):
    tables = {resource["path"]: resource["schema"] for resource in OURS["resources"]}
    written = files(template)
    assert set(written) == {".gitattributes", "datapackage.json", *tables, *tables.values()}
    for path in ("data/properties.csv", "data/rules.csv", *tables.values()):
        assert written[path] == (ROOT / path).read_bytes()
    for path in set(tables) - {"data/properties.csv", "data/rules.csv"}:
        fields = json.loads(written[tables[path]])["fields"]
        assert written[path].decode() == ",".join(field["name"] for field in fields) + "\n"


def test_the_descriptor_says_nothing_that_nobody_said(template):
    descriptor = read_descriptor(template)
    resources = descriptor.pop("resources")
    assert descriptor == {
        "$schema": OURS["$schema"],
        "name": "reed-islands",
        "title": "Reed islands",
        "version": "0.1.0",
    }
    assert [item["name"] for item in resources] == [item["name"] for item in OURS["resources"]]


def test_the_vocabulary_keeps_its_licence_and_its_source(template):
    tables = {item["name"]: item for item in read_descriptor(template)["resources"]}
    vocabulary = tables.pop("properties")
    assert vocabulary["licenses"] == OURS["licenses"]
    assert vocabulary["sources"] == [{"title": OURS["title"], "version": OURS["version"]}]
    assert not any({"licenses", "sources"} & set(item) for item in tables.values())


def test_the_licence_of_the_data_is_the_one_that_is_asked_for(capsys, tmp_path):
    assert run(capsys, "init", tmp_path / "reed", "--licence", "CC0-1.0")[0] == 0
    assert read_descriptor(tmp_path / "reed")["licenses"] == [{"name": "CC0-1.0"}]
    assert run(capsys, tmp_path / "reed")[0] == 0


@pytest.mark.parametrize(
    ("folder", "name", "title"),
    [
        ("reed-islands", "reed-islands", "Reed islands"),
        ("Reed Islands", "reed-islands", "Reed Islands"),
        ("reed_islands.2", "reed_islands.2", "Reed islands 2"),
        ("Îles d’Été", "iles-d-ete", "Îles d’Été"),
        ("-reed-", "reed", "Reed"),
    ],
)
def test_name_and_title_come_from_the_name_of_the_folder(capsys, tmp_path, folder, name, title):
    status, _, _ = run(capsys, "init", tmp_path / "of" / folder)
    descriptor = read_descriptor(tmp_path / "of" / folder)
    assert (status, descriptor["name"], descriptor["title"]) == (0, name, title)


# Where


def test_an_empty_folder_that_is_the_current_one_stays_the_current_one(
    capsys, tmp_path, monkeypatch
):
    folder = tmp_path / "reed"
    folder.mkdir()
    monkeypatch.chdir(folder)
    same = folder.stat().st_ino
    assert run(capsys, "init", ".")[0] == 0
    assert folder.stat().st_ino == same
    assert read_descriptor(folder)["name"] == "reed"
    assert run(capsys)[0] == 0


def test_it_says_what_it_did_and_how_to_go_on(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, "init", "reed islands")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        f"Begun: the package reed-islands, with {len(OURS['resources'])} tables.",
        "Check it: python -m checks 'reed islands'",
    ]


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("failing", ["open", "replace"])
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_failure_at_any_moment_leaves_nothing_behind(
    capsys, tmp_path, monkeypatch, exists, failing, failure
):
    """The last file fails: the disk is full, or the user gives up."""
    folder = tmp_path / "around" / "reed"
    if exists:
        folder.mkdir(parents=True)
    before = tree(tmp_path)
    works, files = getattr(Path, failing), []

    def fails(path, *arguments, **options):
        if path.suffix == ".new":  # a file on its way into its place
            files.append(path)
            if len(files) == FILES:
                raise failure
        return works(path, *arguments, **options)

    monkeypatch.setattr(Path, failing, fails)
    status, _, err = run(capsys, "init", folder)
    if isinstance(failure, KeyboardInterrupt):
        assert (status, err) == (130, "")
    else:
        assert status == 2
        assert err.endswith("datapackage.json: cannot be written (No space left)\n")
    assert tree(tmp_path) == before


# The words `init` and `build`


def test_only_the_first_word_is_a_command(capsys, tmp_path, monkeypatch, template):
    monkeypatch.chdir(tmp_path)
    for word, arguments in (("init", ["./init"]), ("build", ["--select", RULE, "--", "build"])):
        shutil.copytree(template, tmp_path / word)
        (tmp_path / word / "data/rules.csv").write_text("rule\n", encoding="utf-8")
        before = files(tmp_path / word)
        status, out, _ = run(capsys, *arguments)
        assert (status, "Not valid" in out) == (1, True)
        assert files(tmp_path / word) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "init"]


# Building


def test_a_build_brings_tables_rules_and_descriptor_up_to_date(capsys, begun):
    sorted_rows = "entity_id,type,kind,label,iso_3166,place_id,note\na,place,,A,,,\nb,place,,B,,,\n"
    loose = "\ufeff" + sorted_rows.replace("a,place", "c,place").replace("\n", "\r\n")
    (begun / "data/entities.csv").write_bytes(loose.replace(",C", ", C ").encode())
    (begun / "data/rules.csv").write_text("rule,family\n", encoding="utf-8")
    assert run(capsys, begun)[0] == 1
    assert run(capsys, "build", begun) == (
        0,
        "written: data/entities.csv\nwritten: data/rules.csv\nwritten: datapackage.json\n",
        "",
    )
    assert [row["entity_id"] for row in read_rows(begun, "entities")] == ["b", "c"]
    assert run(capsys, begun)[0] == 0


def test_a_build_keeps_what_json_can_say_and_utf_8_cannot(capsys, begun):
    file = begun / "datapackage.json"
    descriptor = {**read_descriptor(begun), "title": "Reed \ud800 islands"}
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    assert run(capsys, "build", begun) == (0, "written: datapackage.json\n", "")
    assert json.loads(file.read_bytes()) == descriptor


def test_a_build_without_a_package_named_is_of_the_one_here(capsys, begun, monkeypatch):
    monkeypatch.chdir(begun)
    (begun / "data/rules.csv").unlink()
    assert run(capsys, "build") == (0, "written: data/rules.csv\n", "")


def test_a_build_refuses_what_it_cannot_read_in_one_line_and_writes_nothing(capsys, begun):
    (begun / "data/dates.csv").write_text("a,b\n", encoding="utf-8")
    (begun / "data/names.csv").unlink()
    (begun / "data/rules.csv").unlink()
    before = files(begun)
    status, out, err = run(capsys, "build", begun)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert f"{begun}/data/dates.csv:1: expected the header 'claim_id," in err
    assert f"{begun}/data/names.csv: cannot be read" in err
    assert files(begun) == before


# From an installation


def test_a_wheel_begins_the_same_package_as_the_checkout(tmp_path, installed, template):
    subprocess.run(
        [sys.executable, "-P", "-m", "checks", "init", "reed-islands"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
    )
    assert files(tmp_path / "reed-islands") == files(template)


def test_every_package_of_the_program_is_installed():
    folders = {
        path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for path in (ROOT / "checks").rglob("__init__.py")
    }
    assert set(SETUPTOOLS["packages"]) == {*folders, "checks.profile"}
