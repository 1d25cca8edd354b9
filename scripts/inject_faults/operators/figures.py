"""Faults in figures, their bounds, their sums, and what is said of them."""

from collections.abc import Iterable

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country, amount


@fault("bounds-ordered")
def bounds_turned(country: Country, wrong: bool) -> Iterable[str]:
    """A lowest value above the highest one; the twin's are equal."""
    row = country.row(country["hostages"])
    low, high = row["low"], row["high"]
    row.update(low=high, high=low if wrong else high)
    return (country["hostages"],)


@fault("bounds-ordered")
def qualifier_changed(country: Country, wrong: bool) -> Iterable[str]:
    """A lower bound under words that call for something else; the twin's call for one."""
    words = ("exactly", "up-to", "about", "between") if wrong else ("more-than", "vague")
    qualifier = country.pick(words)
    country.row(country["perpetrators"])["qualifier"] = qualifier
    return (country["perpetrators"],)


@fault("bounds-ordered")
def lag_bounds_turned(country: Country, wrong: bool) -> Iterable[str]:
    """A smallest lag above the largest one; the twin's are both the true lag."""
    lag = country.numbers["lag"]
    least, most = lag + country.draw(0, 30) * wrong, lag - country.draw(1, 30) * wrong
    row = country.row(country["lag"])
    row.update(minimum_lag_days=str(least), maximum_lag_days=str(most))
    return (country["lag"],)


@fault("bounds-ordered")
def share_bounds_turned(country: Country, wrong: bool) -> Iterable[str]:
    """A lowest share above the highest one; the twin's are in order."""
    answer = country["old worries schools"]
    low, high = sorted(country.chance.sample(range(5, 95), 2))
    bounds = (high, low) if wrong else (low, high)
    row = country.row(answer)
    row.update(qualifier="between", percent="", low=str(bounds[0]), high=str(bounds[1]))
    return (answer,)


@fault("figures-agree")
def another_number(country: Country, wrong: bool) -> Iterable[str]:
    """A second figure with another number; the twin's is a range or a rough number around it."""
    number = country.numbers["siege"]
    away = number + country.pick([-1, 1]) * country.draw(1, 19)
    around = amount("between", number - country.draw(0, 19), number + country.draw(0, 90))
    benign = country.pick([around, amount("about", away)])
    return _beside(country, amount("exactly", away) if wrong else benign)


@fault("figures-agree")
def bound_beyond_the_number(country: Country, wrong: bool) -> Iterable[str]:
    """A second figure, with a bound that leaves the number out; the twin's just holds it."""
    number, more = country.numbers["siege"], country.draw(1, 19)
    false = [("at-least", number + more), ("up-to", number - more), ("more-than", number)]
    true = [("at-least", number), ("up-to", number), ("more-than", number - 1)]
    return _beside(country, amount(*country.pick(false if wrong else true)))


@fault("figures-agree")
def range_beside_the_number(country: Country, wrong: bool) -> Iterable[str]:
    """A second figure, with a range that leaves the number out; the twin's touches it."""
    number = country.numbers["siege"]
    start = number + (country.draw(1, 90) if wrong else 0)
    return _beside(country, amount("between", start, start + country.draw(0, 90)))


def _beside(country: Country, number: dict[str, str]) -> Iterable[str]:
    """Both claims, when a figure is added to the one of which there was no other."""
    single = country["siege figure"]
    row = country.row(single)
    return single, country.figure(row["entity_id"], row["measure_id"], number)


@fault("totals-match-parts")
def exhaustive_part_changed(country: Country, wrong: bool) -> Iterable[str]:
    """A larger or smaller part, where none is left out; the twin's allows the true number."""
    parts = country.groups_of["whole parts"]
    number = int(country.row(parts[0])["best"])
    other = number + country.pick([-1, 1]) * country.draw(1, number - 1)
    benign = [("at-least", number - 1), ("up-to", number + 1), ("about", other)]
    change = amount("exactly", other) if wrong else amount(*country.pick(benign))
    country.row(parts[0]).update(change)
    return country["whole"], *parts


@fault("totals-match-parts")
def disjoint_part_swells(country: Country, wrong: bool) -> Iterable[str]:
    """A part so large that all parts exceed the total; the twin's fills it up."""
    total, parts = country["partial"], country.groups_of["partial parts"]
    others = sum(int(country.row(part)["best"]) for part in parts[1:])
    rest = int(country.row(total)["best"]) - others
    excess = country.draw(1, 90) * wrong
    words = country.pick(["exactly", "at-least"])
    country.row(parts[0]).update(amount(words, rest + excess))
    return total, *parts


@fault("totals-match-parts")
def total_below_its_parts(country: Country, wrong: bool) -> Iterable[str]:
    """A total of less than its parts; the twin's is their sum."""
    lack = country.draw(1, 3) * wrong
    words = country.pick(["exactly", "up-to"])
    number = amount(words, country.numbers["partial"] - lack)
    country.row(country["partial"]).update(number)
    return country["partial"], *country.groups_of["partial parts"]


@fault("labels-match-figures")
def called_the_wrong_half(country: Country, wrong: bool) -> Iterable[str]:
    """A majority of less than half, or a minority of more; the twin's are what they are called."""
    label = country.pick(["majority", "minority"])
    answer = country[
        "old worries prices" if (label == "majority") != wrong else "old worries safety"
    ]
    return answer, country.compare(answer, label)


@fault("labels-match-figures")
def by_no_means_slight(country: Country, wrong: bool) -> Iterable[str]:
    """A slight majority of much more than half; the twin's is between 50 and 60 percent."""
    answer = country["old worries prices"]
    share = country.draw(61, 95) if wrong else country.pick([50, 60, country.draw(50, 60)])
    country.row(answer)["percent"] = str(share)
    return answer, country.compare(answer, "slight-majority")


@fault("labels-match-figures")
def compared_the_wrong_way(country: Country, wrong: bool) -> Iterable[str]:
    """The smaller share is said to be more, or the larger one less; the twin's is right."""
    words = country.pick(["more", "much-more", "less", "much-less"])
    sides = [country["old worries prices"], country["old worries safety"]]
    if words.endswith("more") == wrong:
        sides.reverse()
    return *sides, country.compare(sides[0], words, sides[1])


@fault("labels-match-figures")
def said_to_differ(country: Country, wrong: bool) -> Iterable[str]:
    """Two shares of one number are said to differ; in the twin they do."""
    pair = country["old worries prices"], country["old worries schools"]
    share = country.row(pair[0])["percent"]
    other = share if wrong else str(int(share) - country.draw(1, 9))
    country.row(pair[1])["percent"] = other
    return *pair, country.compare(pair[0], "differs", pair[1])
