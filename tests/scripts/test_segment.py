"""How a text is split into passages. The texts are about places that do not exist."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.segment import SegmentError, Span, main, segment, sentences, source_list


def sentences_of(paragraph: str) -> list[str]:
    spans = sentences(paragraph, Span(0, len(paragraph)))
    return [paragraph[span.start : span.end] for span in spans]


def outline_of(text: str, *levels: int) -> list[tuple[str, str, int, str]]:
    """Passage id, parent id, ordinal and slice of every passage."""
    numbered = {f"h{place:02d}": level for place, level in enumerate(levels, start=1)}
    return [
        (row.passage_id, row.parent_id, row.ordinal, text[row.start : row.end])
        for row in segment(text, "atlas", numbered)
    ]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("It rained. We left.", ["It rained.", "We left."]),
        ("Who rang? Nobody! So be it.", ["Who rang?", "Nobody!", "So be it."]),
        ("The U.S. Navy met the U.N. Envoy.", ["The U.S. Navy met the U.N. Envoy."]),
        ("J. R. Orrin sang. K. Vale wept.", ["J. R. Orrin sang.", "K. Vale wept."]),
        ("Plan A. Nothing follows.", ["Plan A. Nothing follows."]),
        ("He said “go.” She went.", ["He said “go.”", "She went."]),
        ("He said “Go. Run.” She went.", ["He said “Go.", "Run.”", "She went."]),
        ("It closed (in May.) Then it snowed.", ["It closed (in May.)", "Then it snowed."]),
        ("They came. “Stay,” he said.", ["They came.", "“Stay,” he said."]),
        ("They came. 40 stayed.", ["They came.", "40 stayed."]),
        ("It cost 3.5 crowns. Élan won.", ["It cost 3.5 crowns.", "Élan won."]),
        ("Oru, i.e. the isle, sank.", ["Oru, i.e. the isle, sank."]),
        ("Wait… it moved.", ["Wait… it moved."]),
        ("One.\u00a0Two.\u202f Three.", ["One.", "Two.", "Three."]),
        ("One.  \u00a0 Two", ["One.", "Two"]),
        ("It rained. It stopped. (Sources: A, B)", ["It rained.", "It stopped."]),
    ],
)
def test_sentences_end_at_closing_marks_before_a_new_beginning(
    paragraph: str, expected: list[str]
) -> None:
    assert sentences_of(paragraph) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("It rained.", None),
        ("It rained (in May).", None),
        ("It rained (Source: Gazette) all day.", None),
        ("It rained. (Source: Oru Gazette)", ("Source", ("Oru Gazette",))),
        ("It rained. (Sources: A,\u00a0B, A)", ("Sources", ("A", "B", "A"))),
        ("It rained. (Sources: A (Oru), B)", ("Sources", ("A (Oru)", "B"))),
    ],
)
def test_the_list_of_sources_closes_a_paragraph(
    paragraph: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    listed = source_list(paragraph, Span(0, len(paragraph)))
    assert (listed and (listed.label, listed.entries)) == expected


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


def test_lines_of_any_white_space_are_blank_and_edges_are_trimmed() -> None:
    text = "\u00a0\n \u202f\nIsles \n\u00a0 \n\u00a0It sank.\r\n\n"
    assert outline_of(text, 1) == [
        ("h01", "", 1, "Isles \n\u00a0 \n\u00a0It sank."),
        ("p01", "h01", 1, "It sank."),
        ("p01.s01", "p01", 1, "It sank."),
    ]


def test_a_long_line_without_closing_punctuation_is_a_paragraph() -> None:
    assert [row[0] for row in outline_of("word " * 17)] == ["p01", "p01.s01"]


def test_hashes_are_of_the_bytes_of_the_slice_and_offsets_count_code_points() -> None:
    (paragraph, sentence) = segment("𝄞 é sank. (Source: A)", "atlas", {})
    assert (paragraph.start, paragraph.end) == (0, 21)
    assert (sentence.start, sentence.end) == (0, 9)
    assert sentence.sha256 == hashlib.sha256("𝄞 é sank.".encode()).hexdigest()


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        ({}, "heading h01 ('Isles') has no outline level"),
        ({"h01": 1, "h02": 2}, "there is a level for h02, but the text has no such heading"),
    ],
)
def test_levels_and_headings_must_match(levels: dict[str, int], message: str) -> None:
    with pytest.raises(SegmentError) as caught:
        segment("Isles\n\nIt sank.", "atlas", levels)
    assert message in str(caught.value)


LINES = st.text(st.sampled_from("Aa bU.?!”“ \u00a0\u202f(1é’"), max_size=40).map(lambda s: s + ".")


@given(st.lists(LINES, max_size=5).map("\n".join))
def test_every_visible_character_stands_in_exactly_one_sentence(text: str) -> None:
    covered = [0] * len(text)
    for row in segment(text, "atlas", {}):
        if row.kind == "sentence":
            for offset in range(row.start, row.end):
                covered[offset] += 1
    for character, times in zip(text, covered, strict=True):
        assert times == 1 or (times == 0 and character.isspace())


def test_the_command_prints_the_table(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = tmp_path / "oru.txt"
    source.write_bytes(b"Isles\n\nIt sank.\n")
    assert main([str(source), "--document", "oru", "--levels", "1"]) == 0
    lines = capsysbinary.readouterr().out.decode().split("\n")
    assert lines[0] == "passage_id,document_id,kind,parent_id,ordinal,start,end,sha256"
    assert [line.rsplit(",", 1)[0] for line in lines[1:]] == [
        "h01,oru,section,,1,0,15",
        "p01,oru,paragraph,h01,1,7,15",
        "p01.s01,oru,sentence,p01,1,7,15",
        "",
    ]


def test_the_command_says_in_one_line_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "nothing.txt"
    assert main([str(missing), "--document", "oru", "--levels", "1"]) == 2
    assert capsys.readouterr().err == (
        f"segment: {missing}: cannot be read (No such file or directory)\n"
    )
