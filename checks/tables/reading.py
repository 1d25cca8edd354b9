"""Reading the bytes of a CSV into a frame of text, with all that is wrong with their form."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from checks.tables.canonical import read_canonical
from checks.tables.problems import Problem


@dataclass(frozen=True)
class Reading:
    """What could be read of a CSV.

    `frame` holds the columns of the schema that the file has, as text ("" = empty, "NA" = NA);
    its index, named `row`, is the spreadsheet row. It is None when nothing can be read.
    `complete` is False when rows had to be set aside, so that their keys are not known.
    """

    frame: pd.DataFrame | None
    complete: bool
    problems: tuple[Problem, ...]


def read_table(content: bytes, file: str, columns: Sequence[str]) -> Reading:
    """Read the bytes of a CSV that should have exactly these columns, in this order.

    `file` is how problems name it. Bad bytes raise nothing: they are problems.
    """
    frame = read_canonical(content, columns)
    if frame is not None:
        return Reading(frame, complete=True, problems=())
    from checks.tables.diagnosis import diagnose

    frame, complete, problems = diagnose(content, file, columns)
    return Reading(frame, complete, problems)
