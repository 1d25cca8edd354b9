"""Looking up texts in a column, fast enough for a million of them."""

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.tables.arrays import Mask, Places

_FEW = 8


def positions(keys: pd.Series, among: pd.Series) -> Places:
    """The position of each key where it first stands in another column, or -1.

    Both columns hold texts without missing values. Arrow looks them up in a fraction of the time of
    `map`, `isin` and `get_indexer`, which turn texts into objects.
    """
    sought, known = (pa.array(texts, type=pa.large_string()) for texts in (keys, among))
    places = pc.fill_null(pc.index_in(sought, value_set=known), -1)
    found: Places = places.to_numpy(zero_copy_only=False).astype("int64")
    return found


def is_known(values: pd.Series, known: pd.Series) -> Mask:
    """Whether each text is among the known ones: `isin`, at a tenth of its time."""
    if len(values) < len(known) // _FEW:
        # Looking many up in few is quick, and leaves few to look up in.
        few, many = (pa.array(texts, type=pa.large_string()) for texts in (values, known))
        known = known[pc.is_in(many, value_set=few).to_numpy(zero_copy_only=False)]
    codes, _ = pd.factorize(pd.concat([known, values], ignore_index=True))
    # Codes count up in the order of appearance, so new values have codes above all known ones.
    mask: Mask = codes[len(known) :] <= codes[: len(known)].max(initial=-1)
    return mask
