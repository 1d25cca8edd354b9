"""Faults in the shares of one poll: their sums, their rounding, their parts."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from scripts.inject_faults.ground_truth.country import Country
from scripts.inject_faults.operators.operator import fault


@fault("answers-sum-to-100")
def complete_set_misses_100(country: Country, wrong: bool) -> Iterable[str]:
    """Three whole shares that add up to 98 or less, or 102 or more; the twin's to 99 to 101."""
    chance, answers = country.story.chance, country.surveys.complete.answers
    false = [chance.randint(90, 98), chance.randint(102, 110)]
    _sum_up(country, answers, "unsure", chance.choice(false if wrong else [99, 100, 101]))
    return answers.values()


@fault("answers-sum-to-100")
def partial_set_exceeds_100(country: Country, wrong: bool) -> Iterable[str]:
    """Four shares with one decimal that add up to 100.3 or more; the twin's to 100.2 or less."""
    story, chance, question = country.story, country.story.chance, country.surveys.partial
    row = story.draft.row(next(iter(question.answers.values())))
    given = sum(tenths(story.draft.row(claim)["percent"]) for claim in question.answers.values())
    target = chance.randint(1003, 1100) if wrong else chance.choice([1002, 1000, 990])
    share = printed_tenths(target - given)
    more = {"question_claim_id": question.claim, "option": "party-9", "stance": "none"}
    passage = row["passage_id"]
    new = story.draft.claim("answers", passage, percent=share, qualifier="exactly", **more)
    return *question.answers.values(), new


@fault("answers-leave-no-residual")
def residual_unexplained(country: Country, wrong: bool) -> Iterable[str]:
    """A share for and one against that add up to 98 or less; the twin's to 99, 100 or 101."""
    chance, answers = country.story.chance, country.surveys.opposed.answers
    total = chance.randint(85, 98) if wrong else chance.choice([99, 100, 101])
    _sum_up(country, answers, "against", total)
    return answers.values()


@fault("answers-leave-no-residual")
def neutral_answer_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """The neutral answer is withheld; the twin's other options do not oppose each other."""
    draft, question = country.story.draft, country.surveys.complete
    draft.row(question.claim)["exhaustive"] = "not-stated"
    draft.remove(question.answers["unsure"])
    left = [question.answers[option] for option in ("yes", "no")]
    if not wrong:
        for claim in left:
            draft.row(claim)["stance"] = "none"
    return left


@fault("percentages-attainable")
def share_of_nobody(country: Country, wrong: bool) -> Iterable[str]:
    """A share that no whole number of respondents gives; in the twin some number gives it."""
    chance, surveys = country.story.chance, country.surveys
    options = [str(share) for share in range(1, 100) if attainable(share, surveys.sample) != wrong]
    answer = chance.choice(list(surveys.sampled.answers.values()))
    country.story.draft.row(answer)["percent"] = chance.choice(options)
    return answer, surveys.mentions[2]


@fault("percentages-attainable")
def sample_of_another_size(country: Country, wrong: bool) -> Iterable[str]:
    """A sample size that does not give one of the shares; the twin's gives all."""
    draft, chance, surveys = country.story.draft, country.story.chance, country.surveys
    answers = surveys.sampled.answers
    for option, given in (("safety", "0"), ("schools", "100")):  # which any sample can give
        draft.row(answers[option])["percent"] = given
    share = int(draft.row(answers["prices"])["percent"])
    sizes = [size for size in range(20, 400) if attainable(share, size) != wrong]
    draft.row(surveys.mentions[2])["sample_size"] = str(chance.choice(sizes))
    return answers["prices"], surveys.mentions[2]


@fault("decimals-uniform")
def decimal_added(country: Country, wrong: bool) -> Iterable[str]:
    """One share with a decimal among whole ones; the twin's is another whole one."""
    draft, answer = country.story.draft, country.surveys.free.answers["schools"]
    share = str(country.story.chance.randint(10, 90))
    draft.row(answer)["percent"] = f"{share}.0" if wrong else share
    return _printed(country, country.surveys.polls[0])


@fault("decimals-uniform")
def decimal_dropped(country: Country, wrong: bool) -> Iterable[str]:
    """One whole share among those with a decimal; the twin's is said to be rough."""
    draft, answer = country.story.draft, country.surveys.partial.answers["party-1"]
    row = draft.row(answer)
    row["percent"] = row["percent"].partition(".")[0]
    if not wrong:
        row["qualifier"] = "about"
    return _printed(country, country.surveys.polls[1])


@fault("subgroups-bracket-total")
def total_outside_its_parts(country: Country, wrong: bool) -> Iterable[str]:
    """The share of the whole above or below those of all parts; the twin's is among them."""
    draft, chance, surveys = country.story.draft, country.story.chance, country.surveys
    parts = [question.answers["trusts"] for question in surveys.parts]
    shares = sorted(tenths(draft.row(claim)["percent"]) for claim in parts)
    away = chance.randint(2, 60)
    outside = [shares[0] - away] * (shares[0] > away) + [shares[-1] + away]
    inside = [shares[0], shares[-1], chance.randint(shares[0], shares[-1])]
    whole = surveys.whole.answers["trusts"]
    draft.row(whole)["percent"] = printed_tenths(chance.choice(outside if wrong else inside))
    return whole, *parts


@fault("subgroups-bracket-total")
def parts_on_one_side(country: Country, wrong: bool) -> Iterable[str]:
    """The shares of all parts below that of the whole; in the twin one of them is not."""
    draft, chance, surveys = country.story.draft, country.story.chance, country.surveys
    whole = surveys.whole.answers["trusts"]
    share = tenths(draft.row(whole)["percent"])
    parts = [question.answers["trusts"] for question in surveys.parts]
    for part in parts:
        draft.row(part)["percent"] = printed_tenths(share - chance.randint(2, 60))
    if not wrong:
        draft.row(chance.choice(parts))["percent"] = printed_tenths(share + chance.randint(-1, 60))
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


def _sum_up(country: Country, answers: Mapping[str, str], option: str, total: int) -> None:
    """Change the share of one option, so that all whole shares add up to the total."""
    draft = country.story.draft
    others = [int(draft.row(claim)["percent"]) for name, claim in answers.items() if name != option]
    draft.row(answers[option])["percent"] = str(total - sum(others))


def _printed(country: Country, poll: str) -> list[str]:
    """All answers of a poll that no words qualify."""
    draft = country.story.draft
    return [
        answer
        for question in draft.claims("questions", poll_id=poll)
        for answer in draft.claims("answers", question_claim_id=question, qualifier="exactly")
    ]
