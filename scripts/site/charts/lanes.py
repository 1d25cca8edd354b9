"""Lives as lanes: places of lines, marks, connectors and labels that do not overlap.

Places along a lane are in percent of the width, so that the drawing fits any width from
`NARROWEST` on; across the lanes they are pixels. The room for labels is estimated at `NARROWEST`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Literal

from scripts.dating import Dating
from scripts.site.charts.axis import Mark, TimeAxis, rounded

NARROWEST = 960
"""Pixels below which the drawing is scrolled, not squeezed."""

Kind = Literal["begins", "ends", "joins", "splits", "acts"]
Style = Literal["own", "joined", "unstated"]

_HEAD, _NAME, _LINE, _LABEL, _FOOT = 34, 16, 34, 18, 16
"""Pixels: the head of the drawing; from the top of a lane to the foot of its name, and to its line;
a row of labels; the space below a lane."""

_LETTER = 6.6
"""Pixels that a letter of a label takes at most, on average."""

_MARGIN, _SLOT, _MOST_UNDATED, _UNSTATED = 2.0, 5.0, 30.0, 6.0
"""Percent: at the sides; for an undated event, for all of them; for a beginning not stated."""


@dataclass(frozen=True)
class Event:
    """Something in the life of the actor on a lane, perhaps with the actor on another lane."""

    lane: str
    kind: Kind
    partner: str | None
    dating: Dating | None
    label: str


@dataclass(frozen=True)
class Placed:
    """An event where it is drawn: its mark on the lane (None: undated), and its label below.

    `number` is the position of the event in the list given. `place` is where connector and label
    meet the lane; `anchor` is the end of the label that is there.
    """

    number: int
    event: Event
    mark: Mark | None
    place: float
    label_line: int
    anchor: Literal["start", "end"]


@dataclass(frozen=True)
class Segment:
    """A stretch of a lane: the actor is its own, a part of another, or its beginning not stated."""

    style: Style
    start: float
    end: float


@dataclass(frozen=True)
class Lane:
    """A lane: where its name and its line are, and what is on it; it `goes_on` without an end."""

    key: str
    name_line: int
    line: int
    segments: tuple[Segment, ...]
    goes_on: bool
    events: tuple[Placed, ...]


@dataclass(frozen=True)
class Drawing:
    """A drawing of lanes. `axis` is None if nothing is dated; undated events end at `undated`."""

    axis: TimeAxis | None
    undated: float
    lanes: tuple[Lane, ...]
    height: int

    @property
    def lines(self) -> Mapping[str, int]:
        """How far down the line of each lane is."""
        return {lane.key: lane.line for lane in self.lanes}


def draw(order: Iterable[str], events: Sequence[Event]) -> Drawing:
    """Lay out lanes in this order, with all events on them."""
    undated = sum(event.dating is None for event in events)
    left = rounded(min(_MARGIN + _SLOT * undated, _MOST_UNDATED)) if undated else 0.0
    days = [day for event in events if event.dating for day in event.dating.days]
    axis = TimeAxis(days, left=left + _MARGIN, right=100 - _MARGIN) if days else None
    marks = [axis.mark(event.dating) if axis and event.dating else None for event in events]
    slots = count()
    step = (left - _MARGIN) / max(undated, 1)
    places = [item.middle if item else rounded(_MARGIN + step * next(slots)) for item in marks]
    from_left = sorted(range(len(events)), key=lambda number: (places[number], number))
    lanes = []
    top = _HEAD
    for key in order:
        line = top + _LINE
        labels = _Labels(line)
        placed = tuple(
            labels.placed(number, events[number], marks[number], places[number])
            for number in from_left
            if events[number].lane == key
        )
        segments = _segments(placed, axis) if axis else ()
        goes_on = bool(segments) and all(item.event.kind != "ends" for item in placed)
        lanes.append(Lane(key, top + _NAME, line, segments, goes_on, placed))
        top = line + _LABEL * len(labels.rows) + _FOOT
    return Drawing(axis, left, tuple(lanes), top + _FOOT)


class _Labels:
    """The labels of a lane: each goes to the first row where it overlaps no other label."""

    def __init__(self, line: int) -> None:
        self.rows: list[list[tuple[float, float]]] = []
        self._line = line

    def placed(self, number: int, event: Event, mark: Mark | None, place: float) -> Placed:
        """The event with its label: right of the place, or left of it near the right end."""
        width = 100 * (len(event.label) + 2) * _LETTER / NARROWEST
        is_left = place + width > 100 and place - width >= 0
        start = place - width if is_left else place
        row = self._free_row(start, start + width)
        label_line = self._line + _LABEL * (row + 1) + 6
        return Placed(number, event, mark, place, label_line, "end" if is_left else "start")

    def _free_row(self, start: float, end: float) -> int:
        for number, row in enumerate(self.rows):
            if all(end <= other_start or start >= other_end for other_start, other_end in row):
                row.append((start, end))
                return number
        self.rows.append([(start, end)])
        return len(self.rows) - 1


def _segments(events: Iterable[Placed], axis: TimeAxis) -> tuple[Segment, ...]:
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
