"""The tree of passages: sections hold sections and paragraphs, paragraphs hold sentences."""

import numpy as np
import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.lookups import positions
from checks.rules.rule import Tables

_DEEPEST = 100
"""Levels that are followed: far more than a text has, so that a circle of parents ends."""


def with_ancestors(claims: pd.DataFrame, tables: Tables, kind: str) -> pd.DataFrame:
    """Claims with every passage of one kind that holds their passage.

    Args:
        claims: a table with the column `passage_id`.
        tables: with `passages` (passage_id, parent_id, kind).
        kind: `section` or `paragraph`.

    Returns:
        The columns of `claims`, and `ancestor_id`: one row for each claim and each passage of that
        kind that holds its passage, directly or through others; one of that kind holds itself.
    """
    identifiers = tables["passages"]["passage_id"]
    places = positions(claims["passage_id"], identifiers)
    held = claims.assign(place=places).merge(_ancestry(tables, kind), on="place")
    ancestors = identifiers.array.take(held["ancestor"].to_numpy())
    return held.drop(columns=["place", "ancestor"]).assign(ancestor_id=ancestors)


@cached
def _ancestry(tables: Tables, kind: str) -> pd.DataFrame:
    """The `place` of every passage with that of each `ancestor` of one kind."""
    passages = tables["passages"]
    parents = positions(passages["parent_id"], passages["passage_id"])
    is_kind = passages["kind"].eq(kind).to_numpy(dtype=bool)
    passage = ancestor = np.arange(len(passages))
    pairs = []
    for _ in range(_DEEPEST):
        pairs.append(np.stack([passage, ancestor])[:, is_kind[ancestor]])
        above = parents[ancestor]
        passage, ancestor = passage[above >= 0], above[above >= 0]
        if not len(passage):
            break
    place, ancestor = np.concatenate(pairs, axis=1)
    return pd.DataFrame({"place": place, "ancestor": ancestor})
