"""Tables as the structure check sees them: all cells are text."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from checks.tables.package import Resource
from checks.tables.text_columns import DistinctValues, distinct_values


@dataclass(frozen=True)
class Table:
    """A table that could be read.

    `frame` is text with the spreadsheet row as its index, and may lack columns of the schema.
    `complete` is False when rows had to be left out.
    """

    resource: Resource
    frame: pd.DataFrame
    complete: bool

    @cached_property
    def columns(self) -> Mapping[str, DistinctValues]:
        """The distinct values of the columns that the table has, by the name of the column."""
        return {name: distinct_values(self.frame[name]) for name in self.frame.columns}
