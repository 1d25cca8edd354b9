"""Faults in the shares of one poll: their sums, their rounding, their parts."""

from collections.abc import Iterable
from fractions import Fraction

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country


@fault("answers-sum-to-100")
def complete_set_misses_100(country: Country, wrong: bool) -> Iterable[str]:
    """Three whole shares that add up to 98 or less, or 102 or more; the twin's to 99 to 101."""
    false = [country.draw(90, 98), country.draw(102, 110)]
    total = country.pick(false if wrong else [99, 100, 101])
    return _sum_up(country, "old reform", "unsure", total)


@fault("answers-sum-to-100")
def partial_set_exceeds_100(country: Country, wrong: bool) -> Iterable[str]:
    """Four shares with one decimal that add up to 100.3 or more; the twin's to 100.2 or less."""
    answers = _answers(country, "new party")
    given = sum(tenths(country.row(claim)["percent"]) for claim in answers)
    target = country.draw(1003, 1100) if wrong else country.pick([1002, 1000, 990])
    row = country.row(answers[0]) | {
        "option": "party-9",
        "percent": printed_tenths(target - given),
    }
    del row["claim_id"]
    return *answers, country.claim("answers", row.pop("passage_id"), **row)


@fault("answers-leave-no-residual")
def residual_unexplained(country: Country, wrong: bool) -> Iterable[str]:
    """A share for and one against that add up to 98 or less; the twin's to 99, 100 or 101."""
    total = country.draw(85, 98) if wrong else country.pick([99, 100, 101])
    return _sum_up(country, "old treaty", "against", total)


@fault("answers-leave-no-residual")
def neutral_answer_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """The neutral answer is withheld; the twin's other options do not oppose each other."""
    country.row(country["old reform"])["exhaustive"] = "not-stated"
    country.remove(country["old reform unsure"])
    left = _answers(country, "old reform")
    if not wrong:
        for claim in left:
            country.row(claim)["stance"] = "none"
    return left


@fault("percentages-attainable")
def share_of_nobody(country: Country, wrong: bool) -> Iterable[str]:
    """A share that no whole number of respondents gives; in the twin some number gives it."""
    size = country.numbers["small sample"]
    options = [str(share) for share in range(1, 100) if attainable(share, size) != wrong]
    answer = country.pick(_answers(country, "small hopes"))
    country.row(answer)["percent"] = country.pick(options)
    return answer, country["small mention"]


@fault("percentages-attainable")
def sample_of_another_size(country: Country, wrong: bool) -> Iterable[str]:
    """A sample size that does not give one of the shares; the twin's gives all."""
    for option, given in (("safety", "0"), ("schools", "100")):  # which any sample can give
        country.row(country[f"small hopes {option}"])["percent"] = given
    answer = country["small hopes prices"]
    share = int(country.row(answer)["percent"])
    sizes = [size for size in range(20, 400) if attainable(share, size) != wrong]
    country.row(country["small mention"])["sample_size"] = str(country.pick(sizes))
    return answer, country["small mention"]


@fault("decimals-uniform")
def decimal_added(country: Country, wrong: bool) -> Iterable[str]:
    """One share with a decimal among whole ones; the twin's is another whole one."""
    share = str(country.draw(10, 90))
    country.row(country["old worries schools"])["percent"] = f"{share}.0" if wrong else share
    return _printed(country, country["old"])


@fault("decimals-uniform")
def decimal_dropped(country: Country, wrong: bool) -> Iterable[str]:
    """One whole share among those with a decimal; the twin's is said to be rough."""
    row = country.row(country["new party party-1"])
    row["percent"] = row["percent"].partition(".")[0]
    if not wrong:
        row["qualifier"] = "about"
    return _printed(country, country["new"])


@fault("subgroups-bracket-total")
def total_outside_its_parts(country: Country, wrong: bool) -> Iterable[str]:
    """The share of the whole above or below those of all parts; the twin's is among them."""
    parts = _shares_by_region(country)
    shares = sorted(tenths(country.row(claim)["percent"]) for claim in parts)
    away = country.draw(2, 60)
    outside = [shares[0] - away] * (shares[0] > away) + [shares[-1] + away]
    inside = [shares[0], shares[-1], country.draw(shares[0], shares[-1])]
    whole = country["new trust trusts"]
    country.row(whole)["percent"] = printed_tenths(country.pick(outside if wrong else inside))
    return whole, *parts


@fault("subgroups-bracket-total")
def parts_on_one_side(country: Country, wrong: bool) -> Iterable[str]:
    """The shares of all parts below that of the whole; in the twin one of them is not."""
    whole = country["new trust trusts"]
    share = tenths(country.row(whole)["percent"])
    parts = _shares_by_region(country)
    for part in parts:
        country.row(part)["percent"] = printed_tenths(share - country.draw(2, 60))
    if not wrong:
        country.row(country.pick(parts))["percent"] = printed_tenths(share + country.draw(-1, 60))
    return whole, *parts


def attainable(share: int, size: int) -> bool:
    """Whether a whole number of so many respondents rounds to a whole percentage."""
    half = Fraction(1, 2)
    return any(abs(Fraction(100 * count, size) - share) <= half for count in range(size + 1))


def tenths(share: str) -> int:
    """A share with one decimal, in tenths of a percent."""
    return int(share.replace(".", ""))


def printed_tenths(share: int) -> str:
    """Tenths of a percent as a share with one decimal."""
    return f"{share // 10}.{share % 10}"


def _answers(country: Country, question: str) -> list[str]:
    """The answers to a question."""
    return country.claims("answers", question_claim_id=country[question])


def _shares_by_region(country: Country) -> list[str]:
    """The answers of the people of each region to a question that was put to all."""
    regions = range(len(country.groups_of["peoples"]))
    return [country[f"new trust people-{number} trusts"] for number in regions]


def _sum_up(country: Country, question: str, option: str, total: int) -> list[str]:
    """Change the share of one option, so that all whole shares add up to the total."""
    answers, changed = _answers(country, question), country[f"{question} {option}"]
    others = [int(country.row(claim)["percent"]) for claim in answers if claim != changed]
    country.row(changed)["percent"] = str(total - sum(others))
    return answers


def _printed(country: Country, poll: str) -> list[str]:
    """All answers of a poll that no words qualify."""
    return [
        answer
        for question in country.claims("questions", poll_id=poll)
        for answer in country.claims("answers", question_claim_id=question, qualifier="exactly")
    ]
