"""What `claims-check prove` proves: each planted gap is found, and no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from checks.passages.tree import sha256_of
from checks.proof.attribution import quotations
from checks.proof.certainty import certainty, hedges
from checks.proof.proving import CHECKS, prove
from checks.proof.relating import open_lists
from checks.proof.reproduction import reproduction
from tests.helpers.invented_islands import (
    PASSAGES,
    TEXT,
    Plant,
    Tables,
    add,
    change,
    coded_tables,
    coding_in,
    columns_of,
    drop,
    gaps_in,
    write_package,
)


def test_a_complete_coding_has_no_gaps_though_each_check_examines_something(tmp_path: Path) -> None:
    outcomes = prove(coding_in(write_package(tmp_path, coded_tables())))
    assert [gap for each in outcomes for gap in each.gaps] == []
    assert [each.check for each in outcomes if not each.examined] == ["exceptions"]


def shorten(passage: str, ending: str) -> Plant:
    """Let a passage end earlier, with the hash of the shorter text."""
    first, last = PASSAGES[passage][2:]
    start = TEXT.index(first)
    end = TEXT.index(last, start) + len(last) - len(ending)
    return change("passages", passage, end=str(end), sha256=sha256_of(TEXT[start:end]))


def all_of(*plants: Plant) -> Plant:
    """Plant several faults that are one gap."""

    def plant(tables: Tables) -> None:
        for each in plants:
            each(tables)

    return plant


PLANTED: list[tuple[Plant, tuple[str, str, str]]] = [
    (change("documents", "isles", characters="7"), ("passages", "", "7")),
    (change("passages", "p01.s02", sha256="0" * 64), ("passages", "p01.s02", "0" * 64)),
    # Words in no heading, sentence or list of sources
    (drop("headings", "h02"), ("coverage", "h02", "Trade")),
    (shorten("p01.s01", "."), ("coverage", "p01", ".")),
    (shorten("p01.s04", "."), ("citations", "p01", ".")),
    # Words that are not printed, or only as a part of a word or a number
    (add("statements", "s9|p01.s01|storm||false|stated"), ("as-stated", "p01.s01", "storm")),
    (add("statements", "s9|p01.s01|san||false|stated"), ("as-stated", "p01.s01", "san")),
    (add("statements", "s9|p01.s02|198||false|stated"), ("as-stated", "p01.s02", "198")),
    (add("statements", "s9|p77|storm||false|stated"), ("as-stated", "p77", "p77")),
    # Values and names without a claim
    (change("dates", "d1", as_stated="sank"), ("values", "p01.s01", "May")),
    (change("dates", "d2", as_stated="it rose"), ("values", "p01.s02", "1987")),
    (change("dates", "d3", as_stated="On"), ("values", "p01.s03", "Sunday")),
    (change("dates", "d4", as_stated="met"), ("values", "p02.s01", "‘90s")),
    (change("figures", "f1", as_stated="time"), ("values", "p01.s03", "second")),
    (change("figures", "f2", as_stated="one boats"), ("values", "p03.s01", "Twenty")),
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
    # Certainty and relations
    (change("figures", "f2", certainty="stated"), ("hedges", "p03.s01", "f2")),
    (change("statements", "s3", certainty="stated"), ("hedges", "p02.s03", "s3")),
    (change("relations", "r4", certainty="inferred"), ("certainty", "p03.s02", "fought")),
    (change("relations", "r1", roster=""), ("open-lists", "p03.s02", "r1")),
    (change("relations", "r2", roster="complete"), ("open-lists", "p03.s02", "r2")),
    (all_of(drop("relations", "r3"), drop("relations", "r4")), ("events", "p03.s02", "war")),
    # Lists of sources
    (drop("citations", "c3"), ("citations", "p02", "U.O. Almanac")),
    (drop("citations", "c2"), ("citations", "p02", "Tidal Gazette")),
    (change("citations", "c1", list_label="Sources"), ("citations", "p01", "Sources")),
    (change("citations", "c3", list_label="Source"), ("citations", "p02", "Source")),
    (change("citations", "c3", as_stated="Tidal Gazette"), ("citations", "p02", "Tidal Gazette")),
    (change("citations", "c3", as_stated="Almanac"), ("citations", "p02", "U.O.")),
    (change("citations", "c3", position="3"), ("citations", "p02", "3")),
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


def test_each_check_has_a_planted_gap() -> None:
    planted = {expected[0] for _, expected in PLANTED}
    assert {check.name for check in CHECKS} - planted == {"reproduction"}  # in a test of its own


def test_a_missing_passage_is_reported_as_text_and_by_its_claims(tmp_path: Path) -> None:
    tables = coded_tables()
    drop("passages", "p01.s02")(tables)
    assert gaps_in(write_package(tmp_path, tables)) == [
        ("coverage", "p01", "By 1987 it rose."),
        ("as-stated", "p01.s02", "p01.s02"),
    ]


def test_a_quotation_that_is_never_closed_is_reported(tmp_path: Path) -> None:
    coding = coding_in(write_package(tmp_path, coded_tables()))
    cases = quotations.examine(replace(coding, text=TEXT.replace("wait.”", "wait..")))
    assert [(case.passage_id, case.token) for case in cases if case.gap] == [
        ("p02", "Nobody sails. We wait..")
    ]


def test_text_outside_of_all_passages_is_reported_at_the_document(tmp_path: Path) -> None:
    coding = coding_in(write_package(tmp_path, coded_tables()))
    outcomes = prove(replace(coding, text=TEXT + "\nMore and more and more of it."))
    (gap,) = (gap for each in outcomes if each.check == "coverage" for gap in each.gaps)
    assert (gap.file, gap.row, gap.passage_id) == ("documents.csv", 2, "")
    assert gap.token == "More and more and"


NINE_WORDS = "boats and 12 percent of 12 ports were closed"


@pytest.mark.parametrize(
    "content",
    [
        NINE_WORDS,
        f"x\n# {NINE_WORDS.upper()},",
        NINE_WORDS.replace(" ", "\n_"),
        "twenty one " + NINE_WORDS,
    ],
)
def test_nine_consecutive_words_of_the_text_in_a_file_are_reported(
    tmp_path: Path, content: str
) -> None:
    folder = write_package(tmp_path, coded_tables())
    (folder / "docs").mkdir()
    (folder / "docs" / "notes.md").write_text(content, encoding="utf-8")
    assert gaps_in(folder) == [("reproduction", "p03.s01", "docs/notes.md")]


@pytest.mark.parametrize(
    ("cells", "gaps"),
    [
        (("boats and 12 percent of", "12 ports were closed"), []),
        (("boats", NINE_WORDS), [("reproduction", "p03.s01", "claims.csv")]),
    ],
)
def test_each_cell_of_the_flat_table_is_a_text_of_its_own(tmp_path: Path, cells, gaps) -> None:
    row = dict.fromkeys(columns_of("claims"), "")
    row |= dict(zip(("subject_id", "value"), cells, strict=True))
    assert gaps_in(write_package(tmp_path, {**coded_tables(), "claims": [row]})) == gaps


def test_the_title_of_the_document_may_be_anywhere(tmp_path: Path) -> None:
    folder = write_package(tmp_path, coded_tables())
    (folder / "notes.md").write_text(f"See {NINE_WORDS} here", encoding="utf-8")
    coding = coding_in(folder)
    titled = replace(coding.document, cells={**coding.document.cells, "title": NINE_WORDS})
    cases = reproduction.examine(replace(coding, document=titled))
    assert [case for case in cases if case.gap] == []


def test_eight_consecutive_words_and_binary_files_are_not_reported(tmp_path: Path) -> None:
    folder = write_package(tmp_path, coded_tables())
    (folder / "notes.md").write_text(NINE_WORDS.removesuffix(" closed"), encoding="utf-8")
    (folder / "image.png").write_bytes(b"\xff\xfe" + NINE_WORDS.encode())
    assert gaps_in(folder) == []


@pytest.mark.parametrize(
    ("exception", "expected"),
    [
        ("p01.s01|names|Oru|A word of the language.", []),
        ("p01.s02|names|Oru|-", [("names", "p01.s01", "Oru"), ("exceptions", "p01.s02", "Oru")]),
        ("p01.s01|values|Oru|-", [("names", "p01.s01", "Oru"), ("exceptions", "p01.s01", "Oru")]),
        # The exception of another document is not judged.
        ("z-p01.s01|names|Oru|-", [("names", "p01.s01", "Oru")]),
    ],
)
def test_an_exception_allows_a_gap_of_its_own_check_and_passage_alone(
    tmp_path: Path, exception: str, expected: list[tuple[str, str, str]]
) -> None:
    tables = coded_tables()
    drop("names", "n1")(tables)
    add("proof_exceptions", exception)(tables)
    assert gaps_in(write_package(tmp_path, tables)) == expected


def test_words_that_a_line_break_parts_are_found(tmp_path: Path) -> None:
    text = TEXT
    for words in ("Tidal Gazette", "the Keel", "League of Isles (LI)", "12 percent"):
        text = text.replace(words, words.replace(" ", "\n", 1))
    coding = coding_in(write_package(tmp_path, coded_tables()))
    outcomes = prove(replace(coding, text=text))
    assert {each.check for each in outcomes if each.gaps} == {"passages"}  # other hashes


@pytest.mark.parametrize("end", ["0", "9999"])
def test_passages_of_no_text_and_blank_words_are_gaps(tmp_path: Path, end: str) -> None:
    tables = coded_tables()
    change("passages", "h02", end=end, start=end)(tables)
    change("dates", "d1", as_stated=" ")(tables)
    gaps = gaps_in(write_package(tmp_path, tables))
    assert {("coverage", "p01.s01"), ("as-stated", "p01.s01")} & {each[:2] for each in gaps}
    assert ("passages", "h02") in {each[:2] for each in gaps}


def test_words_that_the_package_declares_are_looked_for_in_place_of_the_programs(
    tmp_path: Path,
) -> None:
    tables = coded_tables()
    add("proof_words", "en|value|pilot")(tables)
    assert gaps_in(write_package(tmp_path, tables)) == [
        ("values", "p02.s03", "pilot"),
        ("names", "p01.s01", "May"),
        ("names", "p01.s03", "Sunday"),
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2011-05", []),
        ("2010/2011-05", []),
        ("2011-06", [("values", "p01.s01", "May")]),
        ("2011", [("values", "p01.s01", "May")]),
    ],
)
def test_a_month_may_be_in_a_date_of_a_claim_in_place_of_its_words(
    tmp_path: Path, as_of: str, expected: list[tuple[str, str, str]]
) -> None:
    tables = coded_tables()
    change("dates", "d1", as_stated="sank")(tables)
    add("figures", f"f9|p01.s01|sank||{as_of}|stated")(tables)
    assert gaps_in(write_package(tmp_path, tables)) == expected


OPEN_ENDED = "Ost and Umi, among others, reportedly fought the war."


@pytest.mark.parametrize(
    ("sentence", "rosters", "expected"),
    [
        ("Isles such as Ost and Umi fought the Ost war.", ("", ""), ["r1", "r2"]),
        ("Isles such as Ost, not Umi, fought the Ost war.", ("partial", ""), ["r2"]),
        (OPEN_ENDED, ("complete", ""), ["r1", "r2"]),
        (OPEN_ENDED, ("partial", "partial"), []),
        # Ost stands before the list, and Umi behind it.
        ("Ost fought isles such as Umi.", ("", "partial"), []),
        ("Ost and others fought Umi.", ("partial", ""), []),
        ("Ost and Umi fought four other isles.", ("", "complete"), []),
    ],
)
def test_the_items_of_an_open_list_are_partial(
    tmp_path: Path, sentence: str, rosters: tuple[str, str], expected: list[str]
) -> None:
    tables = coded_tables()
    for key, roster in zip(("r1", "r2"), rosters, strict=True):
        change("relations", key, roster=roster)(tables)
    coding = coding_in(write_package(tmp_path, tables))
    text = TEXT[: coding.passages["p03.s02"].span.start] + sentence
    cases = open_lists.examine(replace(coding, text=text))
    assert [case.token for case in cases if case.gap] == expected


def test_a_list_beside_the_partial_one_need_not_be_partial(tmp_path: Path) -> None:
    tables = coded_tables()
    add("relations", "r9|p03.s02|Umi||umi|member_of|league||reported")(tables)
    assert gaps_in(write_package(tmp_path, tables)) == []


@pytest.mark.parametrize(
    "plant",
    [
        change("entities", "war", label="Long war"),
        change("entities", "war", type="concept"),
        drop("names", "n10"),
        drop("relations", "r5"),
        all_of(  # a member of an event that has an actor
            change("relations", "r5", predicate_id="member_of"),
            add("relations", "r9|p03.s02|fought||calm|fought_by|umi||reported"),
        ),
    ],
)
def test_an_event_needs_no_actor_unless_a_sentence_about_it_names_whom_it_is_called_after(
    tmp_path: Path, plant: Plant
) -> None:
    tables = coded_tables()
    all_of(drop("relations", "r3"), drop("relations", "r4"), plant)(tables)
    assert "events" not in {check for check, _, _ in gaps_in(write_package(tmp_path, tables))}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"as_stated": "FOUGHT"}, ["fought"]),
        ({"predicate_id": "led_to"}, []),
        ({"subject_id": "calm"}, []),
        ({"as_stated": "war"}, []),
    ],
)
def test_claims_with_other_words_subjects_or_predicates_may_differ_in_certainty(
    tmp_path: Path, cells: dict[str, str], expected: list[str]
) -> None:
    tables = coded_tables()
    change("relations", "r4", certainty="inferred", **cells)(tables)
    cases = certainty.examine(coding_in(write_package(tmp_path, tables)))
    assert [case.token for case in cases if case.gap] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("suspected one of it", []), ("said so once again", ["f1"]), ("met Said once again", [])],
)
def test_a_hedge_is_neither_suspected_nor_part_of_a_name(
    tmp_path: Path, words: str, expected: list[str]
) -> None:
    tables = coded_tables()
    add("names", "n99|p01.s03|Said||said|Said")(tables)
    coding = coding_in(write_package(tmp_path, tables))
    text = TEXT.replace("sailed a second time", words.ljust(20))
    cases = hedges.examine(replace(coding, text=text))
    assert [case.token for case in cases if case.gap and case.passage_id == "p01.s03"] == expected
