"""Faults between two polls: opposed support, and trends that the numbers do not show."""

from collections.abc import Iterable

from scripts.inject_faults.ground_truth.country import Country
from scripts.inject_faults.operators.operator import fault
from scripts.inject_faults.operators.shares import printed_tenths
from scripts.inject_faults.story import amount

_ROUNDING = 5
"""Tenths of a percent: half of a whole one. A tenth has half a tenth more."""


@fault("opposed-polls-compatible")
def support_apart(country: Country, wrong: bool) -> Iterable[str]:
    """Support in a second poll that rounding cannot reconcile; the twin's rounds to the same."""
    old, new = _support(country)
    away = country.story.chance.choice([-1, 1]) * (
        country.story.chance.randint(_ROUNDING + 1, 200)
        if wrong
        else country.story.chance.randint(0, _ROUNDING)
    )
    _shift(country, old, new, away)
    return old, new


@fault("opposed-polls-compatible")
def support_changed_untold(country: Country, wrong: bool) -> Iterable[str]:
    """Support in a second poll that is said to differ, and not how; the twin's rose or fell."""
    story, (old, new) = country.story, _support(country)
    sign = story.chance.choice([-1, 1])
    _shift(country, old, new, sign * story.chance.randint(_ROUNDING + 1, 200))
    told = "rose" if sign > 0 else "fell"
    story.draft.claim(
        "comparisons",
        story.elsewhere(),
        left_claim_id=new,
        relation="differs" if wrong else told,
        right_claim_id=old,
    )
    return old, new


@fault("opposed-polls-compatible")
def opposition_too_large(country: Country, wrong: bool) -> Iterable[str]:
    """A share against that leaves no room for the first poll's support; the twin's leaves it."""
    draft, (old, new) = country.story.draft, _support(country)
    against = 1000 - 10 * int(draft.row(old)["percent"])
    excess = country.story.chance.randint(_ROUNDING + 2, 200)
    share = against + (excess if wrong else country.story.chance.randint(-200, _ROUNDING))
    draft.row(new).update(option="oppose", stance="unfavourable", percent=printed_tenths(share))
    return old, new


@fault("trends-match-series")
def trend_turned(country: Country, wrong: bool) -> Iterable[str]:
    """A value that rose is said to have fallen; the twin's is the earlier one."""
    draft, growth = country.story.draft, country.surveys.growth
    row = draft.row(growth)
    sides = row["left_claim_id"], row["right_claim_id"]
    row["relation"] = "fell"
    if not wrong:
        row.update(left_claim_id=sides[1], right_claim_id=sides[0])
    return growth, *sides


@fault("trends-match-series")
def share_did_not_rise(country: Country, wrong: bool) -> Iterable[str]:
    """A share that is said to have risen is lower, beyond rounding; the twin's may have risen."""
    chance = country.story.chance
    old, new = (question.answers["better"] for question in country.surveys.series)
    away = -chance.randint(_ROUNDING + 1, 90) if wrong else chance.randint(-_ROUNDING, 200)
    _shift(country, old, new, away)
    return country.surveys.growth, old, new


@fault("trends-match-series")
def figure_did_not_rise(country: Country, wrong: bool) -> Iterable[str]:
    """A figure that is said to have risen is the same or smaller; the twin's is larger."""
    draft, chance, counts = country.story.draft, country.story.chance, country.counts
    earlier = int(draft.row(counts.earlier)["best"])
    change = -chance.randint(0, 150) if wrong else chance.randint(1, 900)
    draft.row(counts.now).update(amount("exactly", earlier + change))
    return counts.growth, counts.earlier, counts.now


def _support(country: Country) -> tuple[str, str]:
    """The answers in favour, in whole percents and with one decimal."""
    old, new = (question.answers["support"] for question in country.surveys.shared)
    return old, new


def _shift(country: Country, old: str, new: str, tenths: int) -> None:
    """Set a share with one decimal so many tenths above a whole one."""
    draft = country.story.draft
    draft.row(new)["percent"] = printed_tenths(10 * int(draft.row(old)["percent"]) + tenths)
