"""How the claims of a report are spread over the tables: as in the real package, per thousand."""

CLAIMS = {
    "headings": 12,
    "citations": 83,
    "names": 327,
    "dates": 51,
    "sequences": 24,
    "relations": 282,
    "figures": 18,
    "polls": 14,
    "questions": 17,
    "answers": 20,
    "comparisons": 13,
    "statements": 139,
}
"""Claims of a report, by table."""

REPORT_SIZE = sum(CLAIMS.values())

ENTITIES = {
    "event": 31,
    "organisation": 50,
    "group": 25,
    "place": 19,
    "community": 15,
    "poll": 12,
    "state": 11,
    "person": 8,
    "concept": 7,
    "force": 6,
    "operation": 3,
    "publication": 3,
    "agreement": 2,
    "programme": 2,
    "mandate": 1,
}
"""Entities of a report, by type."""

SECTIONS, PARAGRAPHS, SENTENCES = 12, 29, 106
"""Passages of a report, by kind."""


def shares() -> str:
    """The numbers in Markdown."""
    lines = ["| table | rows in a report |", "| --- | ---: |"]
    lines += [f"| {table} | {count} |" for table, count in CLAIMS.items()]
    others = {"entities": sum(ENTITIES.values()), "passages": SECTIONS + PARAGRAPHS + SENTENCES}
    lines += [f"| {table} (no claims) | {count} |" for table, count in others.items()]
    return "\n".join(lines)
