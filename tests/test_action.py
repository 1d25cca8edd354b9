"""The GitHub Action, the workflow of this repository and the pre-commit hook."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.checking import build_report_with_update
from tests.helpers.builders import ROOT, write_cell
from tests.helpers.contradictory_package import contradictory_package

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
WORKFLOWS: dict[str, dict[str, Any]] = {
    path.name: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((ROOT / ".github/workflows").iterdir())
}
WORKFLOW = WORKFLOWS["validate.yml"]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
SET_UP, CHECK = STEPS["Set up the checks"], STEPS["Check the package"]


def used(steps: list[dict[str, Any]]) -> list[str]:
    return [step["uses"] for step in steps if "uses" in step]


ALL_USED = [
    *used(ACTION["runs"]["steps"]),
    *(
        use
        for flow in WORKFLOWS.values()
        for job in flow["jobs"].values()
        for use in used(job["steps"])
    ),
]


# What the files say


def test_the_action_is_composite_and_all_its_inputs_have_defaults():
    assert ACTION["runs"]["using"] == "composite"
    assert {name: item["default"] for name, item in ACTION["inputs"].items()} == {
        "path": ".",
        "version": "3.13",
        "format": "github",
        "output": "",
    }
    assert all(item["description"] for item in ACTION["inputs"].values())


def test_every_step_of_the_action_that_runs_something_names_its_shell():
    assert [step["shell"] for step in STEPS.values() if "run" in step] == ["bash", "bash"]


def test_no_input_is_written_into_a_script():
    """An expression in a script is replaced before the shell reads it: quotes do not help."""
    steps = [
        step
        for flow in WORKFLOWS.values()
        for job in flow["jobs"].values()
        for step in job["steps"]
    ]
    scripts = [step["run"] for step in [*steps, *STEPS.values()] if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


def test_only_actions_of_github_are_used_each_by_a_full_commit_hash():
    others = [use for use in ALL_USED if use != "./"]
    known = "checkout|setup-python|(up|down)load-artifact|upload-pages-artifact|deploy-pages"
    pinned = re.compile(rf"actions/({known})@[0-9a-f]{{40}}")
    assert others
    assert [use for use in others if not pinned.fullmatch(use)] == []
    assert len(set(others)) == len({use.partition("@")[0] for use in others}), "one hash for each"


def test_the_workflow_runs_on_pushes_and_pull_requests_and_may_only_read():
    # YAML 1.1 reads the key `on` as a truth value.
    assert set(WORKFLOW[True]) == {"push", "pull_request"}
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in WORKFLOW["jobs"].values())


def test_no_checkout_leaves_its_token_behind():
    checkouts = [
        step
        for flow in WORKFLOWS.values()
        for job in flow["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_workflow_uses_the_action_of_this_repository():
    assert "./" in used(WORKFLOW["jobs"]["package"]["steps"])


def test_the_workflow_runs_what_a_contributor_runs_on_every_supported_python():
    job = WORKFLOW["jobs"]["checks"]
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    script = (ROOT / ".ci/run").read_text("utf-8")
    commands = [line for line in script.splitlines() if line.startswith("make ")]
    assert {"make validate", "make lint", "make test"} <= set(commands)
    assert os.access(ROOT / ".ci/run", os.X_OK)


# What the steps do


@dataclass(frozen=True)
class Outcome:
    status: int
    log: str
    errors: str
    summary: str


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with two contradictions and an empty register, not to be changed."""
    return contradictory_package(tmp_path_factory.mktemp("template") / "package")


@pytest.fixture
def workspace(template: Path, tmp_path: Path) -> Path:
    """A repository of somebody else with that package in the folder `claims/small`."""
    folder = tmp_path / "workspace"
    shutil.copytree(template, folder / "claims/small")
    return folder


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """The runner's folder for temporary files, where an environment is set up already."""
    commands = tmp_path / "temp/claims-check/bin"
    commands.mkdir(parents=True)
    script = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    (commands / "python").write_text(script, encoding="utf-8")
    (commands / "python").chmod(0o755)
    return tmp_path / "temp"


