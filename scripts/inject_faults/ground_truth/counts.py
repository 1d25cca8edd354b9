"""How many: casualties with their parts, and the strength of groups."""

from dataclasses import dataclass

from scripts.inject_faults.datings import coarsened, in_month, later, on
from scripts.inject_faults.ground_truth.actors import Actors
from scripts.inject_faults.story import Story, amount


@dataclass(frozen=True)
class Sum:
    """A total and its parts: claims, and the true numbers."""

    total: str
    parts: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Counts:
    """The figures of a country.

    Attributes:
        whole: a total, whose parts leave nothing out.
        partial: another one, whose parts leave something out.
        single: a figure of an event of which there is no other one.
        number: its true value.
        ranged: a figure between two bounds.
        bounded: a figure with a lower bound.
        strength: a recent figure of a group of which there is no other one.
        wing: a part of the umbrella group.
        wing_of: the relation that says so.
        wing_strength: its figure.
        umbrella_strength: that of the umbrella group, at the same time.
        earlier: a figure of a group.
        now: a larger one, later.
        growth: the claim that it rose.
        attack: an event that two passages ascribe to one group.
        attributions: those two claims.
        suspects: groups, the first one being the one that did it.
    """

    whole: Sum
    partial: Sum
    single: str
    number: int
    ranged: str
    bounded: str
    strength: str
    wing: str
    wing_of: str
    wing_strength: str
    wing_number: int
    umbrella_strength: str
    umbrella_number: int
    earlier: str
    now: str
    growth: str
    attack: str
    attributions: tuple[str, str]
    suspects: tuple[str, str]


def write_counts(story: Story, actors: Actors) -> Counts:
    """Write the section on figures."""
    story.section("How many")
    chance = story.chance
    populations = [_population(story, n) for n in range(3)]
    whole = _sum(story, "massacre", populations, exhaustive=True)
    partial = _sum(story, "raid", populations, exhaustive=False)
    number = chance.randint(20, 400)
    single = story.figure(
        _event(story, "siege"), "killed", amount("exactly", number), story.sentence()
    )
    low = chance.randint(10, 90)
    ranged = amount("between", low, low + chance.randint(5, 60))
    ambush = _event(story, "ambush")
    earlier, now, growth = _growth(story, actors.allies[0])
    attack, attributions = _attack(story, actors)
    return Counts(
        whole,
        partial,
        single,
        number,
        story.figure(ambush, "hostages", ranged, story.sentence()),
        story.figure(ambush, "perpetrators", amount("at-least", low), story.sentence()),
        _strength(story, actors.joiner, amount("exactly", 10 * low), chance.randint(0, 300)),
        *_wing(story, actors.umbrella),
        earlier,
        now,
        growth,
        attack,
        attributions,
        actors.allies,
    )


def _event(story: Story, slug: str) -> str:
    passage = story.sentence()
    name = story.new_name(slug)
    event = story.named(slug, "event", name, passage=passage)
    day = later(story.as_of.span()[0], -story.chance.randint(1000, 3000))
    story.date(event, "occurred", coarsened(day, story.chance), passage)
    return event


def _population(story: Story, number: int) -> str:
    name = story.new_name(("soldiers", "civilians", "guards")[number])
    return story.named(f"population-{number}", "community", name, passage=story.sentence())


def _sum(story: Story, slug: str, populations: list[str], *, exhaustive: bool) -> Sum:
    """A total, and parts of it by population."""
    chance, event, passage = story.chance, _event(story, slug), story.sentence()
    numbers = tuple(chance.randint(3, 120) for _ in populations[: chance.choice([2, 3])])
    rest = 0 if exhaustive else chance.randint(5, 60)
    total = story.figure(event, "killed", amount("exactly", sum(numbers) + rest), passage)
    partition = "exhaustive" if exhaustive else "disjoint"
    parts = tuple(
        story.figure(
            event,
            "killed",
            amount("exactly", number),
            passage,
            population_id=population,
            part_of_claim_id=total,
            partition=partition,
        )
        for number, population in zip(numbers, populations, strict=False)
    )
    return Sum(total, parts, numbers)


def _strength(story: Story, group: str, number: dict[str, str], before: int) -> str:
    """A figure of fighters, so many days before the document."""
    day = later(story.as_of.span()[0], -before)
    as_of = story.chance.choice([on, in_month])(day).text
    return story.figure(group, "fighters", number, story.sentence(), as_of=as_of)


def _wing(story: Story, umbrella: str) -> tuple[str, str, str, int, str, int]:
    chance, passage = story.chance, story.sentence()
    name = story.new_name("Wing")
    wing = story.named("wing", "group", name, passage=passage)
    tie = story.relate(wing, "part_of", umbrella, passage)
    part, before = chance.randint(50, 900), chance.randint(10, 300)
    whole = part + chance.randint(1, 900)
    as_of = on(later(story.as_of.span()[0], -before)).text
    claims = [
        story.figure(group, "fighters", amount("exactly", number), story.sentence(), as_of=as_of)
        for group, number in ((wing, part), (umbrella, whole))
    ]
    return wing, tie, claims[0], part, claims[1], whole


def _growth(story: Story, group: str) -> tuple[str, str, str]:
    number = story.chance.randint(200, 3000)
    more = number + story.chance.randint(100, 900)
    earlier = _strength(story, group, amount("exactly", number), 300)
    now = _strength(story, group, amount("exactly", more), 100)
    growth = story.draft.claim(
        "comparisons",
        story.sentence(),
        left_claim_id=now,
        relation="rose",
        right_claim_id=earlier,
    )
    return earlier, now, growth


def _attack(story: Story, actors: Actors) -> tuple[str, tuple[str, str]]:
    """An event with one perpetrator, named in two passages, in one of them with the time."""
    event = _event(story, "attack")
    (dating,) = story.draft.claims("dates", entity_id=event)
    starts = (story.datings[dating], None)
    one, other = (
        story.relate(event, "perpetrated_by", actors.allies[0], story.sentence(), start)
        for start in starts
    )
    return event, (one, other)
