"""Deriving a frame once, though several rules need it, or a rule and then its evidence."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec

import pandas as pd

from checks.rules.rule import Tables

Further = ParamSpec("Further")
Derivation = Callable[Concatenate[Tables, Further], pd.DataFrame]


class TablesOfOneRun(dict[str, pd.DataFrame]):
    """Typed tables, and the frames that were derived from them while rules ran."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.derived: dict[Hashable, pd.DataFrame] = {}


def derived_once(derive: Derivation[Further]) -> Derivation[Further]:
    """Let a function keep what it derives, for as long as the tables are those of one run.

    It must depend on nothing but the tables and further arguments that can be hashed. With other
    tables than `TablesOfOneRun` it derives anew every time.
    """

    @wraps(derive)
    def kept(tables: Tables, /, *args: Further.args, **kwargs: Further.kwargs) -> pd.DataFrame:
        if not isinstance(tables, TablesOfOneRun):
            return derive(tables, *args, **kwargs)
        key = derive, args, tuple(kwargs.items())
        if key not in tables.derived:
            tables.derived[key] = derive(tables, *args, **kwargs)
        # Pandas copies on write: whoever changes the frame changes a copy of what is kept.
        return tables.derived[key].copy(deep=False)

    return kept
