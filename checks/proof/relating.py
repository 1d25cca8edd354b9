"""Checks of relations: open lists are partial, and events have an actor or a place."""

import re
from collections.abc import Iterator, Set

from checks.passages.spans import Span
from checks.proof.case import Case, proof_check
from checks.proof.coding import NAMES, Coding, Passage, Row
from checks.proof.spans import occurrences
from checks.proof.words import any_of

_RELATIONS, _ENTITIES, _VOCABULARY = "relations", "entities", "properties"
_EVENT, _PARTIAL = "event", "partial"


@proof_check("open-lists", "a list with “including”, “and other” or the like is partial")
def open_lists(coding: Coding) -> Iterator[Case]:
    """The relations that list members in sentences with such words.

    An item of the list ends after a word such as "including", or begins before one such as "and
    other". If no row of the sentence is partial, each of these is a gap. Otherwise the list is that
    of the partial rows, and those with the same predicate and object must be partial, too.
    """
    listing = _listing(coding)
    for sentence in coding.of_kind("sentence"):
        rows = [
            row
            for row in coding.claims_of(sentence, _RELATIONS)
            if row["predicate_id"] in listing and _is_in_open_list(coding, sentence, row)
        ]
        of_partial = {_list_of(row) for row in rows if row["roster"] == _PARTIAL}
        for row in rows:
            is_item = not of_partial or _list_of(row) in of_partial
            is_right = row["roster"] == _PARTIAL or not is_item
            yield row.case_of_claim("roster", "" if is_right else f"expected {_PARTIAL}")


def _listing(coding: Coding) -> set[str]:
    """The predicates of members or parts of one thing, by the vocabulary."""
    terms = coding.tables.get(_VOCABULARY, ())
    return {row["property_id"] for row in terms if row["forms_roster"] == "true"}


def _list_of(row: Row) -> tuple[str, str]:
    return row["predicate_id"], row["object_id"]


def _is_in_open_list(coding: Coding, sentence: Passage, row: Row) -> bool:
    """Whether the words of a relation stand in a list that is open by the words around it."""
    text = coding.text_of(sentence)
    openings, endings = (
        [Span(*found.span()) for found in re.finditer(any_of(coding.words.get(kind, ())), text)]
        for kind in ("list-opening", "list-ending")
    )
    return any(
        any(opening.start < place.end for opening in openings)
        or any(place.start < ending.end for ending in endings)
        for place in occurrences(row["as_stated"], text)
    )


@proof_check("events", "an event that is called after somebody or a place has an actor or a place")
def events(coding: Coding) -> Iterator[Case]:
    """The events whose label has a printed name of another entity, where a sentence names both.

    The sentence prints a name of the entity and has a claim that mentions the event. Whatever is
    no event counts as an actor or a place, and members of an event have those of the event. Each
    event is one case, in its first such sentence.
    """
    entities = {row["entity_id"]: row for row in coding.tables.get(_ENTITIES, ())}
    others = {name for name, row in entities.items() if row["type"] != _EVENT}
    related = _related_to(coding, others)
    seen = set()
    for sentence in coding.of_kind("sentence"):
        forms = list(_forms_of_named(coding, sentence, others))
        cells = (cell for claim in coding.claims_of(sentence) for cell in claim.cells.values())
        for event in dict.fromkeys(cells):
            if event not in entities or event in others or event in seen:
                continue
            label = entities[event]["label"]
            if called_after := next((form for form in forms if occurrences(form, label)), ""):
                seen.add(event)
                gap = f"has no actor or place, but its label names “{called_after}”"
                yield sentence.case(event, "" if event in related else gap)


def _forms_of_named(coding: Coding, sentence: Passage, others: Set[str]) -> Iterator[str]:
    """All printed forms of those among some entities that a sentence names."""
    for name in coding.claims_of(sentence, NAMES):
        if name["entity_id"] in others:
            yield from coding.forms_of(name["entity_id"])


def _related_to(coding: Coding, others: Set[str]) -> set[str]:
    """The entities that some relation ties to one of these others, and members of such entities."""
    rows = coding.tables.get(_RELATIONS, ())
    tied = {row["subject_id"] for row in rows if row["object_id"] in others}
    tied |= {row["object_id"] for row in rows if row["subject_id"] in others}
    listing = _listing(coding)
    of_members = [row for row in rows if row["predicate_id"] in listing]
    return tied | {row["subject_id"] for row in of_members if row["object_id"] in tied}
