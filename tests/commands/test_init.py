"""`python -m checks init FOLDER` begins a package, and `python -m checks build` keeps it true."""

import csv
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
from checks.write import skeleton
from tests.helpers.builders import ROOT, read_descriptor, read_rows

OURS: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
RULE = all_rules()[0].name
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


def test_a_begun_package_is_valid_and_so_is_its_empty_register(capsys, template):
    status, out, err = run(capsys, template)
    assert (status, err) == (0, "")
    assert "Valid: structure OK; 0 findings, registered as found." in out


def test_frictionless_validates_a_begun_package(template):
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=template,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, json.loads(done.stdout)["valid"]) == (0, True)


def test_a_begun_package_is_up_to_date(capsys, template):
    before = files(template)
    assert run(capsys, "build", template) == (0, "Everything is up to date.\n", "")
    assert files(template) == before


def test_it_holds_every_table_and_schema_of_this_project_and_nothing_else(template):
    expected = {"datapackage.json"}
    for resource in OURS["resources"]:
        expected |= {resource["path"], resource["schema"]}
    assert set(files(template)) == expected


def test_schemas_and_vocabulary_are_those_of_this_project(template):
    copied = [path.relative_to(ROOT) for path in (ROOT / "schemas").glob("*.json")]
    for path in [*copied, Path("data/properties.csv")]:
        assert (template / path).read_bytes() == (ROOT / path).read_bytes()


def test_rules_are_generated_and_all_other_tables_are_their_headers_alone(template):
    rows = {file.stem: len(read_rows(template, file.stem)) for file in template.glob("data/*.csv")}
    assert rows.pop("properties") == len(read_rows(ROOT, "properties"))
    assert [row["rule"] for row in read_rows(template, "rules")] == sorted(
        rule.name for rule in all_rules()
    )
    del rows["rules"]
    assert len(rows) == len(OURS["resources"]) - 2
    assert set(rows.values()) == {0}
    for name in rows:
        schema = json.loads((template / f"schemas/{name}.json").read_text("utf-8"))
        text = (template / f"data/{name}.csv").read_text("utf-8")
        assert list(csv.reader([text])) == [[field["name"] for field in schema["fields"]]]


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


def occupied(folder: Path, kind: str) -> None:
    if kind == "file":
        folder.write_text("", encoding="utf-8")
    elif kind == "dangling link":
        folder.symlink_to("nowhere")
    else:
        folder.mkdir()
        (folder / kind).write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "complaint"),
    [
        ("notes.txt", "is not empty"),
        (".hidden", "is not empty"),
        ("datapackage.json", "is not empty"),
        ("file", "is not a folder"),
        ("dangling link", "is not a folder"),
    ],
)
def test_a_folder_that_holds_anything_is_refused_in_one_line_and_left_alone(
    capsys, tmp_path, kind, complaint
):
    occupied(tmp_path / "reed", kind)
    before = tree(tmp_path)
    status, out, err = run(capsys, "init", tmp_path / "reed")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert complaint in err
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "the following arguments are required: FOLDER"),
        (["reed", "marsh"], "unrecognized arguments: marsh"),
        (["reed", "--licence", "do what you want"], "is no identifier of a licence"),
        (["reed", "--licence", ""], "is no identifier of a licence"),
        (["reed", "--lic", "MIT"], "unrecognized arguments"),
        (["†"], "needs letters or digits"),
        (["a-file/reed"], "cannot be written"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_one_line_and_nothing_is_written(
    capsys, tmp_path, monkeypatch, arguments, complaint
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    status, out, err = run(capsys, "init", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert complaint in err
    assert tree(tmp_path) == ["a-file"]


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("failing", ["write_bytes", "rename"])
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_failure_at_any_moment_leaves_nothing_behind(
    capsys, tmp_path, monkeypatch, exists, failing, failure
):
    """The last file fails: the disk is full, or the user gives up."""
    folder = tmp_path / "around" / "reed"
    if exists:
        folder.mkdir(parents=True)
    before = tree(tmp_path)
    works = getattr(Path, failing)

    def fails(path, argument):
        if path.name == "datapackage.json":
            raise failure
        return works(path, argument)

    monkeypatch.setattr(Path, failing, fails)
    if isinstance(failure, KeyboardInterrupt):
        with pytest.raises(KeyboardInterrupt):
            main(["init", str(folder)])
    else:
        status, _, err = run(capsys, "init", folder)
        assert (status, "cannot be written (No space left)" in err) == (2, True)
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


@pytest.mark.parametrize("arguments", [["nowhere"], ["one", "two"], ["--check"]])
def test_a_build_that_makes_no_sense_is_refused_in_one_line(
    capsys, tmp_path, monkeypatch, arguments
):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, "build", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("checks: ")


# From an installation


def process(site: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """The program as installed in `site`, run elsewhere."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "checks", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        check=True,
    )


def test_every_package_of_the_program_is_installed():
    folders = {
        path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for path in (ROOT / "checks").rglob("__init__.py")
    }
    assert set(SETUPTOOLS["packages"]) == {*folders, "checks.profile"}


def test_what_is_installed_as_the_profile_is_enough_to_begin_a_package(tmp_path, template):
    """As `pyproject.toml` says it, without anything that a checkout has besides."""
    source = ROOT / SETUPTOOLS["package-dir"]["checks.profile"]
    site, profile = tmp_path / "site", tmp_path / "site/checks/profile"
    shutil.copytree(ROOT / "checks", site / "checks", ignore=shutil.ignore_patterns("__pycache__"))
    for pattern in SETUPTOOLS["package-data"]["checks.profile"]:
        for file in source.glob(pattern):
            (profile / file.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, profile / file.relative_to(source))
    process(site, "init", "reed-islands", folder=tmp_path)
    assert files(tmp_path / "reed-islands") == files(template)


def test_a_wheel_begins_the_same_package_as_the_checkout(tmp_path, installed, template):
    process(installed, "init", "reed-islands", folder=tmp_path)
    assert files(tmp_path / "reed-islands") == files(template)


def test_the_profile_of_a_checkout_is_its_own_package():
    assert skeleton.profile_folder() == ROOT
