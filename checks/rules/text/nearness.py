"""Words that differ in few letters, found without comparing every pair."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

_HASH_BASE = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose powers spread well over 64 bits."""


def near_words(words: pd.Series, groups: pd.Series, most: pd.Series) -> pd.DataFrame:
    """Pairs of words of one group that differ in few letters.

    Two words differ in the letters of the longer word that are not in their longest common
    subsequence. A letter that is replaced, dropped, added or moved counts one: `center` and
    `centre` differ in one.

    Args:
        words: texts, distinct within their group.
        groups: whole numbers (int64), aligned with `words`.
        most: how many letters may differ (int64): no more than the word has, the same number for
            words of one length, and growing by at most one when that grows by one. The one of the
            longer word counts.

    Returns:
        `left` and `right` (places of two words in `words`, counted from 0, left before right), and
        `letters` (int64): in how many they differ, at least one.
    """
    left, right = _candidates(words, groups, most)
    texts, allowed = words.to_numpy(object), most.to_numpy()
    letters = cpdist(texts[left], texts[right], scorer=LCSseq.distance, dtype=np.int64)
    pairs = pd.DataFrame({"left": left, "right": right, "letters": letters})
    is_near = pairs["letters"].le(np.maximum(allowed[left], allowed[right]))
    return pairs.loc[is_near].reset_index(drop=True)


def _candidates(
    words: pd.Series, groups: pd.Series, most: pd.Series
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of words of one group that are the same when a few letters of each are left out.

    All near words are among them: without the letters in which they differ, their longest common
    subsequence is left.

    Returns:
        The places of the left and of the right words, in order, each pair once.
    """
    table = pd.DataFrame({"word": words.array, "group": groups.array, "most": most.array})
    table["length"] = table["word"].str.len()
    table = table[table["group"].duplicated(keep=False)]
    shortened = [way for _, of_length in table.groupby("length") for way in _shortened(of_length)]
    keys = pd.DataFrame(
        {
            "key": np.concatenate([np.zeros(0, np.uint64), *(key for key, _ in shortened)]),
            "place": np.concatenate([np.zeros(0, np.int64), *(place for _, place in shortened)]),
        }
    )
    keys = keys[keys["key"].duplicated(keep=False)].drop_duplicates()
    pairs = keys.merge(keys, on="key", suffixes=("", "_right"))
    pairs = pairs[pairs["place"] < pairs["place_right"]][["place", "place_right"]]
    pairs = pairs.drop_duplicates().sort_values(["place", "place_right"])
    return pairs["place"].to_numpy(), pairs["place_right"].to_numpy()


def _shortened(
    words: pd.DataFrame,
) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """The words of one length without some letters, in every way, up to as many as may differ.

    Yields:
        A hash of what is left and of the group, for each word; and the places of the words.
    """
    length, most = words["length"].iloc[0], words["most"].iloc[0]
    codes = np.array(words["word"].tolist())[:, None].view(np.uint32)
    groups, places = words["group"].to_numpy().astype(np.uint64), words.index.to_numpy()
    for kept in range(length - most, length + 1):
        powers = np.cumprod(np.full(kept + 1, _HASH_BASE))
        start = groups * powers[-1] + np.uint64(kept)
        for way in combinations(range(length), kept):
            yield start + codes[:, list(way)] @ powers[:-1], places
