"""Fixtures that several test modules share."""

import shutil
from pathlib import Path

import pytest

from checks.checking import build_report
from checks.reports.report import Report
from scripts.release.program import program_files
from tests.helpers.builders import ROOT, small_package


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the installed wheel of a release, built once."""
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = (item for item in program_files(ROOT).items() if item[0].endswith(".whl"))
    (folder / wheel[0]).write_bytes(wheel[1])
    shutil.unpack_archive(folder / wheel[0], folder / "site", "zip")
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
