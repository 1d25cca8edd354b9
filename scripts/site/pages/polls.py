"""Polls: each question as a bar, with the part of the whole that no answer is reported for."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from checks.rules.common.intervals import answer_values, intervals
from checks.tables.decimals import printed
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
    facts: list[tuple[str, str]]
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
        ranges = {
            key: f"{in_percent(share.low)} to {in_percent(share.high)} percent"
            for key, share in known.items()
        }
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
        return f"the answers exceed 100 percent by {in_percent(-high)} to {in_percent(-low)}"
    if high == 0:
        return "nothing is left unreported"
    if low <= 0:
        return f"up to {in_percent(high)} percent not reported"
    if low == high:
        return f"{in_percent(low)} percent not reported"
    return f"{in_percent(low)} to {in_percent(high)} percent not reported"


def in_percent(value: Fraction) -> str:
    """A share as the shortest decimal string; its denominator is a power of ten, or twice one."""
    decimals = 0
    while (value * 10**decimals).denominator != 1:
        decimals += 1
    return printed(int(value * 10**decimals), decimals)


def _facts(source: Source, question: Row) -> Iterator[tuple[str, str]]:
    """What is said of the poll: when it was made, by whom, of how many."""
    mentions = source.tables["polls"].rows if "polls" in source.tables else ()
    poll = question.cells["poll_id"]
    rows = [question, *(row for row in mentions if row.cells["poll_id"] == poll)]
    for column, label in _FACTS.items():
        texts = dict.fromkeys(source.words(row, column) for row in rows)
        if said := "; ".join(filter(None, texts)):
            yield label, said
