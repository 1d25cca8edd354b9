"""Polls: each question as a bar, with the part of the whole that no answer is reported for."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count

from checks.rules.common.intervals import answer_values, intervals
from scripts.site.charts.shares import Bar, Share, bar
from scripts.site.rendering import Page
from scripts.site.source import Findings, Source, conflicts
from scripts.site.tables import Row

TABLES = ("answers", "questions")
"""The tables that the page is made from."""

_FACTS = {
    "asked": "asked",
    "fieldwork": "fieldwork",
    "published": "published",
    "pollster_id": "pollster",
    "sample_size": "respondents",
}
"""What is said of a poll, by the column of the question or of a mention of the poll."""

Fact = tuple[str, str, Findings]
"""A label, what the mentions of a poll say, and the findings that compare it."""


@dataclass(frozen=True)
class Chart:
    """A bar with its answers; answers that may overlap have a bar each.

    `ranges` are the shares in words, by claim. `residual` says how much is not reported; it is
    empty if that cannot be known. `about` is a share in percent without known bounds.
    """

    answers: list[Row]
    ranges: dict[str, str]
    bar: Bar | None = None
    residual: str = ""
    about: str = ""


@dataclass(frozen=True)
class Question:
    """One mention of a question: what is said of its poll, its charts, the findings about it."""

    claim: Row
    facts: list[Fact]
    charts: list[Chart]
    findings: Findings

    @property
    def has_conflict(self) -> bool:
        """Whether a finding disputes it or one of its answers."""
        return bool(conflicts(self.findings))


def polls_page(source: Source) -> Page:
    """The page; it says so if there are no polls."""
    topics = defaultdict(list)
    if set(TABLES) <= set(source.tables):
        for question in _questions(source):
            topics[question.claim.cells["topic"]].append(question)
    questions = [question for topic in topics.values() for question in topic]
    content = {
        "topics": topics,
        "questions": len(questions),
        "conflicts": sum(question.has_conflict for question in questions),
    }
    return Page("polls.html", content)


def _questions(source: Source) -> Iterator[Question]:
    shares = _shares(source)
    answers = defaultdict(list)
    for row in source.tables["answers"].rows:
        answers[row.cells["question_claim_id"]].append(row)
    for row in source.tables["questions"].rows:
        claims = [row.key, *(answer.key for answer in answers[row.key])]
        yield Question(
            claim=row,
            facts=list(_facts(source, row)),
            charts=list(_charts(row, answers[row.key], shares)),
            findings=source.findings_about(claims),
        )


def _shares(source: Source) -> dict[str, Share]:
    """The shares by claim, with the same bounds as the rules give them."""
    answers = source.typed["answers"]
    values = answer_values(answers, source.typed)
    bounds = intervals(values, answers["question_claim_id"])
    rows = bounds.assign(
        claim_id=values["claim_id"], value=values["value"], stance=answers["stance"]
    )
    shares = {}
    for row in rows[rows["known"]].to_dict("records"):
        low, high = (Fraction(100 * int(row[end]), int(row["hundred"])) for end in ("low", "high"))
        best = Fraction(row["value"]) if row["value"] else low
        shares[str(row["claim_id"])] = Share(str(row["stance"]), low, best, high)
    return shares


def _charts(question: Row, answers: list[Row], shares: dict[str, Share]) -> Iterator[Chart]:
    """One chart of all answers, if a respondent could give only one; else one for each."""
    is_exclusive = question.cells["exclusive"] == "yes"
    together = [answers] if is_exclusive or len(answers) < 2 else [[answer] for answer in answers]
    for members in together:
        known = {row.key: shares[row.key] for row in members if row.key in shares}
        ranges = {key: span(share.low, share.high) for key, share in known.items()}
        options = {answer.cells["option"] for answer in members}
        if known and len(known) == len(members) == len(options):
            drawn = bar(list(known.values()))
            yield Chart(members, ranges, drawn, _residual(drawn))
        else:
            about = members[0].cells["percent"] if len(members) == 1 else ""
            yield Chart(members, ranges, about=about)


def _residual(drawn: Bar) -> str:
    low, high = drawn.residual_low, drawn.residual_high
    if high < 0:
        return f"the answers exceed 100 % by {span(-high, -low)}"
    if high == 0:
        return "nothing is left unreported"
    return f"{span(low, high) if low > 0 else f'up to {span(high, high)}'} not reported"


def span(low: Fraction, high: Fraction) -> str:
    """Two shares with equal decimals, `1.0 to 1.2 %`, or one: their denominators divide 10^n."""
    decimals = next(n for n in count() if all(10**n % end.denominator == 0 for end in (low, high)))
    ends = (Decimal(int(end * 10**decimals)).scaleb(-decimals) for end in (low, high))
    return f"{' to '.join(dict.fromkeys(f'{end:f}' for end in ends))} %"


def _facts(source: Source, question: Row) -> Iterator[Fact]:
    """What is said of the poll: when it was made, by whom, of how many."""
    mentions = source.tables["polls"].rows if "polls" in source.tables else ()
    poll = question.cells["poll_id"]
    rows = [question, *(row for row in mentions if row.cells["poll_id"] == poll)]
    for column, label in _FACTS.items():
        texts = dict.fromkeys(source.words(row, column) for row in rows)
        if said := "; ".join(filter(None, texts)):
            cells = ((row.key, column) for row in rows)
            found = (item for cell in cells for item in source.findings_by_cell.get(cell, ()))
            yield label, said, tuple({item.id: item for item in found}.values())
