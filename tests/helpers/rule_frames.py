"""Frames written by hand for the model of a rule."""

from typing import Any

import pandas as pd

from checks.rules.rule import RuleModel


def judged(model: type[RuleModel], **columns: list[Any]) -> pd.DataFrame:
    """A frame of the model's types with these columns; every row can be judged unless said."""
    rows = len(next(iter(columns.values())))
    types = {name: column.dtype.type for name, column in model.to_schema().columns.items()}
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype=types[name])
            for name, values in {"not_evaluable": [None] * rows, **columns}.items()
        }
    )
