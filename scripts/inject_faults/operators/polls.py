"""Faults between two polls: opposed support, and trends that the numbers do not show."""

from collections.abc import Iterable

from scripts.inject_faults.operators.operator import fault
from scripts.inject_faults.operators.shares import printed_tenths
from scripts.world.country import Country, amount

_ROUNDING = 5
"""Tenths of a percent: half of a whole one. A tenth has half a tenth more."""


@fault("opposed-polls-compatible")
def support_apart(country: Country, wrong: bool) -> Iterable[str]:
    """Support in a second poll that rounding cannot reconcile; the twin's rounds to the same."""
    old, new = _support(country)
    away = country.pick([-1, 1]) * (
        country.draw(_ROUNDING + 1, 200) if wrong else country.draw(0, _ROUNDING)
    )
    _shift(country, old, new, away)
    return old, new


@fault("opposed-polls-compatible")
def support_changed_untold(country: Country, wrong: bool) -> Iterable[str]:
    """Support in a second poll that is said to differ, and not how; the twin's rose or fell."""
    old, new = _support(country)
    sign = country.pick([-1, 1])
    _shift(country, old, new, sign * country.draw(_ROUNDING + 1, 200))
    told = "rose" if sign > 0 else "fell"
    country.compare(new, "differs" if wrong else told, old)
    return old, new


@fault("opposed-polls-compatible")
def opposition_too_large(country: Country, wrong: bool) -> Iterable[str]:
    """A share against that leaves no room for the first poll's support; the twin's leaves it."""
    old, new = _support(country)
    against = 1000 - 10 * int(country.row(old)["percent"])
    excess = country.draw(_ROUNDING + 2, 200)
    share = against + (excess if wrong else country.draw(-200, _ROUNDING))
    country.row(new).update(option="oppose", stance="unfavourable", percent=printed_tenths(share))
    return old, new


@fault("trends-match-series")
def trend_turned(country: Country, wrong: bool) -> Iterable[str]:
    """A value that rose is said to have fallen; the twin's is the earlier one."""
    growth = country["hope growth"]
    row = country.row(growth)
    sides = row["left_claim_id"], row["right_claim_id"]
    row["relation"] = "fell"
    if not wrong:
        row.update(left_claim_id=sides[1], right_claim_id=sides[0])
    return growth, *sides


@fault("trends-match-series")
def share_did_not_rise(country: Country, wrong: bool) -> Iterable[str]:
    """A share that is said to have risen is lower, beyond rounding; the twin's may have risen."""
    old, new = country["old hope better"], country["new hope better"]
    away = -country.draw(_ROUNDING + 1, 90) if wrong else country.draw(-_ROUNDING, 200)
    _shift(country, old, new, away)
    return country["hope growth"], old, new


@fault("trends-match-series")
def figure_did_not_rise(country: Country, wrong: bool) -> Iterable[str]:
    """A figure that is said to have risen is the same or smaller; the twin's is larger."""
    earlier = int(country.row(country["earlier"])["best"])
    change = -country.draw(0, 150) if wrong else country.draw(1, 900)
    country.row(country["now"]).update(amount("exactly", earlier + change))
    return country["growth"], country["earlier"], country["now"]


def _support(country: Country) -> tuple[str, str]:
    """The answers in favour, in whole percents and with one decimal."""
    return country["old peace support"], country["new peace support"]


def _shift(country: Country, old: str, new: str, tenths: int) -> None:
    """Set a share with one decimal so many tenths above a whole one."""
    country.row(new)["percent"] = printed_tenths(10 * int(country.row(old)["percent"]) + tenths)
