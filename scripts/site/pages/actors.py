"""Actors: when they began and ended, split off, merged and were absorbed, as a diagram."""

from dataclasses import dataclass
from datetime import date

from scripts.site.charts.lane_order import ordered
from scripts.site.charts.lanes import Drawing, Event, draw
from scripts.site.charts.wording import in_words
from scripts.site.links import row_address
from scripts.site.lives import ENTITIES, Happening, happenings
from scripts.site.pages.page import Badge, Page, badges
from scripts.site.source import Source

_LONGEST_NAME = 30
"""Characters of a name within a label of the drawing."""


@dataclass(frozen=True)
class Thing:
    """An actor: what a reader calls it, and where its row is."""

    label: str
    address: str


@dataclass(frozen=True)
class ShownHappening:
    """A happening in words; `when` is empty where no date is stated."""

    happening: Happening
    actor: Thing
    partner: Thing | None
    when: str
    badges: tuple[Badge, ...]


def actors_page(source: Source) -> Page:
    """The page; it says so where nothing is known of any actor's beginnings and ends."""
    shown = [_shown(source, item) for item in happenings(source)]
    drawing = _drawing(shown)
    return Page(
        address="actors.html",
        template="actors.html",
        title="Actors",
        description=f"When the actors of {source.title} began, split, merged and ended, as far as "
        "the text says, with what is in dispute marked.",
        section="actors.html",
        content={
            "drawing": drawing,
            "things": {lane.key: _thing(source, lane.key) for lane in drawing.lanes},
            "happenings": dict(enumerate(shown)),
            "in_order": sorted(range(len(shown)), key=lambda number: _by_date(shown[number])),
            "conflicts": sum(item.happening.conflict is not None for item in shown),
        },
    )


def _shown(source: Source, item: Happening) -> ShownHappening:
    return ShownHappening(
        happening=item,
        actor=_thing(source, item.actor),
        partner=_thing(source, item.partner) if item.partner else None,
        when=in_words(item.dating.text) if item.dating else "",
        badges=badges(item.findings),
    )


def _thing(source: Source, key: str) -> Thing:
    return Thing(source.label(ENTITIES, key), row_address(ENTITIES, key))


def _by_date(item: ShownHappening) -> tuple[bool, tuple[date, ...], str]:
    """What has no date comes last."""
    dating = item.happening.dating
    return dating is None, dating.days if dating else (), item.happening.actor


def _drawing(shown: list[ShownHappening]) -> Drawing:
    """The drawing: connected lanes first, and within them and the others by their first date."""
    events = [_event(number, item) for number, item in enumerate(shown)]
    first: dict[str, tuple[date, ...]] = {}
    for event in events:
        if event.dating:
            days = event.dating.days
            first[event.lane] = min(first.get(event.lane, days), days)
    lanes = {lane for event in events for lane in (event.lane, event.partner) if lane}
    ties = sorted((event.lane, event.partner) for event in events if event.partner)
    by_date = sorted(lanes, key=lambda lane: (lane not in first, first.get(lane, ()), lane))
    connected = {lane for tie in ties for lane in tie}
    order = sorted(ordered(by_date, ties), key=lambda lane: lane not in connected)
    return draw(order, events)


def _event(number: int, item: ShownHappening) -> Event:
    partner = f" {_short(item.partner.label)}" if item.partner else ""
    happening = item.happening
    label = f"{happening.term}{partner}, {item.when or 'undated'}"
    return Event(
        number, happening.actor, happening.kind, happening.partner, happening.dating, label
    )


def _short(label: str) -> str:
    """A name for a small space: without what is added in brackets, and not too long."""
    name = label.split(" (", maxsplit=1)[0]
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
