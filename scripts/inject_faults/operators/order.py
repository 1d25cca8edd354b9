"""Faults in dates and in the order of events."""

from collections.abc import Iterable

from scripts.inject_faults.datings import (
    by,
    coarsened,
    drawn,
    in_month,
    in_year,
    later,
    on,
    since,
    some_day,
)
from scripts.inject_faults.ground_truth.country import Country
from scripts.inject_faults.ground_truth.happenings import Dated
from scripts.inject_faults.operators.operator import fault


@fault("dates-agree")
def another_day(country: Country, wrong: bool) -> Iterable[str]:
    """A second dating apart from the first one; the twin allows the true day in another form."""
    story, chance = country.story, country.story.chance
    event = chance.choice(country.happenings.loose)
    old = story.datings[event.claim]
    first, last = old.span()
    if wrong:
        away = chance.choice(
            [later(first, -chance.randint(1, 900)), later(last, chance.randint(1, 900))]
        )
        new = drawn(away, chance, away_from=old)
    else:
        forms = (on(event.day), in_month(event.day), in_year(event.day))
        new = chance.choice([form for form in forms if form.text != old.text])
    return event.claim, story.date(event.entity, event.term, new)


@fault("dates-agree")
def day_out_of_its_month(country: Country, wrong: bool) -> Iterable[str]:
    """A day moved out of the month that is stated elsewhere; the twin stays in the month."""
    story, chance = country.story, country.story.chance
    event, month = country.happenings.day_of_meeting, country.happenings.month_of_meeting
    first, last = story.datings[month].span()
    beyond = (later(first, -chance.randint(1, 60)), later(last, chance.randint(1, 60)))
    story.redate(event.claim, on(chance.choice(beyond) if wrong else some_day(first, last, chance)))
    return event.claim, month


@fault("dates-agree")
def open_end_too_short(country: Country, wrong: bool) -> Iterable[str]:
    """A second dating with one end, which leaves out the first one; the twin touches it."""
    story, chance = country.story, country.story.chance
    event = chance.choice(country.happenings.loose)
    first, last = story.datings[event.claim].span()
    days = chance.randint(1, 500)
    if chance.random() < 0.5:
        new = by(later(first, -days) if wrong else some_day(first, last, chance))
    else:
        new = since(later(last, days) if wrong else some_day(first, last, chance))
    return event.claim, story.date(event.entity, event.term, new)


@fault("timeline-feasible")
def order_turned(country: Country, wrong: bool) -> Iterable[str]:
    """An order the wrong way round; the twin has it the right way."""
    before, after = _two(country)
    pair = (after, before) if wrong else (before, after)
    return before.claim, after.claim, country.story.order(pair[0].point, pair[1].point)


@fault("timeline-feasible")
def lag_too_long(country: Country, wrong: bool) -> Iterable[str]:
    """A smallest lag longer than the dates allow; the twin has the longest that they do."""
    before, after = _two(country)
    longest = _longest(country, before, after)
    least = longest + country.story.chance.randint(1, 300) * wrong
    return before.claim, after.claim, country.story.order(before.point, after.point, least)


@fault("timeline-feasible")
def lag_too_short(country: Country, wrong: bool) -> Iterable[str]:
    """A largest lag shorter than the dates allow; the twin has the shortest that they do."""
    story = country.story
    before, after = _two(country)
    gap = story.datings[after.claim].span()[0] - story.datings[before.claim].span()[1]
    most = gap.days - story.chance.randint(1, 200) * wrong
    return before.claim, after.claim, story.order(before.point, after.point, 0, most)


@fault("timeline-feasible")
def lag_stretched(country: Country, wrong: bool) -> Iterable[str]:
    """The bounds of a stated lag moved up, too far for the dates; the twin to the longest lag."""
    _, before, after = country.happenings.ordered
    least = _longest(country, before, after) + country.story.chance.randint(1, 300) * wrong
    bounds = {"minimum_lag_days": str(least), "maximum_lag_days": str(least + 30)}
    country.story.draft.row(country.happenings.lag).update(bounds)
    return before.claim, after.claim, country.happenings.lag


@fault("timeline-feasible")
def ended_before_it_began(country: Country, wrong: bool) -> Iterable[str]:
    """An end before the beginning; the twin has both at one time."""
    story, chance, event = country.story, country.story.chance, country.happenings.rising
    began = story.datings[event.claim]
    away = later(began.span()[0], -chance.randint(1, 900))
    end = drawn(away, chance, away_from=began) if wrong else coarsened(event.day, chance)
    return event.claim, story.date(event.entity, "ended", end)


@fault("timeline-feasible")
def no_room_in_between(country: Country, wrong: bool) -> Iterable[str]:
    """Two lags by way of an undated event, too long for the dates; the twin's just fit."""
    story, chance = country.story, country.story.chance
    before, after = _two(country)
    both = _longest(country, before, after) + chance.randint(1, 200) * wrong
    part = chance.randint(0, both)
    between = (story.named("between", "event", "An event in between"), "occurred")
    orders = (
        story.order(before.point, between, part),
        story.order(between, after.point, both - part),
    )
    return before.claim, after.claim, *orders


@fault("relative-dates-anchored")
def year_from_before(country: Country, wrong: bool) -> Iterable[str]:
    """A year supplied from an earlier sentence; the twin's is from the same sentence."""
    return _anchored(country, wrong, -1)


@fault("relative-dates-anchored")
def year_from_after(country: Country, wrong: bool) -> Iterable[str]:
    """A year supplied from a later sentence; the twin's is from the same sentence."""
    return _anchored(country, wrong, 1)


def _anchored(country: Country, wrong: bool, side: int) -> Iterable[str]:
    draft, chance = country.story.draft, country.story.chance
    claim = chance.choice([event.claim for event in country.happenings.loose])
    row = draft.row(claim)
    sentences = [
        each["passage_id"] for each in draft.tables["passages"] if each["kind"] == "sentence"
    ]
    place = sentences.index(row["passage_id"])
    others = sentences[:place] if side < 0 else sentences[place + 1 :]
    anchor = chance.choice(others) if wrong else row["passage_id"]
    note = "A part of the date is that of the anchor."
    row.update(anchor_passage_id=anchor, certainty="inferred", note=note)
    return (claim,)


def _two(country: Country) -> tuple[Dated, Dated]:
    """Two of the loose events, in their order."""
    loose = country.happenings.loose
    first, second = sorted(country.story.chance.sample(range(len(loose)), 2))
    return loose[first], loose[second]


def _longest(country: Country, before: Dated, after: Dated) -> int:
    """The most days between two events that their dates allow."""
    datings = country.story.datings
    return (datings[after.claim].span()[1] - datings[before.claim].span()[0]).days
