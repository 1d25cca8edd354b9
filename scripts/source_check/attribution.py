"""Checks of attribution: quotations have a speaker, lists of sources are coded as printed."""

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

# A gap shows the first words of a quotation only: the text must not be reproduced.
WORDS_SHOWN = 4
QUOTATION_EDGES = '“”" \u00a0\u202f.,;:!?…'


def check_quotations(coding: Coding) -> Outcome:
    """Every sentence with a part of a quotation has a statement with the speaker.

    If the quotation is only a name, the sentence needs a row of names instead.
    """
    outcome = Outcome("quotations")
    for paragraph in coding.of_kind("paragraph"):
        for token in tokens.quotations(coding.text_of(paragraph.passage_id)):
            outcome.examined[token.kind] += 1
            shown = " ".join(token.printed.strip('“”"').split()[:WORDS_SHOWN])
            if token.printed[-1] not in '”"' or len(token.printed) == 1:
                outcome.gap(paragraph.passage_id, shown, "the quotation is not closed")
                continue
            quoted = Span(paragraph.start + token.span.start, paragraph.start + token.span.end)
            for sentence in coding.of_kind("sentence"):
                overlaps = quoted.start < sentence.end and sentence.start < quoted.end
                if overlaps and not _is_coded(coding, sentence, quoted):
                    message = "the quotation contains no quoted statement with its speaker"
                    outcome.gap(sentence.passage_id, shown, message)
    return outcome


def _is_coded(coding: Coding, sentence: Passage, quoted: Span) -> bool:
    """Whether the part of a quotation in a sentence is coded as a statement or as a name."""
    text = coding.text_of(sentence.passage_id)
    start, end = (offset - sentence.start for offset in (quoted.start, quoted.end))
    part = Span(max(start, 0), min(end, len(text)))
    statements = [
        claim.as_stated
        for claim in coding.claims_of(sentence.passage_id, STATEMENTS)
        if claim.row["quotation"] == "true" and claim.row["attributed_to"]
    ]
    if any(covered(place, [part]) for words in statements for place in occurrences(words, text)):
        return True
    bare = text[part.start : part.end].strip(QUOTATION_EDGES)
    names = coding.spans_of(sentence.passage_id, NAMES)
    places = [place for place in occurrences(bare, text) if covered(place, [part])]
    return any(covered(place, names) for place in places)


def check_citations(coding: Coding) -> Outcome:
    """The rows of citations are the printed lists of sources, in their order, with their label."""
    outcome = Outcome("citations")
    paragraphs = {paragraph.passage_id: paragraph for paragraph in coding.of_kind("paragraph")}
    for passage_id, paragraph in paragraphs.items():
        listed = source_list(coding.text, paragraph.span) or SourceList(paragraph.span, "", ())
        outcome.examined["entries"] += len(listed.entries)
        _compare_list(passage_id, listed, coding.claims_of(passage_id, CITATIONS), outcome)
    for claim in coding.claims:
        if claim.table == CITATIONS and claim.passage_id not in paragraphs:
            outcome.gap(claim.passage_id, claim.as_stated, "is not the citation of a paragraph")
    return outcome


def _compare_list(passage_id: str, listed: SourceList, rows: list[Claim], outcome: Outcome) -> None:
    printed = dict(enumerate(listed.entries, start=1))
    coded: set[int] = set()
    for claim in rows:
        position = whole_number(claim.row, "position")
        if position in coded:
            outcome.gap(passage_id, claim.as_stated, f"position {position} is coded twice")
        elif claim.as_stated != printed.get(position):
            message = f"the list has {printed.get(position)!r} at position {position}"
            outcome.gap(passage_id, claim.as_stated, message)
        elif claim.row["list_label"] != listed.label:
            outcome.gap(passage_id, claim.as_stated, f"the label of the list is {listed.label!r}")
        coded.add(position)
    for position in sorted(set(printed) - coded):
        outcome.gap(passage_id, printed[position], f"position {position} is not coded")
