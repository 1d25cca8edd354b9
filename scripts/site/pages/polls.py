"""Polls: each question as a bar, with the part of the whole that no answer is reported for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from checks.rules.common.intervals import answer_values, intervals
from checks.tables.decimals import printed
from scripts.site.charts.shares import Bar, Share, bar
from scripts.site.charts.wording import in_words
from scripts.site.pages.page import Badge, Page, badges, passage_of
from scripts.site.source import CONFLICTS, Row, Source

TABLES = ("answers", "questions")
"""The tables without which there is nothing to show."""

_MADE_ON = (("asked", "asked"), ("fieldwork", "fieldwork"), ("published", "published"))


@dataclass(frozen=True)
class Answer:
    """An answer: its row, its share, the range in words, and the findings that compare it."""

    claim: Row
    share: Share | None
    range: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class Chart:
    """A bar with its answers; answers that may overlap have a bar each.

    `residual` says in words how much is not reported; it is empty where that cannot be known.
    `about` is a share in percent whose bounds are not known: it is drawn, but nothing beside it.
    """

    answers: tuple[Answer, ...]
    bar: Bar | None = None
    residual: str = ""
    about: str = ""


@dataclass(frozen=True)
class Question:
    """One mention of a question: what it is about, its charts, and the findings about it."""

    claim: Row
    poll: str
    population: str
    facts: tuple[tuple[str, str], ...]
    passage: str
    charts: tuple[Chart, ...]
    badges: tuple[Badge, ...]

    @property
    def has_conflict(self) -> bool:
        """Whether a finding says that something cannot be, or only under a condition."""
        return any(item.severity in CONFLICTS for item in self.badges)


@dataclass(frozen=True)
class Topic:
    """The questions that put one proposition."""

    name: str
    questions: tuple[Question, ...]


def polls_page(source: Source) -> Page:
    """The page; it says so where there are no polls."""
    topics = tuple(_topics(source)) if set(TABLES) <= set(source.tables) else ()
    questions = [question for topic in topics for question in topic.questions]
    return Page(
        address="polls.html",
        template="polls.html",
        title="Polls",
        description=f"Every poll question of {source.title} as a bar, with the share of answers "
        "that is not reported.",
        section="polls.html",
        content={
            "topics": topics,
            "questions": len(questions),
            "conflicts": sum(question.has_conflict for question in questions),
        },
    )


def _topics(source: Source) -> Iterator[Topic]:
    shares = _shares(source)
    answers: dict[str, list[Answer]] = {}
    for row in source.tables["answers"].rows:
        answers.setdefault(row.cells["question_claim_id"], []).append(
            _answer(source, row, shares.get(row.key))
        )
    questions: dict[str, list[Question]] = {}
    for row in source.tables["questions"].rows:
        question = _question(source, row, answers.get(row.key, []))
        questions.setdefault(row.cells["topic"], []).append(question)
    for name, of_topic in questions.items():
        yield Topic(name, tuple(of_topic))


def _shares(source: Source) -> dict[str, Share]:
    """The shares by claim, with the same bounds as the rules give them."""
    answers = source.typed["answers"]
    values = answer_values(answers)
    bounds = intervals(values, answers["question_claim_id"])
    known = values.join(bounds[["known", "hundred"]]).assign(
        least=bounds["low"], most=bounds["high"]
    )
    known = known[known["known"]]
    stances = answers.set_index("claim_id")["stance"]
    shares = {}
    for row in known.to_dict("records"):
        low, high = (
            Fraction(100 * int(row[end]), int(row["hundred"])) for end in ("least", "most")
        )
        best = Fraction(row["value"]) if row["value"] else low
        shares[row["claim_id"]] = Share(str(stances[row["claim_id"]]), low, best, high)
    return shares


def _answer(source: Source, row: Row, share: Share | None) -> Answer:
    columns = ("percent", "low", "high")
    touching = {
        finding.id: finding
        for column in columns
        for finding in source.findings_by_cell.get((row.key, column), ())
    }
    return Answer(row, share, _range(share) if share else "", badges(tuple(touching.values())))


def _range(share: Share) -> str:
    return f"{in_percent(share.low)} to {in_percent(share.high)} percent"


def _question(source: Source, row: Row, answers: list[Answer]) -> Question:
    claims = [row.key, *(answer.claim.key for answer in answers)]
    return Question(
        claim=row,
        poll=_named(source, row, "poll_id"),
        population=_named(source, row, "population_id"),
        facts=tuple(_facts(source, row)),
        passage=passage_of(source, row),
        charts=tuple(_charts(row, answers)),
        badges=badges(source.findings_about(claims)),
    )


def _charts(question: Row, answers: list[Answer]) -> Iterator[Chart]:
    """One chart of all answers, if a respondent could give only one; else one for each."""
    is_exclusive = question.cells["exclusive"] == "yes"
    together = [answers] if is_exclusive or len(answers) < 2 else [[answer] for answer in answers]
    for members in together:
        shares = [answer.share for answer in members if answer.share]
        options = {answer.claim.cells["option"] for answer in members}
        if shares and len(shares) == len(members) == len(options):
            drawn = bar(shares)
            yield Chart(tuple(members), drawn, _residual(drawn))
        else:
            about = members[0].claim.cells["percent"] if len(members) == 1 else ""
            yield Chart(tuple(members), about=about)


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
    poll = question.cells["poll_id"]
    mentions = [
        row
        for row in (source.tables["polls"].rows if "polls" in source.tables else ())
        if row.cells["poll_id"] == poll
    ]
    for column, label in _MADE_ON:
        dates = (row.cells.get(column, "") for row in (question, *mentions))
        if words := "; ".join(in_words(date) for date in _distinct(dates)):
            yield label, words
    pollsters = _distinct(_named(source, row, "pollster_id") for row in mentions)
    if pollsters:
        yield "pollster", "; ".join(pollsters)
    if sizes := _distinct(row.cells.get("sample_size", "") for row in mentions):
        yield "respondents", "; ".join(sizes)


def _named(source: Source, row: Row, column: str) -> str:
    """The label of the entity that a column names; empty where it names none."""
    key = row.cells.get(column, "")
    schema = source.tables[row.table].resource.schema
    target = next((item.resource for item in schema.foreign_keys if item.fields == (column,)), "")
    return source.label(target, key) if key else ""


def _distinct(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
