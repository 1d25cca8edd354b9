"""One simple temporal network: can all dates, orders and lags hold together?

Points are days to be found; an edge says that one is at most so many days after another. The edges
can hold together exactly if no cycle sums to less than zero (Dechter, Meiri and Pearl 1991). Almost
all of a network holds, in very many small parts. So all parts are first examined at once, a column
at a time; only those that this does not show to be consistent are handed on for an exact search.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from checks.rules.time.conflict_sets import ORIGIN, Cycle, Edge, minimal_conflicts

Whole = npt.NDArray[np.int64]

_ROUNDS = 32
"""Rounds of the joint search. A part that needs more is left to the exact one."""

_NEVER = 2**56
"""A day after all days that _ROUNDS steps can lead to."""

_LARGEST = 2**48
"""Largest weight of the joint search."""


@dataclass(frozen=True)
class Network:
    """Edges as columns: the day of `target` is at most `weight` after that of `source`.

    `points` is how many points there are, `ORIGIN` included: the point from which days are counted.
    A date of a point is an edge from the origin (not later) and one to it (not earlier). `claim` is
    the number of the claim that says so, or `NO_CLAIM`.
    """

    points: int
    source: Whole
    target: Whole
    weight: Whole
    claim: Whole


def conflicts(network: Network) -> list[Cycle]:
    """Disjoint minimal sets of claims that cannot hold together, as cycles below zero.

    A set is minimal: without any one of its claims the others can hold. What remains without all
    these claims can hold. The sets of one part come together, those of the part with the least
    point first. The edges of a cycle carry their places in the columns as `number`.
    """
    part = _parts(network)[np.maximum(network.source, network.target)]
    numbers = doubtful(network)
    # By part; lexsort leaves the edges of one part in their order.
    numbers = numbers[np.lexsort([part[numbers]])]
    starts = np.flatnonzero(np.diff(part[numbers])) + 1
    columns = (network.source, network.target, network.weight, network.claim)
    rows = np.column_stack([numbers, *(column[numbers] for column in columns)])
    found = []
    for of_part in np.split(rows, starts):
        found.extend(minimal_conflicts(Edge(*row) for row in of_part.tolist()))
    return found


def doubtful(network: Network) -> Whole:
    """The numbers of the edges of those parts that the joint search does not show to hold.

    An edge from or to the origin is of the part of its other end.
    """
    part = _parts(network)
    is_doubtful = _is_doubtful(network, part)
    return np.flatnonzero(is_doubtful[part[np.maximum(network.source, network.target)]])


def reached(points: int, start: Whole, source: Whole, target: Whole) -> npt.NDArray[np.bool_]:
    """Which points can be reached from those in `start` along the edges."""
    order = np.argsort(source)
    target = target[order]
    first = np.searchsorted(source[order], np.arange(points + 1))
    is_reached = np.zeros(points, dtype=np.bool_)
    front = pd.unique(start)
    while len(front):
        is_reached[front] = True
        lengths = first[front + 1] - first[front]
        before = np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = np.repeat(first[front], lengths) + np.arange(lengths.sum()) - before
        front = pd.unique(target[places])
        front = front[~is_reached[front]]
    return is_reached


def _parts(network: Network) -> Whole:
    """For each point the least point that edges connect it with, other than through the origin."""
    is_order = (network.source != ORIGIN) & (network.target != ORIGIN)
    source, target = network.source[is_order], network.target[is_order]
    part = np.arange(network.points)
    while True:
        one, other = part[source], part[target]
        if np.array_equal(one, other):
            return part
        np.minimum.at(part, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(part, part[part]):
            part = part[part]


def _is_doubtful(network: Network, part: Whole) -> npt.NDArray[np.bool_]:
    """For each part (by its least point), whether the joint search leaves it open if it can hold.

    The search brings the last day of every point forward, as far as the edges demand. When nothing
    moves any more, and no day is before the first day of its point, these days satisfy all edges.
    """
    first, last = np.full(network.points, -_NEVER), np.full(network.points, _NEVER)
    is_last, is_first = network.source == ORIGIN, network.target == ORIGIN
    np.minimum.at(last, network.target[is_last], network.weight[is_last])
    np.maximum.at(first, network.source[is_first], -network.weight[is_first])
    is_order = ~is_last & ~is_first
    source, target = network.source[is_order], network.target[is_order]
    weight = network.weight[is_order]
    is_doubtful = np.zeros(network.points, dtype=np.bool_)
    is_doubtful[part[source[np.abs(weight) > _LARGEST]]] = True
    for _ in range(_ROUNDS):
        is_doubtful[part[np.flatnonzero(last < first)]] = True
        day = last[source] + weight
        moves = (day < last[target]) & ~is_doubtful[part[target]]
        if not moves.any():
            return is_doubtful
        np.minimum.at(last, target[moves], day[moves])
    is_doubtful[part[target[moves]]] = True
    return is_doubtful
