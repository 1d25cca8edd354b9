"""Fixtures that several test modules share."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checks.checking import build_report
from checks.reports.report import Report
from tests.helpers.builders import ROOT, small_package

BUILT_FROM = (
    *("checks", "data", "schemas", "datapackage.json"),
    *("pyproject.toml", "README.md", "LICENSE", "LICENSE-CODE"),
)
"""The files and folders of the checkout that go into a wheel."""


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installed wheel, built once from a copy of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in BUILT_FROM:
        (folder / "source").mkdir(exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / "source" / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    here = ["--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "wheel", *here, "--wheel-dir", folder, folder / "source"], check=True)
    (wheel,) = folder.glob("*.whl")
    shutil.unpack_archive(wheel, folder / "site", "zip")
    return folder / "site"


@pytest.fixture(scope="session")
def own_report() -> Report:
    """The report on the package of this project."""
    report = build_report(ROOT)
    assert report.findings
    return report


@pytest.fixture(scope="session")
def small_package_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small valid package; not to be changed."""
    folder = tmp_path_factory.mktemp("small") / "package"
    small_package(folder)
    return folder


@pytest.fixture
def small(small_package_template: Path, tmp_path: Path) -> Path:
    """The folder of a small valid package with rows in every table, to be tampered with."""
    return Path(shutil.copytree(small_package_template, tmp_path / "package"))
