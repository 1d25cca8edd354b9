"""Labels of entities, of terms and of passages, for messages that people read."""

from collections.abc import Callable, Mapping
from functools import cached_property

import pandas as pd

from checks.tables.edtf import DATE

_LABELLED = {"properties": "property_id", "entities": "entity_id"}
"""The tables that have a label for each identifier, and the column of the identifier."""


class Labels:
    """The labels of a package, looked up by identifier.

    Args:
        tables: typed tables; those of entities and of properties are used, as far as there are any.
        place: what a reader calls a passage, by its identifier; empty if it is not known.
    """

    def __init__(
        self, tables: Mapping[str, pd.DataFrame], place: Callable[[str], str] = str
    ) -> None:
        self._tables = tables
        self.place = place

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

    def is_date(self, column: str) -> bool:
        """Whether a column of some table holds dates in EDTF, of which the bounds are known."""
        return column == DATE or any(f"{column}_latest" in table for table in self._tables.values())
