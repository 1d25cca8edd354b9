"""Lanes of actors: in an order that keeps connectors short, with labels that do not overlap."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.dating import read_datings
from scripts.site.charts.lane_order import ordered
from scripts.site.charts.lanes import NARROWEST, Event, draw

LANES = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=8, unique=True)


def event(lane: str, kind: str, date: str = "", partner: str | None = None, label="x") -> Event:
    dating = read_datings([date])[date] if date else None
    return Event(lane, kind, partner, dating, label)


def length(order, ties) -> int:
    return sum(abs(order.index(one) - order.index(other)) for one, other in ties)


def test_connected_lanes_stand_beside_each_other():
    assert ordered(list("abcd"), [("a", "d")]) == ["a", "d", "b", "c"]
    order = ordered(list("abcd"), [("a", "d"), ("b", "d"), ("c", "d")])
    assert order.index("d") in (1, 2)


@given(LANES, st.data())
def test_no_lane_is_lost_and_connectors_of_one_component_do_not_get_longer(lanes, data):
    more = data.draw(st.lists(st.sampled_from(list(combinations(lanes, 2)))))
    ties = [*pairwise(lanes), *more]
    order = ordered(lanes, ties)
    assert sorted(order) == sorted(lanes)
    assert length(order, ties) <= length(lanes, ties)


@pytest.mark.parametrize(
    ("events", "segments", "goes_on"),
    [
        (
            [event("a", "begins", "1931"), event("a", "ends", "1934")],
            [("own", 2, 98)],
            False,
        ),
        ([event("a", "begins", "1931")], [("own", 2, 98)], True),
        (
            [event("a", "ends", "1931"), event("b", "begins", "1934")],
            [("unstated", 2, 8), ("own", 8, 26)],
            False,
        ),
        (
            [
                event("a", "begins", "1931"),
                event("a", "joins", "1932", partner="b"),
                event("a", "splits", "1934", partner="b"),
            ],
            [("own", 2, 50), ("joined", 50, 74), ("own", 74, 98)],
            True,
        ),
        ([event("a", "joins", partner="b")], [], False),
        ([], [], False),
    ],
)
def test_a_life_reaches_from_beginning_to_end_as_far_as_they_are_known(events, segments, goes_on):
    lane = draw(["a", "b"], events).lanes[0]
    assert [(item.style, round(item.start), round(item.end)) for item in lane.segments] == segments
    assert lane.goes_on is goes_on


def test_lanes_go_down_in_their_order_and_labels_make_room_for_each_other():
    drawing = draw(["b", "a"], [event("a", "begins", "1931", label=text) for text in "xy"])
    assert [(lane.key, lane.name_line, lane.line) for lane in drawing.lanes] == [
        ("b", 50, 68),
        ("a", 100, 118),
    ]
    assert [item.label_line for item in drawing.lanes[1].events] == [142, 160]
    assert (drawing.lines, drawing.height) == ({"b": 68, "a": 118}, 186)


def test_undated_events_stand_beside_each_other_left_of_the_axis():
    drawing = draw(
        ["a", "b"],
        [
            event("a", "joins", partner="b"),
            event("b", "splits", partner="a"),
            event("a", "begins", "1931"),
        ],
    )
    placed = [item for lane in drawing.lanes for item in lane.events]
    assert [(item.number, item.place, item.mark is None) for item in placed] == [
        (0, 2, True),
        (2, 56, False),
        (1, 7, True),
    ]
    assert (drawing.undated, drawing.axis.left) == (12, 14)
    assert draw(["a", "b"], [event("a", "joins", partner="b")]).axis is None


LABELS = st.lists(
    st.tuples(st.integers(1900, 1999), st.text("abc", min_size=1, max_size=40)),
    min_size=1,
    max_size=12,
)


@given(LABELS)
def test_labels_of_a_lane_do_not_overlap(items):
    events = [event("a", "begins", str(year), label=label) for year, label in items]
    spans = []
    for item in draw(["a"], events).lanes[0].events:
        width = 100 * len(item.event.label) * 6 / NARROWEST
        start = item.place if item.anchor == "start" else item.place - width
        spans.append((item.label_line, start, start + width))
    for one, other in combinations(spans, 2):
        assert one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]


def test_a_label_near_the_right_end_reaches_to_the_left():
    events = [event("a", "begins", "1900"), event("a", "ends", "1999", label="y" * 40)]
    assert [item.anchor for item in draw(["a"], events).lanes[0].events] == ["start", "end"]
