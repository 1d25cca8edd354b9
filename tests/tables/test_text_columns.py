"""Columns of text: how they are held, compared and looked up."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.checking import build_report
from checks.tables import text_columns
from checks.tables.package import read_package
from checks.tables.text_columns import (
    comparable,
    fitting_text_storage,
    positions,
    strictly_rises,
)
from scripts.inject_faults.campaign import make_cases
from scripts.inject_faults.operators import all_operators
from scripts.world import write_package
from tests.helpers.contradictory_package import contradictory_package

numbers = st.tuples(st.integers(0, 99), st.sampled_from(["", ".0", ".5", ".50", ".05"])).map(
    lambda parts: f"{parts[0]}{parts[1]}"
)
texts = st.lists(st.sampled_from(["", "a", "b", "é", "\U0001f30a"]), max_size=6)


def column(values: list[str]) -> pd.Series:
    return pd.Series(values, dtype="str")


@given(numbers, numbers)
def test_texts_of_numbers_are_comparable_iff_the_numbers_are_equal(one: str, other: str) -> None:
    left, right = comparable(column([one, other]), "number")
    assert (left == right) == (Decimal(one) == Decimal(other))


@given(texts, texts)
def test_the_position_of_a_value_is_the_first_among_the_others(
    values: list[str], others: list[str]
) -> None:
    found = positions(column(values), column(others))
    assert found.tolist() == [others.index(value) if value in others else -1 for value in values]


@given(texts)
def test_a_column_rises_strictly_iff_it_is_sorted_by_code_point_and_distinct(
    values: list[str],
) -> None:
    assert strictly_rises(column(values)) == (values == sorted(set(values)))


def test_the_size_of_a_package_decides_how_texts_are_held_and_no_report_depends_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "package"
    cases = make_cases(6, all_operators()[::3])
    write_package(folder, [case.country for case in cases])
    before = pd.get_option("mode.string_storage")
    reports = []
    for many, storage in ((10**9, "python"), (0, "pyarrow")):
        monkeypatch.setattr(text_columns, "MANY", many)
        with fitting_text_storage(read_package(folder)):
            assert column(["a"]).dtype.storage == storage
        reports.append(build_report(folder))
    assert pd.get_option("mode.string_storage") == before
    assert len(reports[0].findings) >= len(cases)
    assert reports[0] == reports[1]


def test_a_file_that_is_missing_counts_as_empty(tmp_path: Path) -> None:
    package = read_package(contradictory_package(tmp_path / "package"))
    package.resource("dates").file.unlink()
    with fitting_text_storage(package):
        assert pd.get_option("mode.string_storage") == "python"
