"""Checks of the wording: every value and every name of a sentence belongs to a claim."""

from scripts.segment import Passage, Span
from scripts.source_check import tokens
from scripts.source_check.coding import NAMES, Coding, covered, occurrences
from scripts.source_check.gaps import Outcome


def check_values(coding: Coding) -> Outcome:
    """Every number, month, decade and percent sign lies in what a claim gives as printed."""
    outcome = Outcome("values")
    for sentence in coding.of_kind("sentence"):
        spans = coding.spans_of(sentence.passage_id)
        for token in tokens.values(coding.slice(sentence.passage_id)):
            outcome.examined[token.kind] += 1
            if not covered(token.span, spans):
                missing = f"no claim of the sentence covers this {token.kind}"
                outcome.gap(sentence.passage_id, token.printed, missing)
    return outcome


def check_names(coding: Coding) -> Outcome:
    """Every capitalised word belongs to a name, and every acronym stands beside its full name."""
    outcome = Outcome("names")
    for sentence in coding.of_kind("sentence"):
        text = coding.slice(sentence.passage_id)
        spans = [
            span
            for form in coding.printed_forms
            if form in text
            for span in occurrences(form, text)
        ]
        for token in tokens.capitalised_words(text):
            outcome.examined[token.kind] += 1
            if not covered(token.span, spans):
                outcome.gap(sentence.passage_id, token.printed, "in no printed form of a name")
        _check_acronyms(coding, sentence, outcome)
    return outcome


def _check_acronyms(coding: Coding, sentence: Passage, outcome: Outcome) -> None:
    """The acronym and the words right before its bracket name the same entity here."""
    text = coding.slice(sentence.passage_id)
    names = coding.claims_of(sentence.passage_id, NAMES)
    for token in tokens.acronyms(text):
        outcome.examined[token.kind] += 1
        bearers = {name.row["entity_id"] for name in names if token.printed in name.printed_forms}
        full = {
            name.row["entity_id"]
            for name in names
            for form in name.printed_forms
            if Span(token.span.start - len(form), token.span.start) in occurrences(form, text)
        }
        if not bearers:
            outcome.gap(sentence.passage_id, f"({token.printed})", "the acronym names nothing")
        elif not bearers & full:
            missing = "no full name right before the bracket names the same entity"
            outcome.gap(sentence.passage_id, f"({token.printed})", missing)
