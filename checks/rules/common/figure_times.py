"""The time for which a figure holds: the day of a level, or the period of a count."""

import pandas as pd

from checks.rules.common.days import FAR_AWAY, days_or


def figure_times(figures: pd.DataFrame) -> pd.DataFrame:
    """The days that the time of each figure allows.

    Args:
        figures: `as_of` and `period` with their bounds; where both are given, `as_of` counts.

    Returns:
        With the index of `figures`: `first` and `last` (int64, days since 1970; minus or plus
        `FAR_AWAY` where the time is open or not stated), and `is_count` (over a period).
    """
    is_level = figures["as_of"].ne("")
    first, last = (
        figures[f"as_of_{end}"].where(is_level, figures[f"period_{end}"])
        for end in ("earliest", "latest")
    )
    return pd.DataFrame(
        {
            "first": days_or(first, -FAR_AWAY),
            "last": days_or(last, FAR_AWAY),
            "is_count": ~is_level & figures["period"].ne(""),
        }
    )
