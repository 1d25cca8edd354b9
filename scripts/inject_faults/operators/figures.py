"""Faults in figures, their bounds, their sums, and what is said of them."""

from collections.abc import Iterable

from scripts.inject_faults.ground_truth.country import Country
from scripts.inject_faults.operators.operator import fault
from scripts.inject_faults.story import amount


@fault("bounds-ordered")
def bounds_turned(country: Country, wrong: bool) -> Iterable[str]:
    """A lowest value above the highest one; the twin's are equal."""
    row = country.story.draft.row(country.counts.ranged)
    low, high = row["low"], row["high"]
    row.update(low=high, high=low if wrong else high)
    return (country.counts.ranged,)


@fault("bounds-ordered")
def qualifier_changed(country: Country, wrong: bool) -> Iterable[str]:
    """A lower bound under words that call for something else; the twin's call for one."""
    words = ("exactly", "up-to", "about", "between") if wrong else ("more-than", "vague")
    qualifier = country.story.chance.choice(words)
    country.story.draft.row(country.counts.bounded)["qualifier"] = qualifier
    return (country.counts.bounded,)


@fault("bounds-ordered")
def lag_bounds_turned(country: Country, wrong: bool) -> Iterable[str]:
    """A smallest lag above the largest one; the twin's are both the true lag."""
    chance, (_, before, after) = country.story.chance, country.happenings.ordered
    lag = (after.day - before.day).days
    least, most = lag + chance.randint(0, 30) * wrong, lag - chance.randint(1, 30) * wrong
    row = country.story.draft.row(country.happenings.lag)
    row.update(minimum_lag_days=str(least), maximum_lag_days=str(most))
    return (country.happenings.lag,)


@fault("bounds-ordered")
def share_bounds_turned(country: Country, wrong: bool) -> Iterable[str]:
    """A lowest share above the highest one; the twin's are in order."""
    chance, answer = country.story.chance, country.surveys.free.answers["schools"]
    low, high = sorted(chance.sample(range(5, 95), 2))
    bounds = (high, low) if wrong else (low, high)
    row = country.story.draft.row(answer)
    row.update(qualifier="between", percent="", low=str(bounds[0]), high=str(bounds[1]))
    return (answer,)


@fault("figures-agree")
def another_number(country: Country, wrong: bool) -> Iterable[str]:
    """A second figure with another number; the twin's is a range or a rough number around it."""
    chance, number = country.story.chance, country.counts.number
    away = number + chance.choice([-1, 1]) * chance.randint(1, 19)
    around = amount("between", number - chance.randint(0, 19), number + chance.randint(0, 90))
    benign = chance.choice([around, amount("about", away)])
    return _beside(country, amount("exactly", away) if wrong else benign)


@fault("figures-agree")
def bound_beyond_the_number(country: Country, wrong: bool) -> Iterable[str]:
    """A second figure, with a bound that leaves the number out; the twin's just holds it."""
    chance, number = country.story.chance, country.counts.number
    more = chance.randint(1, 19)
    false = [("at-least", number + more), ("up-to", number - more), ("more-than", number)]
    true = [("at-least", number), ("up-to", number), ("more-than", number - 1)]
    return _beside(country, amount(*chance.choice(false if wrong else true)))


@fault("figures-agree")
def range_beside_the_number(country: Country, wrong: bool) -> Iterable[str]:
    """A second figure, with a range that leaves the number out; the twin's touches it."""
    chance, number = country.story.chance, country.counts.number
    start = number + (chance.randint(1, 90) if wrong else 0)
    return _beside(country, amount("between", start, start + chance.randint(0, 90)))


def _beside(country: Country, number: dict[str, str]) -> Iterable[str]:
    """Both claims, when a figure is added to the one of which there was no other."""
    single = country.counts.single
    row = country.story.draft.row(single)
    return single, country.story.figure(row["entity_id"], row["measure_id"], number)


