"""The tree of passages as rules read it: what holds what."""

import pandas as pd
import pytest

from checks.rules.common.outline import with_ancestors
from tests.helpers.claim_tables import frame


def holders(kind: str, *passages: tuple[str, str, str]) -> set[tuple[str, ...]]:
    """Each passage and each of a kind that holds it, of passages (identifier, parent, kind)."""
    table = frame("passage_id parent_id kind", passages)
    found = with_ancestors(table[["passage_id"]], {"passages": table}, kind)
    assert list(found.columns) == ["passage_id", "ancestor_id"]
    assert not found.duplicated().any()
    return set(found.itertuples(index=False, name=None))


TREE = (
    ("s1", "", "section"),
    ("s2", "s1", "section"),
    ("p1", "s2", "paragraph"),
    ("t1", "p1", "sentence"),
    ("p2", "s1", "paragraph"),
)


@pytest.mark.parametrize("passages", [TREE, TREE[::-1]], ids=["in order", "in reverse"])
def test_a_passage_is_held_by_all_above_it_and_by_itself_if_it_is_of_that_kind(passages):
    assert holders("section", *passages) == {
        *[("s1", "s1"), ("s2", "s2"), ("s2", "s1"), ("p1", "s2"), ("p1", "s1")],
        *[("t1", "s2"), ("t1", "s1"), ("p2", "s1")],
    }
    assert holders("paragraph", *passages) == {("p1", "p1"), ("t1", "p1"), ("p2", "p2")}


def test_a_circle_of_parents_comes_to_an_end():
    circle = pd.DataFrame({"passage_id": ["a", "b"], "parent_id": ["b", "a"], "kind": "section"})
    claims = circle[["passage_id"]]
    found = with_ancestors(claims, {"passages": circle}, "section").drop_duplicates()
    assert set(found.itertuples(index=False, name=None)) == {
        *[("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]
    }


def test_a_hundred_levels_are_followed_and_no_more():
    chain = [(f"s{level}", f"s{level - 1}" if level else "", "section") for level in range(102)]
    deepest = {holder for passage, holder in holders("section", *chain) if passage == "s101"}
    assert deepest == {f"s{level}" for level in range(2, 102)}
