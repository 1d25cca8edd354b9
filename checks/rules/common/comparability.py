"""Which figures can be compared: those that agree in the columns that their measure names."""

import pandas as pd

from checks.rules.common.lookups import looked_up


def comparison_numbers(
    figures: pd.DataFrame, properties: pd.DataFrame, *, at_any_time: bool = False
) -> pd.Series:
    """A number for each set of figures that can be compared.

    Args:
        figures: `measure_id`, and the columns that the keys name.
        properties: `property_id`, `comparability_keys`.
        at_any_time: leave out the keys that are dates (columns with bounds), as for a trend.

    Returns:
        Int64 with the index of `figures`; NA for a measure whose values are never compared,
        because it has no keys or names a column that `figures` does not have.
    """
    keys = looked_up(figures["measure_id"], properties, "property_id", ["comparability_keys"])[
        "comparability_keys"
    ]
    numbers = pd.Series(index=figures.index, dtype="Int64")
    first = 0
    for names in sorted(keys.unique()):
        columns = [name for name in names.split("|") if name != "measure_id"]
        # A measure that is not in the vocabulary has an empty key, which no column is called.
        if not set(columns).issubset(figures):
            continue
        if at_any_time:
            columns = [name for name in columns if f"{name}_latest" not in figures]
        members = figures[keys == names]
        of_names = members.groupby(["measure_id", *columns], sort=False).ngroup()
        numbers[of_names.index] = of_names + first
        first += len(members)
    return numbers