@fault("totals-match-parts")
def exhaustive_part_changed(country: Country, wrong: bool) -> Iterable[str]:
    """A larger or smaller part, where none is left out; the twin's allows the true number."""
    chance, whole = country.story.chance, country.counts.whole
    number = whole.numbers[0]
    other = number + chance.choice([-1, 1]) * chance.randint(1, number - 1)
    benign = [("at-least", number - 1), ("up-to", number + 1), ("about", other)]
    change = amount("exactly", other) if wrong else amount(*chance.choice(benign))
    country.story.draft.row(whole.parts[0]).update(change)
    return whole.total, *whole.parts


@fault("totals-match-parts")
def disjoint_part_swells(country: Country, wrong: bool) -> Iterable[str]:
    """A part so large that all parts exceed the total; the twin's fills it up."""
    draft, partial = country.story.draft, country.counts.partial
    rest = int(draft.row(partial.total)["best"]) - sum(partial.numbers[1:])
    excess = country.story.chance.randint(1, 90) * wrong
    words = country.story.chance.choice(["exactly", "at-least"])
    draft.row(partial.parts[0]).update(amount(words, rest + excess))
    return partial.total, *partial.parts


@fault("totals-match-parts")
def total_below_its_parts(country: Country, wrong: bool) -> Iterable[str]:
    """A total of less than its parts; the twin's is their sum."""
    partial, chance = country.counts.partial, country.story.chance
    lack = chance.randint(1, 3) * wrong
    words = chance.choice(["exactly", "up-to"])
    country.story.draft.row(partial.total).update(amount(words, sum(partial.numbers) - lack))
    return partial.total, *partial.parts


@fault("labels-match-figures")
def called_the_wrong_half(country: Country, wrong: bool) -> Iterable[str]:
    """A majority of less than half, or a minority of more; the twin's are what they are called."""
    answers = country.surveys.free.answers
    label = country.story.chance.choice(["majority", "minority"])
    answer = answers["prices" if (label == "majority") != wrong else "safety"]
    return answer, _said(country, answer, label)


@fault("labels-match-figures")
def by_no_means_slight(country: Country, wrong: bool) -> Iterable[str]:
    """A slight majority of much more than half; the twin's is between 50 and 60 percent."""
    chance, answer = country.story.chance, country.surveys.free.answers["prices"]
    share = chance.randint(61, 95) if wrong else chance.choice([50, 60, chance.randint(50, 60)])
    country.story.draft.row(answer)["percent"] = str(share)
    return answer, _said(country, answer, "slight-majority")


@fault("labels-match-figures")
def compared_the_wrong_way(country: Country, wrong: bool) -> Iterable[str]:
    """The smaller share is said to be more, or the larger one less; the twin's is right."""
    answers = country.surveys.free.answers
    words = country.story.chance.choice(["more", "much-more", "less", "much-less"])
    sides = [answers["prices"], answers["safety"]]
    if words.endswith("more") == wrong:
        sides.reverse()
    return *sides, _said(country, sides[0], words, sides[1])


@fault("labels-match-figures")
def said_to_differ(country: Country, wrong: bool) -> Iterable[str]:
    """Two shares of one number are said to differ; in the twin they do."""
    draft, answers = country.story.draft, country.surveys.free.answers
    share = draft.row(answers["prices"])["percent"]
    other = share if wrong else str(int(share) - country.story.chance.randint(1, 9))
    draft.row(answers["schools"])["percent"] = other
    pair = (answers["prices"], answers["schools"])
    return *pair, _said(country, pair[0], "differs", pair[1])


def _said(country: Country, left: str, relation: str, right: str = "") -> str:
    """A comparison of two claims, or a label of one."""
    story = country.story
    return story.draft.claim(
        "comparisons",
        story.elsewhere(),
        left_claim_id=left,
        relation=relation,
        right_claim_id=right,
    )
