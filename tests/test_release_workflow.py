"""The workflow that publishes a release: who may do what, and what its scripts do."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.builders import ROOT

WORKFLOW: dict[str, Any] = yaml.safe_load(
    (ROOT / ".github/workflows/release.yml").read_text("utf-8")
)
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
VERSION = "1.2.0"
STEM = f"mali-extremism-claims-{VERSION}"


def step(job: str, name: str) -> dict[str, Any]:
    return next(each for each in JOBS[job]["steps"] if each.get("name") == name)


def commands(job: str) -> list[str]:
    return [each["run"] for each in JOBS[job]["steps"] if "run" in each]


def run(script: str, folder: Path, **variables: str) -> tuple[int, str]:
    """A script of a step, run as a runner does it, for the tag of the version."""
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "GITHUB_REF_NAME": f"v{VERSION}", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout after `make release` of a version that was recorded."""
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "CHANGES.md").write_text("What is new.\n", encoding="utf-8")
    for folder in ("dist", "releases"):
        (tmp_path / folder).mkdir()
        shutil.make_archive(str(tmp_path / folder / STEM), "zip", archive)
    shutil.copy(tmp_path / f"dist/{STEM}.zip", tmp_path / f"releases/{STEM}.zip")
    (tmp_path / f"releases/{VERSION}.json").write_text("{}\n", encoding="utf-8")
    (tmp_path / f"dist/{STEM}-parquet").mkdir()
    for ending in (".sqlite", ".xlsx", "-parquet.zip", "-parquet/dates.parquet"):
        (tmp_path / f"dist/{STEM}{ending}").write_text(ending, encoding="utf-8")
    names = f"{STEM}*.zip {STEM}.sqlite {STEM}.xlsx {STEM}-parquet/*"
    run(f"cd dist; sha256sum {names} > {STEM}.sha256", tmp_path)
    return tmp_path


# What it says


def test_only_the_tag_of_a_version_starts_it() -> None:
    # YAML 1.1 reads the key `on` as a truth value.
    assert WORKFLOW[True] == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}}


def test_each_job_may_do_what_it_needs_and_no_more() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "build": {"contents": "read"},
        "attach": {"contents": "write"},
        "publish": {"pages": "write", "id-token": "write"},
    }


def test_jobs_that_may_write_run_no_code_of_the_repository() -> None:
    for name in ("attach", "publish"):
        uses = [each.get("uses", "") for each in JOBS[name]["steps"]]
        assert not any(use.startswith(("actions/checkout@", "./")) for use in uses)
        assert not any("make " in command for command in commands(name))


def test_nothing_is_attached_or_published_before_it_is_validated_built_and_compared() -> None:
    assert [JOBS["attach"]["needs"], JOBS["publish"]["needs"]] == ["build", "attach"]
    made = [command for command in commands("build") if command.startswith("make ")]
    assert made == ["make validate", "make release", "make site"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in made:
        assert f"\n{command.removeprefix('make ')}: " in makefile


# What its scripts do


def test_a_version_that_was_recorded_is_found(checkout: Path) -> None:
    script = step("build", "Find the record of this version")["run"]
    assert run(script, checkout) == (0, "")


@pytest.mark.parametrize("missing", [f"{VERSION}.json", f"{STEM}.zip"])
def test_a_tag_without_a_record_fails_with_an_annotation(checkout: Path, missing: str) -> None:
    (checkout / "releases" / missing).unlink()
    status, printed = run(step("build", "Find the record of this version")["run"], checkout)
    assert status == 1
    assert printed.startswith(f"::error::releases/{missing} is not there")
    assert printed.count("\n") == 1


def test_an_archive_of_other_bytes_than_the_recorded_one_fails(checkout: Path) -> None:
    script = step("build", "Compare the archive with the recorded one")["run"]
    assert run(script, checkout) == (0, "")
    (checkout / f"dist/{STEM}.zip").write_bytes(b"other")
    assert run(script, checkout)[0] == 1


def test_what_is_attached_are_the_files_their_sums_and_the_manifest(checkout: Path) -> None:
    assert run(step("build", "Lay out what is attached")["run"], checkout) == (0, "")
    assert sorted(path.name for path in (checkout / "attached").iterdir()) == sorted(
        [
            *(f"{STEM}.zip", f"{STEM}-parquet.zip", f"{STEM}.sqlite", f"{STEM}.xlsx"),
            *(f"{STEM}.sha256", f"{STEM}.json"),
        ]
    )
    assert (checkout / "notes.md").read_text("utf-8") == "What is new.\n"


@pytest.fixture
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a program `gh` that prints its arguments, one on a line."""
    folder = tmp_path_factory.mktemp("programs")
    (folder / "gh").write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="utf-8")
    (folder / "gh").chmod(0o755)
    return folder


def attach(checkout: Path, stand_in: Path) -> tuple[int, str]:
    assert run(step("build", "Lay out what is attached")["run"], checkout)[0] == 0
    path = f"{stand_in}{os.pathsep}{os.environ['PATH']}"
    return run(step("attach", "Verify and attach")["run"], checkout, PATH=path)


def test_the_files_are_verified_and_attached_to_the_tag(checkout: Path, stand_in: Path) -> None:
    status, printed = attach(checkout, stand_in)
    assert status == 0
    verified, _, asked = printed.partition("release\n")
    assert f"{STEM}.zip: OK\n" in verified
    lines = asked.splitlines()
    assert lines[:3] == ["create", f"v{VERSION}", "--verify-tag"]
    assert ["--title", f"Version {VERSION}", "--notes-file", "notes.md"] == lines[3:7]
    assert len(lines[7:]) == 6


def test_a_file_that_is_not_what_was_built_is_not_attached(checkout: Path, stand_in: Path) -> None:
    with (checkout / f"dist/{STEM}.sqlite").open("a", encoding="utf-8") as file:
        file.write("more")
    status, printed = attach(checkout, stand_in)
    assert status == 1
    assert "create" not in printed
