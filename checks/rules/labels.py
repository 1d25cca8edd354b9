"""Labels of entities, of terms and of passages, for messages that people read."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property

import pandas as pd

from checks.tables.edtf import DATE

_PAIR = re.compile(r"(\S+) of (\S+)")
"""A term and the thing of which it says something, both as identifiers."""

_LONG_NUMBER = re.compile(r"(?<![\w.,-])[0-9]{4,}(?![\w,-])")

_LABELLED = {"properties": "property_id", "entities": "entity_id"}
"""The tables that have a label for each identifier, and the column of the identifier."""


def with_commas(text: str) -> str:
    """The text with commas in its numbers: `1,000 to 2,000`."""
    return _LONG_NUMBER.sub(lambda number: f"{int(number[0]):,}", text)


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
        short = {identifier: label.partition(" (")[0] for identifier, label in labels.items()}
        number = Counter(short.values())
        return {key: short[key] if number[short[key]] == 1 else labels[key] for key in labels}

    def of(self, identifier: str) -> str:
        """The label of an entity or a term, or the identifier itself where there is none.

        What a label has in parentheses is left out, unless another label is the same without it.
        A pair, as `founded of kolo-front`, is written `Kolo Front (founded)`. Of other texts the
        identifiers between blanks get their labels: `merged_into kolo-front` is
        `merged into Kolo Front`.
        """
        if label := self._labels.get(identifier):
            return label
        if " of " in identifier:
            return _PAIR.sub(lambda pair: f"{self.of(pair[2])} ({self.of(pair[1])})", identifier)
        return " ".join(self._labels.get(word) or word for word in identifier.split(" "))

    def is_date(self, column: str) -> bool:
        """Whether a column of some table holds dates in EDTF, of which the bounds are known."""
        return column == DATE or any(f"{column}_latest" in table for table in self._tables.values())
