"""Checks of certainty: hedged sentences state nothing, and alike words are coded alike."""

import re
from collections import defaultdict
from collections.abc import Iterator

from checks.passages.spans import Span
from checks.proof.case import Case, proof_check
from checks.proof.coding import CITATIONS, NAMES, Coding, Passage, Row
from checks.proof.spans import covered
from checks.proof.words import any_of

_SUBJECTS = ("subject_id", "entity_id")
_PREDICATES = ("predicate_id", "property_id", "measure_id", "topic")
STATED = "stated"


@proof_check("hedges", "a sentence with a hedge or an origin has no stated claim besides names")
def hedges(coding: Coding) -> Iterator[Case]:
    """The claims of sentences with such words, except names and citations: they are as printed."""
    for sentence in coding.of_kind("sentence"):
        if hedge := _hedge_of(coding, sentence):
            for claim in coding.claims_of(sentence):
                if claim.table not in (NAMES, CITATIONS):
                    is_stated = claim["certainty"] == STATED
                    gap = f"is {STATED}, but the sentence has “{hedge}”" if is_stated else ""
                    yield claim.case_of_claim("certainty", gap)


def _hedge_of(coding: Coding, sentence: Passage) -> str:
    """The first hedge of a sentence that is not part of a name ("Said"), or ""."""
    names = coding.spans_of(sentence, NAMES)
    hedges = re.finditer(any_of(coding.words.get("hedge", ())), coding.text_of(sentence))
    return next((found[0] for found in hedges if not covered(Span(*found.span()), names)), "")


@proof_check(
    "certainty", "rows of a sentence with the same words, subject and predicate have one certainty"
)
def certainty(coding: Coding) -> Iterator[Case]:
    """The words that several claims of a sentence share, with one subject and one predicate."""
    for sentence in coding.of_kind("sentence"):
        sharing = defaultdict(list)
        for claim in coding.claims_of(sentence):
            if claim["certainty"] and (key := _key(claim)):
                sharing[key].append(claim)
        for first, *others in sharing.values():
            unlike = (each for each in others if each["certainty"] != first["certainty"])
            differing = next(unlike, None)
            gap = "" if differing is None else _difference(first, differing)
            if others:
                yield Case(first.file, first.number, "certainty", sentence.id, _words(first), gap)


def _key(claim: Row) -> tuple[str, ...]:
    """Table, subject, predicate and words of a claim; nothing for one without these columns."""
    subject, predicate = (
        next((claim[name] for name in names if claim[name]), "")
        for names in (_SUBJECTS, _PREDICATES)
    )
    is_known = subject and predicate and claim.table != NAMES
    return (claim.table, subject, predicate, _words(claim).casefold()) if is_known else ()


def _words(claim: Row) -> str:
    return " ".join(claim["as_stated"].split())


def _difference(first: Row, other: Row) -> str:
    return f"is {first['certainty']} here and {other['certainty']} in row {other.number}"
