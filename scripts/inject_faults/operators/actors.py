"""Faults in what actors do: after they became a part of another, or against each other."""

from collections.abc import Iterable
from datetime import date

from scripts.inject_faults.datings import (
    Dating,
    coarsened,
    drawn,
    in_month,
    in_year,
    later,
    on,
    some_day,
)
from scripts.inject_faults.ground_truth.country import Country
from scripts.inject_faults.operators.operator import fault
from scripts.inject_faults.story import amount

_DEEDS = ("appealed_to", "fought", "supported", "expelled")
"""Predicates whose subject acts."""


@fault("actors-act-while-independent")
def acts_after_joining(country: Country, wrong: bool) -> Iterable[str]:
    """An act after the actor joined another; the twin's is before, or perhaps at that time."""
    story, chance, actors = country.story, country.story.chance, country.actors
    joined = story.datings[actors.joining.claim]
    start = coarsened(some_day(actors.joiner_act.day, actors.joining.day, chance), chance)
    if wrong:
        away = later(joined.span()[1], chance.randint(1, 1500))
        start = drawn(away, chance, away_from=joined)
    deed = chance.choice(_DEEDS)
    return actors.joining.claim, story.relate(actors.joiner, deed, country.land.state, start=start)


@fault("actors-act-while-independent")
def joined_before_its_act(country: Country, wrong: bool) -> Iterable[str]:
    """The joining moved before an act; the twin's is not certainly before it."""
    story, chance, actors = country.story, country.story.chance, country.actors
    first = story.datings[actors.joiner_act.claim].span()[0]
    day = later(first, chance.choice([0, chance.randint(1, 900)]))
    if wrong:
        day = some_day(_founded(country, actors.joiner, actors.umbrella), later(first, -1), chance)
    story.restart(actors.joining.claim, on(day))
    return actors.joining.claim, actors.joiner_act.claim


@fault("actors-act-while-independent")
def absorbed_before_its_act(country: Country, wrong: bool) -> Iterable[str]:
    """An actor is absorbed before its act; the twin's is not certainly absorbed before it."""
    story, chance, actors = country.story, country.story.chance, country.actors
    first = story.datings[actors.loner_act.claim].span()[0]
    day = later(first, chance.choice([0, chance.randint(1, 900)]))
    if wrong:
        day = some_day(_founded(country, actors.loner, actors.umbrella), later(first, -1), chance)
    ended = story.relate(actors.loner, "absorbed_by", actors.umbrella, start=on(day))
    return ended, actors.loner_act.claim


@fault("actors-act-while-independent")
def left_only_later(country: Country, wrong: bool) -> Iterable[str]:
    """An act after joining, with an end of the membership after that; the twin had left before."""
    story, chance, actors = country.story, country.story.chance, country.actors
    joined = story.datings[actors.joining.claim].span()[1]
    act = later(joined, chance.randint(400, 1500))
    new = story.relate(actors.joiner, chance.choice(_DEEDS), country.land.state, start=on(act))
    away = chance.randint(1, 300)
    story.draft.row(actors.joining.claim)["end"] = on(later(act, away if wrong else -away)).text
    return actors.joining.claim, new


@fault("relations-compatible")
def opposite_meanwhile(country: Country, wrong: bool) -> Iterable[str]:
    """Allies fight while they are allied; the twin's fight when that is, or may be, over."""
    story, chance, actors = country.story, country.story.chance, country.actors
    begin, end = actors.alliance_days
    start = chance.choice([on(later(end, chance.choice([0, 1, 200]))), in_year(end)])
    if wrong:
        start = on(some_day(begin, later(end, -1), chance))
    sides = chance.sample(actors.allies, 2)
    return actors.alliance, story.relate(sides[0], "fought", sides[1], start=start)


@fault("relations-compatible")
def alliance_prolonged(country: Country, wrong: bool) -> Iterable[str]:
    """An alliance goes on until after a fight began; the twin's ends at its earliest day."""
    story, actors = country.story, country.actors
    first, last = story.datings[actors.feud.claim].span()
    end = later(last, story.chance.randint(1, 600)) if wrong else first
    story.draft.row(actors.alliance)["end"] = on(end).text
    return actors.alliance, actors.feud.claim


@fault("rosters-agree")
def member_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """A complete list without one of the members; the twin's is in another order."""
    draft, chance, listed = country.story.draft, country.story.chance, country.actors.open_list
    if wrong:
        missing = chance.choice(listed)
        draft.remove(missing)
        return *country.actors.dated_list, *(claim for claim in listed if claim != missing)
    members = chance.sample(country.actors.members, len(listed))
    for claim, member in zip(listed, members, strict=True):
        draft.row(claim)["subject_id"] = member
    return ()


