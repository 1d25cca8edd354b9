"""Checks of places: passages, the words of claims in them, and sentences without a claim."""

from collections.abc import Iterator

from checks.passages.spans import Span
from checks.passages.tree import sha256_of
from checks.proof.case import Case, proof_check
from checks.proof.coding import HEADINGS, NAMES, Coding
from checks.proof.spans import first_words, occurrences


@proof_check("passages", "each passage is the part of the text whose hash the table has")
def passages(coding: Coding) -> Iterator[Case]:
    """The length of the document, and the hash of each passage."""
    length = str(len(coding.text))
    is_right = coding.document["characters"] == length
    yield coding.document.case("characters", "" if is_right else f"the text has {length}")
    for passage in coding.passages.values():
        is_right = passage.row["sha256"] == sha256_of(coding.text_of(passage))
        start, end = passage.span
        gap = "" if is_right else f"the text from {start} to {end} has another hash"
        yield passage.row.case("sha256", gap)


@proof_check("coverage", "the whole text is in headings, sentences and lists of sources")
def coverage(coding: Coding) -> Iterator[Case]:
    """The parts of the text that are in one of these, and the parts between them."""
    end = 0
    for span in sorted([*_direct_parts(coding), Span(len(coding.text), len(coding.text))]):
        between = coding.text[end : span.start]
        if between.strip():
            start = end + len(between) - len(between.lstrip())
            gap = "is in no heading, no sentence and no list of sources"
            yield coding.case_at(start, first_words(between), gap)
        elif span.start < span.end:
            yield coding.case_at(span.start, first_words(coding.text[slice(*span)]), "")
        end = max(end, span.end)


def _direct_parts(coding: Coding) -> Iterator[Span]:
    """Sentences, coded headings, and what follows the last sentence of each paragraph."""
    for section in coding.of_kind("section"):
        if coding.claims_of(section, HEADINGS):
            heading = next(iter(coding.text_of(section).splitlines()), "")
            yield Span(section.span.start, section.span.start + len(heading))
    for paragraph in coding.of_kind("paragraph"):
        yield coding.tail_of(paragraph)
    for sentence in coding.of_kind("sentence"):
        yield sentence.span


@proof_check("as-stated", "the printed words of a claim are in its passage")
def as_stated(coding: Coding) -> Iterator[Case]:
    """The words of each claim."""
    for claim in coding.claims:
        passage = coding.passages.get(claim["passage_id"])
        if passage is None:
            yield claim.case("passage_id", "there is no such passage")
        elif occurrences(claim["as_stated"], coding.text_of(passage)):
            yield claim.case("as_stated")
        else:
            yield claim.case("as_stated", "is not printed in this passage")


@proof_check("claims", "each sentence has a claim besides the names in it")
def claims(coding: Coding) -> Iterator[Case]:
    """The sentences."""
    for sentence in coding.of_kind("sentence"):
        has_claim = any(claim.table != NAMES for claim in coding.claims_of(sentence))
        yield sentence.case("sentence", "" if has_claim else "has no claim besides names")
