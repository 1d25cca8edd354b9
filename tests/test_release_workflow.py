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
PROGRAM = tuple(
    f"mali_extremism_claims-{VERSION}{ending}" for ending in ("-py3-none-any.whl", ".tar.gz")
)


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
    for name in PROGRAM:
        (tmp_path / "dist" / name).write_text(name, encoding="utf-8")
    names = f"{STEM}*.zip {STEM}.sqlite {STEM}.xlsx {STEM}-parquet/* {' '.join(PROGRAM)}"
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


def test_the_files_their_checksums_and_the_manifest_are_attached(laid_out: Path) -> None:
    endings = (".zip", "-parquet.zip", ".sqlite", ".xlsx", ".sha256", ".json")
    files = sorted(path.name for path in (laid_out / "attached").iterdir())
    assert files == sorted([*(f"{STEM}{ending}" for ending in endings), *PROGRAM])
    assert (laid_out / "notes.md").read_text("utf-8") == "What is new.\n"
    path = f"{laid_out}/programs{os.pathsep}{os.environ['PATH']}"
    done = run("Attach the files", laid_out, PATH=path)
    assert done.returncode == 0
    options = ["--verify-tag", "--title", f"Version {VERSION}", "--notes-file", "notes.md"]
    command, tag, *rest = done.stdout.splitlines()[1:]
    assert (command, tag, rest[:5]) == ("create", f"v{VERSION}", options)
    assert sorted(rest[5:]) == sorted(f"attached/{name}" for name in files)


def test_files_are_verified_then_attested_and_then_attached(laid_out: Path) -> None:
    names = [step["name"] for step in JOBS["attach"]["steps"] if "name" in step]
    assert names == ["Verify the files", "Attest where the files were built", "Attach the files"]
    assert run("Verify the files", laid_out).returncode == 0
    (laid_out / f"attached/{STEM}.sqlite").write_text("other", encoding="utf-8")
    assert run("Verify the files", laid_out).returncode == 1


def test_every_attached_file_is_attested_where_github_offers_it() -> None:
    attest = STEPS["Attest where the files were built"]
    assert attest["uses"].startswith("actions/attest-build-provenance@")
    assert attest["with"] == {"subject-path": "attached/*"}
    assert attest["if"] == "${{ !github.event.repository.private }}"
    permissions = {"contents": "write", "attestations": "write", "id-token": "write"}
    assert JOBS["attach"]["permissions"] == permissions
