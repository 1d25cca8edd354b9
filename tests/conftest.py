"""Fixtures that several test modules share."""

from pathlib import Path

import pytest

from checks.checking import build_report
from checks.reports.report import Report
from tests.helpers.builders import ROOT, small_package


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
    import shutil

    return Path(shutil.copytree(small_package_template, tmp_path / "package"))
