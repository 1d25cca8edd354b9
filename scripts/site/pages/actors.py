"""Actors: when they began and ended, split off, merged and were absorbed, as a diagram."""

from datetime import date

from scripts.site.charts.lane_order import ordered
from scripts.site.charts.lanes import Drawing, Event, draw
from scripts.site.lives import ENTITIES, Happening, happenings
from scripts.site.rendering import Page
from scripts.site.source import Source

_LONGEST_NAME = 30
"""Characters of a name within a label of the drawing."""


def actors_page(source: Source) -> Page:
    """The page; it says so if nothing is known of the beginnings and ends of actors."""
    found = happenings(source)
    content = {
        "drawing": _drawing(source, found),
        "happenings": found,
        "in_order": sorted(range(len(found)), key=lambda number: _by_date(found[number])),
        "conflicts": sum(item.conflict is not None for item in found),
    }
    return Page("actors.html", content)


def _by_date(item: Happening) -> tuple[bool, tuple[date, ...], str]:
    """Events without a date come last."""
    return item.dating is None, item.dating.days if item.dating else (), item.actor


def _drawing(source: Source, found: list[Happening]) -> Drawing:
    """The drawing: connected lanes first, and within them and the others by their first date."""
    first: dict[str, tuple[date, ...]] = {}
    for item in found:
        if item.dating:
            days = item.dating.days
            first[item.actor] = min(first.get(item.actor, days), days)
    lanes = {lane for item in found for lane in (item.actor, item.partner) if lane}
    ties = sorted((item.actor, item.partner) for item in found if item.partner)
    by_date = sorted(lanes, key=lambda lane: (lane not in first, first.get(lane, ()), lane))
    connected = {lane for tie in ties for lane in tie}
    order = sorted(ordered(by_date, ties), key=lambda lane: lane not in connected)
    return draw(order, [_event(source, item) for item in found])


def _event(source: Source, item: Happening) -> Event:
    partner = f" {_short(source.label(ENTITIES, item.partner))}" if item.partner else ""
    label = f"{item.term}{partner}, {item.when or 'undated'}"
    return Event(item.actor, item.kind, item.partner, item.dating, label)


def _short(label: str) -> str:
    """A name for a small space: without what is added in brackets, and not too long."""
    name = label.split(" (", maxsplit=1)[0]
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
