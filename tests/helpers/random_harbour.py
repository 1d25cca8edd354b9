"""Random claims about a small harbour, dense enough that every rule about actors finds something.

Dates are days after an origin, so that they can be moved, widened and compared by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import TypeAlias

import pandas as pd

from tests.helpers.actor_tables import harbour

ORIGIN = date(2004, 1, 1)
Days: TypeAlias = tuple[int | None, int | None]
"""First and last day that a date allows; None = open, or not stated if both are."""

NOT_STATED: Days = (None, None)
SHIPS = ("gull", "tern", "fleet", "cove")
PEOPLE = ("ada", "bo", "cy")
PREDICATES = (
    *("joined", "joined", "bought_by", "left", "raided", "rescued_by", "belongs_to", "comprises"),
    *("traded_with", "traded_with", "feuded_with", "feuded_with", "hired", "sacked"),
)
PROPERTIES = ("launched", "rebuilt", "scrapped", "drowned", "sailed", "painted")
MEASURES = ("sailors", "deckhands", "head_count")


@dataclass(frozen=True)
class Claims:
    """Relations (subject, predicate, object, start, end, passage, roster), datings (entity,
    property, date) and figures (entity, measure, low, high)."""

    relations: tuple[tuple[str, str, str, Days, Days, str, str], ...] = ()
    dates: tuple[tuple[str, str, Days], ...] = ()
    figures: tuple[tuple[str, str, int, int], ...] = ()

    def tables(self, prefix="", rename=str, shift=0) -> dict[str, pd.DataFrame]:
        """Typed tables with claims r0, r1, ..., d0, ..., f0, ...

        The prefix goes before every identifier; dates move by `shift` days.
        """
        text = partial(edtf, shift=shift)
        name = partial(renamed, prefix=prefix, rename=rename)
        related = [
            (f"{prefix}r{n}", name(one), term, name(other), text(start), text(end), prefix + p, r)
            for n, (one, term, other, start, end, p, r) in enumerate(self.relations)
        ]
        dated = [
            (f"{prefix}d{n}", name(one), term, text(days))
            for n, (one, term, days) in enumerate(self.dates)
        ]
        counted = [
            (f"{prefix}f{n}", name(one), term, "between", str(low), "", str(high))
            for n, (one, term, low, high) in enumerate(self.figures)
        ]
        return harbour(related, dated, counted, people=[*map(name, PEOPLE)])


def renamed(entity: str, prefix: str, rename: Callable[[str], str]) -> str:
    return prefix + rename(entity)


def edtf(days: Days, shift: int = 0) -> str:
    first, last = ("" if day is None else f"{ORIGIN + timedelta(day + shift)}" for day in days)
    if days == NOT_STATED:
        return ""
    return first if first == last else f"[{first}..{last}]"


def random_claims(seed: int) -> Claims:
    random = Random(seed)
    relations = []
    for _ in range(60):
        one, other = random.sample(SHIPS, 2)
        start, end = random_days(random, 0), random_days(random, 150)
        end = random.choice([NOT_STATED, end])
        relations.append((one, random.choice(PREDICATES), other, start, end, "p0", ""))
    for number in range(1, 5):
        start = random.choice([NOT_STATED, random_days(random, 0)])
        for crew in random.sample("xyz", random.randint(1, 3)):
            passage, roster = f"p{number}", "partial" if number == 4 else "complete"
            relations.append((crew, "crew_of", "fleet", start, NOT_STATED, passage, roster))
    dates = [
        (random.choice(SHIPS), random.choice(PROPERTIES), random_days(random, 100))
        for _ in range(15)
    ]
    for name in PEOPLE:
        dates += [(name, term, random_days(random, 0)) for term in ("drowned", "sailed", "sailed")]
    figures = []
    for _ in range(18):
        low = random.randint(0, 9)
        figures.append((random.choice(SHIPS), random.choice(MEASURES), low, low + 2))
    return Claims(tuple(relations), tuple(dates), tuple(figures))


def random_days(random: Random, after: int) -> Days:
    """A day, an interval, or a date with one open end, at some time in the year `after`."""
    first = after + random.randint(0, 300)
    last = first + random.choice([0, 0, random.randint(1, 60)])
    return random.choice([(first, last)] * 6 + [(None, last), (first, None)])
