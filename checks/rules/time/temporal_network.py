"""One simple temporal network: can all dates, orders and lags hold together?

Points are days to be found; an edge says that one is at most so many days after another. The edges
can hold together exactly if no cycle has a negative sum (Dechter, Meiri and Pearl 1991). Most of a
network is consistent and falls into very many small components. So a quick check goes over all of
them at once, a column at a time; the exact search gets only components that it leaves in doubt.

Edges are a frame: the day of `target` is at most `weight` after that of `source`; `claim` is the
number of the claim that says so, or `NO_CLAIM`. A date of a point is an edge from the `ORIGIN`, the
point from which days are counted (not later), and one to it (not earlier).
"""

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


def in_doubt(edges: pd.DataFrame, count: int) -> pd.DataFrame:
    """The edges of all components that the quick check leaves in doubt, with their `component`.

    An edge from or to the origin is of the component of its other end.

    Args:
        edges: `source`, `target`, `weight`, and any other columns.
        count: how many points there are, the origin included.
    """
    ends = edges[["source", "target"]].to_numpy()
    is_order = (ends != ORIGIN).all(axis=1)
    component = components(count, *ends[is_order].T)
    edges = edges.assign(component=component[ends.max(axis=1)])
    return edges.loc[_is_doubtful(edges, component)[edges["component"]]]


def conflicts(edges: pd.DataFrame) -> list[Cycle]:
    """Disjoint minimal sets of claims that cannot hold together, each as a negative cycle.

    A set is minimal: without any one of its claims the others can hold. What remains without all
    these claims can hold, apart from dates of one point that exclude each other. The edges of a
    cycle carry their places in the frame as `number`.

    Args:
        edges: as from `in_doubt`.
    """
    columns = ["number", "source", "target", "weight", "claim"]
    rows = edges.assign(number=np.arange(len(edges)))
    found = []
    for _, of_component in rows.groupby("component"):
        numbers = of_component[columns].to_numpy().tolist()
        found.extend(minimal_conflicts(Edge(*row) for row in numbers))
    return found


def reached(count: int, start: Integers, source: Integers, target: Integers) -> Mask:
    """Which of so many points can be reached from those in `start` along the edges."""
    order = np.argsort(source)
    target = target[order]
    first = np.searchsorted(source[order], np.arange(count + 1))
    is_reached = np.zeros(count, dtype=np.bool_)
    front = pd.unique(start)
    while len(front):
        is_reached[front] = True
        lengths = first[front + 1] - first[front]
        before = np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = np.repeat(first[front], lengths) + np.arange(lengths.sum()) - before
        front = pd.unique(target[places])
        front = front[~is_reached[front]]
    return is_reached


def latest_days(edges: pd.DataFrame, count: int, start: int) -> Integers:
    """At most how many days each of so many points is after the point `start`.

    The edges must be able to hold together. Ways of more than `_ROUNDS` steps are left out, so that
    what is found is true, and perhaps not all that could be found. `_NEVER` is no limit.
    """
    source, target, weight = (edges[name].to_numpy() for name in ("source", "target", "weight"))
    latest = np.full(count, _NEVER)
    latest[start] = 0
    for _ in range(_ROUNDS):
        day = latest[source] + weight
        moves = (day < latest[target]) & (latest[source] < _NEVER)
        if not moves.any():
            break
        np.minimum.at(latest, target[moves], day[moves])
    return latest


def _is_doubtful(edges: pd.DataFrame, component: Integers) -> Mask:
    """For each component (by its least point), whether the quick check leaves it in doubt.

    The check brings the last day of every point forward, as far as the edges demand. When nothing
    moves any more, and no day is before the first day of its point, these days satisfy all edges.
    """
    source, target, weight = (edges[name].to_numpy() for name in ("source", "target", "weight"))
    first, last = np.full(len(component), -_NEVER), np.full(len(component), _NEVER)
    is_last, is_first = source == ORIGIN, target == ORIGIN
    np.minimum.at(last, target[is_last], weight[is_last])
    np.maximum.at(first, source[is_first], -weight[is_first])
    is_order = ~is_last & ~is_first
    source, target, weight = source[is_order], target[is_order], weight[is_order]
    is_doubtful = np.zeros(len(component), dtype=np.bool_)
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
