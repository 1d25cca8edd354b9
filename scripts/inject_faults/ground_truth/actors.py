"""Who acts, when, with whom: groups, an operation, a person, and a body with members."""

from dataclasses import dataclass
from datetime import date

from scripts.inject_faults.datings import coarsened, in_month, in_year, later, on
from scripts.inject_faults.ground_truth.happenings import TIME, Dated
from scripts.inject_faults.story import Story, amount


@dataclass(frozen=True)
class Actors:
    """The actors of a country. Every group was founded before it first acts.

    Attributes:
        umbrella: the largest group; the one that others join.
        joiner: a group with one act, which later joined the umbrella.
        joiner_act: its act, with its day.
        joining: the relation by which it joined.
        loner: a group with one dating of its foundation and one act.
        loner_act: its act, with its day.
        founding: the dating of the loner's foundation.
        allies: two groups that were allied and fought each other later.
        alliance: their alliance, with start and end.
        alliance_days: the days on which it began and ended.
        feud: their fight, after that.
        fleet: an operation that began, acted and ended.
        fleet_end: its end.
        fleet_act: its act, with its day.
        leader: a person who acted and died later.
        death: the dating of the death.
        leader_act: an act of the leader.
        body: what has members.
        members: all of them.
        dated_list: the claims of a complete list with a start.
        open_list: the claims of another one, without.
        count: the stated number of members, beside the first list.
        section: the section about them.
    """

    umbrella: str
    joiner: str
    joiner_act: Dated
    joining: Dated
    loner: str
    loner_act: Dated
    founding: Dated
    allies: tuple[str, str]
    alliance: str
    alliance_days: tuple[date, date]
    feud: Dated
    fleet: str
    fleet_end: Dated
    fleet_act: Dated
    leader: str
    death: Dated
    leader_act: Dated
    body: str
    members: tuple[str, ...]
    dated_list: tuple[str, ...]
    open_list: tuple[str, ...]
    count: str
    section: str


def write_actors(story: Story) -> Actors:
    """Write the section on actors."""
    section = story.section("Who acts", "group")
    umbrella, joiner, loner, one, other = (
        _founded(story, f"group-{n}", kind)
        for n, kind in enumerate(["Front", "Brigade", "Union", "Legion", "Guard"])
    )
    story.date(umbrella.entity, "founded", on(umbrella.day), story.sentence())
    joiner_act = _act(story, joiner.entity, "fought", one.entity, 6500)
    joining = _act(story, joiner.entity, "joined", umbrella.entity, 5000)
    loner_act = _act(story, loner.entity, "trained", umbrella.entity, 6000)
    begin, end = _day(story, 6800), _day(story, 5800)
    alliance = story.relate(
        one.entity, "allied_with", other.entity, story.sentence(), on(begin), on(end)
    )
    feud = _act(story, other.entity, "fought", one.entity, 4800)
    fleet, fleet_end, fleet_act = _fleet(story, umbrella.entity)
    leader, death, leader_act = _leader(story, umbrella.entity)
    body, members, dated_list, open_list, count = _body(story)
    return Actors(
        umbrella.entity,
        joiner.entity,
        joiner_act,
        joining,
        loner.entity,
        loner_act,
        loner,
        (one.entity, other.entity),
        alliance,
        (begin, end),
        feud,
        fleet,
        fleet_end,
        fleet_act,
        leader,
        death,
        leader_act,
        body,
        members,
        dated_list,
        open_list,
        count,
        section,
    )


def _day(story: Story, before: int) -> date:
    return later(story.as_of.span()[0], -before - story.chance.randint(0, 300))


def _founded(story: Story, slug: str, word: str) -> Dated:
    passage, day = story.sentence(), _day(story, TIME - 800)
    name = story.new_name(word)
    group = story.named(slug, "group", name, passage=passage)
    dating = coarsened(day, story.chance, ("month", "year", "months", "about"))
    return Dated(group, "founded", story.date(group, "founded", dating, passage), day)


def _act(story: Story, subject: str, predicate: str, partner: str, before: int) -> Dated:
    """A relation that starts about so many days before the document."""
    day = _day(story, before)
    start = coarsened(day, story.chance)
    claim = story.relate(subject, predicate, partner, story.sentence(), start)
    return Dated(subject, predicate, claim, day)


def _fleet(story: Story, trained: str) -> tuple[str, Dated, Dated]:
    passage, chance = story.sentence(), story.chance
    fleet = story.named("fleet", "operation", story.new_name("Operation"), passage=passage)
    story.date(fleet, "started", coarsened(_day(story, 4500), chance), passage)
    day = _day(story, 2000)
    end = story.date(fleet, "ended", coarsened(day, chance), story.sentence())
    return fleet, Dated(fleet, "ended", end, day), _act(story, fleet, "trained", trained, 3200)


def _leader(story: Story, group: str) -> tuple[str, Dated, Dated]:
    passage, chance = story.sentence(), story.chance
    name = f"{story.words.word(chance)} {story.new_name()}"
    leader = story.named("leader", "person", name, passage=passage)
    day = _day(story, 2500)
    death = story.date(leader, "died", coarsened(day, chance), passage)
    story.relate(group, "led_by", leader, story.sentence())
    act = _act(story, leader, "appealed_to", group, 4000)
    return leader, Dated(leader, "died", death, day), act


def _body(
    story: Story,
) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str]:
    """A body, two complete lists of its members, and their number beside the first one."""
    chance, passage = story.chance, story.sentence()
    name = story.new_name("League")
    body = story.named("body", "organisation", name, passage=passage)
    founded = _day(story, 6000)
    story.date(body, "founded", in_month(founded), passage)
    first, second = story.sentence(), story.sentence()
    members = [
        story.named(f"member-{n}", "state", story.new_name(), passage=first)
        for n in range(chance.randint(3, 6))
    ]
    lists = []
    for passage, start in ((first, in_year(founded)), (second, None)):
        order = chance.sample(members, len(members))
        lists.append(
            tuple(
                story.relate(each, "member_of", body, passage, start, roster="complete")
                for each in order
            )
        )
    number = amount("exactly", len(members))
    count = story.figure(body, "member_count", number, first, unit="states")
    return body, tuple(members), lists[0], lists[1], count
