"""`python -m scripts.release`: what it refuses, writes and records, on a small invented package."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml

from scripts.release.__main__ import main
from scripts.versions.history import record_faults
from tests.helpers.builders import (
    describe,
    read_descriptor,
    read_rows,
    write_cell,
    write_descriptor,
    write_table,
)
from tests.helpers.releasable_packages import number, releasable

ARCHIVE = "small-1.2.3.zip"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, not to be changed."""
    return releasable(tmp_path_factory.mktemp("template") / "package")


@pytest.fixture
def package(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "package"))


@pytest.fixture(scope="module")
def released_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package and its files beside it, released and recorded; not to be changed."""
    package = Path(shutil.copytree(template, tmp_path_factory.mktemp("released") / "package"))
    assert release(package, "--record") == 0
    return package


@pytest.fixture
def released(released_template: Path, tmp_path: Path) -> Path:
    """The package, released and recorded as 1.2.3."""
    return Path(shutil.copytree(released_template.parent, tmp_path / "all")) / "package"


def release(package: Path, *options: str) -> int:
    return main([str(package), "--dist", str(package.parent / "dist"), "--quiet", *options])


def refusals(package: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The lines of a release that is refused, and writes nothing."""
    before = sorted(package.parent.rglob("*"))
    capsys.readouterr()
    assert release(package, *options) == 1
    assert sorted(package.parent.rglob("*")) == before
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert all(line.startswith("release: ") for line in lines)
    return [line.removeprefix("release: ") for line in lines]


def written(package: Path) -> dict[str, bytes]:
    dist = package.parent / "dist"
    files = (file for file in sorted(dist.rglob("*")) if file.is_file())
    return {file.relative_to(dist).as_posix(): file.read_bytes() for file in files}


def text_in(package: Path, archive: str, path: str) -> str:
    with zipfile.ZipFile(package.parent / "dist" / archive) as opened:
        return opened.read(path).decode("utf-8")


# What it writes


