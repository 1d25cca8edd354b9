"""Words that differ in few letters, found without comparing every pair."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

_BASE = 0x9E3779B97F4A7C15
"""An odd number whose powers spread well over 64 bits."""

_OF_GROUP = np.uint64(pow(_BASE, 1000, 2**64))

_WAYS = 64
"""More than the letters that are ever left out of a word."""


def near_words(words: pd.Series, groups: pd.Series, most: pd.Series) -> pd.DataFrame:
    """Pairs of words of one group that differ in few letters.

    The letters in which two words differ are those of the longer word outside the longest sequence
    of letters that both have in order. A letter that is replaced, dropped, added or moved counts
    one: `center` and `centre` differ in one.

    Two words differ in at most n letters exactly if leaving out n letters of the longer one, and as
    many fewer of the other as it is shorter, can leave the same. So each word is shortened in every
    way, and what is left is looked up; words that have nothing in common are never compared.

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
    table = pd.DataFrame(
        {
            "word": words.array,
            "group": groups.array,
            "most": most.array,
            "length": words.str.len().array,
        }
    )
    table = table[table["group"].duplicated(keep=False)]
    if table.empty:
        nothing = np.zeros(0, np.int64)
        return _sharing(nothing, nothing)
    shortened = [
        way for _, words_of_length in table.groupby("length") for way in _shortened(words_of_length)
    ]
    keys, words_left = (np.concatenate(arrays) for arrays in zip(*shortened, strict=True))
    return _sharing(keys, words_left)


def linked(count: int, left: pd.Series, right: pd.Series) -> np.ndarray:
    """Which of `count` things hang together, directly or through others.

    Args:
        count: the things are the numbers from 0 to count - 1.
        left: one side of each link (int64).
        right: the other side.

    Returns:
        For each thing (int64) the smallest one with which it hangs together.
    """
    smallest = np.arange(count)
    one, other = left.to_numpy(), right.to_numpy()
    while (smallest[one] != smallest[other]).any():
        least = np.minimum(smallest[one], smallest[other])
        np.minimum.at(smallest, smallest[one], least)
        np.minimum.at(smallest, smallest[other], least)
        smallest = smallest[smallest]
    return smallest


def _shortened(words: pd.DataFrame) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Every word of one length without as many letters as may differ, and without fewer.

    Yields:
        For each number of letters that are left out, and each way to do so: a number (uint64) for
        what is left and the group, the same where these are; and the place of the word times
        `_WAYS`, plus the letters left out (int64).
    """
    length, most = words["length"].iloc[0], words["most"].iloc[0]
    codes = np.array(words["word"].tolist())[:, None].view(np.uint32)
    groups, places = words["group"].to_numpy().astype(np.uint64), words.index.to_numpy()
    for removed in range(most + 1):
        kept = length - removed
        powers = np.cumprod(np.full(kept, np.uint64(_BASE)))
        start = groups * _OF_GROUP + np.uint64(kept)
        ways = [start + codes[:, list(way)] @ powers for way in combinations(range(length), kept)]
        yield np.concatenate(ways), np.tile(places * _WAYS + removed, len(ways))


def _sharing(keys: np.ndarray, words: np.ndarray) -> pd.DataFrame:
    """The pairs of different words that leave the same, as `near_words` returns them.

    The many keys that only one word has are put aside first: they take most of the room.
    """
    order = np.argsort(keys)
    follows = np.zeros(len(keys) + 1, dtype=bool)
    follows[1:-1] = keys[order[1:]] == keys[order[:-1]]
    shared = order[follows[1:] | follows[:-1]]
    table = pd.DataFrame({"key": keys[shared], "word": words[shared]}).drop_duplicates()
    pairs = table.merge(table, on="key", suffixes=("", "_right"))
    pairs = pairs[pairs["word"] // _WAYS < pairs["word_right"] // _WAYS]
    found = pd.DataFrame(
        {
            "left": pairs["word"] // _WAYS,
            "right": pairs["word_right"] // _WAYS,
            "letters": np.maximum(pairs["word"] % _WAYS, pairs["word_right"] % _WAYS),
        }
    )
    return found.groupby(["left", "right"], as_index=False).agg(letters=("letters", "min"))