def run(script: str, folder: Path, temporary: Path, **variables: str) -> Outcome:
    """A script of a step, run as a runner does it."""
    summary = temporary / "summary.md"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "RUNNER_TEMP": str(temporary),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(summary),
            **variables,
        },
        capture_output=True,
        check=False,
    )
    return Outcome(
        done.returncode,
        done.stdout.decode(),
        done.stderr.decode(),
        summary.read_text("utf-8") if summary.exists() else "",
    )


def check(workspace: Path, temporary: Path, **inputs: str) -> Outcome:
    """The step that checks, with the defaults of the action where an input is not given."""
    assert set(CHECK["env"].values()) == {
        f"${{{{ inputs.{name} }}}}" for name in ("path", "format", "output")
    }
    given = {name: inputs.get(name, item["default"]) for name, item in ACTION["inputs"].items()}
    variables = {
        variable: given[re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", value)[1]]
        for variable, value in CHECK["env"].items()
    }
    return run(CHECK["run"], workspace, temporary, **variables)


def test_findings_become_annotations_with_paths_from_the_root_of_the_repository(
    workspace, temporary
):
    outcome = check(workspace, temporary, path="claims/small")
    assert (outcome.status, outcome.errors) == (1, "")
    commands = outcome.log.splitlines()
    assert all(re.match(r"::(error|warning|notice) ", line) for line in commands)
    (dates,) = (line for line in commands if "title=dates-agree" in line)
    assert dates.startswith("::error file=claims/small/data/dates.csv,line=2,")
    named = re.findall(r" file=([^,]+),", outcome.log)
    assert named
    assert all((workspace / file).is_file() for file in named)


def test_a_broken_cell_becomes_an_annotation_of_its_line(workspace, temporary):
    write_cell(workspace / "claims/small", "dates", 3, "date", "Michaelmas")
    outcome = check(workspace, temporary, path="claims/small/datapackage.json")
    assert outcome.status == 1
    assert "::error file=claims/small/data/dates.csv,line=3,title=structure%3A edtf" in outcome.log


def test_a_package_that_is_the_whole_repository_has_no_folder_before_its_paths(
    workspace, temporary
):
    outcome = check(workspace / "claims/small", temporary)
    assert outcome.status == 1
    assert "::error file=data/dates.csv,line=2," in outcome.log


def test_paths_are_seen_from_the_folder_in_which_the_program_runs(workspace, temporary):
    (workspace / "else/where").mkdir(parents=True)
    outcome = check(workspace / "else/where", temporary, path="../../claims/small")
    assert "::error file=../../claims/small/data/dates.csv,line=2," in outcome.log
    (workspace / "link").symlink_to("claims")
    outcome = check(workspace, temporary, path=str(workspace / "link/small"))
    assert "::error file=claims/small/data/dates.csv,line=2," in outcome.log


def test_the_report_is_added_to_the_summary_of_the_job(workspace, temporary):
    (temporary / "summary.md").write_text("Of another step.\n", encoding="utf-8")
    outcome = check(workspace, temporary, path="claims/small")
    assert outcome.summary.startswith("Of another step.\n# small 1.2.3\n")
    assert "2 findings not registered" in outcome.summary


def test_a_valid_package_passes_with_a_summary(workspace, temporary):
    build_report_with_update(workspace / "claims/small")
    outcome = check(workspace, temporary, path="claims/small")
    assert (outcome.status, outcome.errors) == (0, "")
    assert "**Valid: structure OK; 2 findings, registered as found.**" in outcome.summary


def test_a_report_in_another_format_goes_to_a_file_with_paths_from_the_root(workspace, temporary):
    inputs = {"path": "claims/small", "format": "sarif", "output": "report of checks.sarif"}
    outcome = check(workspace, temporary, **inputs)
    assert (outcome.status, outcome.log) == (1, "")
    assert "2 findings not registered" in outcome.summary
    log = json.loads((workspace / "report of checks.sarif").read_text("utf-8"))
    files = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
        for place in result["locations"]
    }
    assert files == {"claims/small/data/dates.csv", "claims/small/data/answers.csv"}


