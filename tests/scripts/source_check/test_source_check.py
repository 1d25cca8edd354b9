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


PLANTED: list[tuple[str, Plant, tuple[str, str, str]]] = [
    (
        "the document has another hash",
        change("documents", "isles", sha256="0" * 64),
        ("document", "", "sha256"),
    ),
    (
        "the document has another length",
        change("documents", "isles", characters="7"),
        ("document", "", "characters"),
    ),
    ("a heading has no level", drop("headings", "h02"), ("document", "", "headings")),
    (
        "a passage has another hash",
        change("passages", "p01.s02", sha256="0" * 64),
        ("document", "p01.s02", "sha256"),
    ),
    (
        "a passage ends elsewhere",
        change("passages", "p01.s02", end="30"),
        ("document", "p01.s02", "end"),
    ),
    (
        "a passage stands elsewhere in the outline",
        change("passages", "p03", parent_id="h01"),
        ("document", "p03", "parent_id"),
    ),
    (
        "the table of passages has one too many",
        add("passages", "p09|isles|paragraph||9|1|2|" + "0" * 64),
        ("document", "p09", "p09"),
    ),
    (
        "words are not printed in the passage",
        add("statements", "s9|p01.s01|storm||false"),
        ("as-stated", "p01.s01", "storm"),
    ),
    (
        "words are a part of a printed word",
        add("statements", "s9|p01.s01|san||false"),
        ("as-stated", "p01.s01", "san"),
    ),
    (
        "words are a part of a printed number",
        add("statements", "s9|p01.s02|198||false"),
        ("as-stated", "p01.s02", "198"),
    ),
    (
        "a claim is of no passage",
        add("statements", "s9|p77|storm||false"),
        ("as-stated", "p77", "s9"),
    ),
    ("a month", change("dates", "d1", as_stated="sank"), ("values", "p01.s01", "May")),
    ("a year", change("dates", "d2", as_stated="it rose"), ("values", "p01.s02", "1987")),
    ("a weekday", change("dates", "d3", as_stated="On"), ("values", "p01.s03", "Sunday")),
    ("a decade", change("dates", "d4", as_stated="met"), ("values", "p02.s01", "‘90s")),
    ("an ordinal", change("figures", "f1", as_stated="time"), ("values", "p01.s03", "second")),
    (
        "a part of a number word",
        change("figures", "f2", as_stated="one boats"),
        ("values", "p03.s01", "Twenty one"),
    ),
    (
        "the percent of a percentage",
        change("figures", "f3", as_stated="12"),
        ("values", "p03.s01", "percent"),
    ),
    (
        "the second of two equal numbers",
        change("figures", "f4", as_stated="ports"),
        ("values", "p03.s01", "12"),
    ),
    ("a name", drop("names", "n1"), ("names", "p01.s01", "Oru")),
    ("a name with a possessive", drop("names", "n6"), ("names", "p02.s02", "Vesh")),
    (
        "a part of a name",
        change("names", "n9", as_stated="U.O.", name="U.O."),
        ("names", "p03.s01", "Bureau"),
    ),
    ("an acronym beside its full name", drop("names", "n5"), ("names", "p02.s01", "(LI)")),
    (
        "a full name of another entity",
        change("names", "n4", entity_id="union"),
        ("names", "p02.s01", "(LI)"),
    ),
    (
        "a full name that is not right before its acronym",
        change("names", "n4", as_stated="Isles (LI)", name="The League of Isles (LI)"),
        ("names", "p02.s01", "(LI)"),
    ),
    (
        "the speaker of a quotation",
        change("statements", "s3", attributed_to=""),
        ("quotations", "p02.s03", "Nobody sails. We wait."),
    ),
    (
        "the second sentence of a quotation",
        change("statements", "s4", quotation="false"),
        ("quotations", "p02.s04", "Nobody sails. We wait."),
    ),
    (
        "a statement that lies before the quotation",
        change("statements", "s3", as_stated="pilot said"),
        ("quotations", "p02.s03", "Nobody sails. We wait."),
    ),
    ("a nickname", drop("names", "n8"), ("quotations", "p02.s02", "the Keel")),
    ("a sentence", drop("statements", "s1"), ("claims", "p01.s04", "sentence")),
    ("a citation", drop("citations", "c3"), ("citations", "p02", "U.O. Almanac")),
    (
        "the label of a list",
        change("citations", "c1", list_label="Sources"),
        ("citations", "p01", "Tidal Gazette"),
    ),
    (
        "the order of a list",
        change("citations", "c3", as_stated="Tidal Gazette"),
        ("citations", "p02", "Tidal Gazette"),
    ),
    (
        "a citation coded twice",
        add("citations", "c9|p02|U.O. Almanac||2|Sources"),
        ("citations", "p02", "U.O. Almanac"),
    ),
    (
        "a citation that no list prints",
        add("citations", "c9|p03|U.O. Bureau||1|Sources"),
        ("citations", "p03", "U.O. Bureau"),
    ),
    (
        "a citation of a sentence",
        add("citations", "c9|p03.s01|U.O. Bureau||1|Sources"),
        ("citations", "p03.s01", "U.O. Bureau"),
    ),
]


@pytest.mark.parametrize(
    ("plant", "expected"), [pytest.param(plant, gap, id=name) for name, plant, gap in PLANTED]
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
