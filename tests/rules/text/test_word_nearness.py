"""Near words: in how many letters two words differ, found without comparing every pair."""

from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules.text.nearness import linked, near_words

few_letters = st.text(alphabet="abc", max_size=9)


@cache
def common(one: str, other: str) -> int:
    """The length of the longest sequence of letters that both words have in order."""
    if not one or not other:
        return 0
    if one[0] == other[0]:
        return 1 + common(one[1:], other[1:])
    return max(common(one[1:], other), common(one, other[1:]))


def pairs(words, groups, most):
    series = pd.Series(words, dtype="str")
    allowed = pd.Series([most(len(word)) for word in words], dtype="int64")
    found = near_words(series, pd.Series(groups, dtype="int64"), allowed)
    return {(words[row.left], words[row.right], row.letters) for row in found.itertuples()}


def two_fifths(length: int) -> int:
    return min(length * 2 // 5, 2)


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("kolda", "kelda", 1),
        ("kolda", "kola", 1),
        ("koldan", "kolda", 1),
        ("center", "centre", 1),
        ("lurek", "luzek", 1),
        ("lurek", "lueko", 1),
        ("morzo", "mogor", 2),
        ("sabrine", "sabene", 2),
    ],
)
def test_letters_replaced_dropped_added_or_moved_count_one_each(one, other, letters):
    assert pairs([one, other], [0, 0], two_fifths) == {(one, other, letters)}


def test_words_of_different_groups_are_not_compared():
    assert pairs(["kolda", "kelda"], [0, 1], two_fifths) == set()


def test_a_group_is_any_whole_number():
    words, groups = ["kolda", "kelda", "verim", "kilda"], [2**62, 2**62, 2**62, 2**62 + 1]
    assert pairs(words, groups, two_fifths) == {("kolda", "kelda", 1)}


def test_no_words_have_no_pairs_of_places():
    numbers = pd.Series([], dtype="int64")
    found = near_words(pd.Series([], dtype="str"), numbers, numbers)
    assert found.dtypes.to_dict() == dict.fromkeys(["left", "right", "letters"], "int64")
    assert found.empty


@given(words=st.lists(few_letters, unique=True, max_size=12), data=st.data())
def test_exactly_the_near_pairs_are_found_that_comparing_every_pair_finds(words, data):
    groups = [data.draw(st.integers(0, 1)) for _ in words]
    expected = set()
    for place, one in enumerate(words):
        for later, other in enumerate(words[place + 1 :], start=place + 1):
            longer = max(len(one), len(other))
            letters = longer - common(one, other)
            if groups[place] == groups[later] and letters <= two_fifths(longer):
                expected.add((one, other, letters))
    assert pairs(words, groups, two_fifths) == expected


@given(
    count=st.integers(min_value=1, max_value=9),
    links=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=9),
)
def test_things_that_hang_together_carry_the_smallest_of_them(count, links):
    links = [(one % count, other % count) for one, other in links]
    together = [{thing} for thing in range(count)]
    for one, other in links * count:
        merged = together[one] | together[other]
        for thing in merged:
            together[thing] = merged
    sides = pd.DataFrame(links, columns=["one", "other"], dtype="int64")
    assert linked(count, sides["one"], sides["other"]).tolist() == [min(all_) for all_ in together]
