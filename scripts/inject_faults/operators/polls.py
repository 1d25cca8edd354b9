"""Faults in polls: in the shares of one poll, between two of them, and in their dates."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country, amount
from scripts.world.dates import in_month, later, on

_ROUNDING = 5
"""Tenths of a percent: half of a whole one. A tenth has half a tenth more."""


@fault("answers-sum-to-100")
def complete_set_misses_100(country: Country, wrong: bool) -> Iterable[str]:
    """Three whole shares that add up to 98 or to 102; the twin's to 99 or to 101."""
    total = 100 + country.pick([-1, 1]) * (1 + wrong)
    return _sum_up(country, "old reform", "unsure", total)


@fault("answers-leave-no-residual")
def residual_unexplained(country: Country, wrong: bool) -> Iterable[str]:
    """A share for and one against that add up to 98; the twin's to 99."""
    return _sum_up(country, "old treaty", "against", 99 - wrong)


@fault("percentages-attainable")
def share_of_nobody(country: Country, wrong: bool) -> Iterable[str]:
    """A share that no whole number of respondents gives; in the twin some number gives it."""
    mention, answer = country["small mention"], country["small worries prices"]
    size = int(country.row(mention)["sample_size"])
    shares = [share for share in range(1, 100) if _attainable(share, size) != wrong]
    country.row(answer)["percent"] = str(country.pick(shares))
    return answer, mention


@fault("decimals-uniform")
def decimal_added(country: Country, wrong: bool) -> Iterable[str]:
    """One share with a decimal among whole ones; the twin's is said to be rough."""
    row = country.row(country["old worries prices"])
    row.update(percent=f"{row['percent']}.0", qualifier="exactly" if wrong else "about")
    questions = country.claims("questions", poll_id=country["old"])
    return [answer for question in questions for answer in _answers(country, question)]


@fault("subgroups-bracket-total")
def total_outside_its_parts(country: Country, wrong: bool) -> Iterable[str]:
    """The share of the whole two tenths above those of all parts; the twin's is one tenth above."""
    regions = range(len(country.groups_of["peoples"]))
    parts = [country[f"new trust people-{number} trusts"] for number in regions]
    highest = max(int(country.row(part)["percent"].replace(".", "")) for part in parts)
    whole = country["new trust trusts"]
    country.row(whole)["percent"] = _printed(highest + 1 + wrong)
    return whole, *parts


@fault("opposed-polls-compatible")
def support_apart(country: Country, wrong: bool) -> Iterable[str]:
    """Support in a second poll that rounding cannot reconcile; the twin's rounds to the same."""
    return _set_apart(country, "old peace support", "new peace support", wrong)


@fault("opposed-polls-compatible")
def opposition_too_large(country: Country, wrong: bool) -> Iterable[str]:
    """A share against that leaves no room for the first poll's support; the twin's leaves it."""
    old, new = country["old peace support"], country["new peace support"]
    against = 1000 - 10 * int(country.row(old)["percent"]) + _ROUNDING + wrong
    country.row(new).update(option="oppose", stance="unfavourable", percent=_printed(against))
    return old, new


@fault("trends-match-series")
def share_did_not_rise(country: Country, wrong: bool) -> Iterable[str]:
    """A share that is said to have risen is lower, beyond rounding; the twin's may have risen."""
    old, new = country["old hope better"], country["new hope better"]
    share = 10 * int(country.row(old)["percent"]) - _ROUNDING - wrong
    country.row(new)["percent"] = _printed(share)
    return country["hope growth"], old, new


@fault("trends-match-series")
def figure_did_not_rise(country: Country, wrong: bool) -> Iterable[str]:
    """A figure that is said to have risen is the same; the twin's is larger by one."""
    earlier, now = country["earlier"], country["now"]
    number = int(country.row(earlier)["best"]) + (not wrong)
    country.row(now).update(amount(number, number))
    return country["growth"], earlier, now


