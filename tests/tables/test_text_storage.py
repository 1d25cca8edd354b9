"""Texts are held as it fits the size of a package, and that changes nothing that is found."""

from pathlib import Path

import pandas as pd
import pytest

from checks.checking import build_report
from checks.tables import text_storage
from checks.tables.package import read_package
from checks.tables.text_storage import fitting_text_storage
from scripts.inject_faults.campaign import make_cases
from scripts.inject_faults.operators import all_operators
from scripts.world import write_package
from tests.helpers.contradictory_package import contradictory_package


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
    cases = make_cases(6, all_operators()[::3])
    write_package(folder, [case.country for case in cases])
    reports = []
    for many in (10**9, 0):
        monkeypatch.setattr(text_storage, "MANY", many)
        reports.append(build_report(folder))
    assert len(reports[0].findings) >= len(cases)
    assert reports[0] == reports[1]
