"""Connected components of a graph, for a million edges at once."""

import numpy as np

from checks.tables.arrays import Integers


def components(count: int, one: Integers, other: Integers) -> Integers:
    """For each of the nodes 0 to `count` - 1 the least node of its connected component.

    Args:
        count: how many nodes there are.
        one: for each edge, the node at one end.
        other: for each edge, the node at the other end; directions do not matter.
    """
    least = np.arange(count)
    while True:
        near, far = least[one], least[other]
        if np.array_equal(near, far):
            return least
        np.minimum.at(least, np.maximum(near, far), np.minimum(near, far))
        while not np.array_equal(least, least[least]):
            least = least[least]
