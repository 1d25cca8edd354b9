"""Checks of words: every value and every name in a sentence is coded."""

from collections.abc import Iterator

from checks.proof import tokens
from checks.proof.case import Case, proof_check
from checks.proof.coding import NAMES, Coding, Passage
from checks.proof.spans import covered, occurrences
from checks.tables.printed_dates import is_year_or_month_of


@proof_check(
    "values", "each number, month, percentage and the like is in words or dates of a claim"
)
def values(coding: Coding) -> Iterator[Case]:
    """The values in sentences: in the words of a claim, or a year or month of one of its dates."""
    for sentence in coding.of_kind("sentence"):
        spans, dates = coding.spans_of(sentence), coding.dates_of(sentence)
        for token in tokens.values(coding.text_of(sentence), coding.words):
            is_dated = any(is_year_or_month_of(token.printed, date) for date in dates)
            is_coded = is_dated or covered(token.span, spans)
            yield sentence.case(token.printed, "" if is_coded else "is in no claim of the sentence")


@proof_check("names", "each capitalised word is in a coded name, each acronym after its full name")
def names(coding: Coding) -> Iterator[Case]:
    """The capitalised words and the acronyms in sentences."""
    for sentence in coding.of_kind("sentence"):
        text = coding.text_of(sentence)
        spans = [span for form in coding.name_forms for span in occurrences(form, text)]
        for token in tokens.capitalised_words(text, coding.words):
            is_coded = covered(token.span, spans)
            yield sentence.case(token.printed, "" if is_coded else "is not part of a coded name")
        for token in tokens.acronyms(text):
            yield sentence.case(f"({token.printed})", _acronym_gap(coding, sentence, token))


def _acronym_gap(coding: Coding, sentence: Passage, token: tokens.Token) -> str:
    """Why an acronym and the words before its bracket are not coded as names of one entity."""
    text = coding.text_of(sentence)
    bearers, full = set(), set()
    for name in coding.claims_of(sentence, NAMES):
        for form in name.printed_forms:
            if form == token.printed:
                bearers.add(name["entity_id"])
            if any(place.end == token.span.start for place in occurrences(form, text)):
                full.add(name["entity_id"])
    if not bearers:
        return "the acronym is not coded as a name"
    return "" if bearers & full else "the words before the acronym do not name the same entity"
