"""The order of lanes: what is connected stands close together, so that connectors are short."""

from collections.abc import Mapping, Sequence
from itertools import combinations

_MOST_ROUNDS = 50

Ties = Sequence[tuple[str, str]]


def ordered(lanes: Sequence[str], ties: Ties) -> list[str]:
    """An order of lanes.

    Groups that connect come in the order of their first lane, and within each, lanes are swapped
    as long as that makes the connectors shorter in total. Lanes that are equal in that keep the
    order given.
    """
    order: list[str] = []
    for group in _connected(lanes, ties):
        inside = [tie for tie in ties if tie[0] in group]
        order += _with_short_ties(group, inside)
    return order


def _connected(lanes: Sequence[str], ties: Ties) -> list[list[str]]:
    """The lanes in groups that connect, directly or through others."""
    group_of = {lane: {lane} for lane in lanes}
    for one, other in ties:
        together = group_of[one] | group_of[other]
        for lane in together:
            group_of[lane] = together
    groups = {frozenset(group): None for group in (group_of[lane] for lane in lanes)}
    return [[lane for lane in lanes if lane in group] for group in groups]


def _with_short_ties(lanes: list[str], ties: Ties) -> list[str]:
    for _ in range(_MOST_ROUNDS):
        before = list(lanes)
        for one, other in combinations(range(len(lanes)), 2):
            swapped = list(lanes)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            if _length(swapped, ties) < _length(lanes, ties):
                lanes = swapped
        if lanes == before:
            break
    return lanes


def _length(lanes: Sequence[str], ties: Ties) -> int:
    place: Mapping[str, int] = {lane: number for number, lane in enumerate(lanes)}
    return sum(abs(place[one] - place[other]) for one, other in ties)