def test_a_release_is_an_archive_a_database_a_workbook_parquet_files_and_their_checksums(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release(package) == 0
    files = written(package)
    tables = [each["name"] for each in read_descriptor(package)["resources"]]
    tables += ["actors-view", "events-view", "polls-view"]
    assert sorted(files) == sorted(
        [
            *("small-1.2.3.zip", "small-1.2.3.sqlite", "small-1.2.3.xlsx"),
            *("small-1.2.3-parquet.zip", "small-1.2.3.sha256"),
            *(f"small-1.2.3-parquet/{name}.parquet" for name in tables),
        ]
    )
    assert files["small-1.2.3.sha256"].decode() == "".join(
        f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n"
        for path in sorted(files)
        if path != "small-1.2.3.sha256"
    )
    assert "Not recorded" in capsys.readouterr().out
    assert not (package / "releases").exists()
    stray = package.parent / "dist/small-1.2.3-parquet/table-of-an-earlier-run.parquet"
    stray.write_bytes(b"old")
    assert release(package) == 0
    assert written(package) == files


def test_members_of_the_archive_carry_no_trace_of_the_machine(package: Path) -> None:
    assert release(package) == 0
    with zipfile.ZipFile(package.parent / "dist" / ARCHIVE) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {
        (entry.date_time, entry.external_attr >> 16, entry.create_system, entry.compress_type)
        for entry in entries
    } == {((1980, 1, 1, 0, 0, 0), 0o100644, 3, zipfile.ZIP_STORED)}


def test_the_archive_names_its_version_day_and_citation(package: Path) -> None:
    assert release(package) == 0
    _, card, readme = text_in(package, ARCHIVE, "README.md").split("---\n", maxsplit=2)
    assert yaml.safe_load(card)["pretty_name"] == "Guilds of nowhere"
    readme = readme.replace("\\", "")
    assert readme.startswith("\n# Guilds of nowhere, version 1.2.3\n")
    assert "Released on 2020-02-29 under CC-BY-4.0" in readme
    assert "> Guild readers. (2020). Guilds of nowhere (Version 1.2.3) [Data set]." in readme
    finding = read_rows(package, "findings")[0]["finding_id"]
    assert (
        f"> Guild readers. (2020). Guilds of nowhere (Version 1.2.3, finding {finding})" in readme
    )
    citation = yaml.safe_load(text_in(package, ARCHIVE, "CITATION.cff"))
    assert (citation["version"], citation["date-released"]) == ("1.2.3", "2020-02-29")
    assert "## Load a table\n\nWith any program that reads CSV.\n\nOr with a spreadsheet." in readme
    assert "No more" not in readme
    changes = text_in(package, ARCHIVE, "CHANGES.md")
    assert changes == "# Changes in version 1.2.3\n\nReleased on 2020-02-29.\n\nNews.\n"


# What it records


def test_a_recorded_release_keeps_its_archive_and_the_hash_of_each_file(released: Path) -> None:
    files = written(released)
    manifest = json.loads((released / "releases/1.2.3.json").read_text("utf-8"))
    assert manifest == {
        "name": "small",
        "version": "1.2.3",
        "released": "2020-02-29",
        "files": [
            {"path": path, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for path, content in sorted(files.items())
            if not path.endswith(".sha256")
        ],
    }
    assert (released / "releases" / ARCHIVE).read_bytes() == files[ARCHIVE]
    assert record_faults(released / "releases") == []


def test_the_same_bytes_may_be_released_again(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = written(released)
    for options in ([], ["--record"]):
        capsys.readouterr()
        assert release(released, *options) == 0
        assert "Released before, with the same bytes." in capsys.readouterr().out
    assert written(released) == before


def test_a_later_version_lists_every_value_that_was_corrected(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number(released, "1.2.4", "2020-03-01", "A note.")
    assert release(released) == 0
    assert "Since 1.2.3: no change of the data.\n" in capsys.readouterr().out
    write_cell(released, "dates", 3, "note", "Seen again.")
    assert release(released, "--record") == 0
    assert "Since 1.2.3: a patch change.\n" in capsys.readouterr().out
    assert text_in(released, "small-1.2.4.zip", "CHANGES.md") == (
        "# Changes in version 1.2.4\n\nReleased on 2020-03-01.\n\nA note.\n\n"
        "## Data compared with version 1.2.3\n\n"
        "- *patch*: dates: 1 value corrected\n\n"
        "Corrected in `dates`:\n\n"
        "| row | column | was | is |\n|---|---|---|---|\n"
        "| `p1.s2.date01` | `note` | *(empty)* | Seen again. |\n"
    )
    assert sorted(path.name for path in (released / "releases").iterdir()) == [
        *("1.2.3.json", "1.2.4.json", "small-1.2.3.zip", "small-1.2.4.zip")
    ]


def test_an_old_version_can_be_built_again_after_a_newer_one_was_recorded(
    tmp_path: Path, released: Path
) -> None:
    older = Path(shutil.copytree(released, tmp_path / "older/package"))
    shutil.rmtree(older / "releases")
    number(released, "1.3.0", "2020-03-01")
    assert release(released, "--record") == 0
    (released / "releases").rename(older / "releases")
    assert release(older) == 0


# What it refuses


def test_a_version_without_a_day_is_built_but_not_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = releasable(tmp_path / "package", day="unreleased")
    (line,) = refusals(package, capsys, "--record")
    assert line.startswith("CHANGELOG.md: version 1.2.3 is unreleased: its heading needs a day")
    assert release(package) == 0
    assert "Not released:" in capsys.readouterr().out
    assert not (package / "releases").exists()
    readme = text_in(package, ARCHIVE, "README.md")
    assert "\nNot released yet. Licence: CC-BY-4.0 (`LICENSE`). `CHANGES.md` has" in readme
    assert "\nNot released yet.\n" in text_in(package, ARCHIVE, "CHANGES.md")
    assert "datePublished" not in text_in(package, ARCHIVE, "schema-org.jsonld")


def test_a_package_that_is_not_valid_is_not_released(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_table(package, "findings", [])
    describe(package)
    assert refusals(package, capsys) == ["the package is not valid: see make validate"]


def test_every_place_with_another_version_is_named(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n', encoding="utf-8")
    readme = (package / "README.md").read_text(encoding="utf-8")
    (package / "README.md").write_text(f"{readme}`small-1.2.1.xlsx`\n", encoding="utf-8")
    write_descriptor(package, read_descriptor(package) | {"version": "1.2.4"})
    assert refusals(package, capsys) == [
        "pyproject.toml: has version 1.2.0, and datapackage.json 1.2.4",
        "README.md: has version 1.2.1, and datapackage.json 1.2.4",
        "CHANGELOG.md: the newest entry is not about version 1.2.4",
    ]


def test_a_version_too_small_for_its_changes_is_refused_and_the_required_one_released(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guild = {"entity_id": "wax-guild", "type": "organisation", "label": "Wax Guild"}
    rows = read_rows(released, "entities")
    write_table(released, "entities", [*rows, dict.fromkeys(rows[0], "") | guild])
    number(released, "1.2.4")
    (line,) = refusals(released, capsys, "--record")
    assert line == (
        "version 1.2.4 is too small: since 1.2.3 a minor version is required, 1.3.0 or later "
        "(entities: 1 row added)"
    )
    number(released, "1.3.0")
    assert release(released, "--record") == 0


def test_other_bytes_of_a_released_version_are_refused(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = written(released)
    (released / "docs/rules.md").write_text("Other rules.\n", encoding="utf-8")
    (line,) = refusals(released, capsys, "--record")
    assert line.startswith("version 1.2.3 was released on 2020-02-29 with other bytes (small-1.2.3")
    assert written(released) == before


def test_a_version_below_a_released_one_is_refused(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number(released, "1.2.2")
    assert refusals(released, capsys) == ["version 1.2.2 is lower than 1.2.3, which was released"]


def test_every_file_that_the_archive_lacks_is_named(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "docs/rules.md").unlink()
    (package / "LICENSE").unlink()
    assert refusals(package, capsys) == [
        "LICENSE: not there, and belongs to the archive",
        "docs/rules.md: not there, and belongs to the archive",
    ]


def test_a_section_that_the_archive_shares_with_the_readme_must_be_there(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "README.md").write_text("# Guilds\n", encoding="utf-8")
    assert refusals(package, capsys) == [
        "README.md: no section 'Load a table', which belongs to the archive too"
    ]


@pytest.mark.parametrize("damage", ["changed", "gone", "renamed"])
def test_a_record_that_is_not_what_was_released_is_refused(
    released: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    archive = released / "releases" / ARCHIVE
    if damage == "changed":
        archive.write_bytes(archive.read_bytes() + b"\n")
    elif damage == "gone":
        archive.unlink()
    else:
        (released / "releases/1.2.3.json").rename(released / "releases/1.2.9.json")
    lines = refusals(released, capsys)
    assert lines
    assert all(line.startswith(str(released / "releases")) for line in lines)


def test_a_folder_without_a_package_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (line,) = refusals(tmp_path / "empty", capsys)
    assert "no data package here" in line


def test_a_folder_that_cannot_be_made_is_named_with_the_reason_and_no_number(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = package.parent / "dist"
    taken.write_bytes(b"")
    assert release(package) == 2
    assert capsys.readouterr().err == f"release: {taken}: cannot be written (File exists)\n"
