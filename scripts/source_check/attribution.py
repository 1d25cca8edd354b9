"""Checks of who says so: quotations have a speaker, lists of sources are coded as printed."""

from checks.tables.rows import whole_number
from scripts.segment import Passage, SourceList, Span, source_list
from scripts.source_check import tokens
from scripts.source_check.coding import (
    CITATIONS,
    NAMES,
    STATEMENTS,
    Claim,
    Coding,
    covered,
    occurrences,
)
from scripts.source_check.gaps import Outcome

# A quotation is shown by its first words, for the text must not be reproduced.
WORDS_SHOWN = 4
QUOTATION_EDGES = '“”" \u00a0\u202f.,;:!?…'


def check_quotations(coding: Coding) -> Outcome:
    """Every quotation has, in each sentence it reaches into, a statement with its speaker.

    A quotation that is nothing but a name of that sentence needs a row of names instead.
    """
    outcome = Outcome("quotations")
    for paragraph in coding.of_kind("paragraph"):
        for token in tokens.quotations(coding.slice(paragraph.passage_id)):
            outcome.examined[token.kind] += 1
            shown = " ".join(token.printed.strip('“”"').split()[:WORDS_SHOWN])
            if token.printed[-1] not in '”"' or len(token.printed) == 1:
                outcome.gap(paragraph.passage_id, shown, "the quotation is not closed")
                continue
            quoted = Span(paragraph.start + token.span.start, paragraph.start + token.span.end)
            for sentence in coding.of_kind("sentence"):
                overlaps = quoted.start < sentence.end and sentence.start < quoted.end
                if overlaps and not _is_accounted_for(coding, sentence, quoted):
                    missing = "no statement marked as quotation, with its speaker, lies in it"
                    outcome.gap(sentence.passage_id, shown, missing)
    return outcome


def _is_accounted_for(coding: Coding, sentence: Passage, quoted: Span) -> bool:
    text = coding.slice(sentence.passage_id)
    within = Span(
        max(quoted.start, sentence.start) - sentence.start,
        min(quoted.end, sentence.end) - sentence.start,
    )
    bare = text[within.start : within.end].strip(QUOTATION_EDGES)
    is_name = any(
        covered(place, coding.spans_of(sentence.passage_id, NAMES))
        for place in occurrences(bare, text)
        if covered(place, [within])
    )
    return is_name or any(
        covered(place, [within])
        for claim in coding.claims_of(sentence.passage_id, STATEMENTS)
        if claim.row["quotation"] == "true" and claim.row["attributed_to"]
        for place in occurrences(claim.as_stated, text)
    )


def check_citations(coding: Coding) -> Outcome:
    """The rows of citations are the entries of the lists of sources, in order, with the label."""
    outcome = Outcome("citations")
    paragraphs = {paragraph.passage_id: paragraph for paragraph in coding.of_kind("paragraph")}
    for paragraph in paragraphs.values():
        listed = source_list(coding.text, Span(paragraph.start, paragraph.end))
        rows = coding.claims_of(paragraph.passage_id, CITATIONS)
        outcome.examined["entries"] += len(listed.entries) if listed else 0
        _compare_list(paragraph.passage_id, listed, rows, outcome)
    for claim in coding.claims:
        if claim.table == CITATIONS and claim.passage_id not in paragraphs:
            outcome.gap(claim.passage_id, claim.as_stated, "a citation belongs to a paragraph")
    return outcome


def _compare_list(
    passage_id: str, listed: SourceList | None, rows: list[Claim], outcome: Outcome
) -> None:
    printed = dict(enumerate(listed.entries, start=1)) if listed else {}
    coded: set[int] = set()
    for claim in rows:
        position = whole_number(claim.row, "position")
        if position in coded:
            outcome.gap(passage_id, claim.as_stated, f"position {position} is coded twice")
        elif claim.as_stated != printed.get(position):
            missing = f"position {position} of the list prints {printed.get(position)!r}"
            outcome.gap(passage_id, claim.as_stated, missing)
        elif listed and claim.row["list_label"] != listed.label:
            outcome.gap(passage_id, claim.as_stated, f"the list has the label {listed.label!r}")
        coded.add(position)
    for position in sorted(set(printed) - coded):
        missing = f"no citation is coded for position {position}"
        outcome.gap(passage_id, printed[position], missing)
