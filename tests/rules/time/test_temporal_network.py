"""Temporal networks: what cannot hold together is found, and no claim too many is blamed."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checks.rules.time.conflict_sets import NO_CLAIM, ORIGIN
from checks.rules.time.temporal_network import conflicts, in_doubt, latest_days, reached

POINTS = 4
"""Points beside the origin in small networks."""

SPAN = range(-9, 14)
"""Days that suffice: dates are in 0..4, and no way of three lags is longer than nine days."""

HUGE = 2**48
"""The largest weight that the quick check takes."""


def doubtful(points, edges):
    """The edges, each (source, target, weight, claim), of the components in doubt."""
    columns = ["source", "target", "weight", "claim"]
    return in_doubt(pd.DataFrame(edges, columns=columns, dtype="int64"), 1 + points)


def claims(cycle):
    return {edge.claim for edge in cycle} - {NO_CLAIM}


def conflicting_claims(points, edges):
    return [claims(cycle) for cycle in conflicts(doubtful(points, edges))]


def on(point, first, last, claim):
    """A date: `point` is not before `first` and not after `last`."""
    return [(ORIGIN, point, last, claim), (point, ORIGIN, -first, claim)]


def order(earlier, later, least, most, claim):
    """An order: `later` is `least` to `most` days after `earlier`; None is no limit."""
    upper = [] if most is None else [(earlier, later, most, claim)]
    return [(later, earlier, -least, claim), *upper]


def then(earlier, later, claim, least=0):
    return order(earlier, later, least, None, claim)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], []),
        # The same day; one day too early; one day too late.
        ([on(1, 5, 5, 0), then(1, 2, 1), on(2, 5, 5, 2)], []),
        ([on(1, 5, 5, 0), then(1, 2, 1, least=1), on(2, 5, 5, 2)], [{0, 1, 2}]),
        ([on(1, 5, 5, 0), order(1, 2, 0, 3, 1), on(2, 9, 9, 2)], [{0, 1, 2}]),
        # Circles of orders without any date.
        ([then(1, 2, 0, least=1), then(2, 3, 1), then(3, 1, 2)], [{0, 1, 2}]),
        ([then(1, 2, 0), then(2, 1, 1)], []),
        ([then(1, 1, 0, least=1)], [{0}]),
        # Two dates of one point are no set, and do not hide the others.
        ([on(1, 1, 2, 0), on(1, 3, 4, 1)], []),
        ([on(1, 1, 2, 0), on(1, 3, 4, 1), then(2, 1, 2), on(2, 4, 4, 3)], [{0, 2, 3}]),
        # The same day, beside one day too early.
        (
            [on(1, 5, 5, 0), then(1, 2, 1), on(2, 5, 5, 2), then(3, 1, 3), on(3, 6, 6, 4)],
            [{0, 3, 4}],
        ),
        # Of sets that share a claim one is found; sets that share no claim are all found.
        (
            [on(1, 5, 5, 0), then(1, 2, 1), on(2, 4, 4, 2), then(2, 3, 3), on(3, 3, 3, 4)],
            [{0, 1, 2}],
        ),
        (
            [
                *(on(1, 5, 5, 0), then(1, 2, 1), on(2, 4, 4, 2)),
                *(on(1, 5, 5, 3), then(1, 2, 4), on(2, 4, 4, 5)),
            ],
            [{0, 1, 2}, {3, 4, 5}],
        ),
        # The set with the fewest claims is taken first, wherever it leads.
        (
            [on(1, 9, 9, 0), then(1, 2, 1), then(2, 3, 2), on(3, 4, 4, 3), on(2, 5, 5, 4)],
            [{0, 1, 4}],
        ),
        (
            [
                *(on(1, 5, 5, 0), then(1, 2, 1, least=1), then(2, 3, 2, least=1)),
                *(then(1, 3, 3, least=2), on(3, 6, 6, 4)),
            ],
            [{0, 3, 4}],
        ),
        # What nobody claims holds and is not blamed; whoever claims more than needed is not either.
        ([on(1, 5, 5, 0), [(2, 1, 0, NO_CLAIM)], on(2, 4, 4, 1)], [{0, 1}]),
        (
            [on(1, 5, 5, 0), [(2, 1, 0, NO_CLAIM)], then(1, 2, 1, least=1), on(2, 3, 3, 2)],
            [{0, 2}],
        ),
        # Lags beyond all calendars.
        ([on(1, 5, 5, 0), then(1, 2, 1, least=2**60), on(2, 9, 9, 2)], [{0, 1, 2}]),
        ([then(1, 2, 0, least=2**60), [(1, 2, 2**59, 1)]], [{0, 1}]),
    ],
)
def test_the_minimal_sets_of_claims_that_cannot_hold_together(statements, expected):
    edges = [edge for statement in statements for edge in statement]
    assert conflicting_claims(POINTS + 1, edges) == expected


def test_the_sum_of_the_cycle_is_the_number_of_days_that_are_missing():
    edges = on(1, 10, 12, 0) + order(1, 2, 5, 7, 1) + on(2, 3, 8, 2)
    (cycle,) = conflicts(doubtful(POINTS, edges))
    assert sum(edge.weight for edge in cycle) == -7


@pytest.mark.parametrize("excess", [0, 1])
def test_a_long_chain_is_followed_to_its_end(excess):
    """Each point is two days after the one before, and the whole may take just that long."""
    length = 300
    chain = [edge for point in range(1, length) for edge in then(point, point + 1, point, least=2)]
    whole = order(1, length, 0, 2 * (length - 1) - excess, length)
    found = conflicting_claims(length, chain + whole)
    assert found == ([set(range(1, length + 1))] if excess else [])


CONFLICT = on(1, 5, 5, 0) + then(1, 2, 1) + on(2, 4, 4, 2)
SAME_DAY = on(3, 5, 5, 3) + then(3, 4, 4) + on(4, 5, 5, 5)


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        (SAME_DAY, []),
        (CONFLICT, range(5)),
        (CONFLICT + SAME_DAY, range(5)),
        (SAME_DAY + CONFLICT, range(5, 10)),
        (then(1, 2, 0, least=HUGE), []),
        (then(1, 2, 0, least=HUGE + 1), [0]),
        (order(1, 2, 0, HUGE + 1, 0), [0, 1]),
    ],
)
def test_only_components_in_doubt_are_left_to_the_exact_search(edges, expected):
    assert doubtful(POINTS, edges).index.tolist() == list(expected)


def test_planted_conflicts_are_found_among_very_many_small_components():
    """Two points each, the second seven days after the first; in three of them, six days."""
    pairs, planted = 20_000, {17, 4_711, 19_999}
    edges = []
    for number in range(pairs):
        one, other, claim = 2 * number + 1, 2 * number + 2, 3 * number
        second = number + 7 - (number in planted)
        edges += on(one, number, number, claim) + then(one, other, claim + 1, least=7)
        edges += on(other, second, second, claim + 2)
    expected = [{3 * number, 3 * number + 1, 3 * number + 2} for number in sorted(planted)]
    assert conflicting_claims(2 * pairs, edges) == expected


points = st.integers(1, POINTS)
dates = st.builds(
    lambda point, first, more, open_side: [
        edge for edge in on(point, first, first + more, None) if open_side != edge[0]
    ],
    *(points, st.integers(0, 3), st.integers(0, 1), st.sampled_from([None, None, ORIGIN])),
)
lags = st.builds(
    lambda one, other, least, more: order(
        one, other, least, None if more is None else least + more, None
    ),
    *(points, points, st.integers(-1, 2), st.sampled_from([None, None, 0, 1])),
)
orders_of_life = st.lists(st.tuples(st.integers(2, POINTS), st.just(1), st.just(0)), max_size=2)


@st.composite
def networks(draw):
    """Claims, each a list of edges; under NO_CLAIM edges that hold anyway."""
    statements = enumerate(draw(st.lists(st.one_of(dates, lags), max_size=9)))
    claimed = {number: [(*edge[:3], number) for edge in edges] for number, edges in statements}
    return {**claimed, NO_CLAIM: [(*edge, NO_CLAIM) for edge in draw(orders_of_life)]}


def can_hold(statements, chosen):
    """Whether there is a day for each point that satisfies the chosen claims: all are tried."""
    days = np.indices((len(SPAN),) * POINTS, sparse=True)
    day_of = {ORIGIN: 0, **{point: days[point - 1] + SPAN[0] for point in range(1, POINTS + 1)}}
    is_solution = np.ones((len(SPAN),) * POINTS, dtype=bool)
    for number in {*chosen, NO_CLAIM}:
        for source, target, weight, _ in statements[number]:
            is_solution &= day_of[target] - day_of[source] <= weight
    return bool(is_solution.any())


def without_dates_that_exclude_each_other(statements, chosen):
    """The chosen claims without every two dates of one point that share no day."""
    left = set(chosen)
    for one, other in combinations(sorted(chosen), 2):
        ends = [{*edge[:2]} for number in (one, other) for edge in statements[number]]
        is_one_point = ORIGIN in ends[0] and all(pair == ends[0] for pair in ends)
        if is_one_point and not can_hold(statements, {one, other}):
            left -= {one, other}
    return left


@given(statements=networks())
def test_it_agrees_with_trying_all_days_on_small_networks(statements):
    edges = [edge for edges in statements.values() for edge in edges]
    in_question = doubtful(POINTS, edges)
    found = conflicts(in_question)
    for cycle in found:
        minimal = claims(cycle)
        assert not can_hold(statements, minimal)
        assert all(can_hold(statements, minimal - {number}) for number in minimal)
        assert sum(edge.weight for edge in cycle) < 0
        assert [edge.target for edge in cycle] == [edge.source for edge in (*cycle[1:], cycle[0])]
        rows = in_question.iloc[[edge.number for edge in cycle], :4]
        assert rows.to_numpy().tolist() == [list(edge[1:]) for edge in cycle]
    blamed = [number for cycle in found for number in claims(cycle)]
    assert len(blamed) == len(set(blamed)), "a claim is in two sets"
    left = {number for number in statements if number != NO_CLAIM} - set(blamed)
    assert can_hold(statements, without_dates_that_exclude_each_other(statements, left))


NO_LIMIT = 2**56


@pytest.mark.parametrize(
    ("edges", "start", "expected"),
    [
        ([], 1, [NO_LIMIT, 0, NO_LIMIT, NO_LIMIT]),
        (order(1, 2, 5, 7, 0) + order(2, 3, 1, 2, 1), 1, [NO_LIMIT, 0, 7, 9]),
        (order(1, 2, 5, 7, 0) + order(2, 3, 1, 2, 1), 3, [NO_LIMIT, -6, -1, 0]),
        # Dates lead over the origin, and the shortest of several ways counts.
        (on(1, 10, 12, 0) + on(2, 20, 24, 1), 1, [-10, 0, 14, NO_LIMIT]),
        (on(1, 10, 12, 0) + on(2, 20, 24, 1) + order(1, 2, 0, 8, 2), 1, [-12, 0, 8, NO_LIMIT]),
        (on(1, 10, 12, 0) + order(1, 2, 0, 8, 1), ORIGIN, [0, 12, 20, NO_LIMIT]),
    ],
)
def test_at_most_how_many_days_points_are_after_another_one(edges, start, expected):
    frame = pd.DataFrame(edges, columns=["source", "target", "weight", "claim"], dtype="int64")
    assert latest_days(frame, POINTS, start).tolist() == expected


@given(statements=networks(), start=points, target=points)
def test_the_limits_agree_with_trying_all_days_on_small_networks(statements, start, target):
    assume(can_hold(statements, statements) and start != target)
    edges = [edge for edges in statements.values() for edge in edges]
    frame = pd.DataFrame(edges, columns=["source", "target", "weight", "claim"], dtype="int64")
    limit = int(latest_days(frame, POINTS + 1, start)[target])

    def can_be_after(days):
        more = {**statements, "after": [(target, start, -days, 0)]}
        return can_hold(more, more)

    if limit == NO_LIMIT:
        assert can_be_after(3)
    else:
        assert can_be_after(limit)
        assert not can_be_after(limit + 1)


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
