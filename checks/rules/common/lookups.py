"""Looking up rows by their key, fast enough for a million of them."""

import numpy as np
import pandas as pd
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.tables.text_columns import arrow_texts, positions

__all__ = ["are_among", "looked_up", "positions"]


def are_among(keys: pd.Series, values: pd.Series) -> pd.Series:
    """Whether each key is one of the values, with the index of `keys`."""
    is_among = pc.is_in(arrow_texts(keys), value_set=arrow_texts(values))
    return pd.Series(is_among.to_numpy(zero_copy_only=False), index=keys.index)


def looked_up(
    keys: pd.Series, table: pd.DataFrame, key: str, columns: list[str], missing: str = ""
) -> pd.DataFrame:
    """Text columns of the row of `table` that has each key; `missing` where there is none.

    The texts of the column `key` must be distinct. Returns `columns`, with the index of `keys`.
    """
    if table.empty:
        return pd.DataFrame(missing, keys.index, columns, dtype="str")
    places = positions(keys, table[key])
    found = table[columns].take(np.maximum(places, 0)).set_axis(keys.index)
    is_there = places >= 0
    return found if is_there.all() else found.where(pd.Series(is_there, keys.index), missing)
