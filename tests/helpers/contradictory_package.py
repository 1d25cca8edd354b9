"""A small package about nowhere in particular, with two contradictions and nothing registered."""

from pathlib import Path

from checks.rules.registry import all_rules
from tests.helpers.builders import Row, build_package

PASSAGES: list[Row] = [
    {"passage_id": passage, "document_id": "d", "kind": kind, "parent_id": parent}
    for passage, kind, parent in (
        ("h1", "section", ""),
        ("p1", "paragraph", "h1"),
        ("p2", "paragraph", "h1"),
        ("p1.s1", "sentence", "p1"),
        ("p1.s2", "sentence", "p1"),
        ("p2.s1", "sentence", "p2"),
    )
]

ENTITIES: list[Row] = [
    {"entity_id": "reed-guild", "label": "Reed Guild"},
    {"entity_id": "salt-guild", "label": "Salt Guild"},
]

DATES: list[Row] = [
    {"claim_id": claim, "entity_id": entity, "date": date, "as_stated": printed}
    for claim, entity, date, printed in (
        ("p1.s1.date01", "reed-guild", "1931", "1931"),
        ("p2.s1.date01", "reed-guild", "1934-02", "February 1934"),
        ("p1.s2.date01", "salt-guild", "1931", "1931"),
    )
]

ANSWERS: list[Row] = [
    {
        "claim_id": claim,
        "question_claim_id": "p1.s2.question01",
        "option": option,
        "stance": stance,
        "percent": percent,
        "as_stated": f"{percent} percent",
    }
    for claim, option, stance, percent in (
        ("p1.s2.answer01", "keep", "favourable", "67"),
        ("p1.s2.answer02", "sell", "unfavourable", "29"),
    )
]

DATES_FINDING = ("p1.s1.date01", "p2.s1.date01")
ANSWERS_FINDING = ("p1.s2.answer01", "p1.s2.answer02")


def contradictory_package(folder: Path) -> Path:
    """Write the package into a new folder, and return the folder."""
    build_package(
        folder,
        passages=PASSAGES,
        headings=[{"passage_id": "h1", "as_stated": "The guilds"}],
        entities=ENTITIES,
        dates=DATES,
        questions=[{"claim_id": "p1.s2.question01"}],
        answers=ANSWERS,
        figures=[],
        sequences=[],
        findings=[],
        rules=[{"rule": rule.name} for rule in all_rules()],
    )
    return folder
