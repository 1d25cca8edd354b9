"""Intervals of which all have to share a value."""

import pandas as pd


def without_overlap(members: pd.DataFrame, keys: list[str], low: str, high: str) -> pd.DataFrame:
    """The members that begin above the end of another one with equal keys, or end below its start.

    Args:
        members: one interval in each row.
        keys: columns; the members with equal keys are compared.
        low: the column with the first value; NA: no lower bound.
        high: the column with the last value; NA: no upper bound.
    """
    compared = members.groupby(keys)
    begins_above = (members[low] > compared[high].transform("min")).fillna(False)
    ends_below = (members[high] < compared[low].transform("max")).fillna(False)
    return members[(begins_above | ends_below).astype(bool)]