@fault("rosters-agree")
def stranger_listed(country: Country, wrong: bool) -> Iterable[str]:
    """A complete list with somebody else in the place of a member; the twin's is partial."""
    story, listed = country.story, country.actors.open_list
    stranger = story.named("stranger", "state", "A stranger")
    story.draft.row(story.chance.choice(listed))["subject_id"] = stranger
    if not wrong:
        for claim in listed:
            story.draft.row(claim)["roster"] = "partial"
    return *country.actors.dated_list, *listed


@fault("rosters-agree")
def listed_after_leaving(country: Country, wrong: bool) -> Iterable[str]:
    """A complete list without a member who left only later; the twin's had, or may have, left."""
    story, chance, actors = country.story, country.story.chance, country.actors
    begin, end = story.datings[actors.dated_list[0]].span()
    month = in_month(some_day(begin, end, chance))
    remaining, leaver = _without_one(country, month)
    last = month.span()[1]
    day = later(last, chance.randint(1, 900)) if wrong else some_day(begin, last, chance)
    story.draft.row(leaver)["end"] = on(day).text
    return *actors.dated_list, *remaining


@fault("rosters-agree")
def listed_before_joining(country: Country, wrong: bool) -> Iterable[str]:
    """A complete list without a member who had joined by then; the twin's joined only later."""
    story, chance, actors = country.story, country.story.chance, country.actors
    early = story.datings[actors.dated_list[0]]
    late = in_year(later(early.span()[1], 366))
    month = in_month(some_day(*(late if wrong else early).span(), chance))
    remaining, joiner = _without_one(country, month)
    story.restart(joiner, late)
    return *actors.dated_list, *remaining


def _without_one(country: Country, start: Dating) -> tuple[list[str], str]:
    """Take a member out of the second list, which is of a time then, and find it in the first."""
    story, actors = country.story, country.actors
    missing = story.chance.choice(actors.open_list)
    member = story.draft.row(missing)["subject_id"]
    story.draft.remove(missing)
    remaining = [claim for claim in actors.open_list if claim != missing]
    for claim in remaining:
        story.restart(claim, start)
    rows = {story.draft.row(claim)["subject_id"]: claim for claim in actors.dated_list}
    return remaining, rows[member]


@fault("rosters-agree")
def members_miscounted(country: Country, wrong: bool) -> Iterable[str]:
    """A stated number of members that is not that of the list; the twin's allows it."""
    story, actors = country.story, country.actors
    number = len(actors.members)
    false = [("exactly", number - 1), ("exactly", number + 1), ("at-least", number + 1)]
    false += [("up-to", number - 1), ("more-than", number)]
    true = [("at-least", number), ("up-to", number), ("more-than", number - 1)]
    true += [("at-least", number - 1), ("up-to", number + 1)]
    story.draft.row(actors.count).update(amount(*story.chance.choice(false if wrong else true)))
    return actors.count, *actors.dated_list


@fault("attributions-agree")
def another_culprit(country: Country, wrong: bool) -> Iterable[str]:
    """Another perpetrator in another passage; the twin's is only said to have claimed it."""
    row = country.story.draft.row(country.counts.attributions[1])
    row["object_id"] = country.counts.suspects[1]
    if not wrong:
        row["predicate_id"] = "claimed_by"
    return country.counts.attributions


@fault("attributions-agree")
def less_certain(country: Country, wrong: bool) -> Iterable[str]:
    """One passage is less certain; in the twin's, the coder has inferred it."""
    row = country.story.draft.row(country.counts.attributions[1])
    certainty = country.story.chance.choice(["suspected", "reported"]) if wrong else "inferred"
    row.update(certainty=certainty, note="The deed is told in another passage.")
    return country.counts.attributions


@fault("attributions-agree")
def one_more_culprit(country: Country, wrong: bool) -> Iterable[str]:
    """One passage names one perpetrator more; in the twin both do."""
    story, counts = country.story, country.counts
    dated, undated = counts.attributions
    also = story.relate(
        counts.attack,
        "perpetrated_by",
        counts.suspects[1],
        story.draft.row(dated)["passage_id"],
        story.datings[dated],
    )
    if not wrong:
        passage = story.draft.row(undated)["passage_id"]
        story.relate(counts.attack, "perpetrated_by", counts.suspects[1], passage)
    return dated, undated, also


def _founded(country: Country, *actors: str) -> date:
    """The last day on which any of the actors may have been founded."""
    story = country.story
    claims = [
        claim
        for actor in actors
        for claim in story.draft.claims("dates", entity_id=actor, property_id="founded")
    ]
    return max(story.datings[claim].span()[1] for claim in claims)
