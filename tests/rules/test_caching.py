"""A frame that is derived once for all rules of a run is the same as one that is derived anew."""

import pandas as pd
import pytest

from checks.rules.caching import CachingTables, cached

FERRIES = pd.DataFrame({"ferry": ["north", "south"], "seats": [40, 25]})


@pytest.fixture
def asked():
    """For how many seats ferries were derived, in order."""
    return []


@pytest.fixture
def large(asked):
    """A cached derivation: the ferries with at least so many seats."""

    @cached
    def derive(tables, seats):
        asked.append(seats)
        return tables["ferries"][tables["ferries"]["seats"] >= seats]

    return derive


def test_each_argument_has_a_frame_that_is_derived_once_in_a_run(large, asked):
    for _ in range(2):
        tables = CachingTables({"ferries": FERRIES})
        assert [len(large(tables, seats)) for seats in (30, 20, 30, 20)] == [1, 2, 1, 2]
    assert asked == [30, 20] * 2


def test_each_function_has_a_frame_of_its_own(large):
    tables = CachingTables({"ferries": FERRIES})
    assert len(large(tables, 30)) == 1
    assert len(cached(lambda run, _: run["ferries"])(tables, 30)) == 2


def test_tables_that_are_of_no_run_may_change_in_between(large):
    tables = {"ferries": FERRIES}
    assert len(large(tables, 20)) == 2
    tables["ferries"] = FERRIES[:1]
    assert len(large(tables, 20)) == 1


def test_what_one_user_of_a_frame_changes_the_next_does_not_see(large):
    tables = CachingTables({"ferries": FERRIES})
    frame = large(tables, 20)
    frame["seats"] = 0
    frame.loc[frame.index[0], "ferry"] = "west"
    frame.index = pd.Index([7, 8])
    pd.testing.assert_frame_equal(large(tables, 20), FERRIES)
