"""Headings, paragraphs, lines of tables, and lines that belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.passages.blocks import read_blocks


def read(text: str) -> list[tuple[str, ...]]:
    """ "h" and the heading, or "p" and the sentences, of each block."""
    return [
        ("h", text[slice(*block.span)])
        if block.is_heading
        else ("p", *(text[slice(*span)] for span in block.sentences))
        for block in read_blocks(text)
    ]


def reasons(text: str) -> list[tuple[str, str]]:
    """The text from each doubt on, as far as the line goes, and the reason."""
    return [
        (text[doubt.offset :].partition("\n")[0], doubt.reason)
        for block in read_blocks(text)
        for doubt in block.doubts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Isles\n\nIt sank. It rose.\n", [("h", "Isles"), ("p", "It sank.", "It rose.")]),
        ("Isles\nIt sank.\nIt rose.", [("h", "Isles"), ("p", "It sank."), ("p", "It rose.")]),
        ("Isles \r\n\r\n\u00a0It sank.\r\n", [("h", "Isles"), ("p", "It sank.")]),
        ("Isles\rIt sank.", [("h", "Isles"), ("p", "It sank.")]),
        ("\ufeffIsles\n\u00a0\n \u202f\nIt sank.", [("h", "Isles"), ("p", "It sank.")]),
        ("Ports\n\nKeel\n\nIt sank.", [("h", "Ports"), ("h", "Keel"), ("p", "It sank.")]),
        ("It sank. (Sources: A, B)", [("p", "It sank.")]),
        # lines of tables and lists
        ("Isle\tArea\nOru\t12\n", [("p", "Isle\tArea"), ("p", "Oru\t12")]),
        ("| Isle | Area |\nOru | 12\n", [("p", "| Isle | Area |"), ("p", "Oru | 12")]),
        ("Oru     12\n1931\n", [("p", "Oru     12"), ("p", "1931")]),
        (
            "Isle,Area,Ports,Boats,Bells,Masts\nOru,12,3,40,5,6%\n",
            [("p", "Isle,Area,Ports,Boats,Bells,Masts"), ("p", "Oru,12,3,40,5,6%")],
        ),
        (
            "It has 1,234,567,890,123 bells. It rose.",
            [("p", "It has 1,234,567,890,123 bells.", "It rose.")],
        ),
        ("Isles ..... 3\nPorts . . . . 5", [("p", "Isles ..... 3"), ("p", "Ports . . . . 5")]),
        ("• Oru\n- Vesh is far. It sank.", [("p", "• Oru"), ("p", "- Vesh is far.", "It sank.")]),
    ],
)
def test_lines_are_headings_or_paragraphs(text: str, expected: list[tuple[str, ...]]) -> None:
    assert read(text) == expected
    assert reasons(text) == []


WRAPPED = """\
The League of Isles met in a small town,
which nobody had heard of. The envoy of
Vesh had come by boat.

It left."""


def test_lines_of_a_text_with_hard_breaks_are_one_paragraph_and_named() -> None:
    first, second = WRAPPED.split("\n\n")
    ends = first.index(". ") + 1
    assert read(WRAPPED) == [("p", first[:ends], first[ends + 1 :]), ("p", second)]
    ((line, reason),) = reasons(WRAPPED)
    assert line == "The League of Isles met in a small town,"
    assert "hard line breaks" in reason


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("It sank.\n\nOru\nVesh\nKeel\n\nIt rose.", "Oru", "3 short lines from here on"),
        ("It sank.\n\nOru", "Oru", "nothing below it"),
        ("It sank.\n\nWho rang?\n\nIt rose.", "Who rang?", "a short line without a full stop"),
        ("It sank.\n\nIsles (1931)\n\nIt rose.", "Isles (1931)", "a short line without"),
        ("It sank.\n\nthe isles\n\nIt rose.", "the isles", "a short line without a full stop"),
        ("word " * 17, "word " * 17, "a long line without a full stop"),
        ("Oru\tIt sank. It rose.", "Oru\tIt sank. It rose.", "a line of a table"),
        ("It sank in the\nautumn.", "It sank in the", "hard line breaks"),
        ("It sank. (Sources: A,\nB)", "It sank. (Sources: A,", "hard line breaks"),
        ("It sank. Oru\nIt rose.", "It sank. Oru", "a short line without a full stop"),
        ("The isle of Oru,\nKeel and Vesh sank.", "The isle of Oru,", "hard line breaks"),
        (f"It {'really ' * 12}met\nKeel.", f"It {'really ' * 12}met", "hard line breaks"),
        ("Oru (an\n\nIt rose.", "Oru (an", "a short line without a full stop"),
    ],
)
def test_what_may_be_something_else_is_a_paragraph_and_is_named(
    text: str, line: str, reason: str
) -> None:
    assert {block[0] for block in read(text)} == {"p"}
    ((named, why),) = reasons(text)
    assert named == line
    assert reason in why


def test_doubts_of_sentences_and_sources_have_their_place_in_the_text() -> None:
    text = "Isles\n\nIt rained. It fell. al-Vesh won.\n\nIt rose. (Sources: A, 1931)"
    assert [line for line, _ in reasons(text)] == [". al-Vesh won.", "(Sources: A, 1931)"]


LINES = st.text(st.sampled_from("Aa bU.?!…”“()\t|1- \u00a0"), max_size=30)


@given(st.lists(LINES, max_size=6).map("\n".join))
def test_every_visible_character_is_in_one_heading_or_sentence(text: str) -> None:
    spans = [span for block in read_blocks(text) for span in (block.sentences or (block.span,))]
    offsets = [offset for span in spans for offset in range(span.start, span.end)]
    assert len(offsets) == len(set(offsets))
    assert all(text[each].isspace() for each in set(range(len(text))) - set(offsets))
