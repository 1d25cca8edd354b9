"""Which intervals of a group have no value in common with another one."""

import pandas as pd
import pytest

from checks.rules.common.overlap import without_overlap


@pytest.mark.parametrize(
    ("intervals", "apart"),
    [
        ([(1, 3), (3, 5)], []),  # one value in common is enough
        ([(1, 3), (4, 5)], [0, 1]),
        ([(1, 3), (2, 8), (5, 9)], [0, 2]),  # the one in the middle overlaps both
        ([(1, 9), (2, 3), (5, 6)], [1, 2]),
        ([(None, 3), (4, None)], [0, 1]),
        ([(None, 4), (4, None)], []),
        ([(None, None), (1, 2), (3, 4)], [1, 2]),
        ([(None, None), (None, None)], []),
        ([(7, 7)], []),
        ([], []),
    ],
)
def test_members_without_overlap(intervals, apart):
    members = pd.DataFrame(intervals, columns=["low", "high"], dtype="Int64").assign(group=0)
    assert list(without_overlap(members, ["group"], "low", "high").index) == apart


def test_only_members_with_equal_keys_are_compared():
    ends = {"low": [1, 4, 1, 4], "high": [2, 5, 2, 5]}
    members = pd.DataFrame({"group": [0, 1, 0, 0], "option": ["a", "a", "b", "b"], **ends})
    found = without_overlap(members, ["group", "option"], "low", "high")
    assert list(found.index) == [2, 3]


def test_open_days_have_no_bound():
    days = pd.to_datetime(pd.Series(["2014-02-01", None, "2017-04-01"]))
    members = pd.DataFrame({"group": 0, "earliest": days, "latest": days})
    found = without_overlap(members, ["group"], "earliest", "latest")
    assert list(found.index) == [0, 2]
