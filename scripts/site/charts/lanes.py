"""Lives as lanes: where lines, marks, connectors and their labels go, without overlapping.

Places along the lanes are in percent of the width, so that the drawing fits any width from
`NARROWEST` on; across the lanes they are pixels. What labels need is estimated at `NARROWEST`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from scripts.site.charts.axis import TimeAxis, rounded
from scripts.site.charts.date_marks import Dating, Mark, mark

NARROWEST = 960
"""Pixels below which the drawing is scrolled, not squeezed."""

Kind = Literal["begins", "ends", "joins", "splits", "acts"]
Style = Literal["own", "joined", "unstated"]
Anchor = Literal["start", "end"]

_HEAD, _NAME, _LINE, _LABEL, _FOOT = 34, 16, 34, 18, 16
"""Pixels: the head of the drawing; from the top of a lane to the foot of its name, and to its line;
a row of labels; the space below a lane."""

_LETTER = 6.6
"""Pixels that a letter of a label takes at most, on average."""

_MARGIN, _SLOT, _MOST_UNDATED, _UNSTATED = 2.0, 5.0, 30.0, 6.0
"""Percent: at the sides; for something undated, for all of that; for a beginning not stated."""


@dataclass(frozen=True)
class Event:
    """Something in the life of the thing on a lane, perhaps with that on another lane.

    `number` identifies the event to whoever draws it; without a dating it stands at the left.
    """

    number: int
    lane: str
    kind: Kind
    partner: str | None
    dating: Dating | None
    label: str


@dataclass(frozen=True)
class Placed:
    """An event where it is drawn: its mark on the lane, and its label below.

    `partner_line` is how far down the line of the partner's lane is.
    """

    event: Event
    mark: Mark | None
    place: float
    line: int
    partner_line: int | None
    label_line: int
    anchor: Anchor


@dataclass(frozen=True)
class Segment:
    """A stretch of the line of a lane: `own`, or `joined` to another, or `unstated` beginnings."""

    style: Style
    start: float
    end: float


@dataclass(frozen=True)
class Lane:
    """A lane: where its name and its line are, and what is on it.

    `goes_on`: no end is stated.
    """

    key: str
    name_line: int
    line: int
    segments: tuple[Segment, ...]
    goes_on: bool
    events: tuple[Placed, ...]


@dataclass(frozen=True)
class Drawing:
    """A drawing of lanes: its axis (None: nothing is dated), and where undated things end."""

    axis: TimeAxis | None
    undated: float
    lanes: tuple[Lane, ...]
    height: int


@dataclass(frozen=True)
class _Spot:
    """Where an event is along its lane: its mark if it is dated, and where lines to it end."""

    mark: Mark | None
    place: float


@dataclass(frozen=True)
class _Label:
    """Where the label of an event is: in which row below the line, and which end is at the spot."""

    row: int
    anchor: Anchor


def draw(order: Sequence[str], events: Sequence[Event]) -> Drawing:
    """Lay out lanes in this order, with everything that happens on them."""
    undated = sum(event.dating is None for event in events)
    left = rounded(min(_MARGIN + _SLOT * undated, _MOST_UNDATED)) if undated else 0.0
    days = [day for event in events if event.dating for day in event.dating.days]
    axis = TimeAxis(days, left=left + _MARGIN, right=100 - _MARGIN) if days else None
    spots = _spots(events, axis, left)
    on_lane = {
        key: sorted(
            (event for event in events if event.lane == key),
            key=lambda event: (spots[event.number].place, event.number),
        )
        for key in order
    }
    labels: dict[int, _Label] = {}
    lines: dict[str, int] = {}
    line = _HEAD + _LINE
    for key in order:
        own = _labels(on_lane[key], spots)
        labels |= own
        lines[key] = line
        rows = max((label.row + 1 for label in own.values()), default=0)
        line += _LABEL * rows + _FOOT + _LINE
    lanes = tuple(_lane(key, on_lane[key], spots, labels, lines, axis) for key in order)
    return Drawing(axis, left, lanes, line - _LINE + _FOOT)


def _spots(events: Sequence[Event], axis: TimeAxis | None, left: float) -> dict[int, _Spot]:
    """Dated events at their dates, the others beside each other at the left."""
    spots = {}
    undated = [event for event in events if event.dating is None]
    for slot, event in enumerate(undated):
        step = (left - _MARGIN) / len(undated)
        spots[event.number] = _Spot(None, rounded(_MARGIN + step * slot))
    for event in events:
        if event.dating and axis:
            drawn = mark(event.dating, axis)
            spots[event.number] = _Spot(drawn, drawn.middle)
    return spots


def _labels(events: Sequence[Event], spots: Mapping[int, _Spot]) -> dict[int, _Label]:
    """The labels of a lane, each in the first row where it overlaps no other."""
    labels = {}
    rows: list[list[tuple[float, float]]] = []
    for event in events:
        start, end, anchor = _extent(spots[event.number].place, event.label)
        free = (number for number, taken in enumerate(rows) if _is_free(taken, start, end))
        row = next(free, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((start, end))
        labels[event.number] = _Label(row, anchor)
    return labels


def _extent(place: float, label: str) -> tuple[float, float, Anchor]:
    """From where to where a label reaches, in percent, and which of its ends is at the place."""
    width = 100 * (len(label) + 2) * _LETTER / NARROWEST
    if place + width > 100 and place - width >= 0:
        return place - width, place, "end"
    return place, place + width, "start"


def _is_free(taken: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end <= other_start or start >= other_end for other_start, other_end in taken)


def _lane(
    key: str,
    events: Sequence[Event],
    spots: Mapping[int, _Spot],
    labels: Mapping[int, _Label],
    lines: Mapping[str, int],
    axis: TimeAxis | None,
) -> Lane:
    line = lines[key]
    placed = tuple(
        Placed(
            event=event,
            mark=spots[event.number].mark,
            place=spots[event.number].place,
            line=line,
            partner_line=lines.get(event.partner or ""),
            label_line=line + _LABEL * (labels[event.number].row + 1) + 6,
            anchor=labels[event.number].anchor,
        )
        for event in events
    )
    segments = _segments(placed, axis) if axis else ()
    goes_on = bool(segments) and all(event.kind != "ends" for event in events)
    return Lane(key, line - _LINE + _NAME, line, segments, goes_on, placed)


def _segments(events: Sequence[Placed], axis: TimeAxis) -> tuple[Segment, ...]:
    """The line of a lane: from its beginning to its end, as far as they are known."""
    dated = [(item.event.kind, item.mark) for item in events if item.mark]
    begins = [item.start for kind, item in dated if kind == "begins"]
    ends = [item.end for kind, item in dated if kind == "ends"]
    start, end = min(begins, default=axis.left), max(ends, default=axis.right)
    turns: list[tuple[float, Style]] = [
        (item.end, "joined") for kind, item in dated if kind == "joins"
    ]
    turns += [(item.start, "own") for kind, item in dated if kind == "splits"]
    if begins:
        turns.append((start, "own"))
    else:
        turns += [(start, "unstated"), (rounded(start + _UNSTATED), "own")]
    turns = sorted(turn for turn in turns if start <= turn[0] < end)
    stretches = pairwise([*turns, (end, "own")])
    return tuple(
        Segment(style, first, last) for (first, style), (last, _) in stretches if first < last
    )
