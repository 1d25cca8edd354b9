"""Frames written by hand for the model of a rule."""

from typing import Any

import pandas as pd

from checks.rules.rule import Rule, RuleModel, Tables
from tests.helpers.claim_tables import outcome


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


def verdict(rule: Rule, tables: Tables) -> str:
    """What a rule makes of the one group in some tables: passed, found, or why it is not judged.

    Empty if there is no group.
    """
    count, _ = outcome(rule, tables)
    assert count.examined <= 1
    return "passed" if count.passed else "found" if count.found else next(iter(count.reasons), "")
