"""Typed tables hold what the text says, in the types that rules work on."""

from pathlib import Path

import pandas as pd
import pytest

from checks.structure import check_structure
from checks.tables.decimals import read_numbers
from checks.tables.package import read_package
from checks.tables.typed import load_tables, typed_tables
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


def test_columns_have_the_types_that_rules_work_on(tables: dict[str, pd.DataFrame]) -> None:
    dates, sizes = tables["dates"], tables["polls"]["sample_size"]
    assert dates["row"].tolist() == [2, 3]  # as a spreadsheet shows it
    assert dates.index.tolist() == [0, 1]
    assert dates["note"].tolist() == ["NA", ""]
    assert sizes.dtype == "Int64"
    assert (sizes.iloc[0], sizes.isna().tolist()) == (840, [False, True])
    assert tables["properties"]["symmetric"].dtype == "bool"
    assert not tables["properties"]["symmetric"].any()
    assert tables["figures"]["low"].tolist() == ["52.60", "7"]
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


def test_an_empty_cell_is_the_value_that_its_column_declares(tmp_path: Path) -> None:
    terms = [{"agency": "", "symmetric": ""}, {"agency": "both", "symmetric": "true"}]
    named = [{**term, "property_id": name} for term, name in zip(terms, "ab", strict=True)]
    build_package(tmp_path / "p", properties=named)
    package = read_package(tmp_path / "p")
    result = check_structure(package)
    assert result.problems == ()
    properties = typed_tables(package, result.tables)["properties"]
    assert properties["agency"].tolist() == ["none", "both"]
    assert properties["symmetric"].dtype == "bool"
    assert properties["symmetric"].tolist() == [False, True]
    assert load_tables(read_package(tmp_path / "p"))["properties"]["symmetric"].isna().tolist() == [
        True,
        False,
    ]


def test_an_impossible_value_is_kept_aside_and_not_known_to_rules(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    poll = {"passage_id": "p01", "fieldwork": "2014-27", "published": "2014", "sample_size": "0"}
    build_package(
        folder,
        polls=[{**poll, "as_stated": "27/2014, 0 people"}],
        answers=[{"passage_id": "p01", "percent": "185", "low": "3", "as_stated": "185, 3"}],
    )
    package = read_package(folder)
    result = check_structure(package)
    assert result.problems == ()
    tables = typed_tables(package, result.tables)
    poll, answer = (tables[name].iloc[0] for name in ("polls", "answers"))
    assert poll["fieldwork_impossible"] == "2014-27: expected days that the calendar has"
    assert poll["sample_size_impossible"] == "0: expected at least 1"
    assert answer["percent_impossible"] == "185: expected at most 100"
    impossible = [poll["published_impossible"], answer["low_impossible"]]
    assert pd.isna([*impossible, poll["sample_size"], poll["fieldwork_earliest"]]).all()
    assert (poll["fieldwork"], answer["low"]) == ("2014-27", "3")
    assert not read_numbers(pd.Series([answer["percent"]])).is_plain.any()
