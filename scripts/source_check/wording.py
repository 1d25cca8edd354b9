"""Checks of words: every value and every name in a sentence is coded."""

from scripts.segment import Span
from scripts.source_check import tokens
from scripts.source_check.coding import NAMES, Coding, covered, occurrences
from scripts.source_check.gaps import Outcome


def check_values(coding: Coding) -> Outcome:
    """Every number, month, decade and percent sign is part of the words of a claim."""
    outcome = Outcome("values")
    for sentence in coding.of_kind("sentence"):
        spans = coding.spans_of(sentence.passage_id)
        for token in tokens.values(coding.text_of(sentence.passage_id)):
            outcome.examined[token.kind] += 1
            if not covered(token.span, spans):
                message = f"no claim of the sentence contains this {token.kind}"
                outcome.gap(sentence.passage_id, token.printed, message)
    return outcome


def check_names(coding: Coding) -> Outcome:
    """Every capitalised word is part of a coded name, and every acronym follows its full name."""
    outcome = Outcome("names")
    for sentence in coding.of_kind("sentence"):
        text = coding.text_of(sentence.passage_id)
        forms = [form for form in coding.printed_forms if form in text]
        spans = [span for form in forms for span in occurrences(form, text)]
        for token in tokens.capitalised_words(text):
            outcome.examined[token.kind] += 1
            if not covered(token.span, spans):
                outcome.gap(sentence.passage_id, token.printed, "is not part of a coded name")
        for token in tokens.acronyms(text):
            outcome.examined[token.kind] += 1
            if message := _acronym_gap(coding, sentence.passage_id, token):
                outcome.gap(sentence.passage_id, f"({token.printed})", message)
    return outcome


def _acronym_gap(coding: Coding, sentence_id: str, token: tokens.Token) -> str:
    """Why an acronym and the words before its bracket are not coded as names of one entity."""
    text = coding.text_of(sentence_id)
    bearers, full = set(), set()
    for name in coding.claims_of(sentence_id, NAMES):
        for form in name.printed_forms:
            if form == token.printed:
                bearers.add(name.row["entity_id"])
            if Span(token.span.start - len(form), token.span.start) in occurrences(form, text):
                full.add(name.row["entity_id"])
    if not bearers:
        return "the acronym is not coded as a name"
    return "" if bearers & full else "the words before the acronym do not name the same entity"
