"""The order of lanes: connected lanes stand close together, so that connectors are short."""

from collections.abc import Sequence
from itertools import combinations

_MOST_ROUNDS = 50

Ties = Sequence[tuple[str, str]]


def ordered(lanes: Sequence[str], ties: Ties) -> list[str]:
    """The lanes in an order with short connectors.

    Connected components follow each other in the order of their first lane. Within a component,
    two lanes are swapped as long as that makes the connectors shorter in total.
    """
    component = {lane: {lane} for lane in lanes}
    for one, other in ties:
        together = component[one] | component[other]
        component |= dict.fromkeys(together, together)
    order: list[str] = []
    for lane in lanes:
        if lane not in order:
            members = [other for other in lanes if other in component[lane]]
            order += _swapped(members, [tie for tie in ties if tie[0] in component[lane]])
    return order


def _swapped(lanes: list[str], ties: Ties) -> list[str]:
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
    place = {lane: number for number, lane in enumerate(lanes)}
    return sum(abs(place[one] - place[other]) for one, other in ties)
