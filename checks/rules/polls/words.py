"""What findings about polls say: what was asked, shares, facts and days in words."""

from decimal import Decimal

import numpy as np

from checks.rules.common.intervals import printed_halves
from checks.rules.labels import with_commas
from checks.rules.rule import Evidence, Rule, Violation
from checks.tables.shortening import listed, shortened
from checks.tables.written_dates import on_date, written_date

_FACTS = {
    "sample_size": "{} respondents",
    "base": "{} respondents",
    "fieldwork": "fieldwork {}",
    "published": "published {}",
    "pollster_id": "conducted {}",
}

_ASKED_AT_MOST = 80
"""Characters of a poll with its topic in a headline."""


def quoted(violation: Violation, code: str) -> str:
    """A topic or an option, with the labels of what it names: `“bridges to Kolo”`."""
    return f"“{' '.join(map(violation.label, code.split('-')))}”"


def asked(violation: Violation) -> str:
    """`Gull Poll on “bridge”`, or the poll alone where both are long."""
    poll = violation.label(violation["poll_id"])
    both = f"{poll} on {quoted(violation, violation['topic'])}"
    return both if len(both) <= _ASKED_AT_MOST else shortened(poll, _ASKED_AT_MOST)


def share(value: str) -> str:
    """A share, or the bounds of one: `54.3 %`, `more than 60 %`, `60 to 70 %`, `at least 60 %`."""
    low, dots, high = value.partition("..")
    if not dots or (low and high):
        return f"{low}{' to ' if dots else ''}{high} %"
    return f"at least {low} %" if low else f"up to {high} %"


def answer(violation: Violation, item: Evidence) -> str:
    """`“yes” 54.3 %`; if the label is `gull-poll: yes`, `Gull Poll: “yes” 54.3 %`."""
    poll, colon, option = item.label.rpartition(": ")
    return f"{violation.label(poll)}{colon}{quoted(violation, option)} {share(item.value)}"


def answers(violation: Violation, between: str = ", ", last: str = " and ") -> str:
    """All answers of the evidence: `“yes” 54.3 %, “no” 40 % and “unsure” 3 %`."""
    said = dict.fromkeys(answer(violation, item) for item in violation.evidence)
    return listed(said, between, last=last)


def points(halves: int, violation: Violation, noun: str = "percentage point") -> str:
    """A difference in halves of the smallest decimal: `1 percentage point`, `0.5 points`."""
    number = printed_halves(halves, violation["decimals"])
    return f"{number} {noun}{'' if number == '1' else 's'}"


def span(low: int, high: int, violation: Violation) -> str:
    """Two numbers in halves of the smallest decimal, with equal decimals: `1.0 to 1.2`."""
    ends = [printed_halves(end, violation["decimals"]) for end in (low, high)]
    decimals = max(len(end.partition(".")[2]) for end in ends)
    return " to ".join(f"{Decimal(end):.{decimals}f}" for end in dict.fromkeys(ends))


def stated(violation: Violation, column: str, *values: str) -> str:
    """What mentions of a poll say of it: `1,200 or 1,300 respondents`, `published in May 2014`."""
    said = {
        "fieldwork": on_date,
        "published": on_date,
        "pollster_id": lambda value: f"by {violation.label(value)}",
    }.get(column, with_commas)
    return _FACTS[column].format(listed(map(said, values), last=" or "))


def written_day(day: int) -> str:
    """A day since 1970: `7 March 2017`."""
    return written_date(str(np.datetime64(int(day), "D")))


class PollRule(Rule):
    """A rule about polls, whose evidence are answers and facts about polls.

    The label of an answer is its option, perhaps after a poll; that of a fact is a poll or empty.
    """

    family = "polls"

    def side(self, violation: Violation, item: Evidence) -> str:
        """`“yes” 54.3 %`, `1,200 respondents`, `Gull Poll: published in May 2014`."""
        if item.column not in _FACTS:
            return answer(violation, item)
        poll = f"{violation.label(item.label)}: " if item.label else ""
        return poll + stated(violation, item.column, item.value)
