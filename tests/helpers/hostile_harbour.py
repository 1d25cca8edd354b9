"""A package about a harbour that is nowhere, whose cells try to become markup, and worse.

It has what every page of the site draws: dates of all precisions that contradict each other, guilds
that split, merge and are absorbed, and polls that leave something unreported or overlap.
"""

from pathlib import Path

from tests.helpers.builders import Row, build_package, describe, read_descriptor, write_descriptor

MARKUP = "<script>alert('x')</script><img src=x onerror=alert(1)>"
PLAIN_MARKUP = "<script>alert('x')</script><img src=x onerror=alert()>"
"""Markup without a digit: a number that is printed would have to be that of the row."""
QUOTES = "\"' onmouseover=alert(1) x='\"</title><!--"
LONG = "Donaudampfschifffahrtsgesellschaft" * 12
RIGHT_TO_LEFT = "مرفأ السلام"
JOINED = "می\u200cخواهم"
REVERSED = "gnp.\u202eexe"
ADDRESS = "javascript:alert(document.domain)"
TEMPLATE = "{{ 7 * 7 }}{% raw %}"
MARKDOWN = "![x](https://example.org/x.png) [x](javascript:alert(1)) <b>bold</b> `code`"

PASSAGES: list[Row] = [
    {"passage_id": "h1", "document_id": "d", "kind": "section", "parent_id": "", "ordinal": "2"},
    {"passage_id": "p1", "document_id": "d", "kind": "paragraph", "parent_id": "h1"},
    *(
        {"passage_id": f"p1.s{n}", "document_id": "d", "parent_id": "p1", "ordinal": str(n)}
        for n in range(1, 4)
    ),
]

ENTITIES: list[Row] = [
    {"entity_id": "eel-guild", "type": "group", "label": f"Eel guild ({MARKUP})"},
    {"entity_id": "net-guild", "type": "group", "label": QUOTES},
    {"entity_id": "rope-guild", "type": "group", "label": LONG},
    {"entity_id": "tar-guild", "type": "group", "label": RIGHT_TO_LEFT},
    {"entity_id": "pilot", "type": "person", "label": REVERSED},
    {"entity_id": "storm", "type": "event", "label": TEMPLATE},
    {"entity_id": "tide-poll", "type": "poll", "label": MARKUP},
    {"entity_id": "moon-poll", "type": "poll", "label": JOINED},
    {"entity_id": "harbour-folk", "type": "community", "label": "Harbour folk"},
]

PROPERTIES: list[Row] = [
    {"property_id": "set_up", "used_in": "dates", "label": "set up", "lifetime": "begins",
     "single_valued": "true"},
    {"property_id": "drowned", "used_in": "dates", "label": "drowned", "lifetime": "ends",
     "single_valued": "true"},
    {"property_id": "broke", "used_in": "dates", "label": "broke", "single_valued": "true"},
    {"property_id": "seen", "used_in": "dates", "label": "was seen", "agency": "subject",
     "subject_types": "person"},
    {"property_id": "swallowed_by", "used_in": "relations", "label": "swallowed by",
     "value_kind": "entity", "object_types": "group", "ends_independence": "true",
     "opposite": "left", "agency": "object", "subject_types": "group"},
    {"property_id": "left", "used_in": "relations", "label": "left", "value_kind": "entity",
     "subject_types": "group", "object_types": "group", "agency": "subject"},
]  # fmt: skip

DATES: list[Row] = [
    {"passage_id": "p1.s1", "entity_id": "eel-guild", "property_id": "set_up", "date": "1931",
     "as_stated": MARKUP},
    {"passage_id": "p1.s2", "entity_id": "eel-guild", "property_id": "set_up", "date": "1934-02",
     "as_stated": QUOTES, "note": LONG},
    {"passage_id": "p1.s1", "entity_id": "net-guild", "property_id": "set_up",
     "date": "1920/1922", "as_stated": RIGHT_TO_LEFT},
    {"passage_id": "p1.s1", "entity_id": "storm", "property_id": "broke", "date": "[..1850-03]",
     "as_stated": TEMPLATE},
    {"passage_id": "p1.s2", "entity_id": "storm", "property_id": "broke", "date": "[1845..]",
     "as_stated": "since"},
    {"passage_id": "p1.s2", "entity_id": "pilot", "property_id": "drowned",
     "date": "1933-05-17", "as_stated": "drowned"},
    {"passage_id": "p1.s3", "entity_id": "pilot", "property_id": "seen", "date": "1934~",
     "as_stated": "seen again"},
]  # fmt: skip

