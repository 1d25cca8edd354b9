"""Tables as the structure check sees them, and the problems that were found so far."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from checks.tables.arrays import Mask
from checks.tables.package import Resource, Schema
from checks.tables.problems import OF_FORM, SIZE_AND_HASH, Problem
from checks.tables.shortening import shortened


@dataclass(frozen=True)
class Table:
    """A table that could be read.

    `frame` is text with the spreadsheet row as its index, and may lack columns of the schema.
    `set_aside` has what could be read of the rows that are not in the frame, by their row.
    """

    resource: Resource
    frame: pd.DataFrame
    set_aside: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether the frame has all rows of the file."""
        return not self.set_aside

    @property
    def schema(self) -> Schema:
        """The Table Schema of the table."""
        return self.resource.schema

    def has(self, columns: Iterable[str]) -> bool:
        """Whether the table has all of these columns."""
        return set(columns) <= set(self.frame.columns)

    def filled(self, columns: Collection[str]) -> Mask:
        """A mask of the rows in which none of these columns is empty."""
        cells = [(self.frame[name] != "").to_numpy(dtype=bool) for name in columns]
        mask: Mask = np.logical_and.reduce(cells)
        return mask

    def problem(self, code: str, row: object, column: str, value: str, expected: str) -> Problem:
        """A problem of one cell, or of the cells of several columns of one row."""
        return Problem(
            self.resource.path, int(str(row)), column, code, value, f"expected {expected}"
        )


class ProblemList:
    """Collects problems stage by stage, one for each cell, and perhaps one of its form.

    Later stages skip the cells that already have a problem: a value that is no date need not be
    reported as one that contradicts its words, too. The form of a cell says nothing of its value.
    """

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._cells: set[tuple[str, int | None, str | None]] = set()
        self._settled: set[tuple[str, int | None, str | None]] = set()

    def add(self, stage: Iterable[Problem]) -> None:
        """Take the problems of one stage, except in cells whose value already has a problem."""
        fresh = [problem for problem in stage if _cell(problem) not in self._settled]
        self._problems.extend(fresh)
        of_cells = [problem for problem in fresh if problem.column is not None]
        self._cells.update(map(_cell, of_cells))
        self._settled.update(_cell(item) for item in of_cells if item.code not in OF_FORM)

    def mask(self, table: Table, columns: Collection[str]) -> Mask:
        """A mask of the rows of a table in which one of these columns has a problem."""
        file = table.resource.path
        rows = [row for name, row, column in self._cells if name == file and column in columns]
        mask: Mask = table.frame.index.isin(rows)
        return mask

    def in_order(self, files: Iterable[str]) -> tuple[Problem, ...]:
        """All problems: files in the given order (others first), then rows, as found in a row.

        Of each file, size and hash come last, since every edit changes them. Long messages are cut.
        """
        place = {file: position for position, file in enumerate(files)}
        return tuple(
            sorted(
                (replace(item, message=shortened(item.message)) for item in self._problems),
                key=lambda item: (
                    place.get(item.file, -1),
                    item.code in SIZE_AND_HASH,
                    item.row or 0,
                ),
            )
        )


def _cell(problem: Problem) -> tuple[str, int | None, str | None]:
    return problem.file, problem.row, problem.column
