"""Checks of places: the document, its passages, and the words that claims give as printed."""

from collections import Counter
from dataclasses import asdict

from scripts.segment import Span, sha256_of, source_list
from scripts.source_check.coding import NAMES, Coding, covered, occurrences
from scripts.source_check.gaps import Outcome


def check_document(coding: Coding) -> Outcome:
    """The text is the coded one, and splits into the passages of the table.

    Every visible character of a paragraph lies in a sentence or in the list of sources.
    """
    outcome = Outcome("document", Counter(characters=len(coding.text)))
    actual = {"sha256": sha256_of(coding.text), "characters": str(len(coding.text))}
    for column, value in actual.items():
        if coding.document[column] != value:
            outcome.gap("", column, f"is {value} in the text")
    if coding.split_error:
        outcome.gap("", "headings", coding.split_error)
    _compare_passages(coding, outcome)
    sentences = [sentence.span for sentence in coding.of_kind("sentence")]
    for paragraph in coding.of_kind("paragraph"):
        listed = source_list(coding.text, paragraph.span)
        parts = [*sentences, *([listed.span] if listed else [])]
        # The text is shorter than the coded passages if it is not the coded one.
        for offset in range(paragraph.start, min(paragraph.end, len(coding.text))):
            character = coding.text[offset]
            if not character.isspace() and not covered(Span(offset, offset + 1), parts):
                outcome.gap(paragraph.passage_id, character, f"offset {offset} is in no sentence")
    return outcome


def _compare_passages(coding: Coding, outcome: Outcome) -> None:
    for passage_id in sorted({*coding.passages, *coding.coded_passages}):
        expected = coding.passages.get(passage_id)
        coded = coding.coded_passages.get(passage_id)
        if expected is None:
            outcome.gap(passage_id, passage_id, "the text has no such passage")
        elif coded is None:
            outcome.gap(passage_id, passage_id, "is missing in the table of passages")
        else:
            outcome.examined[f"{expected.kind}s"] += 1
            for column, value in asdict(expected).items():
                # Wrong offsets imply a wrong checksum: one gap is enough.
                implied = column == "sha256" and coded.span != expected.span
                if getattr(coded, column) != value and not implied:
                    outcome.gap(passage_id, column, f"should be {value!r}")


def check_as_stated(coding: Coding) -> Outcome:
    """The words in `as_stated` are printed in the passage of the claim, as whole words."""
    outcome = Outcome("as-stated")
    for claim in coding.claims:
        outcome.examined[claim.table] += 1
        if claim.passage_id not in coding.passages:
            outcome.gap(claim.passage_id, claim.claim_id, "the text has no such passage")
        elif not occurrences(claim.as_stated, coding.text_of(claim.passage_id)):
            message = f"is not printed in the passage of {claim.claim_id}"
            outcome.gap(claim.passage_id, claim.as_stated, message)
    return outcome


def check_claims(coding: Coding) -> Outcome:
    """Every sentence has a claim besides the names in it."""
    outcome = Outcome("claims")
    for sentence in coding.of_kind("sentence"):
        outcome.examined["sentences"] += 1
        if all(claim.table == NAMES for claim in coding.claims_of(sentence.passage_id)):
            outcome.gap(sentence.passage_id, "sentence", "has no claim besides names")
    return outcome
