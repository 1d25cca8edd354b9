"""The GitHub Action, the workflow of this repository and the pre-commit hook.

`make lint` checks pinned actions, permissions and injected expressions in them, with zizmor.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.checking import build_report_with_update
from tests.helpers.builders import ROOT
from tests.helpers.contradictory_package import contradictory_package
from tests.helpers.workflow_steps import read_yaml, run_step, write_program

ACTION = read_yaml("action.yml")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
SET_UP, CHECK = STEPS["Set up the checks"], STEPS["Check the package"]
DEFAULTS = {name: item["default"] for name, item in ACTION["inputs"].items()}


def test_the_workflow_runs_the_action_and_what_a_contributor_runs_on_every_supported_python():
    workflow = read_yaml(".github/workflows/validate.yml")
    package, checks = workflow["jobs"]["package"], workflow["jobs"]["checks"]
    # YAML 1.1 reads the key `on` as a truth value.
    assert set(workflow[True]) == {"push", "pull_request"}
    assert "./" in [step["uses"] for step in package["steps"]]
    assert checks["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert [step["run"] for step in checks["steps"] if "run" in step] == [".ci/run"]
    assert os.access(ROOT / ".ci/run", os.X_OK)


# The step that checks


@dataclass(frozen=True)
class Runner:
    """A repository with a package in `claims/small`, and a runner on which the set-up is done."""

    workspace: Path
    temporary: Path

    @property
    def package(self) -> Path:
        return self.workspace / "claims/small"

    @property
    def summary(self) -> str:
        """The summary of the job."""
        return (self.temporary / "summary.md").read_text("utf-8")

    def check(self, folder: str = ".", **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the step in a folder of the repository, with the inputs of the action."""
        given = {f"${{{{ inputs.{name} }}}}": each for name, each in (DEFAULTS | inputs).items()}
        return run_step(
            CHECK,
            self.workspace / folder,
            RUNNER_TEMP=self.temporary,
            GITHUB_ACTION_PATH=ROOT,
            GITHUB_STEP_SUMMARY=self.temporary / "summary.md",
            **{variable: given[value] for variable, value in CHECK["env"].items()},
        )


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with two contradictions and an empty register, not to be changed."""
    return contradictory_package(tmp_path_factory.mktemp("template") / "package")


@pytest.fixture
def runner(template: Path, tmp_path: Path) -> Runner:
    runner = Runner(tmp_path / "workspace", tmp_path / "temp")
    shutil.copytree(template, runner.package)
    python = runner.temporary / "claims-check/bin/python"
    write_program(python, f'exec "{sys.executable}" "$@"')
    return runner


def test_findings_become_annotations_with_paths_from_the_root_of_the_repository(runner):
    done = runner.check(path="claims/small")
    assert (done.returncode, done.stderr) == (1, "")
    assert all(re.match(r"::(error|warning|notice) ", line) for line in done.stdout.splitlines())
    (dates,) = (line for line in done.stdout.splitlines() if "title=dates-agree" in line)
    assert dates.startswith("::error file=claims/small/data/dates.csv,line=2,")
    named = re.findall(r" file=([^,]+),", done.stdout)
    assert all((runner.workspace / file).is_file() for file in named)


@pytest.mark.parametrize(
    ("folder", "path", "file"),
    [
        ("else", "../claims/small", "../claims/small/data/dates.csv"),
        (".", "link/small", "claims/small/data/dates.csv"),
    ],
)
def test_paths_are_relative_to_the_folder_in_which_the_step_runs(runner, folder, path, file):
    (runner.workspace / "else").mkdir()
    (runner.workspace / "link").symlink_to("claims")
    assert f"::error file={file},line=2," in runner.check(folder, path=path).stdout


def test_a_valid_package_passes_and_the_report_is_added_to_the_summary_of_the_job(runner):
    (runner.temporary / "summary.md").write_text("Of another step.\n", encoding="utf-8")
    build_report_with_update(runner.package)
    done = runner.check(path="claims/small")
    assert (done.returncode, done.stderr) == (0, "")
    assert runner.summary.startswith("Of another step.\n# small 1.2.3\n")
    assert "**Valid: structure OK; 2 findings, registered as found.**" in runner.summary


def test_lesser_findings_are_annotated_and_do_not_fail_the_step_if_that_is_asked_for(runner):
    build_report_with_update(runner.package, select=["dates-agree"])
    assert runner.check(path="claims/small").returncode == 1
    done = runner.check(path="claims/small", **{"fail-on": "error"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "title=answers-leave-no-residual" in done.stdout
    assert "passes, as only errors fail" in runner.summary


def test_a_report_in_another_format_goes_to_a_file(runner):
    done = runner.check(path="claims/small", format="sarif", output="report of checks.sarif")
    assert (done.returncode, done.stdout) == (1, "")
    log = json.loads((runner.workspace / "report of checks.sarif").read_text("utf-8"))
    assert len(log["runs"][0]["results"]) == 2
    assert "2 findings not registered" in runner.summary


@pytest.mark.parametrize(
    ("inputs", "complaint"),
    [
        ({"path": "claims/small", "format": "pdf"}, "invalid choice: 'pdf'"),
        ({"path": "init"}, "init: there is no such file or folder"),
        ({"path": "$(touch made)"}, "$(touch made): there is no such file or folder"),
        ({"path": "50%0A"}, "50%0A: there is no such file or folder"),
    ],
)
def test_wrong_inputs_fail_with_one_line_that_is_annotation_and_summary_too(
    runner, inputs, complaint
):
    done = runner.check(**inputs)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == f"::error title=claims-check::{done.stderr.replace('%', '%25')}"
    assert runner.summary == f"    {done.stderr}"
    assert [path.name for path in runner.workspace.iterdir()] == ["claims"]


def test_a_folder_checks_of_the_repository_is_not_run(runner):
    (runner.workspace / "checks").mkdir()
    (runner.workspace / "checks/__main__.py").write_text("print('not this one')\n")
    assert runner.check(path="claims/small").stdout.startswith("::error file=claims/small/")


# The step that installs


def test_the_action_installs_uv_and_then_the_lock_of_the_checks_with_hashes(tmp_path):
    """Stand-ins for Python and uv write down their arguments; Python makes the environment."""
    bin_folder = tmp_path / "temp folder/claims-check/bin"
    note = f'printf "%s\\n" "$*" >> "{tmp_path}/asked.txt"'
    write_program(tmp_path / "uv", note)
    copies = f'cp "$0" "$4/bin/python" && cp "{tmp_path}/uv" "$4/bin/uv"'
    write_program(
        tmp_path / "python", f'{note}\n[ "$2" != venv ] || {{ mkdir -p "$4/bin" && {copies}; }}'
    )
    (tmp_path / "temp folder").mkdir()
    variables = {"RUNNER_TEMP": tmp_path / "temp folder", "GITHUB_ACTION_PATH": ROOT}
    done = run_step(SET_UP, tmp_path, PYTHON=tmp_path / "python", **variables)
    assert (done.returncode, done.stderr) == (0, "")
    made, uv, checks = (tmp_path / "asked.txt").read_text("utf-8").splitlines()
    assert made == f"-m venv --clear {bin_folder.parent}"
    assert uv.startswith("-m pip install ")
    assert uv.endswith(f"--requirement {ROOT}/requirements-uv.lock")
    assert checks.startswith("pip sync ")
    assert checks.endswith(f"--python {bin_folder}/python {ROOT}/requirements.lock")
    assert all("--require-hashes --only-binary :all:" in line for line in (uv, checks))


# The hook


@pytest.mark.parametrize(
    ("file", "concerns_it"),
    [
        ("datapackage.json", True),
        ("data/dates.csv", True),
        ("claims/small/datapackage.json", True),
        ("claims/small/schemas/dates.json", True),
        ("README.md", False),
        ("data/notes.txt", False),
        ("mydata/dates.csv", False),
        ("datapackage.json.orig", False),
    ],
)
def test_the_hook_runs_when_a_file_of_the_package_changes(file, concerns_it):
    (hook,) = read_yaml(".pre-commit-hooks.yaml")
    assert bool(re.search(hook["files"], file)) == concerns_it


def test_the_hook_runs_the_installed_command():
    (hook,) = read_yaml(".pre-commit-hooks.yaml")
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'\n{hook["entry"]} = "checks.commands.main:run"\n' in project
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
