"""Faults in statuses that run for a time, and figures that are out of date."""

from collections.abc import Iterable
from datetime import date

from scripts.inject_faults.datings import Dating, by, drawn, in_month, in_year, later, on, some_day
from scripts.inject_faults.drafts import term
from scripts.inject_faults.ground_truth.country import Country
from scripts.inject_faults.operators.operator import fault
from scripts.inject_faults.story import amount


@fault("status-not-lapsed")
def lapsed_before_the_document(country: Country, wrong: bool) -> Iterable[str]:
    """An end moved before the document; the twin's is on its first day, or soon after."""
    story, chance, end = country.story, country.story.chance, country.happenings.term
    today = _today(country)
    dating = on(later(today, chance.choice([0, 0, 1, chance.randint(2, 30)])))
    if wrong:
        dating = drawn(later(today, -chance.randint(1, 300)), chance, away_from=story.as_of)
    story.redate(end.claim, dating)
    return (end.claim,)


@fault("status-not-lapsed")
def renewal_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """The end that is yet to come is not told; the twin does not tell the day of renewal."""
    status = country.happenings.renewed
    country.story.draft.remove(status.last_end if wrong else status.second_extension)
    return (status.second_end,)


@fault("status-not-lapsed")
def lapsed_and_not_over(country: Country, wrong: bool) -> Iterable[str]:
    """A term of an operation that is past; the twin adds that the operation came to its end."""
    story, operation = country.story, country.happenings.operation
    end = on(later(_today(country), -story.chance.randint(1, 700)))
    lapse = story.date(operation.entity, "lapses", end)
    if not wrong:
        story.date(operation.entity, "ended", end)
    return (lapse,)


@fault("status-continuous")
def cover_shortened(country: Country, wrong: bool) -> Iterable[str]:
    """An end moved before the extension that needs it; the twin's is on the same day or later."""
    story, status = country.story, country.happenings.renewed
    day = story.datings[status.first_extension].span()[0]
    days = story.chance.randint(1, 300)
    story.redate(status.first_end, on(later(day, -days if wrong else story.chance.choice([0, 10]))))
    return status.first_extension, status.first_end


@fault("status-continuous")
def extended_too_late(country: Country, wrong: bool) -> Iterable[str]:
    """An extension moved behind the end before it; the twin's is on the day of the end."""
    story, status = country.story, country.happenings.renewed
    day = story.datings[status.second_end].span()[0]
    days = story.chance.randint(1, 200) if wrong else 0
    story.redate(status.second_extension, on(later(day, days)))
    return status.second_extension, status.second_end


@fault("status-continuous")
def cover_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """The end that a later extension needs is not told; the twin does not tell the beginning."""
    status = country.happenings.renewed
    country.story.draft.remove(status.second_end if wrong else status.declared)
    return status.second_extension, status.first_end


@fault("figures-current")
def figure_aged(country: Country, wrong: bool) -> Iterable[str]:
    """A figure as of a day too long before the document; the twin's is of the last such day."""
    story, strength = country.story, country.counts.strength
    limit = _limit(country, strength)
    days = story.chance.randint(1, 900) if wrong else -story.chance.choice([0, 0, 1, 20])
    story.draft.row(strength)["as_of"] = on(later(limit, -days)).text
    return (strength,)


@fault("figures-current")
def figure_of_a_past_year(country: Country, wrong: bool) -> Iterable[str]:
    """A figure as of a month or year that is past; the twin's ends when it is still current."""
    story, chance = country.story, country.story.chance
    number = amount("about", chance.randint(20, 900))
    claim = story.figure(country.actors.joiner, "members", number)
    limit = _limit(country, claim)
    form = chance.choice([in_month, in_year])
    past = form(later(form(limit).span()[0], -1))
    story.draft.row(claim)["as_of"] = past.text if wrong else form(limit).text
    return (claim,)


@fault("population-within-coverage")
def polled_before_reach(country: Country, wrong: bool) -> Iterable[str]:
    """Fieldwork before a region could be reached; the twin's may have been just then."""
    story, surveys = country.story, country.surveys
    mention = surveys.mentions[2]
    story.draft.row(mention)["fieldwork"] = _reach(country, wrong).text
    questions = story.draft.claims("questions", poll_id=surveys.polls[2])
    return country.land.reached, mention, *questions


@fault("population-within-coverage")
def asked_before_reach(country: Country, wrong: bool) -> Iterable[str]:
    """A question asked before a region could be reached; the twin may have been just then."""
    question = country.surveys.sampled.claim
    country.story.draft.row(question)["asked"] = _reach(country, wrong).text
    return country.land.reached, question


def _reach(country: Country, wrong: bool) -> Dating:
    """A time before surveys reach the first region, or one that begins or ends when they do."""
    story, chance = country.story, country.story.chance
    reached = story.datings[country.land.reached]
    first, last = reached.span()
    if wrong:
        return drawn(later(first, -chance.randint(1, 900)), chance, away_from=reached)
    return chance.choice([on, in_month, in_year, by])(some_day(first, last, chance))


def _today(country: Country) -> date:
    """The first day that the document can be of."""
    return country.story.as_of.span()[0]


def _limit(country: Country, figure: str) -> date:
    """The last day as of which a figure of its measure counts as current."""
    measure = country.story.draft.row(figure)["measure_id"]
    return later(_today(country), -int(term(measure)["valid_for_days"]))
