"""The tree of passages. The texts are about places that do not exist."""

import hashlib
from collections.abc import Mapping

from checks.passages.blocks import read_blocks
from checks.passages.tree import Passage, numbered, passages


def passages_of(text: str, levels: Mapping[str, int], prefix: str = "") -> tuple[Passage, ...]:
    return passages(text, "atlas", numbered(read_blocks(text), prefix), levels)


def outline_of(text: str, *levels: int) -> list[tuple[str, str, int, str]]:
    """Passage id, parent id, ordinal and slice of every passage."""
    by_id = {f"h{place:02d}": level for place, level in enumerate(levels, start=1)}
    return [
        (row.passage_id, row.parent_id, row.ordinal, text[row.start : row.end])
        for row in passages_of(text, by_id)
    ]


def test_sections_nest_by_level_and_siblings_are_counted_over_all_kinds() -> None:
    text = "It is.\n\nIsles\n\nOru sank.\n\nPorts\n\nAnn rose.\n\nRoads\n\nTrade\n\nAll fell.\n"
    assert outline_of(text, 1, 2, 2, 1) == [
        ("h01", "", 2, "Isles\n\nOru sank.\n\nPorts\n\nAnn rose.\n\nRoads"),
        ("h02", "h01", 2, "Ports\n\nAnn rose."),
        ("h03", "h01", 3, "Roads"),
        ("h04", "", 3, "Trade\n\nAll fell."),
        ("p01", "", 1, "It is."),
        ("p01.s01", "p01", 1, "It is."),
        ("p02", "h01", 1, "Oru sank."),
        ("p02.s01", "p02", 1, "Oru sank."),
        ("p03", "h02", 1, "Ann rose."),
        ("p03.s01", "p03", 1, "Ann rose."),
        ("p04", "h04", 1, "All fell."),
        ("p04.s01", "p04", 1, "All fell."),
    ]


def test_identifiers_of_a_further_document_begin_with_its_prefix() -> None:
    found = passages_of("Isles\n\nIt sank.", {"b-h01": 1}, prefix="b")
    assert [(row.passage_id, row.parent_id) for row in found] == [
        ("b-h01", ""),
        ("b-p01", "b-h01"),
        ("b-p01.s01", "b-p01"),
    ]


def test_hashes_are_of_the_bytes_of_the_slice_and_offsets_count_code_points() -> None:
    (paragraph, sentence) = passages_of("𝄞 é sank. (Source: A)", {})
    assert (paragraph.start, paragraph.end) == (0, 21)
    assert (sentence.start, sentence.end) == (0, 9)
    assert sentence.sha256 == hashlib.sha256("𝄞 é sank.".encode()).hexdigest()
