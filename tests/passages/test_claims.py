"""Headings and lists of sources as rows."""

from checks.passages.blocks import read_blocks
from checks.passages.claims import citations, headings, title_of
from checks.passages.tree import numbered

LONG = "One Two Three Four Five Six Seven Eight Nine"
TEXT = f"Isles\n\nIt sank. (Sources: A, B\nC)\n\n{LONG}\n\nIt rose. (Source: {LONG})"


def test_headings_are_flat_and_in_the_words_of_the_text() -> None:
    found = headings(TEXT, numbered(read_blocks(TEXT), "b"))
    assert found["b-h01", ""] == {
        "passage_id": "b-h01",
        "level": "1",
        "as_stated": "Isles",
        "certainty": "stated",
        "note": "",
    }
    assert set(found) == {("b-h01", ""), ("b-h02", "")}


def test_of_nine_words_or_more_eight_are_carried_over() -> None:
    blocks = numbered(read_blocks(TEXT))
    for cells in (headings(TEXT, blocks)["h02", ""], citations(blocks)["p02", "1"]):
        assert cells["as_stated"] == "One Two Three Four Five Six Seven Eight"
        assert cells["note"] == "It has 9 words, of which the first 8 are given."


def test_words_with_a_hyphen_or_a_point_count_as_in_the_proof() -> None:
    text = "People aged 15-74 by age, sex and 2.5 isles\n\nIt rose."
    cells = headings(text, numbered(read_blocks(text)))["h01", ""]
    assert cells["as_stated"] == "People aged 15-74 by age, sex and"
    assert cells["note"] == "It has 11 words, of which the first 8 are given."


def test_sources_have_their_place_and_label_and_no_line_breaks() -> None:
    found = citations(numbered(read_blocks(TEXT)))
    assert [(key, cells["list_label"], cells["as_stated"]) for key, cells in found.items()] == [
        (("p01", "1"), "Sources", "A"),
        (("p01", "2"), "Sources", "B C"),
        (("p02", "1"), "Source", "One Two Three Four Five Six Seven Eight"),
    ]


def test_the_title_is_the_first_line_if_that_is_a_heading() -> None:
    assert title_of(TEXT, numbered(read_blocks(TEXT))) == "Isles"
    assert title_of("It sank.", numbered(read_blocks("It sank."))) == ""
