"""A small package about nowhere in particular, with two contradictions and nothing registered."""

from pathlib import Path

from checks.rules.registry import all_rules
from tests.helpers.builders import Row, build_package

PASSAGES: list[Row] = [
    {"passage_id": "h1", "document_id": "d", "kind": "section", "parent_id": "", "ordinal": "2"},
    {"passage_id": "p1", "document_id": "d", "kind": "paragraph", "parent_id": "h1"},
    {
        "passage_id": "p2",
        "document_id": "d",
        "kind": "paragraph",
        "parent_id": "h1",
        "ordinal": "2",
    },
    {"passage_id": "p1.s1", "document_id": "d", "parent_id": "p1"},
    {"passage_id": "p1.s2", "document_id": "d", "parent_id": "p1", "ordinal": "2"},
    {"passage_id": "p2.s1", "document_id": "d", "parent_id": "p2"},
]

DATES: list[Row] = [
    {
        "claim_id": "p1.s1.date01",
        "passage_id": "p1.s1",
        "entity_id": "reed-guild",
        "date": "1931",
        "as_stated": "1931",
    },
    {
        "claim_id": "p2.s1.date01",
        "passage_id": "p2.s1",
        "entity_id": "reed-guild",
        "date": "1934-02",
        "as_stated": "February 1934",
    },
    {
        "claim_id": "p1.s2.date01",
        "passage_id": "p1.s2",
        "entity_id": "salt-guild",
        "date": "1931",
        "as_stated": "1931",
    },
]

ANSWERS: list[Row] = [
    {
        "claim_id": f"p1.s2.answer0{number}",
        "passage_id": "p1.s2",
        "question_claim_id": "p1.s2.question01",
        "option": option,
        "stance": stance,
        "percent": percent,
        "as_stated": f"{percent} percent",
    }
    for number, option, stance, percent in (
        (1, "keep", "favourable", "67"),
        (2, "sell", "unfavourable", "29"),
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
        dates=DATES,
        questions=[{"claim_id": "p1.s2.question01", "passage_id": "p1.s2"}],
        answers=ANSWERS,
        figures=[],
        sequences=[],
        findings=[],
        rules=[{"rule": rule.name} for rule in all_rules()],
    )
    return folder
