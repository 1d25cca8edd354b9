"""A frame that is derived once for all rules of a run is the same as one that is derived anew."""

import pandas as pd

from checks.rules.caching import CachingTables, cached
from checks.rules.rule import Tables

FERRIES = pd.DataFrame({"ferry": ["north", "south"], "seats": [40, 25]})


class Derivation:
    """Ferries with at least so many seats; `asked` says for how many seats it was derived."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.of = cached(self._large)

    def _large(self, tables: Tables, seats: int) -> pd.DataFrame:
        self.asked.append(seats)
        return tables["ferries"][tables["ferries"]["seats"] >= seats]


def test_a_frame_is_cached_in_one_run() -> None:
    derivation, tables = Derivation(), CachingTables({"ferries": FERRIES})
    first, second = derivation.of(tables, 30), derivation.of(tables, 30)
    assert derivation.asked == [30]
    pd.testing.assert_frame_equal(first, second)
    assert second["ferry"].tolist() == ["north"]


def test_each_argument_has_a_frame_of_its_own() -> None:
    derivation, tables = Derivation(), CachingTables({"ferries": FERRIES})
    assert [len(derivation.of(tables, seats)) for seats in (30, 20, 30, 20)] == [1, 2, 1, 2]
    assert derivation.asked == [30, 20]


def test_each_function_has_a_frame_of_its_own() -> None:
    tables = CachingTables({"ferries": FERRIES})
    all_of_them, none = (
        cached(lambda run: run["ferries"]),
        cached(lambda _: FERRIES[:0]),
    )
    assert (len(all_of_them(tables)), len(none(tables))) == (2, 0)


def test_another_run_derives_anew() -> None:
    derivation = Derivation()
    for tables in (CachingTables({"ferries": FERRIES}), CachingTables({"ferries": FERRIES[1:]})):
        assert len(derivation.of(tables, 20)) == len(tables["ferries"])
    assert derivation.asked == [20, 20]


def test_tables_that_are_of_no_run_may_change_in_between() -> None:
    derivation, tables = Derivation(), {"ferries": FERRIES}
    assert len(derivation.of(tables, 20)) == 2
    tables["ferries"] = FERRIES[:1]
    assert len(derivation.of(tables, 20)) == 1


def test_what_one_user_of_a_frame_changes_the_next_does_not_see() -> None:
    derivation, tables = Derivation(), CachingTables({"ferries": FERRIES})
    frame = derivation.of(tables, 20)
    frame["seats"] = 0
    frame.loc[frame.index[0], "ferry"] = "west"
    frame.index = pd.Index([7, 8])
    pd.testing.assert_frame_equal(derivation.of(tables, 20), FERRIES)
