"""Labels of entities and of terms, for messages that people read."""

from collections.abc import Mapping
from functools import cached_property

import pandas as pd

_LABELLED = {"properties": "property_id", "entities": "entity_id"}
"""The tables that have a label for each identifier, and the column of the identifier."""


class Labels:
    """The labels of a package, looked up by identifier.

    Args:
        tables: typed tables; those of entities and of properties are used, as far as there are any.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = tables

    @cached_property
    def _labels(self) -> dict[str, str]:
        labels: dict[str, str] = {}
        for name, key in _LABELLED.items():
            table = self._tables.get(name)
            if table is not None and {key, "label"} <= set(table.columns):
                labels.update(zip(table[key], table["label"], strict=True))
        return labels

    def of(self, identifier: str) -> str:
        """The label of an entity or a term, or the identifier itself where there is none."""
        return self._labels.get(identifier) or identifier
