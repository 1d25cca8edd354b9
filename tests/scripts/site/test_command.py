"""python -m scripts.site: what it writes, and what it refuses to touch."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from checks.tables.package import read_package
from scripts.site.__main__ import main
from scripts.site.building import build_site
from scripts.site.citing import citing
from scripts.site.downloads import release_files
from scripts.site.writing import SiteError, write_site
from tests.helpers.builders import small_package, write_cell
from tests.helpers.html_page import tree


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    return small_package(tmp_path_factory.mktemp("small") / "package")


@pytest.fixture(scope="module")
def site(package) -> dict[str, bytes]:
    return build_site(package)


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_site_is_written_into_a_folder(package, site, tmp_path, capsys):
    output = tmp_path / "out" / "site"
    assert main([str(package), "--output", str(output)]) == 0
    assert files_in(output) == site
    pages = sum(address.endswith(".html") for address in site)
    assert capsys.readouterr().out == f"{output / 'index.html'}: {pages} pages\n"


def test_a_site_takes_the_place_of_an_older_one_whole(site, tmp_path):
    output = tmp_path / "site"
    write_site({**site, "findings/gone.html": b"old"}, output)
    write_site(site, output)
    assert files_in(output) == site
    assert [item.name for item in tmp_path.iterdir()] == ["site"]


def test_a_folder_or_a_file_that_is_no_site_is_not_touched(package, site, tmp_path, capsys):
    file = tmp_path / "thesis.txt"
    file.write_text("years of work", encoding="utf-8")
    assert main([str(package), "--output", str(tmp_path), "--quiet"]) == 2
    reason = "holds something else than a site; empty it, or choose another"
    assert capsys.readouterr().err == f"site: {tmp_path.resolve()}: {reason}\n"
    with pytest.raises(SiteError, match="holds something else"):
        write_site(site, file)
    assert files_in(tmp_path) == {"thesis.txt": b"years of work"}


def test_a_site_that_cannot_be_written_leaves_the_older_one(site, tmp_path):
    output = tmp_path / "site"
    write_site(site, output)
    with pytest.raises(OSError, match="too long"):
        write_site({**site, f"tables/{'x' * 300}.html": b""}, output)
    assert files_in(output) == site
    assert [item.name for item in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", [".site.new", ".site.old"])
def test_a_link_beside_the_site_is_not_written_through(site, tmp_path, name):
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim" / "thesis.txt").write_text("years of work", encoding="utf-8")
    (tmp_path / name).symlink_to("victim")
    write_site(site, tmp_path / "site")
    write_site(site, tmp_path / "site")
    assert files_in(tmp_path / "site") == site
    assert files_in(tmp_path / "victim") == {"thesis.txt": b"years of work"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "site: nowhere: there is no such file or folder\n"),
        (["--with-files", "nowhere"], "site: nowhere: no such folder\n"),
    ],
)
def test_what_cannot_be_built_is_said_in_one_line(
    arguments, message, package, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    known = [str(package)] if arguments[0].startswith("--") else []
    assert main([*known, *arguments, "--quiet"]) == 2
    assert capsys.readouterr().err == message
    assert list(tmp_path.iterdir()) == []


def test_a_package_whose_cells_are_in_doubt_is_refused(package, tmp_path, capsys):
    folder = Path(shutil.copytree(package.parent, tmp_path / "package"))
    write_cell(folder, "dates", 2, "date", "Michaelmas")
    assert main([str(folder), "--output", str(tmp_path / "site"), "--quiet"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"site: {folder}: the structure must be right first. Not valid: ")
    assert error.count("\n") == 1
    assert not (tmp_path / "site").exists()


def test_findings_that_are_not_registered_are_shown_as_that(hostile_site):
    kinds = [
        item.text
        for item in hostile_site.page("findings.html").all("p")
        if item.attributes.get("class") == "kind"
    ]
    assert "× error dates-agree not registered" in kinds


def released(folder: Path) -> None:
    """A folder `dist` with files of this release and of others."""
    for name in (
        *("small-1.2.3.zip", "small-1.2.3.sqlite", "small-1.2.3-parquet/dates.parquet"),
        *("small-1.2.30.zip", "small-1.2.2.zip", "smaller-1.2.3.zip", "notes.txt"),
    ):
        file = folder / "dist" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")


def test_the_release_of_this_version_beside_the_descriptor_is_offered_with_its_hashes(
    package, tmp_path, monkeypatch
):
    folder = Path(shutil.copytree(package.parent, tmp_path / "package"))
    released(folder)
    monkeypatch.chdir(tmp_path)
    assert main([str(folder)]) == 0
    names = ["small-1.2.3-parquet/dates.parquet", "small-1.2.3.sqlite", "small-1.2.3.zip"]
    site = files_in(tmp_path / "site")
    offered = {path: content for path, content in site.items() if "/small" in path}
    assert offered == {f"download/{name}": name.encode() for name in names}
    tables = {
        region.attributes["aria-label"]: [
            [cell.text for cell in row.all("th", "td")] for row in region.all("tr")
        ][1:]
        for region in tree(site["download.html"].decode()).all("div")
        if region.attributes.get("role") == "region"
    }
    assert [row[0] for row in tables["Single files of the release"]] == names[:1]
    rows = tables["Files of the release"]
    assert [row[0] for row in rows] == names[1:]
    assert rows[1][1:] == [
        "Archive of everything: tables, schemas, descriptor and documentation",
        "15",
        "31788589818e249169057a51274f590136e17838e3d2c8c43abff8d4e3bb48fd",
    ]


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("reed_beds-1.2.3-py3-none-any.whl", "Program that checks such packages"),
        ("reed_beds-1.2.3.tar.gz", "Source of that program"),
        ("reed_beds-1.2.2.tar.gz", None),
        ("reed_bed-1.2.3.tar.gz", None),
    ],
)
def test_the_program_is_offered_under_the_name_that_pip_expects(package, tmp_path, name, purpose):
    (tmp_path / name).write_bytes(b"")
    offered = release_files(replace(read_package(package), name="reed-beds"), tmp_path)
    assert [item.name for item in offered] == ([name] if purpose else [])
    assert all(item.purpose.startswith(purpose) for item in offered)


@pytest.mark.parametrize(
    ("changelog", "year", "versions"),
    [
        ("# Changes\n\n## 1.2.3 - 2021-05-06\n\n- A quay.\n", "2021", ["1.2.3"]),
        ("# Changes\n\n## 1.2.2 - 2021-05-06\n\n- A quay.\n", "unreleased", ["1.2.2"]),
        ("# Release notes in another form\n\n## Spring\n", "unreleased", []),
        (None, "unreleased", []),
    ],
)
def test_only_a_changelog_says_when_a_version_was_released(
    changelog, year, versions, package, tmp_path
):
    folder = Path(shutil.copytree(package.parent, tmp_path / "package"))
    if changelog:
        (folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    cited = citing(read_package(folder))
    assert cited.citations.dataset_apa == f"small (Version 1.2.3) [Data set]. ({year})."
    assert [entry.version for entry in cited.changelog] == versions
