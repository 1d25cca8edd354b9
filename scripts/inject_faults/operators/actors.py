"""Faults in what actors do: after they became a part of another, or against each other."""

from collections.abc import Iterable
from datetime import date

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country, amount
from scripts.world.dates import (
    Dating,
    in_month,
    in_year,
    later,
    on,
)

_DEEDS = ("appealed_to", "fought", "supported", "expelled")
"""Predicates whose subject acts."""


@fault("actors-act-while-independent")
def acts_after_joining(country: Country, wrong: bool) -> Iterable[str]:
    """An act after the actor joined another; the twin's is before, or perhaps at that time."""
    joined = country.datings[country["joiner joined"]]
    start = country.coarse(
        country.day_in(country.days["joiner fought"], country.days["joiner joined"])
    )
    if wrong:
        away = later(joined.span()[1], country.draw(1, 1500))
        start = country.apart(away, joined)
    deed = country.pick(_DEEDS)
    return country["joiner joined"], country.relate(
        country["joiner"], deed, country["state"], start=start
    )


@fault("actors-act-while-independent")
def joined_before_its_act(country: Country, wrong: bool) -> Iterable[str]:
    """The joining moved before an act; the twin's is not certainly before it."""
    first = country.datings[country["joiner fought"]].span()[0]
    day = later(first, country.pick([0, country.draw(1, 900)]))
    if wrong:
        day = country.day_in(_founded(country, "joiner", "umbrella"), later(first, -1))
    country.restart(country["joiner joined"], on(day))
    return country["joiner joined"], country["joiner fought"]


@fault("actors-act-while-independent")
def absorbed_before_its_act(country: Country, wrong: bool) -> Iterable[str]:
    """An actor is absorbed before its act; the twin's is not certainly absorbed before it."""
    first = country.datings[country["loner trained"]].span()[0]
    day = later(first, country.pick([0, country.draw(1, 900)]))
    if wrong:
        day = country.day_in(_founded(country, "loner", "umbrella"), later(first, -1))
    ended = country.relate(country["loner"], "absorbed_by", country["umbrella"], start=on(day))
    return ended, country["loner trained"]


@fault("actors-act-while-independent")
def left_only_later(country: Country, wrong: bool) -> Iterable[str]:
    """An act after joining, with an end of the membership after that; the twin had left before."""
    joined = country.datings[country["joiner joined"]].span()[1]
    act = later(joined, country.draw(400, 1500))
    new = country.relate(country["joiner"], country.pick(_DEEDS), country["state"], start=on(act))
    away = country.draw(1, 300)
    country.row(country["joiner joined"])["end"] = on(later(act, away if wrong else -away)).text
    return country["joiner joined"], new


@fault("relations-compatible")
def opposite_meanwhile(country: Country, wrong: bool) -> Iterable[str]:
    """Allies fight while they are allied; the twin's fight when that is, or may be, over."""
    begin, end = country.days["alliance began"], country.days["alliance ended"]
    start = country.pick([on(later(end, country.pick([0, 1, 200]))), in_year(end)])
    if wrong:
        start = on(country.day_in(begin, later(end, -1)))
    sides = country.chance.sample([country["ally"], country["partner"]], 2)
    return country["alliance"], country.relate(sides[0], "fought", sides[1], start=start)


@fault("relations-compatible")
def alliance_prolonged(country: Country, wrong: bool) -> Iterable[str]:
    """An alliance goes on until after a fight began; the twin's ends at its earliest day."""
    first, last = country.datings[country["partner fought"]].span()
    end = later(last, country.draw(1, 600)) if wrong else first
    country.row(country["alliance"])["end"] = on(end).text
    return country["alliance"], country["partner fought"]


@fault("rosters-agree")
def member_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """A complete list without one of the members; the twin's is in another order."""
    listed = country.groups_of["open list"]
    if wrong:
        missing = country.pick(listed)
        country.remove(missing)
        return *country.groups_of["dated list"], *(claim for claim in listed if claim != missing)
    members = country.chance.sample(country.groups_of["members"], len(listed))
    for claim, member in zip(listed, members, strict=True):
        country.row(claim)["subject_id"] = member
    return ()


