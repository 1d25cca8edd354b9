"""Lists of sources at the end of paragraphs."""

import pytest

from checks.passages.sources import doubts_about_sources, source_list
from checks.passages.spans import Span


def read(paragraph: str) -> tuple[tuple[str, ...] | None, list[str]]:
    """The label and the entries of the list, and the reasons for doubts."""
    span = Span(0, len(paragraph))
    listed = source_list(paragraph, span)
    doubts = [doubt.reason for doubt in doubts_about_sources(paragraph, span, listed)]
    return (listed and (listed.label, *listed.entries)), doubts


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("It rained.", None),
        ("It rained (in May).", None),
        ("It rained. (Source: Oru Gazette)", ("Source", "Oru Gazette")),
        ("It rained. (Sources: A,\u00a0B, A)", ("Sources", "A", "B", "A")),
        ("It rained. (Sources: A (Oru), B)", ("Sources", "A (Oru)", "B")),
        ("It rained. (Sources: A (Oru, Vesh), B)", ("Sources", "A (Oru, Vesh)", "B")),
        ("It rained. (Sources: A, 1931; B)", ("Sources", "A, 1931", "B")),
        ("It rained. (Source: aVesh.example)", ("Source", "aVesh.example")),
    ],
)
def test_the_list_of_sources_closes_a_paragraph(
    paragraph: str, expected: tuple[str, ...] | None
) -> None:
    assert read(paragraph) == (expected, [])


@pytest.mark.parametrize(
    ("paragraph", "reason"),
    [
        ("It rained (Source: Gazette) all day.", "not in ( ) at the end"),
        ("It rained. (Source: A). (Source: B)", "not in ( ) at the end"),
        ("It rained. Sources: A, B", "not in ( ) at the end"),
        ("It rained. [Source: A]", "not in ( ) at the end"),
        ("It rained. (source: A)", "not in ( ) at the end"),
        ("It rained. (Sources: A (Oru, B)", "not in ( ) at the end"),
        ("(Source: A)", "without a sentence"),
        ("It rained. (Sources: A, April 3, 1931)", "a part of the one before"),
        ("It rained. (Source: A, Annual Report)", "a part of the one before"),
        ("It rained. (Sources: A, B, and C)", "a part of the one before"),
        ("It rained. (Sources: A, , C)", "a part of the one before"),
    ],
)
def test_other_lists_and_doubtful_entries_are_named(paragraph: str, reason: str) -> None:
    assert [reason in why for why in read(paragraph)[1]] == [True]
