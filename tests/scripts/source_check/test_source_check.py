"""What `python -m scripts.source_check` proves: each planted gap is found, and no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from checks.tables.package import read_package
from scripts.source_check.attribution import check_quotations
from scripts.source_check.coding import read_coding
from scripts.source_check.places import check_document
from tests.helpers.invented_islands import (
    TEXT,
    Plant,
    add,
    change,
    coded_tables,
    drop,
    gaps_in,
    write_package,
)


def test_a_complete_coding_has_no_gaps(tmp_path: Path) -> None:
    assert gaps_in(write_package(tmp_path, coded_tables())) == []


PLANTED: list[tuple[Plant, tuple[str, str, str]]] = [
    (change("documents", "isles", sha256="0" * 64), ("document", "", "sha256")),
    (change("documents", "isles", characters="7"), ("document", "", "characters")),
    (drop("headings", "h02"), ("document", "", "headings")),
    (change("passages", "p01.s02", sha256="0" * 64), ("document", "p01.s02", "sha256")),
    (change("passages", "p01.s02", end="30"), ("document", "p01.s02", "end")),
    (change("passages", "p03", parent_id="h01"), ("document", "p03", "parent_id")),
    (add("passages", "p09|isles|paragraph||9|1|2|" + "0" * 64), ("document", "p09", "p09")),
    # Words that are not printed, or only as a part of a word or a number
    (add("statements", "s9|p01.s01|storm||false"), ("as-stated", "p01.s01", "storm")),
    (add("statements", "s9|p01.s01|san||false"), ("as-stated", "p01.s01", "san")),
    (add("statements", "s9|p01.s02|198||false"), ("as-stated", "p01.s02", "198")),
    (add("statements", "s9|p77|storm||false"), ("as-stated", "p77", "s9")),
    # Values and names without a claim
    (change("dates", "d1", as_stated="sank"), ("values", "p01.s01", "May")),
    (change("dates", "d2", as_stated="it rose"), ("values", "p01.s02", "1987")),
    (change("dates", "d3", as_stated="On"), ("values", "p01.s03", "Sunday")),
    (change("dates", "d4", as_stated="met"), ("values", "p02.s01", "‘90s")),
    (change("figures", "f1", as_stated="time"), ("values", "p01.s03", "second")),
    (change("figures", "f2", as_stated="one boats"), ("values", "p03.s01", "Twenty one")),
    (change("figures", "f3", as_stated="12"), ("values", "p03.s01", "percent")),
    (change("figures", "f4", as_stated="ports"), ("values", "p03.s01", "12")),
    (drop("names", "n1"), ("names", "p01.s01", "Oru")),
    (drop("names", "n6"), ("names", "p02.s02", "Vesh")),
    (change("names", "n9", as_stated="U.O.", name="U.O."), ("names", "p03.s01", "Bureau")),
    # Acronyms without their full name right before them
    (drop("names", "n5"), ("names", "p02.s01", "(LI)")),
    (change("names", "n4", entity_id="union"), ("names", "p02.s01", "(LI)")),
    (
        change("names", "n4", as_stated="Isles (LI)", name="The League of Isles (LI)"),
        ("names", "p02.s01", "(LI)"),
    ),
    # Quotations without a statement or a speaker, and a nickname in quotation marks
    (
        change("statements", "s3", attributed_to=""),
        ("quotations", "p02.s03", "Nobody sails. We wait."),
    ),
    (
        change("statements", "s4", quotation="false"),
        ("quotations", "p02.s04", "Nobody sails. We wait."),
    ),
    (
        change("statements", "s3", as_stated="pilot said"),
        ("quotations", "p02.s03", "Nobody sails. We wait."),
    ),
    (drop("names", "n8"), ("quotations", "p02.s02", "the Keel")),
    (drop("statements", "s1"), ("claims", "p01.s04", "sentence")),
    # Lists of sources
    (drop("citations", "c3"), ("citations", "p02", "U.O. Almanac")),
    (change("citations", "c1", list_label="Sources"), ("citations", "p01", "Tidal Gazette")),
    (change("citations", "c3", as_stated="Tidal Gazette"), ("citations", "p02", "Tidal Gazette")),
    (add("citations", "c9|p02|U.O. Almanac||2|Sources"), ("citations", "p02", "U.O. Almanac")),
    (add("citations", "c9|p03|U.O. Bureau||1|Sources"), ("citations", "p03", "U.O. Bureau")),
    (
        add("citations", "c9|p03.s01|U.O. Bureau||1|Sources"),
        ("citations", "p03.s01", "U.O. Bureau"),
    ),
]


@pytest.mark.parametrize(
    ("plant", "expected"), [pytest.param(*each, id="-".join(each[1])) for each in PLANTED]
)
def test_a_planted_gap_is_the_one_that_is_reported(
    tmp_path: Path, plant: Plant, expected: tuple[str, str, str]
) -> None:
    tables = coded_tables()
    plant(tables)
    assert gaps_in(write_package(tmp_path, tables)) == [expected]


def test_a_missing_row_of_passages_is_reported(tmp_path: Path) -> None:
    tables = coded_tables()
    tables["passages"] = [row for row in tables["passages"] if row["passage_id"] != "p01.s02"]
    assert gaps_in(write_package(tmp_path, tables)) == [("document", "p01.s02", "p01.s02")]


def test_a_character_outside_of_every_sentence_is_reported(tmp_path: Path) -> None:
    coding = read_coding(read_package(write_package(tmp_path, coded_tables())), TEXT)
    cut = {**coding.passages, "p01.s01": replace(coding.passages["p01.s01"], end=16)}
    outcome = check_document(replace(coding, passages=cut, coded_passages=cut))
    assert [(gap.passage_id, gap.token) for gap in outcome.gaps] == [("p01", ".")]


def test_a_quotation_that_is_never_closed_is_reported(tmp_path: Path) -> None:
    folder = write_package(tmp_path, coded_tables())
    coding = read_coding(read_package(folder), TEXT)
    outcome = check_quotations(replace(coding, text=TEXT.replace("wait.”", "wait..")))
    assert [(gap.passage_id, gap.token) for gap in outcome.gaps] == [
        ("p02", "Nobody sails. We wait..")
    ]
