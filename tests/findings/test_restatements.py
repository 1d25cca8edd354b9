"""The table of restatements: which rows it has, and when it is brought up to date."""

from pathlib import Path

import pandas as pd
import pytest

from checks.checking import build_report, build_report_with_update
from checks.commands.main import main
from checks.findings.restatements import COLUMNS, restatements
from tests.helpers.builders import Row, build_package, describe, read_rows, write_cell, write_table
from tests.helpers.claim_tables import frame


def text(*claims, documents=("gazette", "almanac")):
    """Claims "p1.a b": the passage p1 says of b that it sank. b-p1 is of the second document."""
    passages = [
        *((f"p{place}", documents[0], "paragraph", "", str(place)) for place in range(1, 5)),
        *((f"b-p{place}", documents[1], "paragraph", "", str(place)) for place in range(1, 3)),
    ]
    tree = frame("passage_id document_id kind parent_id ordinal", passages)
    number = pd.array(tree["ordinal"].astype("int64"), "Int64")
    titles = [("gazette", "Gazette", "Kolo"), ("almanac", "Almanac", "Kolo")]
    said = [(claim.split()[0], claim.partition(".")[0], claim.split()[1]) for claim in claims]
    return {
        "sinkings": frame("claim_id passage_id entity_id", said),
        "passages": tree.assign(ordinal=number, start=number),
        "documents": frame("document_id title publisher", titles),
    }


def rows(tables):
    return [tuple(row.values()) for row in restatements(tables)]


def test_a_group_is_known_by_its_first_claim_in_the_text():
    said = ["p3.a ferry", "p2.z ferry", "p2.b barge", "p1.c raft"]
    assert rows(text(*said)) == [
        ("p2.z", "p2.z", "gazette", "Gazette, paragraph 2"),
        ("p2.z", "p3.a", "gazette", "Gazette, paragraph 3"),
    ]


def test_claims_of_one_passage_are_of_a_group_if_another_passage_has_it():
    assert rows(text("p1.a ferry", "p1.b ferry")) == []
    assert [row[:2] for row in rows(text("p1.a ferry", "p1.b ferry", "p2.c ferry"))] == [
        ("p1.a", "p1.a"),
        ("p1.a", "p1.b"),
        ("p1.a", "p2.c"),
    ]


def test_each_document_restates_itself_only():
    assert rows(text("p1.a ferry", "b-p1.a ferry")) == []
    said = ["p1.a ferry", "b-p1.a ferry", "b-p2.a ferry"]
    assert [row[:3] for row in rows(text(*said))] == [
        ("b-p1.a", "b-p1.a", "almanac"),
        ("b-p1.a", "b-p2.a", "almanac"),
    ]


@pytest.mark.parametrize("column", ["start", "document_id"])
def test_without_a_column_that_is_needed_there_are_no_rows(column):
    tables = text("p1.a ferry", "p2.a ferry")
    tables["passages"] = tables["passages"].drop(columns=column)
    assert rows(tables) == []
    del tables["passages"]
    assert rows(tables) == []


FERRY = {"entity_id": "ferry", "property_id": "founded", "date": "1931"}
SAID = [
    {"claim_id": "p01.s01.a1", "passage_id": "p01.s01"},
    {"claim_id": "p01.s02.a1", "passage_id": "p01.s02"},
]
RESTATED = ["p01.s01.a1", "p01.s02.a1"]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package in which two sentences say the same, with the table of restatements empty."""
    dates: list[Row] = [{**FERRY, **each} for each in SAID]
    build_package(tmp_path, dates=dates, restatements=[], findings=[])
    return tmp_path


def listed(folder: Path) -> list[str]:
    return [row["claim_id"] for row in read_rows(folder, "restatements")]


def test_build_names_a_table_that_is_out_of_date_and_brings_it_up_to_date(package, capsys):
    assert main(["build", str(package), "--check"]) == 1
    assert "stale: data/restatements.csv" in capsys.readouterr().out
    assert listed(package) == []
    assert main(["build", str(package)]) == 0
    assert listed(package) == RESTATED
    assert main(["build", str(package), "--check"]) == 0
    assert tuple(read_rows(package, "restatements")[0]) == COLUMNS


def test_build_leaves_the_table_alone_where_a_number_is_none(package):
    write_cell(package, "passages", 2, "ordinal", "one")
    assert main(["build", str(package)]) == 0
    assert listed(package) == []


def test_an_update_of_the_register_brings_the_table_up_to_date(package):
    build_report_with_update(package)
    assert listed(package) == RESTATED
    assert build_report(package).structure == ()


def test_a_row_is_no_claim_and_the_claims_that_it_names_must_be_there(package):
    main(["build", str(package)])
    report = build_report(package)
    assert report.structure == ()
    table = [{**row, "first_claim_id": "p09.x1"} for row in read_rows(package, "restatements")]
    write_table(package, "restatements", table)
    describe(package)
    report = build_report(package)
    assert {(item.code, item.column) for item in report.structure} == {
        ("claim-reference", "first_claim_id")
    }
    assert report.left_out == ()
    assert build_report_with_update(package).structure == ()


def test_the_table_of_this_package_is_known_by_its_columns():
    from checks.write.derived import RESTATEMENT_COLUMNS

    assert frozenset(COLUMNS) == RESTATEMENT_COLUMNS