@fault("population-within-coverage")
def polled_before_reach(country: Country, wrong: bool) -> Iterable[str]:
    """Fieldwork on the day before a region could be reached; the twin's is on the first day."""
    reach, mention = country["region-0 reachable"], country["small mention"]
    day = later(country.datings[reach].span()[0], -wrong)
    country.row(mention)["fieldwork"] = on(day).text
    return reach, mention, *country.claims("questions", poll_id=country["small"])


@fault("published-after-fieldwork")
def published_too_early(country: Country, wrong: bool) -> Iterable[str]:
    """A poll that is published on the day before its fieldwork; the twin's is on the same day."""
    mention, day = country["old mention"], country.ago(2500)
    country.row(mention).update(fieldwork=on(day).text, published=on(later(day, -wrong)).text)
    return (mention,)


@fault("restated-shares-agree")
def share_restated_otherwise(country: Country, wrong: bool) -> Iterable[str]:
    """A second share for an option two percent above the first; the twin's is one above."""
    answer, again = country["repeat reform unsure"], country["repeat reform unsure again"]
    country.row(again)["percent"] = str(int(country.row(answer)["percent"]) + 1 + wrong)
    return answer, again


@fault("poll-facts-agree")
def publication_moved(country: Country, wrong: bool) -> Iterable[str]:
    """A second mention that has a poll published a day later; the twin's gives the month alone."""
    mention, again = country["repeat mention"], country["repeat again"]
    day = date.fromisoformat(country.row(mention)["published"])
    country.row(again)["published"] = (on(later(day, 1)) if wrong else in_month(day)).text
    return mention, again


@fault("simultaneous-polls-agree")
def two_results_at_once(country: Country, wrong: bool) -> Iterable[str]:
    """A share beyond rounding in a poll of the same days; the twin's rounds to the same."""
    return _set_apart(country, "repeat worries prices", "new worries prices", wrong)


@fault("polls-distinct")
def poll_coded_twice(country: Country, wrong: bool) -> Iterable[str]:
    """A poll with the shares of another one of the same day; the twin ended a day earlier."""
    old, repeat = country["old mention"], country["repeat mention"]
    day = on(later(country.datings[repeat].span()[0], wrong - 1)).text
    country.row(old).update(fieldwork=day, published=day)
    questions = country["old reform"], country["repeat reform"]
    return [answer for question in questions for answer in _answers(country, question)]


@fault("polled-events-happened")
def asked_about_the_future(country: Country, wrong: bool) -> Iterable[str]:
    """A question about an event of the day after the poll; the twin's is of its last day."""
    mention, event = country["repeat mention"], country["loose-2 occurred"]
    country.redate(event, on(later(country.datings[mention].span()[1], wrong)))
    return event, country["repeat worries"], mention, country["repeat again"]


def _attainable(share: int, size: int) -> bool:
    """Whether a whole number of so many respondents rounds to a whole percentage."""
    half = Fraction(1, 2)
    return any(abs(Fraction(100 * count, size) - share) <= half for count in range(size + 1))


def _printed(tenths: int) -> str:
    """Tenths of a percent as a share with one decimal."""
    return f"{tenths // 10}.{tenths % 10}"


def _answers(country: Country, question: str) -> list[str]:
    """The answers to a question that no words qualify."""
    return country.claims("answers", question_claim_id=question, qualifier="exactly")


def _set_apart(country: Country, whole: str, tenths: str, wrong: bool) -> tuple[str, str]:
    """Set a share with a decimal to the end of what a whole one allows; a wrong one beyond it."""
    away = country.pick([-1, 1]) * (_ROUNDING + wrong)
    share = 10 * int(country.row(country[whole])["percent"]) + away
    country.row(country[tenths])["percent"] = _printed(share)
    return country[whole], country[tenths]


def _sum_up(country: Country, question: str, option: str, total: int) -> list[str]:
    """Change the share of one option, so that all whole shares add up to the total."""
    answers, changed = _answers(country, country[question]), country[f"{question} {option}"]
    others = [int(country.row(claim)["percent"]) for claim in answers if claim != changed]
    country.row(changed)["percent"] = str(total - sum(others))
    return answers
