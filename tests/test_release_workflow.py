"""The workflow that publishes a release: who may do what, and what its scripts do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.helpers.workflow_steps import read_yaml, run_step, write_program

WORKFLOW = read_yaml(".github/workflows/release.yml")
JOBS = WORKFLOW["jobs"]
STEPS = {step["name"]: step for job in JOBS.values() for step in job["steps"] if "name" in step}
VERSION = "1.2.0"
STEM = f"mali-extremism-claims-{VERSION}"


def run(name: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the step of that name for the tag of the version."""
    return run_step(STEPS[name], folder, GITHUB_REF_NAME=f"v{VERSION}", **variables)


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
    sums = f"sha256sum {names} > {STEM}.sha256"
    subprocess.run(sums, shell=True, cwd=tmp_path / "dist", check=True)
    return tmp_path


def test_only_the_tag_of_a_version_starts_it() -> None:
    # YAML 1.1 reads the key `on` as a truth value.
    assert WORKFLOW[True] == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}}


def test_jobs_that_may_write_run_no_code_of_the_repository() -> None:
    assert JOBS["build"]["permissions"] == {"contents": "read"}
    for name in ("attach", "publish"):
        uses = [step.get("uses", "") for step in JOBS[name]["steps"]]
        assert not any(use.startswith(("actions/checkout@", "./")) for use in uses)
        assert not any("make " in step.get("run", "") for step in JOBS[name]["steps"])


def test_a_release_is_validated_and_built_before_it_is_attached_and_published() -> None:
    assert [JOBS["attach"]["needs"], JOBS["publish"]["needs"]] == ["build", "attach"]
    commands = [step.get("run", "") for step in JOBS["build"]["steps"]]
    made = [command for command in commands if command.startswith("make ")]
    assert made == ["make validate", "make release", "make site"]


def test_a_version_that_was_recorded_is_found(checkout: Path) -> None:
    done = run("Find the record of this version", checkout)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("missing", [f"{VERSION}.json", f"{STEM}.zip"])
def test_a_tag_without_a_record_fails_with_an_annotation(checkout: Path, missing: str) -> None:
    (checkout / "releases" / missing).unlink()
    done = run("Find the record of this version", checkout)
    assert done.returncode == 1
    assert done.stdout.startswith(f"::error::releases/{missing} is not there")
    assert done.stdout.count("\n") == 1


def test_an_archive_of_other_bytes_than_the_recorded_one_fails(checkout: Path) -> None:
    assert run("Compare the archive with the recorded one", checkout).returncode == 0
    (checkout / f"dist/{STEM}.zip").write_bytes(b"other")
    assert run("Compare the archive with the recorded one", checkout).returncode == 1


@pytest.fixture
def laid_out(checkout: Path) -> Path:
    """The checkout when the files to attach are laid out, with a `gh` that prints its arguments."""
    assert run("Lay out what is attached", checkout).returncode == 0
    write_program(checkout / "programs/gh", "printf '%s\\n' \"$@\"")
    return checkout


def attach(folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder}/programs{os.pathsep}{os.environ['PATH']}"
    return run("Verify and attach", folder, PATH=path)


def test_the_files_their_checksums_and_the_manifest_are_attached(laid_out: Path) -> None:
    endings = (".zip", "-parquet.zip", ".sqlite", ".xlsx", ".sha256", ".json")
    files = sorted(path.name for path in (laid_out / "attached").iterdir())
    assert files == sorted(f"{STEM}{ending}" for ending in endings)
    assert (laid_out / "notes.md").read_text("utf-8") == "What is new.\n"
    done = attach(laid_out)
    assert done.returncode == 0
    verified, _, asked = done.stdout.partition("release\n")
    assert f"{STEM}.zip: OK\n" in verified
    options = ["--verify-tag", "--title", f"Version {VERSION}", "--notes-file", "notes.md"]
    attached = sorted(f"attached/{name}" for name in files)
    command, tag, *rest = asked.splitlines()
    assert (command, tag, rest[:5]) == ("create", f"v{VERSION}", options)
    assert sorted(rest[5:]) == attached


def test_a_file_that_is_not_what_was_built_is_not_attached(laid_out: Path) -> None:
    (laid_out / f"attached/{STEM}.sqlite").write_text("other", encoding="utf-8")
    done = attach(laid_out)
    assert done.returncode == 1
    assert "create" not in done.stdout
