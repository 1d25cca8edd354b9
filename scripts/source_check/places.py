"""Checks of the places: the document, its passages, and where the claims say they stand."""

from collections import Counter
from dataclasses import asdict

from scripts.segment import Span, sha256_of, source_list
from scripts.source_check.coding import NAMES, Coding, covered, occurrences
from scripts.source_check.gaps import Outcome


def check_document(coding: Coding) -> Outcome:
    """The text is the one that was coded, and its passages are those of the table."""
    outcome = Outcome("document", Counter(characters=len(coding.text)))
    if coding.document["sha256"] != sha256_of(coding.text):
        outcome.gap("", "sha256", f"the text has the hash {sha256_of(coding.text)}")
    if coding.document["characters"] != str(len(coding.text)):
        outcome.gap("", "characters", f"the text has {len(coding.text)}")
    if coding.unsplit:
        outcome.gap("", "headings", coding.unsplit)
    _compare_passages(coding, outcome)
    _check_completeness(coding, outcome)
    return outcome


def _compare_passages(coding: Coding, outcome: Outcome) -> None:
    for passage_id in sorted({*coding.passages, *coding.coded_passages}):
        expected = coding.passages.get(passage_id)
        coded = coding.coded_passages.get(passage_id)
        if expected is None:
            outcome.gap(passage_id, passage_id, "the text has no such passage")
        elif coded is None:
            outcome.gap(passage_id, passage_id, "the table of passages lacks it")
        else:
            outcome.examined[f"{expected.kind}s"] += 1
            for column, value in asdict(expected).items():
                # Where the offsets are wrong, the hash cannot be right: one gap says so.
                misplaced = (coded.start, coded.end) != (expected.start, expected.end)
                if getattr(coded, column) != value and not (column == "sha256" and misplaced):
                    outcome.gap(passage_id, column, f"the text gives {value!r}")


def _check_completeness(coding: Coding, outcome: Outcome) -> None:
    sentences = [Span(sentence.start, sentence.end) for sentence in coding.of_kind("sentence")]
    for paragraph in coding.of_kind("paragraph"):
        listed = source_list(coding.text, Span(paragraph.start, paragraph.end))
        parts = [*sentences, *([listed.span] if listed else [])]
        # Another text than the coded one may be shorter; that it is another is a gap of its own.
        for offset in range(paragraph.start, min(paragraph.end, len(coding.text))):
            visible = not coding.text[offset].isspace()
            if visible and not covered(Span(offset, offset + 1), parts):
                missing = f"the character at {offset} is in no sentence"
                outcome.gap(paragraph.passage_id, coding.text[offset], missing)


def check_as_stated(coding: Coding) -> Outcome:
    """What a claim gives as printed is printed in its passage, as whole words."""
    outcome = Outcome("as-stated")
    for claim in coding.claims:
        outcome.examined[claim.table] += 1
        if claim.passage_id not in coding.passages:
            outcome.gap(claim.passage_id, claim.claim_id, "the text has no such passage")
        elif not occurrences(claim.as_stated, coding.slice(claim.passage_id)):
            missing = f"not printed in the passage of {claim.claim_id}"
            outcome.gap(claim.passage_id, claim.as_stated, missing)
    return outcome


def check_claims(coding: Coding) -> Outcome:
    """Every sentence has a claim beyond the names in it."""
    outcome = Outcome("claims")
    for sentence in coding.of_kind("sentence"):
        outcome.examined["sentences"] += 1
        if all(claim.table == NAMES for claim in coding.claims_of(sentence.passage_id)):
            outcome.gap(sentence.passage_id, "sentence", "no claim is coded beyond its names")
    return outcome
