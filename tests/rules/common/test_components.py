"""Connected components of a graph."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules.common.components import components

NODES = 8


def components_of(edges):
    one, other = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    return components(NODES, one, other).tolist()


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([], [0, 1, 2, 3, 4, 5, 6, 7]),
        ([(5, 2)], [0, 1, 2, 3, 4, 2, 6, 7]),
        ([(3, 3)], [0, 1, 2, 3, 4, 5, 6, 7]),
        ([(7, 6), (6, 5), (5, 1), (2, 4)], [0, 1, 2, 3, 2, 1, 1, 1]),
        ([(1, 2), (3, 4), (4, 2), (0, 7), (7, 0)], [0, 1, 1, 1, 1, 5, 6, 0]),
    ],
)
def test_each_node_gets_the_least_node_that_edges_connect_it_with(edges, expected):
    assert components_of(edges) == expected


nodes = st.integers(0, NODES - 1)


@given(edges=st.lists(st.tuples(nodes, nodes), max_size=12))
def test_it_agrees_with_joining_sets_one_edge_after_another(edges):
    sets = [{node} for node in range(NODES)]
    for one, other in edges:
        joined = sets[one] | sets[other]
        for node in joined:
            sets[node] = joined
    assert components_of(edges) == [min(members) for members in sets]


def test_a_long_chain_is_one_component():
    chain = np.random.default_rng(1).permutation(100_000)
    assert not components(len(chain), chain[1:], chain[:-1]).any()
