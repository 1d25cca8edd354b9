"""Typed tables hold what the text says, in the types that rules work on."""

import pandas as pd
import pytest

from checks.structure import check_structure
from checks.tables.package import read_package
from checks.tables.typed import typed_tables
from tests.helpers.builders import build_package

FERRY = {"entity_id": "ferry-union", "passage_id": "p01"}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    folder = tmp_path_factory.mktemp("typed") / "package"
    build_package(
        folder,
        dates=[
            {**FERRY, "date": "2014", "note": "NA"},
            {**FERRY, "date": "[..2015-03]"},
        ],
        figures=[{**FERRY, "low": "52.60", "as_of": "2018-02"}, {**FERRY, "low": "7"}],
        polls=[{"passage_id": "p01", "sample_size": "840"}, {"passage_id": "p01"}],
    )
    package = read_package(folder)
    return typed_tables(package, check_structure(package).tables)


def test_row_is_the_one_that_a_spreadsheet_shows(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["dates"]["row"].tolist() == [2, 3]
    assert tables["dates"].index.tolist() == [0, 1]


def test_integers_are_nullable(tables: dict[str, pd.DataFrame]) -> None:
    sizes = tables["polls"]["sample_size"]
    assert sizes.dtype == "Int64"
    assert sizes.iloc[0] == 840
    assert pd.isna(sizes.iloc[1])


def test_booleans_are_bool(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["properties"]["symmetric"].dtype == "bool"
    assert tables["properties"]["symmetric"].tolist() == [False] * len(tables["properties"])


def test_numbers_stay_the_text_that_is_printed(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["figures"]["low"].tolist() == ["52.60", "7"]


def test_text_stays_text(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["dates"]["note"].tolist() == ["NA", ""]


def test_dates_are_days_and_empty_ones_are_not_a_time(tables: dict[str, pd.DataFrame]) -> None:
    dates = tables["dates"]
    assert dates["earliest"].dtype == dates["latest"].dtype == "datetime64[s]"
    assert dates["latest"].dt.strftime("%Y-%m-%d").tolist() == ["2014-12-31", "2015-03-31"]
    assert dates["earliest"].isna().tolist() == [False, True]


def test_every_edtf_column_has_its_bounds_beside_it(tables: dict[str, pd.DataFrame]) -> None:
    figures = tables["figures"]
    assert figures["as_of_latest"].dtype == "datetime64[s]"
    assert figures["as_of_latest"].iloc[0] == pd.Timestamp("2018-02-28")
    assert figures[["as_of_earliest", "period_latest"]].isna().to_numpy().tolist() == [
        [False, True],
        [True, True],
    ]
