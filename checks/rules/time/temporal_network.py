"""One simple temporal network: can all dates, orders and lags hold together?

Points are days to be found; an edge says that one is at most so many days after another. The edges
can hold together exactly if no cycle has a negative sum (Dechter, Meiri and Pearl 1991). Most of a
network is consistent and falls into very many small components. So a quick check goes over all of
them at once, a column at a time; the exact search gets only components that it leaves in doubt.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from checks.rules.common.components import components
from checks.rules.time.conflict_sets import ORIGIN, Cycle, Edge, minimal_conflicts
from checks.tables.arrays import Integers, Mask

_ROUNDS = 32
"""Rounds of the quick check. A component that needs more is left to the exact search."""

_NEVER = 2**56
"""A day after all days that _ROUNDS steps can lead to."""

_LARGEST = 2**48
"""Largest weight that the quick check takes: sums of _ROUNDS of them fit into 64 bits."""


@dataclass(frozen=True)
class Network:
    """Edges as columns: the day of `target` is at most `weight` after that of `source`.

    `points` is how many points there are, `ORIGIN` included: the point from which days are counted.
    A date of a point is an edge from the origin (not later) and one to it (not earlier). `claim` is
    the number of the claim that says so, or `NO_CLAIM`.
    """

    points: int
    source: Integers
    target: Integers
    weight: Integers
    claim: Integers


def conflicts(network: Network) -> list[Cycle]:
    """Disjoint minimal sets of claims that cannot hold together, each as a negative cycle.

    A set is minimal: without any one of its claims the others can hold. What remains without all
    these claims can hold, apart from dates of one point that exclude each other. The sets of one
    component come together, those of the component with the least point first. The edges of a cycle
    carry their places in the columns as `number`.
    """
    component = _components(network)[np.maximum(network.source, network.target)]
    numbers = doubtful_edges(network)
    # By component; lexsort leaves the edges of one component in their order.
    numbers = numbers[np.lexsort([component[numbers]])]
    starts = np.flatnonzero(np.diff(component[numbers])) + 1
    columns = (network.source, network.target, network.weight, network.claim)
    rows = np.column_stack([numbers, *(column[numbers] for column in columns)])
    found = []
    for of_component in np.split(rows, starts):
        found.extend(minimal_conflicts(Edge(*row) for row in of_component.tolist()))
    return found


def doubtful_edges(network: Network) -> Integers:
    """The numbers of the edges of all components that the quick check leaves in doubt.

    An edge from or to the origin is of the component of its other end.
    """
    component = _components(network)
    is_doubtful = _is_doubtful(network, component)
    return np.flatnonzero(is_doubtful[component[np.maximum(network.source, network.target)]])


def reached(points: int, start: Integers, source: Integers, target: Integers) -> Mask:
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


def _components(network: Network) -> Integers:
    """For each point the least point of its component. The origin connects nothing."""
    is_order = (network.source != ORIGIN) & (network.target != ORIGIN)
    return components(network.points, network.source[is_order], network.target[is_order])


def _is_doubtful(network: Network, component: Integers) -> Mask:
    """For each component (by its least point), whether the quick check leaves it in doubt.

    The check brings the last day of every point forward, as far as the edges demand. When nothing
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
    is_doubtful[component[source[np.abs(weight) > _LARGEST]]] = True
    for _ in range(_ROUNDS):
        is_doubtful[component[np.flatnonzero(last < first)]] = True
        day = last[source] + weight
        moves = (day < last[target]) & ~is_doubtful[component[target]]
        if not moves.any():
            return is_doubtful
        np.minimum.at(last, target[moves], day[moves])
    is_doubtful[component[target[moves]]] = True
    return is_doubtful