@fault("rosters-agree")
def stranger_listed(country: Country, wrong: bool) -> Iterable[str]:
    """A complete list with somebody else in the place of a member; the twin's is partial."""
    listed = country.groups_of["open list"]
    stranger = country.entity("stranger", "state", "A stranger")
    country.row(country.pick(listed))["subject_id"] = stranger
    if not wrong:
        for claim in listed:
            country.row(claim)["roster"] = "partial"
    return *country.groups_of["dated list"], *listed


@fault("rosters-agree")
def listed_after_leaving(country: Country, wrong: bool) -> Iterable[str]:
    """A complete list without a member who left only later; the twin's had, or may have, left."""
    begin, end = country.datings[country.groups_of["dated list"][0]].span()
    month = in_month(country.day_in(begin, end))
    remaining, leaver = _without_one(country, month)
    last = month.span()[1]
    day = later(last, country.draw(1, 900)) if wrong else country.day_in(begin, last)
    country.row(leaver)["end"] = on(day).text
    return *country.groups_of["dated list"], *remaining


@fault("rosters-agree")
def listed_before_joining(country: Country, wrong: bool) -> Iterable[str]:
    """A complete list without a member who had joined by then; the twin's joined only later."""
    early = country.datings[country.groups_of["dated list"][0]]
    late = in_year(later(early.span()[1], 366))
    month = in_month(country.day_in(*(late if wrong else early).span()))
    remaining, joiner = _without_one(country, month)
    country.restart(joiner, late)
    return *country.groups_of["dated list"], *remaining


def _without_one(country: Country, start: Dating) -> tuple[list[str], str]:
    """Take a member out of the second list, which is of a time then, and find it in the first."""
    missing = country.pick(country.groups_of["open list"])
    member = country.row(missing)["subject_id"]
    country.remove(missing)
    remaining = [claim for claim in country.groups_of["open list"] if claim != missing]
    for claim in remaining:
        country.restart(claim, start)
    rows = {country.row(claim)["subject_id"]: claim for claim in country.groups_of["dated list"]}
    return remaining, rows[member]


@fault("rosters-agree")
def members_miscounted(country: Country, wrong: bool) -> Iterable[str]:
    """A stated number of members that is not that of the list; the twin's allows it."""
    number = len(country.groups_of["members"])
    false = [("exactly", number - 1), ("exactly", number + 1), ("at-least", number + 1)]
    false += [("up-to", number - 1), ("more-than", number)]
    true = [("at-least", number), ("up-to", number), ("more-than", number - 1)]
    true += [("at-least", number - 1), ("up-to", number + 1)]
    country.row(country["member count"]).update(amount(*country.pick(false if wrong else true)))
    return country["member count"], *country.groups_of["dated list"]


@fault("attributions-agree")
def another_culprit(country: Country, wrong: bool) -> Iterable[str]:
    """Another perpetrator in another passage; the twin's is only said to have claimed it."""
    row = country.row(country.groups_of["attributions"][1])
    row["object_id"] = country["partner"]
    if not wrong:
        row["predicate_id"] = "claimed_by"
    return country.groups_of["attributions"]


@fault("attributions-agree")
def less_certain(country: Country, wrong: bool) -> Iterable[str]:
    """One passage is less certain; in the twin's, the coder has inferred it."""
    row = country.row(country.groups_of["attributions"][1])
    certainty = country.pick(["suspected", "reported"]) if wrong else "inferred"
    row.update(certainty=certainty, note="The deed is told in another passage.")
    return country.groups_of["attributions"]


@fault("attributions-agree")
def one_more_culprit(country: Country, wrong: bool) -> Iterable[str]:
    """One passage names one perpetrator more; in the twin both do."""
    dated, undated = country.groups_of["attributions"]
    also = country.relate(
        country["attack"],
        "perpetrated_by",
        country["partner"],
        country.row(dated)["passage_id"],
        country.datings[dated],
    )
    if not wrong:
        passage = country.row(undated)["passage_id"]
        country.relate(country["attack"], "perpetrated_by", country["partner"], passage)
    return dated, undated, also


def _founded(country: Country, *actors: str) -> date:
    """The last day on which any of the actors may have been founded."""
    claims = [
        claim
        for actor in actors
        for claim in country.claims("dates", entity_id=country[actor], property_id="founded")
    ]
    return max(country.datings[claim].span()[1] for claim in claims)