@pytest.mark.parametrize(
    ("inputs", "complaint"),
    [
        ({"path": "nowhere"}, "nowhere: there is no such file or folder"),
        ({"path": "claims/small", "format": "pdf"}, "invalid choice: 'pdf'"),
        ({"path": "init"}, "init: there is no such file or folder"),
        ({"path": "--help"}, "--help: there is no such file or folder"),
        ({"path": "$(touch made)"}, "$(touch made): there is no such file or folder"),
    ],
)
def test_what_cannot_be_checked_fails_with_2_and_one_line_that_is_annotation_and_summary_too(
    workspace, temporary, inputs, complaint
):
    outcome = check(workspace, temporary, **inputs)
    assert outcome.status == 2
    assert complaint in outcome.errors
    assert outcome.errors.count("\n") == 1
    assert outcome.log == f"::error title=claims-check::{outcome.errors}"
    assert outcome.summary == f"    {outcome.errors}"
    assert [path.name for path in workspace.iterdir()] == ["claims"]


def test_an_annotation_of_what_cannot_be_checked_is_escaped_as_github_reads_it(
    workspace, temporary
):
    outcome = check(workspace, temporary, path="50%0A")
    assert outcome.errors == "checks: 50%0A: there is no such file or folder\n"
    assert outcome.log.endswith("::checks: 50%250A: there is no such file or folder\n")


def test_a_folder_checks_of_the_repository_is_not_run(workspace, temporary):
    (workspace / "checks").mkdir()
    (workspace / "checks/__main__.py").write_text("print('not this one')\n", encoding="utf-8")
    outcome = check(workspace, temporary, path="claims/small")
    assert "not this one" not in outcome.log
    assert outcome.log.startswith("::error file=claims/small/")


def test_the_checks_are_set_up_from_the_lock_of_the_action_with_hashes(workspace, tmp_path):
    """With a stand-in for Python that writes down what it is asked, and makes the environment."""
    asked = tmp_path / "asked.txt"
    stand_in = tmp_path / "python"
    stand_in.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{asked}"\n'
        '[ "$2" != venv ] || { mkdir -p "$4/bin" && cp "$0" "$4/bin/python"; }\n',
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    temporary = tmp_path / "temp folder"
    temporary.mkdir()
    assert list(SET_UP["env"]) == ["PYTHON"]
    outcome = run(SET_UP["run"], workspace, temporary, PYTHON=str(stand_in))
    assert (outcome.status, outcome.errors) == (0, "")
    made, installed = asked.read_text("utf-8").splitlines()
    assert made == f"-m venv --clear {temporary}/claims-check"
    assert installed.startswith("-m pip install ")
    assert "--require-hashes --only-binary :all:" in installed
    assert installed.endswith(f"--requirement {ROOT}/requirements.lock")


# The hook


def test_the_hook_runs_the_program_that_is_installed_once_for_the_package():
    scripts = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'\n{HOOK["entry"]} = "checks.commands.main:main"\n' in scripts
    assert (HOOK["id"], HOOK["language"], HOOK["pass_filenames"]) == (
        "claims-check",
        "python",
        False,
    )


@pytest.mark.parametrize(
    ("file", "concerns_it"),
    [
        ("datapackage.json", True),
        ("data/dates.csv", True),
        ("schemas/dates.json", True),
        ("claims/small/datapackage.json", True),
        ("claims/small/data/dates.csv", True),
        ("README.md", False),
        ("data/notes.txt", False),
        ("mydata/dates.csv", False),
        ("datapackage.json.orig", False),
    ],
)
def test_the_hook_runs_when_a_file_of_the_package_changes(file, concerns_it):
    assert bool(re.search(HOOK["files"], file)) == concerns_it
