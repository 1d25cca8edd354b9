"""Caches derived frames for the duration of one run, for rules that need the same ones."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec

import pandas as pd

from checks.rules.rule import Tables

Further = ParamSpec("Further")
Derivation = Callable[Concatenate[Tables, Further], pd.DataFrame]


class CachingTables(dict[str, pd.DataFrame]):
    """Typed tables, with a cache of the frames that were derived from them during one run."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.derived: dict[Hashable, pd.DataFrame] = {}


def cached(derive: Derivation[Further]) -> Derivation[Further]:
    """Cache the frame that a function derives, for as long as the tables are `CachingTables`.

    The frame must follow from the tables and from further arguments, which can be hashed. With
    other tables than `CachingTables` the function runs every time.
    """

    @wraps(derive)
    def from_cache(
        tables: Tables, /, *args: Further.args, **kwargs: Further.kwargs
    ) -> pd.DataFrame:
        if not isinstance(tables, CachingTables):
            return derive(tables, *args, **kwargs)
        key = derive, args, tuple(kwargs.items())
        if key not in tables.derived:
            tables.derived[key] = derive(tables, *args, **kwargs)
        # Pandas copies on write: whoever changes the frame changes a copy of the cached one.
        return tables.derived[key].copy(deep=False)

    return from_cache
