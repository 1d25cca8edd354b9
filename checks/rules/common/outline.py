"""The tree of passages: sections hold sections and paragraphs, paragraphs hold sentences."""

import numpy as np
import pandas as pd

from checks.rules.common.lookups import positions

_DEEPEST = 100
"""Levels that are followed: far more than a text has, so that a circle of parents ends."""


def ancestry(passages: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Every passage with every passage of one kind that holds it.

    Args:
        passages: the table of that name (passage_id, parent_id, kind).
        kind: `section` or `paragraph`.

    Returns:
        `passage_id` and `ancestor_id`: one row for each passage and each passage of that kind that
        holds it, directly or through others; one of that kind holds itself.
    """
    identifiers = passages["passage_id"].array
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
    held, holding = np.concatenate(pairs, axis=1)
    return pd.DataFrame(
        {"passage_id": identifiers.take(held), "ancestor_id": identifiers.take(holding)}
    )
