"""Near words: all pairs are found, though few are compared."""

from itertools import combinations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from checks.rules.text.nearness import near_words


def pairs(words, groups, most):
    allowed = pd.Series([most(len(word)) for word in words], dtype="int64")
    found = near_words(pd.Series(words, dtype="str"), pd.Series(groups, dtype="int64"), allowed)
    return {(words[row.left], words[row.right], row.letters) for row in found.itertuples()}


def two_fifths(length: int) -> int:
    return min(length * 2 // 5, 2)


def test_a_letter_replaced_dropped_or_moved_counts_one():
    words = ["center", "centre", "kolda", "kelda", "kola"]
    found = {("center", "centre", 1), ("kolda", "kelda", 1), ("kolda", "kola", 1)}
    assert pairs(words, [0] * 5, two_fifths) == {*found, ("kelda", "kola", 2)}


def test_a_group_is_any_whole_number():
    words, groups = ["kolda", "kelda", "verim", "kilda"], [2**62, 2**62, 2**62, 2**62 + 1]
    assert pairs(words, groups, two_fifths) == {("kolda", "kelda", 1)}


def test_no_words_have_no_pairs_of_places():
    numbers = pd.Series([], dtype="int64")
    found = near_words(pd.Series([], dtype="str"), numbers, numbers)
    assert found.dtypes.to_dict() == dict.fromkeys(["left", "right", "letters"], "int64")


few_letters = st.text(alphabet="abc", max_size=9)


@given(words=st.lists(st.tuples(few_letters, st.integers(0, 1)), unique=True, max_size=12))
def test_the_near_pairs_are_those_that_comparing_every_pair_finds(words):
    texts, groups = [word for word, _ in words], [group for _, group in words]
    expected = {
        (one, other, LCSseq.distance(one, other))
        for (one, group), (other, another) in combinations(words, 2)
        if group == another and LCSseq.distance(one, other) <= two_fifths(max(len(one), len(other)))
    }
    assert pairs(texts, groups, two_fifths) == expected
