"""The view of polls: one row for each share that the text reports."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from checks.rules.common.intervals import answer_values, intervals, printed_halves
from scripts.views.dating import dated_cells, resolved
from scripts.views.rows import Part, Register, Row, Tables, grouped, listed, row_of

_NOT_STATED = "not-stated"
_OF_ANSWER = ("option", "stance", "percent", "qualifier", "low", "high", "as_stated", "certainty")
_OF_QUESTION = ("question_id", "topic", "population_id", "exhaustive", "exclusive")


def rows(tables: Tables, register: Register) -> list[Row]:
    """The rows of the view."""
    answers = tables["answers"]
    questions = {row["claim_id"]: row for row in tables["questions"]}
    mentions = grouped(tables["polls"], "poll_id")
    labels = {row["entity_id"]: row["label"] for row in tables["entities"]}
    asked = [questions[answer["question_claim_id"]] for answer in answers]
    shares = [answer | bounds for answer, bounds in zip(answers, _unrounded(tables), strict=True)]
    residuals = _residuals(asked, shares)
    found = []
    for question, answer in zip(asked, shares, strict=True):
        words = {
            "question": question["topic"].replace("-", " "),
            "question_as_stated": question["as_stated"],
        }
        parts = [
            Part({"answer_claim_id": answer["claim_id"], "poll_id": question["poll_id"]}),
            Part({"poll": labels[question["poll_id"]]}),
            Part({"population": labels[question["population_id"]]}),
            Part({name: question[name] for name in _OF_QUESTION} | words, (question,)),
            Part({name: answer[name] for name in _OF_ANSWER}, (answer,)),
            Part(residuals[_asked_of(question)]),
            _poll_part(mentions.get(question["poll_id"], []), question["asked"]),
        ]
        found.append(row_of(parts, register))
    return found


def _poll_part(mentions: Sequence[Row], asked: str) -> Part:
    """What all mentions of the poll say of it; the question may say itself when it was asked."""
    fieldwork = resolved([asked] if asked else [row["fieldwork"] for row in mentions])
    published = resolved(row["published"] for row in mentions)
    modes = listed(row["mode"] for row in mentions if row["mode"] != _NOT_STATED)
    sizes = {row["sample_size"] for row in mentions if row["sample_size"]}
    cells = {
        "pollsters": listed(row["pollster_id"] for row in mentions),
        **dated_cells("fieldwork", fieldwork),
        **dated_cells("published", published),
        "mode": modes or _NOT_STATED,
        "sample_size": sizes.pop() if len(sizes) == 1 else "",
    }
    return Part(cells, tuple(mentions))


def _asked_of(question: Row) -> tuple[str, str]:
    return question["question_id"], question["population_id"]


def _residuals(questions: Sequence[Row], shares: Sequence[Row]) -> Mapping[tuple[str, str], Row]:
    """What the options of each question leave to 100 percent, and how many the text reports.

    All mentions of a question to one population count. An option that is given twice has the lowest
    and the highest share of all its mentions.
    """
    groups: defaultdict[tuple[str, str], list[tuple[Row, Row]]] = defaultdict(list)
    for question, share in zip(questions, shares, strict=True):
        groups[_asked_of(question)].append((question, share))
    return {key: _residual(*zip(*group, strict=True)) for key, group in groups.items()}


def _residual(questions: Sequence[Row], shares: Sequence[Row]) -> Row:
    options = grouped(shares, "option").values()
    cells = {"options": str(len(options)), "residual_low": "", "residual_high": ""}
    is_open = all(row["exclusive"] == "yes" and row["exhaustive"] != "yes" for row in questions)
    if not is_open or not all(share["low"] and share["high"] for share in shares):
        return cells
    most = sum(max(Decimal(share["high"]) for share in option) for option in options)
    least = sum(min(Decimal(share["low"]) for share in option) for option in options)
    if least > 100:
        return cells
    return cells | {
        "residual_low": f"{max(100 - most, Decimal(0)):f}",
        "residual_high": f"{100 - least:f}",
    }


def _unrounded(tables: Tables) -> list[Row]:
    """The columns `low` and `high` of each answer: every share that it may stand for."""
    answers = tables["answers"]
    columns = ["claim_id", "question_claim_id", "qualifier", "percent", "low", "high"]
    frame = pd.DataFrame(answers, columns=columns, dtype="str")
    questions = pd.DataFrame(tables["questions"], dtype="str")
    bounds = intervals(answer_values(frame, {"questions": questions}), frame["claim_id"])
    return [
        {
            name: "" if pd.isna(row[name]) else printed_halves(int(row[name]), int(row["decimals"]))
            for name in ("low", "high")
        }
        for _, row in bounds.iterrows()
    ]
