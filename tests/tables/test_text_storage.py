"""Texts are held as it fits the size of a package, and that changes nothing that is found."""

from pathlib import Path

import pandas as pd
import pytest

from checks.checking import build_report
from checks.tables import text_storage
from checks.tables.package import read_package
from checks.tables.text_storage import fitting_text_storage
from scripts.bench.packages import write_package
from tests.helpers.builders import ROOT
from tests.helpers.contradictory_package import contradictory_package
from tests.helpers.planted_faults import FAULTS, plant


@pytest.mark.parametrize(("many", "storage"), [(10**9, "python"), (0, "pyarrow")])
def test_the_size_of_a_package_decides_how_texts_are_held(
    many: int, storage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = read_package(contradictory_package(tmp_path / "package"))
    monkeypatch.setattr(text_storage, "MANY", many)
    before = pd.get_option("mode.string_storage")
    with fitting_text_storage(package):
        assert pd.Series(["a"], dtype="str").dtype.storage == storage
    assert pd.get_option("mode.string_storage") == before


def test_a_file_that_is_missing_counts_as_empty(tmp_path: Path) -> None:
    package = read_package(contradictory_package(tmp_path / "package"))
    package.resource("dates").file.unlink()
    with fitting_text_storage(package):
        assert pd.get_option("mode.string_storage") == "python"


def test_a_report_is_the_same_however_texts_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "package"
    write_package(read_package(ROOT), 2_000, folder)
    plant(folder, FAULTS)
    reports = []
    for many in (10**9, 0):
        monkeypatch.setattr(text_storage, "MANY", many)
        reports.append(build_report(folder))
    assert len({finding.rule for finding in reports[0].findings}) > len(FAULTS) / 2
    assert reports[0] == reports[1]