RELATIONS: list[Row] = [
    {"passage_id": "p1.s1", "subject_id": "rope-guild", "predicate_id": "left",
     "object_id": "net-guild", "start": "1931-06", "as_stated": "left"},
    {"passage_id": "p1.s2", "subject_id": "tar-guild", "predicate_id": "swallowed_by",
     "object_id": "eel-guild", "start": "[..1935]", "as_stated": "swallowed"},
    {"passage_id": "p1.s3", "subject_id": "net-guild", "predicate_id": "swallowed_by",
     "object_id": "eel-guild", "as_stated": MARKUP},
]  # fmt: skip

POLLS: list[Row] = [
    {"passage_id": "p1.s1", "poll_id": "tide-poll", "fieldwork": "1933", "sample_size": "840",
     "population_id": "harbour-folk"},
    {"passage_id": "p1.s3", "poll_id": "moon-poll", "published": "1934-01/1934-02",
     "population_id": "harbour-folk"},
]  # fmt: skip

QUESTIONS: list[Row] = [
    {"claim_id": "p1.s1.questions-01", "passage_id": "p1.s1", "poll_id": "tide-poll",
     "question_id": "q1", "topic": "new-quay", "population_id": "harbour-folk",
     "exclusive": "yes", "exhaustive": "not-stated"},
    {"claim_id": "p1.s3.questions-02", "passage_id": "p1.s3", "poll_id": "moon-poll",
     "question_id": "q2", "topic": "new-quay", "population_id": "harbour-folk",
     "exclusive": "yes", "exhaustive": "not-stated"},
    {"claim_id": "p1.s3.questions-03", "passage_id": "p1.s3", "poll_id": "moon-poll",
     "question_id": "q3", "topic": "worries",
     "population_id": "harbour-folk", "exclusive": "not-stated", "exhaustive": "no"},
    {"claim_id": "p1.s3.questions-04", "passage_id": "p1.s3", "poll_id": "moon-poll",
     "question_id": "q4", "topic": "bells",
     "population_id": "harbour-folk", "exclusive": "yes", "exhaustive": "no"},
]  # fmt: skip


def _answer(question: int, option: str, stance: str, **values: str) -> Row:
    return {
        "passage_id": "p1.s3",
        "question_claim_id": f"{'p1.s1' if question == 1 else 'p1.s3'}.questions-{question:02d}",
        "option": option,
        "stance": stance,
        "as_stated": PLAIN_MARKUP,
        **values,
    }


ANSWERS = [
    _answer(1, "build", "favourable", percent="67"),
    _answer(1, "wait", "unfavourable", percent="29.5"),
    _answer(2, "build", "favourable", high="20", qualifier="up-to"),
    _answer(3, "rats", "none", percent="70"),
    _answer(3, "fog", "none", percent="60.25"),
    _answer(4, "ring", "neutral", percent="35", qualifier="about"),
]


def hostile_package(folder: Path) -> Path:
    """Write the package into a folder; nothing in it is registered. Returns its descriptor."""
    package = build_package(
        folder,
        documents=[{"document_id": "d", "title": MARKUP, "publisher": QUOTES, "url": ADDRESS,
                    "as_of": "1936"}],
        passages=PASSAGES,
        headings=[{"passage_id": "h1", "as_stated": MARKUP}],
        entities=ENTITIES,
        properties=PROPERTIES,
        names=[{"passage_id": "p1.s1", "entity_id": "eel-guild", "name": LONG, "as_stated": LONG}],
        dates=DATES,
        relations=RELATIONS,
        polls=POLLS,
        questions=QUESTIONS,
        answers=ANSWERS,
        findings=[],
    )  # fmt: skip
    descriptor = read_descriptor(folder)
    descriptor["title"] = f"Harbour {MARKUP}"
    descriptor["description"] = MARKDOWN
    descriptor["licenses"] = [{"name": "own", "title": QUOTES, "path": "https://example.org/own"}]
    descriptor["resources"][0]["title"] = MARKUP
    descriptor["resources"][0]["description"] = MARKDOWN
    write_descriptor(folder, descriptor)
    describe(folder)
    return package
