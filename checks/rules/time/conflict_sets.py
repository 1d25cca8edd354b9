"""Minimal sets of claims that cannot hold together, in one part of a temporal network.

Exact and unhurried: whole numbers of any size, one edge after another. It is run on the few parts
of a network that `temporal_network` could not show to be consistent. All that it decides depends on
the numbers of the points, claims and edges alone, so that the same network gives the same sets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

ORIGIN = 0
"""The point from which days are counted; every other point is a dated thing."""

NO_CLAIM = -1
"""The claim of an edge that holds whatever is claimed."""


class Edge(NamedTuple):
    """The day of `target` is at most `weight` days after that of `source`; `claim` says so."""

    number: int
    source: int
    target: int
    weight: int
    claim: int


Cycle = tuple[Edge, ...]


class _Label(NamedTuple):
    """A last possible day of `point`: it follows from a date of the point `origin`.

    `key` is that day less the potential of the point; `edge` is the last step of the way from the
    date, and `previous` the label before it. Labels are sorted by the fields in this order; no two
    have the same edge and origin, so that it never comes to `previous`.
    """

    key: int
    steps: int
    point: int
    origin: int
    edge: Edge
    previous: "_Label | None"


def minimal_conflicts(edges: Iterable[Edge]) -> list[Cycle]:
    """Disjoint minimal sets of claims that cannot hold together, each as a negative cycle.

    Orders that contradict each other by themselves come first, then dates of different points; of
    the cycles that are found at once, those with the fewest claims. The claims of a set are set
    aside before the next is sought. Two dates of one point that exclude each other are no set.

    Args:
        edges: of which those without a claim must be able to hold by themselves.

    Returns:
        Negative cycles of edges: each uses every claim of its set, and without any one of these
        the others can hold. No claim is in two cycles.
    """
    left, found = list(edges), list[Cycle]()
    for search in (_among_orders, _between_points):
        while cycles := search(left):
            by_claim = _grouped(left, "claim")
            unclaimed = _grouped(by_claim.pop(NO_CLAIM, ()), "source")
            taken: set[int] = set()
            for cycle in sorted(cycles, key=_fewest_claims):
                if taken.isdisjoint(claims_of(cycle)):
                    found.append(_reduced(cycle, by_claim, unclaimed))
                    taken.update(claims_of(found[-1]))
            left = [edge for edge in left if edge.claim not in taken]
    return found


def claims_of(cycle: Iterable[Edge]) -> tuple[int, ...]:
    """The claims of some edges, sorted."""
    return tuple(sorted({edge.claim for edge in cycle} - {NO_CLAIM}))


def _fewest_claims(cycle: Cycle) -> tuple[int, tuple[int, ...]]:
    claims = claims_of(cycle)
    return len(claims), claims


def _grouped(edges: Iterable[Edge], field: str) -> dict[int, list[Edge]]:
    groups: dict[int, list[Edge]] = defaultdict(list)
    value = attrgetter(field)
    for edge in edges:
        groups[value(edge)].append(edge)
    return dict(groups)


def _reduced(
    cycle: Cycle, by_claim: Mapping[int, list[Edge]], unclaimed: Mapping[int, list[Edge]]
) -> Cycle:
    """A negative cycle over claims of `cycle`, none of which can be spared.

    An edge without a claim can matter only between points that the cycle touches.
    """
    points = {edge.source for edge in cycle}
    given = [edge for point in points for edge in unclaimed.get(point, ()) if edge.target in points]
    claims = claims_of(cycle)
    for spared in claims:
        others = chain.from_iterable(by_claim[claim] for claim in claims if claim != spared)
        smaller = _potentials([*others, *given])[1]
        if smaller:
            return _reduced(smaller, by_claim, unclaimed)
    return cycle


def _potentials(edges: Iterable[Edge]) -> tuple[Mapping[int, int], Cycle]:
    """Days for all points that satisfy all edges; or a negative cycle, if there are none.

    Bellman and Ford's algorithm, with Yen's two sweeps: up through the points, then down. The edges
    that last moved a point form a cycle only if its sum is below zero.
    """
    numbered = sorted(edges)
    upwards = [edge for edge in numbered if edge.source < edge.target]
    downwards = [edge for edge in numbered if edge.source >= edge.target]
    upwards.sort(key=attrgetter("source"))
    downwards.sort(key=attrgetter("source"), reverse=True)
    days: dict[int, int] = defaultdict(int)
    last: dict[int, Edge] = {}
    moves = True
    while moves:
        moves = False
        for edge in chain(upwards, downwards):
            day = days[edge.source] + edge.weight
            if day < days[edge.target]:
                days[edge.target], last[edge.target], moves = day, edge, True
        if moves and (cycle := _closed(last)):
            return days, cycle
    return days, ()


def _closed(last: Mapping[int, Edge]) -> Cycle:
    """A cycle among the last edges into each point, in their direction; empty if there is none."""
    seen: dict[int, int] = {}
    for start in last:
        point = start
        while point in last and point not in seen:
            seen[point] = start
            point = last[point].source
        if seen.get(point) == start and point in last:
            back = [last[point]]
            while back[-1].source != point:
                back.append(last[back[-1].source])
            return tuple(reversed(back))
    return ()


def _among_orders(edges: Iterable[Edge]) -> list[Cycle]:
    """One negative cycle that uses no date, if there is any."""
    cycle = _potentials(_orders(edges))[1]
    return [cycle] if cycle else []


def _between_points(edges: list[Edge]) -> list[Cycle]:
    """Where the last day that follows from the dates of other points is before the first day.

    Needs orders that can hold by themselves.
    """
    labels, potentials = _last_days(edges)
    cycles = []
    for floor in _strictest(edge for edge in edges if edge.target == ORIGIN):
        for label in labels.get(floor.source, ()):
            last_day = label.key + potentials[label.point]
            if label.origin != label.point and last_day + floor.weight < 0:
                cycles.append((*_way(label), floor))
    return cycles


def _last_days(edges: list[Edge]) -> tuple[Mapping[int, list[_Label]], Mapping[int, int]]:
    """The two strictest last days of each point that follow from dates of two different points.

    Dijkstra's algorithm from all dates at once. Two are enough: at least one of them follows from
    another point than the one whose own date is to be compared.
    """
    orders = _orders(edges)
    potentials, onwards = _potentials(orders)[0], _grouped(orders, "source")
    labels: dict[int, list[_Label]] = defaultdict(list)
    heap: list[_Label] = []
    for edge in _strictest(edge for edge in edges if edge.source == ORIGIN):
        key = edge.weight - potentials[edge.target]
        heappush(heap, _Label(key, 0, edge.target, edge.target, edge, None))
    while heap:
        label = heappop(heap)
        known = labels[label.point]
        if len(known) == 2 or any(other.origin == label.origin for other in known):
            continue
        known.append(label)
        for edge in onwards.get(label.point, ()):
            key = label.key + potentials[edge.source] + edge.weight - potentials[edge.target]
            heappush(heap, _Label(key, label.steps + 1, edge.target, label.origin, edge, label))
    return labels, potentials


def _way(label: _Label) -> Cycle:
    """The edges by which a label follows from a date, from that date on."""
    back = [label.edge]
    while label.previous:
        label = label.previous
        back.append(label.edge)
    return tuple(reversed(back))


def _orders(edges: Iterable[Edge]) -> list[Edge]:
    return [edge for edge in edges if ORIGIN not in (edge.source, edge.target)]


def _strictest(dates: Iterable[Edge]) -> list[Edge]:
    """Of the edges between the same two points, the one of least weight, or the first of these."""
    by_weight = sorted(dates, key=attrgetter("weight", "number"), reverse=True)
    return list({(edge.source, edge.target): edge for edge in by_weight}.values())
