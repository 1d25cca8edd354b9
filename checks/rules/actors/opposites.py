"""Predicates that exclude each other, such as joining and leaving."""

import pandas as pd


def opposites(properties: pd.DataFrame) -> pd.DataFrame:
    """Each predicate beside each of its opposites, whichever of the two names the other.

    Args:
        properties: `property_id`, `opposite` ("" where there is no opposite).

    Returns:
        `predicate_id`, `opposite_id`: two rows for each pair, one for each order.
    """
    named = properties.loc[properties["opposite"].ne(""), ["property_id", "opposite"]]
    named.columns = pd.Index(["predicate_id", "opposite_id"])
    turned = named.rename(columns={"predicate_id": "opposite_id", "opposite_id": "predicate_id"})
    return pd.concat([named, turned]).drop_duplicates()
