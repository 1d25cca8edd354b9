"""Lanes of actors: in an order that keeps ties short, with labels that do not overlap."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from scripts.site.charts.date_marks import read_datings
from scripts.site.charts.lane_order import ordered
from scripts.site.charts.lanes import NARROWEST, Event, draw

LANES = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True)


def event(number, lane, kind, date=None, partner=None, label="x") -> Event:
    dating = read_datings([date])[date] if date else None
    return Event(number, lane, kind, partner, dating, label)


def length(order, ties) -> int:
    return sum(abs(order.index(one) - order.index(other)) for one, other in ties)


def lane_of(drawing, key):
    (lane,) = [lane for lane in drawing.lanes if lane.key == key]
    return lane


def styles(drawing, key) -> list[str]:
    return [segment.style for segment in lane_of(drawing, key).segments]


def test_lanes_that_are_tied_stand_beside_each_other():
    assert ordered(list("abcd"), [("a", "d")]) == ["a", "d", "b", "c"]


def test_what_three_merge_into_stands_among_them():
    order = ordered(list("abcd"), [("a", "d"), ("b", "d"), ("c", "d")])
    assert order.index("d") in (1, 2)


@given(LANES, st.data())
def test_no_lane_is_lost_and_ties_of_one_group_do_not_get_longer(lanes, data):
    chain = list(pairwise(lanes))
    more = data.draw(st.lists(st.sampled_from(list(combinations(lanes, 2)) or [("", "")])))
    ties = chain + [tie for tie in more if tie[0]]
    order = ordered(lanes, ties)
    assert sorted(order) == sorted(lanes)
    assert length(order, ties) <= length(lanes, ties)


def test_lanes_go_down_in_their_order_and_the_drawing_holds_them():
    drawing = draw(["b", "a"], [event(0, "a", "begins", "1931"), event(1, "b", "begins", "1932")])
    lines = [lane.line for lane in drawing.lanes]
    assert [lane.key for lane in drawing.lanes] == ["b", "a"]
    assert lines == sorted(lines)
    assert max(item.label_line for lane in drawing.lanes for item in lane.events) < drawing.height


def test_a_life_reaches_from_its_beginning_to_its_end():
    drawing = draw(["a"], [event(0, "a", "begins", "1931"), event(1, "a", "ends", "1933")])
    lane = lane_of(drawing, "a")
    (segment,) = lane.segments
    marks = {item.event.kind: item.mark for item in lane.events}
    assert (segment.style, segment.start, segment.end) == (
        "own",
        marks["begins"].start,
        marks["ends"].end,
    )
    assert not lane.goes_on


def test_a_beginning_that_is_not_stated_looks_different_and_an_end_that_is_not_goes_on():
    drawing = draw(["a", "b"], [event(0, "a", "ends", "1933"), event(1, "b", "begins", "1931")])
    assert styles(drawing, "a") == ["unstated", "own"]
    assert lane_of(drawing, "b").goes_on


def test_who_joined_another_is_a_part_of_it_from_then_on_until_it_splits_off():
    drawing = draw(
        ["a", "b"],
        [
            event(0, "a", "begins", "1931"),
            event(1, "a", "joins", "1932", partner="b"),
            event(2, "a", "splits", "1934", partner="b"),
        ],
    )
    assert styles(drawing, "a") == ["own", "joined", "own"]


def test_a_tie_leads_to_the_line_of_the_partner():
    drawing = draw(["a", "b"], [event(0, "a", "joins", "1932", partner="b")])
    (placed,) = lane_of(drawing, "a").events
    assert placed.partner_line == lane_of(drawing, "b").line


def test_undated_things_stand_beside_each_other_left_of_the_axis():
    drawing = draw(
        ["a", "b"],
        [
            event(0, "a", "joins", partner="b"),
            event(1, "b", "splits", partner="a"),
            event(2, "a", "begins", "1931"),
        ],
    )
    places = [item.place for lane in drawing.lanes for item in lane.events if item.mark is None]
    assert len(set(places)) == 2
    assert max(places) < drawing.undated < drawing.axis.left


def test_without_any_date_there_is_no_axis():
    drawing = draw(["a", "b"], [event(0, "a", "joins", partner="b")])
    assert drawing.axis is None
    assert lane_of(drawing, "a").segments == ()


def test_nothing_at_all_is_an_empty_drawing():
    assert draw([], []).lanes == ()


@given(
    st.lists(
        st.tuples(st.integers(1900, 1999), st.text("abc", min_size=1, max_size=40)),
        min_size=1,
        max_size=12,
    )
)
def test_labels_of_a_lane_do_not_overlap(items):
    events = [
        event(number, "a", "begins", str(year), label=label)
        for number, (year, label) in enumerate(items)
    ]
    spans = []
    for item in lane_of(draw(["a"], events), "a").events:
        width = 100 * len(item.event.label) * 6 / NARROWEST
        start = item.place if item.anchor == "start" else item.place - width
        spans.append((item.label_line, start, start + width))
    for one, other in combinations(spans, 2):
        assert one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]


def test_a_label_near_the_right_end_reaches_to_the_left():
    events = [event(0, "a", "begins", "1900"), event(1, "a", "ends", "1999", label="y" * 40)]
    anchors = {item.event.number: item.anchor for item in lane_of(draw(["a"], events), "a").events}
    assert anchors == {0: "start", 1: "end"}
