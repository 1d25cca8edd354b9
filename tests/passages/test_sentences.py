"""Where sentences end, and where that is doubtful. The texts are about places that do not exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.passages.sentences import sentences
from checks.passages.spans import Span


def read(paragraph: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The sentences, and each doubt with the text before it."""
    spans, doubts = sentences(paragraph, Span(0, len(paragraph)))
    found = [paragraph[span.start : span.end] for span in spans]
    return found, [(paragraph[: doubt.offset], doubt.reason) for doubt in doubts]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("It rained. We left.", ["It rained.", "We left."]),
        ("Who rang? Nobody! So be it.", ["Who rang?", "Nobody!", "So be it."]),
        ("They came. 40 stayed.", ["They came.", "40 stayed."]),
        ("It was dear. $40 was paid.", ["It was dear.", "$40 was paid."]),
        ("It cost 3.5 crowns. Élan won.", ["It cost 3.5 crowns.", "Élan won."]),
        ("See oru.example. It says so.", ["See oru.example.", "It says so."]),
        ("It sank in 1931.[12] Nobody knew.", ["It sank in 1931.[12]", "Nobody knew."]),
        ("One.\u00a0Two.\u202f Three.", ["One.", "Two.", "Three."]),
        ("One.  \u00a0 Two", ["One.", "Two"]),
        # abbreviations
        ("The U.S. Navy met the U.N. Envoy.", ["The U.S. Navy met the U.N. Envoy."]),
        ("J. R. Orrin sang. K. Vale wept.", ["J. R. Orrin sang.", "K. Vale wept."]),
        ("A U.N.-led force and U.N. boats.", ["A U.N.-led force and U.N. boats."]),
        ("Plan A. Nothing follows.", ["Plan A. Nothing follows."]),
        ("Dr. Vale met Gen. Orrin.", ["Dr. Vale met Gen. Orrin."]),
        ("On Jan. 3 No. 5 sank.", ["On Jan. 3 No. 5 sank."]),
        ("Oru, i.e. the isle, sank.", ["Oru, i.e. the isle, sank."]),
        ("It rose by 2 p.a. until May.", ["It rose by 2 p.a. until May."]),
        ("1. The first one sank.", ["1. The first one sank."]),
        # quotations and brackets
        ("He said “go.” She went.", ["He said “go.”", "She went."]),
        ("He said “Go. Run.” She went.", ["He said “Go.", "Run.”", "She went."]),
        ("He said “Go. Run”. She went.", ["He said “Go.", "Run”.", "She went."]),
        ('He said: "We left. All of us."', ['He said: "We left.', 'All of us."']),
        ("“Go!” he said. She went.", ["“Go!” he said.", "She went."]),
        ("They came. “Stay,” he said.", ["They came.", "“Stay,” he said."]),
        ("It closed (in May.) Then it snowed.", ["It closed (in May.)", "Then it snowed."]),
        ("Oru (pop. 40; est. 2018) sank.", ["Oru (pop. 40; est. 2018) sank."]),
        ("It sank (as a) did) twice. It rose.", ["It sank (as a) did) twice.", "It rose."]),
        ("Wait… it moved... slowly.", ["Wait… it moved... slowly."]),
        ("“We left. Nobody stayed", ["“We left.", "Nobody stayed"]),
    ],
)
def test_sentences_end_at_closing_marks_before_a_new_beginning(
    paragraph: str, expected: list[str]
) -> None:
    assert read(paragraph) == (expected, [])


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("It met the U.N", ". The envoy left.", "with this abbreviation"),
        ("It is 5 km", ". Nobody walks.", "with this abbreviation"),
        ("Oru Ltd", ". Nobody knows it.", "with this abbreviation"),
        ("At 3 p.m", ". Nobody came.", "with this abbreviation"),
        ("It sank in Jan", ". Nobody came.", "with this abbreviation"),
        ("Oru, Vesh, etc", ". Nobody came.", "with this abbreviation"),
        ("It moved", "... Nobody saw it.", "with these dots"),
        ("It moved", "… Nobody saw it.", "with these dots"),
        ("It moved . .", " . Nobody saw it.", "with these dots"),
        ("It sank", ".Nobody saw it.", "no space"),
        ("He fell", ". al-Vesh won.", "no capital"),
        ("He fell", ". \u05d0\u05d1\u05d2.", "no capital"),
        ("It sank", ". – Nobody saw it.", "a sign"),
        ("(It sank", ". Nobody saw it.)", "within brackets"),
        ("It (the isle sank", ". Nobody saw it.", "never closed"),
        ("The song “Who", "? Me” was sung.", "within a quotation"),
        ('The song "Who', '? Me" was sung.', "within a quotation"),
        ("It sank", ". (Source: Gazette) It", "a list of sources"),
        ("It sank", ". Sources: Gazette", "a list of sources"),
    ],
)
def test_where_an_end_is_doubtful_the_text_is_not_split_and_the_place_is_named(
    before: str, after: str, reason: str
) -> None:
    paragraph = f"It rained. {before}{after}"
    before = f"It rained. {before}".rstrip()
    found, ((named, why),) = read(paragraph)
    assert found == ["It rained.", paragraph.removeprefix("It rained. ")]
    assert named.rstrip() == before
    assert reason in why


@pytest.mark.parametrize(
    "sure",
    ["It met the U.N. Envoy. It left.", "It sank in May. Nobody came.", "Oru is 5. So be it."],
)
def test_what_looks_alike_but_is_clear_is_not_named(sure: str) -> None:
    assert read(sure)[1] == []


TEXTS = st.text(st.sampled_from('Aa bU.?!…”“"()[ \u00a0\u202f1é’-'), max_size=40)


@given(TEXTS)
def test_every_visible_character_stands_in_exactly_one_sentence(text: str) -> None:
    spans, doubts = sentences(text, Span(0, len(text)))
    covered = [offset for span in spans for offset in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    assert all(text[each].isspace() for each in set(range(len(text))) - set(covered))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
    assert not {doubt.offset for doubt in doubts} & {span.end - 1 for span in spans[:-1]}
