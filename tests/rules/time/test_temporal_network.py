"""Temporal networks: what cannot hold together is found, and no claim too many is blamed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules.time import conflict_sets
from checks.rules.time.conflict_sets import NO_CLAIM, ORIGIN, Edge, minimal_conflicts
from checks.rules.time.temporal_network import Network, conflicts, doubtful_edges, reached

POINTS = 4
"""Points beside the origin in random networks."""

SPAN = range(-9, 14)
"""Days that suffice: dates are in 0..4, and no way of three lags is longer than nine days."""


def network(points, edges):
    """Edges are (source, target, weight, claim)."""
    columns = np.array(edges, dtype=np.int64).reshape(-1, 4).T
    return Network(1 + points, *columns)


def claims(cycle):
    return frozenset(edge.claim for edge in cycle if edge.claim != NO_CLAIM)


def conflicting_claims(points, edges):
    return [set(claims(cycle)) for cycle in conflicts(network(points, edges))]


def on(point, first, last, claim):
    """A date: `point` is not before `first` and not after `last`."""
    return [(ORIGIN, point, last, claim), (point, ORIGIN, -first, claim)]


def order(earlier, later, least, most, claim):
    """An order: `later` is `least` to `most` days after `earlier`; None is no limit."""
    upper = [] if most is None else [(earlier, later, most, claim)]
    return [(later, earlier, -least, claim), *upper]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(
            on(1, 5, 5, 0) + order(1, 2, 0, None, 1) + on(2, 5, 5, 2), [], id="the same day"
        ),
        pytest.param(
            on(1, 5, 5, 0) + order(1, 2, 1, None, 1) + on(2, 5, 5, 2),
            [{0, 1, 2}],
            id="one day too early",
        ),
        pytest.param(
            on(1, 5, 5, 0) + order(1, 2, 0, 3, 1) + on(2, 9, 9, 2),
            [{0, 1, 2}],
            id="one day too late",
        ),
        pytest.param(
            order(1, 2, 1, None, 0) + order(2, 3, 0, None, 1) + order(3, 1, 0, None, 2),
            [{0, 1, 2}],
            id="a circle of orders without any date",
        ),
        pytest.param(
            order(1, 2, 0, None, 0) + order(2, 1, 0, None, 1), [], id="a circle of one day"
        ),
        pytest.param(order(1, 1, 1, None, 0), [{0}], id="a day after itself"),
        pytest.param(on(1, 1, 2, 0) + on(1, 3, 4, 1), [{0, 1}], id="two dates of one point"),
        pytest.param(
            on(1, 1, 2, 0) + on(1, 3, 4, 1) + order(2, 1, 0, None, 2) + on(2, 4, 4, 3),
            [{0, 2, 3}],
            id="dates of two points come before two dates of one",
        ),
        pytest.param(
            on(1, 1, 2, 0)
            + on(1, 3, 4, 1)
            + order(2, 3, 1, None, 2)
            + order(3, 2, 0, None, 3)
            + on(4, 1, 2, 4)
            + on(4, 3, 4, 5),
            [{0, 1}, {2, 3}, {4, 5}],
            id="three parts that share no point, one after another",
        ),
        pytest.param(
            on(1, 5, 5, 0)
            + order(1, 2, 0, None, 1)
            + on(2, 5, 5, 2)
            + order(3, 1, 0, None, 3)
            + on(3, 6, 6, 4),
            [{0, 3, 4}],
            id="the same day, beside one day too early",
        ),
        pytest.param(
            on(1, 5, 5, 0)
            + order(1, 2, 0, None, 1)
            + on(2, 4, 4, 2)
            + order(2, 3, 0, None, 3)
            + on(3, 3, 3, 4),
            [{0, 1, 2}],
            id="sets that share a claim are reported once",
        ),
        pytest.param(
            on(1, 5, 5, 0)
            + order(1, 2, 0, None, 1)
            + on(2, 4, 4, 2)
            + on(1, 5, 5, 3)
            + order(1, 2, 0, None, 4)
            + on(2, 4, 4, 5),
            [{0, 1, 2}, {3, 4, 5}],
            id="sets that share no claim are all reported",
        ),
        pytest.param(
            on(1, 9, 9, 0)
            + order(1, 2, 0, None, 1)
            + order(2, 3, 0, None, 2)
            + on(3, 4, 4, 3)
            + on(2, 5, 5, 4),
            [{0, 1, 4}],
            id="the set with the fewest claims is taken first",
        ),
        pytest.param(
            [*on(1, 5, 5, 0), (2, 1, 0, NO_CLAIM), *on(2, 4, 4, 1)],
            [{0, 1}],
            id="what nobody claims holds and is not blamed",
        ),
        pytest.param(
            [*on(1, 5, 5, 0), (2, 1, 0, NO_CLAIM), *order(1, 2, 1, None, 1), *on(2, 3, 3, 2)],
            [{0, 2}],
            id="what nobody claims is enough, so that whoever claims more is not blamed",
        ),
        pytest.param(
            on(1, 5, 5, 0)
            + order(1, 2, 1, None, 1)
            + order(2, 3, 1, None, 2)
            + order(1, 3, 2, None, 3)
            + on(3, 6, 6, 4),
            [{0, 3, 4}],
            id="of two ways that demand the same the one with fewer claims",
        ),
        pytest.param(
            on(2, 5, 5, 0)
            + order(2, 1, 1, None, 1)
            + order(1, 3, 1, None, 2)
            + order(2, 3, 2, None, 3)
            + on(3, 6, 6, 4),
            [{0, 3, 4}],
            id="the one with fewer claims, though the other leads through the first of the points",
        ),
        pytest.param(
            on(1, 9, 20, 0)
            + order(1, 5, 0, None, 1)
            + order(5, 2, 0, None, 2)
            + on(2, 1, 3, 3)
            + order(5, 3, 0, None, 4)
            + on(3, 1, 4, 5)
            + order(1, 4, 0, None, 6)
            + on(4, 1, 5, 7),
            [{0, 1, 2, 3}],
            id="of three points whose last days are too early the two strictest are weighed",
        ),
        pytest.param(
            on(1, 5, 5, 0)
            + order(1, 2, 0, None, 1)
            + order(2, 3, 0, None, 2)
            + order(2, 4, 0, None, 3)
            + order(3, 5, 0, None, 4)
            + order(4, 5, 0, None, 5)
            + on(5, 4, 4, 6),
            [{0, 1, 2, 4, 6}],
            id="two ways that part and meet again before the end",
        ),
        pytest.param(
            on(1, 5, 5, 0) + order(1, 2, 2**60, None, 1) + on(2, 9, 9, 2),
            [{0, 1, 2}],
            id="a lag beyond all calendars",
        ),
        pytest.param(
            [*order(1, 2, 2**60, None, 0), (1, 2, 2**59, 1)],
            [{0, 1}],
            id="two lags beyond all calendars",
        ),
    ],
)
def test_the_minimal_sets_of_claims_that_cannot_hold_together(edges, expected):
    assert conflicting_claims(POINTS + 1, edges) == expected


def test_the_sum_of_the_cycle_is_the_number_of_days_that_are_missing():
    edges = on(1, 10, 12, 0) + order(1, 2, 5, 7, 1) + on(2, 3, 8, 2)
    (cycle,) = conflicts(network(POINTS, edges))
    assert sum(edge.weight for edge in cycle) == -7


def test_of_many_sets_that_are_alike_the_one_with_the_first_claims_is_taken():
    """Two parts, their edges in turn: 200 times the same order, between dates that exclude it."""
    dates = on(1, 5, 5, 400) + on(2, 4, 4, 401) + on(3, 5, 5, 402) + on(4, 4, 4, 403)
    orders = [
        order(2 * part + 1, 2 * part + 2, 0, None, 2 * number + part)
        for number in range(200)
        for part in (0, 1)
    ]
    edges = [*dates, *(edge for edges in orders for edge in edges)]
    assert conflicting_claims(4, edges) == [{400, 401, 0}, {402, 403, 1}]


@pytest.mark.parametrize("length", [3, 40, 300])
@pytest.mark.parametrize("excess", [0, 1])
def test_a_long_chain_is_followed_to_its_end(length, excess):
    """Each point is two days after the one before, and the whole may take just that long."""
    chain = [edge for point in range(1, length) for edge in order(point, point + 1, 2, None, point)]
    whole = order(1, length, 0, 2 * (length - 1) - excess, length)
    dated = on(1, 7, 7, length + 1) + on(length, 7, 7 + 2 * length, length + 2)
    found = conflicting_claims(length, chain + whole + dated)
    assert found == ([set(range(1, length + 1))] if excess else [])


@pytest.mark.parametrize("is_upwards", [True, False])
@pytest.mark.parametrize("is_in_order", [True, False])
def test_a_chain_is_followed_in_one_sweep_however_its_edges_are_numbered(
    is_upwards, is_in_order, monkeypatch
):
    """Only speed tells sweeps apart: after each that moved a day, a cycle is looked for.

    Each of the two searches, among the orders alone and for the last days, needs one sweep.
    """
    looks = []
    monkeypatch.setattr(conflict_sets, "_closed", lambda last: looks.append(last) or ())
    points = range(1, 9)
    steps = [(point, point + 1) if is_upwards else (point + 1, point) for point in points]
    numbers = points if is_in_order else points[::-1]
    chain = [
        Edge(number, source, target, -2, number)
        for number, (source, target) in zip(numbers, steps, strict=True)
    ]
    assert minimal_conflicts(chain) == []
    searches = 2
    assert len(looks) == searches


HUGE = 2**48
"""The largest weight that the joint search takes."""

CONFLICT = on(1, 5, 5, 0) + order(1, 2, 0, None, 1) + on(2, 4, 4, 2)
SAME_DAY = on(3, 5, 5, 3) + order(3, 4, 0, None, 4) + on(4, 5, 5, 5)


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        pytest.param(SAME_DAY, [], id="a part that can hold"),
        pytest.param(CONFLICT, range(5), id="a part that cannot"),
        pytest.param(CONFLICT + SAME_DAY, range(5), id="a part that cannot before one that can"),
        pytest.param(SAME_DAY + CONFLICT, range(5, 10), id="one that can before one that cannot"),
        pytest.param(order(1, 2, HUGE, None, 0), [], id="the largest lag"),
        pytest.param(order(1, 2, HUGE + 1, None, 0), [0], id="a lag that may be too large"),
        pytest.param(order(1, 2, 0, HUGE + 1, 0), [0, 1], id="a longest lag that may be too large"),
    ],
)
def test_only_parts_that_may_not_hold_are_left_to_the_exact_search(edges, expected):
    assert doubtful_edges(network(POINTS, edges)).tolist() == list(expected)


def test_planted_conflicts_are_found_among_very_many_small_parts():
    """Two points a part, the second seven days after the first; in three parts, six days."""
    parts, planted = 20_000, {17, 4_711, 19_999}
    edges = []
    for part in range(parts):
        one, other, claim = 2 * part + 1, 2 * part + 2, 3 * part
        second = part + 7 - (part in planted)
        edges += on(one, part, part, claim) + order(one, other, 7, None, claim + 1)
        edges += on(other, second, second, claim + 2)
    expected = [{3 * part, 3 * part + 1, 3 * part + 2} for part in sorted(planted)]
    assert conflicting_claims(2 * parts, edges) == expected


dates = st.builds(
    lambda point, first, more, opens: (
        [edge for edge in on(point, first, first + more, None) if opens != edge[0]]
    ),
    point=st.integers(1, POINTS),
    first=st.integers(0, 3),
    more=st.integers(0, 1),
    opens=st.sampled_from([None, None, ORIGIN]),
)
lags = st.builds(
    lambda one, other, least, more: order(
        one, other, least, None if more is None else least + more, None
    ),
    one=st.integers(1, POINTS),
    other=st.integers(1, POINTS),
    least=st.integers(-1, 2),
    more=st.sampled_from([None, None, 0, 1]),
)
given_orders = st.lists(st.tuples(st.integers(2, POINTS), st.just(1), st.just(0)), max_size=2)


@st.composite
def networks(draw):
    """Claims, each a list of edges; under NO_CLAIM edges that hold anyway."""
    statements = draw(st.lists(st.one_of(dates, lags), max_size=9))
    numbered = {
        number: [(*edge[:3], number) for edge in edges] for number, edges in enumerate(statements)
    }
    return {**numbered, NO_CLAIM: [(*edge, NO_CLAIM) for edge in draw(given_orders)]}


def can_hold(statements, chosen):
    """Whether there is a day for each point that satisfies the chosen claims: all are tried."""
    days = np.indices((len(SPAN),) * POINTS, sparse=True)
    day_of = {ORIGIN: 0, **{point: days[point - 1] + SPAN[0] for point in range(1, POINTS + 1)}}
    is_solution = np.ones((len(SPAN),) * POINTS, dtype=bool)
    for number in {*chosen, NO_CLAIM}:
        for source, target, weight, _ in statements[number]:
            is_solution &= day_of[target] - day_of[source] <= weight
    return bool(is_solution.any())


@given(statements=networks())
def test_it_agrees_with_trying_all_days_on_small_networks(statements):
    found = conflicts(network(POINTS, [edge for edges in statements.values() for edge in edges]))
    sets = [claims(cycle) for cycle in found]
    everything = {number for number in statements if number != NO_CLAIM}
    assert bool(sets) == (not can_hold(statements, everything))
    for minimal in sets:
        assert not can_hold(statements, minimal)
        assert all(can_hold(statements, minimal - {number}) for number in minimal)
    assert sum(map(len, sets)) == len(frozenset().union(*sets)), "a claim is in two sets"
    assert can_hold(statements, everything.difference(*sets))


@given(statements=networks())
def test_every_set_comes_with_a_closed_way_whose_sum_is_below_zero(statements):
    edges = [edge for edges in statements.values() for edge in edges]
    for cycle in conflicts(network(POINTS, edges)):
        assert sum(edge.weight for edge in cycle) < 0
        assert [edge.target for edge in cycle] == [edge.source for edge in (*cycle[1:], cycle[0])]
        assert all(edges[edge.number] == tuple(edge)[1:] for edge in cycle)


@given(statements=networks())
def test_two_networks_side_by_side_have_the_sets_of_both(statements):
    """The second is a copy under further numbers."""
    edges = [edge for edges in statements.values() for edge in edges]
    copy = [
        (
            source and source + POINTS,
            target and target + POINTS,
            weight,
            claim if claim == NO_CLAIM else claim + 100,
        )
        for source, target, weight, claim in edges
    ]
    alone = {claims(cycle) for cycle in conflicts(network(POINTS, edges))}
    both = {claims(cycle) for cycle in conflicts(network(2 * POINTS, edges + copy))}
    assert both == alone | {frozenset(claim + 100 for claim in claims) for claims in alone}


@given(
    pairs=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12),
    start=st.sets(st.integers(0, 7), max_size=3),
)
def test_points_are_reached_as_far_as_edges_lead(pairs, start):
    expected = set(start)
    for _ in range(8):
        expected |= {target for source, target in pairs if source in expected}
    source, target = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    is_reached = reached(8, np.array(sorted(start), dtype=np.int64), source, target)
    assert set(np.flatnonzero(is_reached)) == expected
