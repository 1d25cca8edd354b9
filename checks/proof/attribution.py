"""Checks of attribution: quotations have a speaker, lists of sources are coded as printed."""

import re
from collections.abc import Iterator

from checks.passages.spans import Span
from checks.proof import tokens
from checks.proof.case import Case, proof_check
from checks.proof.coding import CITATIONS, NAMES, STATEMENTS, Coding, Passage
from checks.proof.spans import covered, first_words, occurrences
from checks.proof.words import Words, any_of

_QUOTATION_MARKS = '“”"«»'
_QUOTATION_EDGES = _QUOTATION_MARKS + " \u00a0\u202f.,;:!?…"


@proof_check("quotations", "each quotation has a quoted statement with its speaker, or is a name")
def quotations(coding: Coding) -> Iterator[Case]:
    """The parts of quotations in sentences, and quotations that are not closed."""
    for paragraph in coding.of_kind("paragraph"):
        for token in tokens.quotations(coding.text_of(paragraph)):
            shown = first_words(token.printed.strip(_QUOTATION_MARKS))
            if len(token.printed) == 1 or token.printed[-1] not in '”"»':
                yield paragraph.case(shown, "the quotation is not closed")
                continue
            start, end = (paragraph.span.start + offset for offset in token.span)
            for sentence in coding.of_kind("sentence"):
                part = Span(max(start, sentence.span.start), min(end, sentence.span.end))
                if part.start >= part.end:
                    continue
                is_coded = _is_coded(coding, sentence, part)
                gap = "" if is_coded else "has no quoted statement with its speaker"
                yield sentence.case(shown, gap)


def _is_coded(coding: Coding, sentence: Passage, quoted: Span) -> bool:
    """Whether the part of a quotation in a sentence is coded as a statement or as a name."""
    text = coding.text_of(sentence)
    part = Span(*(offset - sentence.span.start for offset in quoted))
    statements = [
        claim["as_stated"]
        for claim in coding.claims_of(sentence, STATEMENTS)
        if claim["quotation"] == "true" and claim["attributed_to"]
    ]
    if any(covered(place, [part]) for words in statements for place in occurrences(words, text)):
        return True
    bare = text[slice(*part)].strip(_QUOTATION_EDGES)
    names = coding.spans_of(sentence, NAMES)
    places = [place for place in occurrences(bare, text) if covered(place, [part])]
    return any(covered(place, names) for place in places)


@proof_check("citations", "the words after the last sentence of a paragraph are its citations")
def citations(coding: Coding) -> Iterator[Case]:
    """The rows of citations, and words after the last sentence of a paragraph that have none."""
    for paragraph in coding.of_kind("paragraph"):
        yield from _citations(coding, paragraph)
    for claim in coding.claims:
        passage = coding.passages.get(claim["passage_id"])
        if claim.table == CITATIONS and passage and passage.row["kind"] != "paragraph":
            yield claim.case("as_stated", "is not the citation of a paragraph")


def _citations(coding: Coding, paragraph: Passage) -> Iterator[Case]:
    """The citations of a paragraph by position, and words between them that are not coded."""
    tail = coding.text[slice(*coding.tail_of(paragraph))]
    rows = sorted(coding.claims_of(paragraph, CITATIONS), key=lambda row: _number(row["position"]))
    label = rows[0]["list_label"] if rows else ""
    start = 0
    is_complete = True
    for position, row in enumerate(rows, start=1):
        places = [place for place in occurrences(row["as_stated"], tail) if place.start >= start]
        if not places:
            yield row.case("as_stated", "is not printed in the list, or not in this place of it")
            return
        before = tail[start : places[0].start]
        labels = occurrences(label, before) if position == 1 else []
        before = before[: labels[0].start] + before[labels[0].end :] if labels else before
        if row["list_label"] != label or (position == 1 and label and not labels):
            yield row.case("list_label", "does not open the list")
        elif uncoded := _uncoded(before, coding.words):
            is_complete = False
            yield paragraph.case(uncoded, "is in no sentence and no citation")
        elif is_complete and row["position"] != str(position):
            yield row.case("position", f"expected {position}")
        else:
            yield row.case("as_stated")
        start = places[0].end + tail.startswith(".", places[0].end)
    if uncoded := _uncoded(tail[start:], coding.words):
        yield paragraph.case(uncoded, "is in no sentence and no citation")


def _uncoded(text: str, words: Words) -> str:
    """The first words of a text without the separators at its edges."""
    separator = rf"(?:{any_of(words.get('separator', ()))}|[\s()\[\],;:&])+"
    return first_words(re.sub(rf"\A{separator}|{separator}\Z", "", text))


def _number(position: str) -> int:
    return int(position) if position.isascii() and position.isdecimal() else 0
