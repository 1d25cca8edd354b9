"""Looking up rows by their key, fast enough for a million of them."""

import numpy as np
import pandas as pd

from checks.tables.text_columns import positions

__all__ = ["are_among", "looked_up", "positions"]


def are_among(keys: pd.Series, values: pd.Series) -> pd.Series:
    """Whether each key is one of the values, with the index of `keys`."""
    distinct = values.drop_duplicates()
    return pd.Series(positions(keys, distinct) >= 0, index=keys.index, dtype=bool)


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
    return found.where(pd.Series(places >= 0, index=keys.index), missing)
