"""Typed tables of polls, from literal rows about invented things."""

from collections.abc import Iterable

import pandas as pd

from tests.helpers.claim_tables import Row, frame, with_bounds
from tests.helpers.figure_tables import stated

ASKED = "poll_id question_id topic population_id exhaustive exclusive asked"
DEFAULT = {
    "poll_id": "harbour-poll",
    "question_id": "q",
    "topic": "bridge",
    "population_id": "islanders",
    "exhaustive": "not-stated",
    "exclusive": "yes",
    "asked": "",
    "option": "yes",
    "stance": "favourable",
}


def answers(rows: Iterable[dict[str, str]]) -> dict[str, pd.DataFrame]:
    """Answers a0, a1, ..., each to a mention of a question q0, q1, ... of its own.

    A row is a dict with `value` (as in `stated`) and what else matters; a `question_claim_id` of
    an earlier row makes it another answer to that mention.
    """
    asked, given = [], []
    for number, row in enumerate(rows):
        cells = {"claim_id": f"a{number}", **DEFAULT, **row}
        shares = stated(row["value"])
        percent = shares.get("best", "")
        exact = shares["qualifier"] == "exactly"
        low, high = ("", "") if exact else (shares.get("low", ""), shares.get("high", ""))
        question = cells.setdefault("question_claim_id", f"q{number}")
        if "question_claim_id" not in row:
            asked.append((question, *(cells[column] for column in ASKED.split())))
        columns = ("claim_id", "option", "stance")
        given.append(
            (*(cells[name] for name in columns), question, shares["qualifier"], percent, low, high)
        )
    columns = "claim_id option stance question_claim_id qualifier percent low high"
    return {
        "answers": frame(columns, given),
        "questions": with_bounds(frame(f"claim_id {ASKED}", asked), "asked"),
    }


def compared(rows: Iterable[Row]) -> pd.DataFrame:
    """Comparisons c0, c1, ...: (left claim, relation, right claim, constant)."""
    columns = "claim_id left_claim_id relation right_claim_id constant"
    return frame(columns, [(f"c{number}", *row) for number, row in enumerate(rows)])


def polls(rows: Iterable[Row]) -> pd.DataFrame:
    """Mentions of polls: (claim, poll, population, sample size, fieldwork, published, pollster).

    The pollster may be left out. Each mention is in a passage of its own.
    """
    columns = "claim_id poll_id population_id sample_size fieldwork published pollster_id"
    table = frame(
        columns, [row if len(row) == len(columns.split()) else (*row, "") for row in rows]
    )
    sizes = table["sample_size"].mask(table["sample_size"].eq("")).astype("Int64")
    table = table.assign(sample_size=sizes, passage_id=table["claim_id"])
    return with_bounds(table, "fieldwork", "published")


def surveys(*rows: Row, **changes: str) -> dict[str, pd.DataFrame]:
    """Polls of one question each: (shares for yes, no, other-0, ..., pollster, fieldwork, size).

    What is left out is not stated. The polls are poll-00, poll-01, ... with mentions p00, p01, ...;
    the answers are a0, a1, ... in order. `changes` are cells of all questions.
    """
    options = [("yes", "favourable"), ("no", "unfavourable")]
    options += [(f"other-{number}", "neutral") for number in range(8)]
    mentions, given = [], []
    for number, row in enumerate(rows):
        shares, pollster, fieldwork, size = (*row, "", "", "")[:4]
        poll, question = f"poll-{number:02}", {"question_claim_id": f"q{len(given)}"}
        mentions.append((f"p{number:02}", poll, "islanders", size, fieldwork, "", pollster))
        for place, (value, option) in enumerate(zip(shares.split(), options, strict=False)):
            cells = {"value": value, "option": option[0], "stance": option[1], **changes}
            cells |= {"poll_id": poll, "question_id": poll}
            given.append(cells | (question if place else {}))
    return {**answers(given), "polls": polls(mentions)}


def contained(rows: Iterable[Row]) -> dict[str, pd.DataFrame]:
    """Relations (passage, subject, predicate, object, roster) and their vocabulary.

    `lies_in` has the part as its subject, `holds` as its object; `visited` is no containment.
    """
    terms = [("lies_in", "subject"), ("holds", "object"), ("visited", "")]
    columns = "passage_id subject_id predicate_id object_id roster"
    properties = frame("property_id containment", [*terms, ("reached", "")])
    opens = properties["property_id"].eq("reached")
    return {
        "relations": frame(columns, rows),
        "properties": properties.assign(opens_coverage=opens),
    }
