"""Faults in figures, their bounds, their sums, and what is said of them."""

from collections.abc import Iterable

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country, amount


@fault("attributions-agree")
def another_culprit(country: Country, wrong: bool) -> Iterable[str]:
    """Another perpetrator in another passage; the twin's is only said to have claimed it."""
    predicate = "perpetrated_by" if wrong else "claimed_by"
    row = country.row(country.groups_of["attributions"][1])
    row.update(predicate_id=predicate, object_id=country["partner"])
    return country.groups_of["attributions"]


@fault("attributions-agree")
def less_certain(country: Country, wrong: bool) -> Iterable[str]:
    """One passage is less certain; in the twin's, the coder has inferred it."""
    row = country.row(country.groups_of["attributions"][1])
    certainty = country.pick(["suspected", "reported"]) if wrong else "inferred"
    row.update(certainty=certainty, note="The deed is told in another passage.")
    return country.groups_of["attributions"]


@fault("bounds-ordered")
def bounds_turned(country: Country, wrong: bool) -> Iterable[str]:
    """A lowest value that is one above the highest one; the twin's are equal."""
    figure = country["ambush hostages"]
    row = country.row(figure)
    row["low"] = str(int(row["high"]) + wrong)
    return (figure,)


@fault("bounds-ordered")
def qualifier_changed(country: Country, wrong: bool) -> Iterable[str]:
    """A lower bound under words that call for something else; the twin's call for one."""
    words = ("exactly", "up-to", "about", "between") if wrong else ("more-than", "vague")
    figure = country["ambush hostages"]
    qualifier = {"qualifier": country.pick(words)}
    country.row(figure).update(amount(country.draw(10, 90), None) | qualifier)
    return (figure,)


@fault("figures-agree")
def another_number(country: Country, wrong: bool) -> Iterable[str]:
    """A second figure whose range begins one above the first; the twin's begins with it."""
    figure = country["siege killed"]
    low = int(country.row(figure)["best"]) + wrong
    high = country.pick([low + 1, low + 90, None])
    return figure, country.figure(country["siege"], "killed", amount(low, high))


@fault("totals-match-parts")
def exhaustive_part_changed(country: Country, wrong: bool) -> Iterable[str]:
    """One person too many or too few in a part, where none is left out; the twin has a range."""
    parts = country.groups_of["whole parts"]
    number = int(country.row(parts[0])["best"])
    other = number + country.pick([-1, 1])
    low, high = (other, other) if wrong else sorted([number, other])
    country.row(parts[0]).update(amount(low, high))
    return country["whole"], *parts


@fault("totals-match-parts")
def disjoint_part_swells(country: Country, wrong: bool) -> Iterable[str]:
    """A part that makes all parts exceed the total by one person; the twin's fills it up."""
    total, parts = country["partial"], country.groups_of["partial parts"]
    others = sum(int(country.row(part)["best"]) for part in parts[1:])
    number = int(country.row(total)["best"]) - others + wrong
    country.row(parts[0]).update(amount(number, country.pick([number, None])))
    return total, *parts


@fault("totals-match-parts")
def shares_that_rounding_does_not_explain(country: Country, wrong: bool) -> Iterable[str]:
    """A share that makes three shares 102 percent; the twin's make 101."""
    shares = country.groups_of["shares"]
    number = int(country.row(shares[0])["best"]) + 1 + wrong
    country.row(shares[0]).update(amount(number, number))
    return shares


@fault("subgroups-bracket-rate")
def rate_of_all_outside(country: Country, wrong: bool) -> Iterable[str]:
    """A rate of all that is 2 more than the largest one of a subgroup; the twin's is 1 more."""
    rate, subgroups = country["rate"], country.groups_of["rates"]
    number = int(country.row(subgroups[1])["best"]) + 1 + wrong
    country.row(rate).update(amount(number, number))
    return rate, *subgroups


@fault("labels-match-figures")
def by_no_means_slight(country: Country, wrong: bool) -> Iterable[str]:
    """A slight majority of 61 percent; the twin's is of 60 percent."""
    answer = country["old worries prices"]
    country.row(answer)["percent"] = "61" if wrong else "60"
    return answer, country.compare(answer, "slight-majority")


@fault("labels-match-figures")
def compared_the_wrong_way(country: Country, wrong: bool) -> Iterable[str]:
    """The smaller share is said to be more, or the larger one less; the twin is right."""
    word = country.pick(["more", "less"])
    sides = [country["new hope better"], country["old hope better"]]
    if (word == "more") == wrong:
        sides.reverse()
    return *sides, country.compare(sides[0], word, sides[1])
