"""Reading the bytes of a CSV into a frame of text, with all that is wrong with their form.

A canonical file is read at once. Canonical is: UTF-8 without byte order mark, LF, commas, quotes
only where CSV needs them, a final newline, the header of the schema, and rows that are neither
blank nor ragged. Any other file is read record by record.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from checks.tables.diagnosis import diagnose, header_line
from checks.tables.problems import Problem

FIRST_ROW = 2
"""The row in which a spreadsheet shows the first record: the header is row 1."""

_QUOTED_CELL = re.compile(
    rb'"(?<![^,\n]")'  # opens a cell
    rb'[^",\n]*+(?:[,\n]|"")'  # there is a reason for quotes
    rb'[^"]*+(?:""[^"]*+)*+"(?=[,\n])'
)
"""A cell with quotes that CSV needs, up to its end."""


@dataclass(frozen=True)
class Reading:
    """What could be read of a CSV.

    `frame` holds the columns of the schema that the file has, as text ("" = empty, "NA" = NA);
    its index, named `row`, is the spreadsheet row. It is None when nothing can be read.
    `set_aside` has what could be read of the rows that are not in the frame, by their row.
    """

    frame: pd.DataFrame | None
    set_aside: Mapping[int, tuple[str, ...]]
    problems: tuple[Problem, ...]


def read_table(content: bytes, file: str, columns: Sequence[str]) -> Reading:
    """Read the bytes of a CSV that should have exactly these columns, in this order.

    `file` is how problems name it. Bad bytes raise nothing: they are problems.
    """
    frame = _read_canonical(content, columns)
    if frame is not None:
        return Reading(frame, set_aside={}, problems=())
    found = diagnose(content, file, columns)
    if found.header:
        places = [
            (name, found.header.index(name)) for name in columns if found.header.count(name) == 1
        ]
        cells = {name: [row[place] for row in found.cells] for name, place in places}
        frame = pd.DataFrame(cells, pd.Index(found.rows, dtype="int64", name="row"), dtype="str")
    return Reading(frame, found.set_aside, tuple(found.problems))


def _read_canonical(content: bytes, columns: Sequence[str]) -> pd.DataFrame | None:
    """The records as a frame of text, or None when the bytes are not the canonical ones."""
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyarrow import csv

    is_framed = content.startswith(header_line(columns).encode()) and content.endswith(b"\n")
    if not is_framed or b"\r" in content:
        return None
    has_quotes = b'"' in content
    if has_quotes and b'"' in _QUOTED_CELL.sub(b"", content):
        return None
    try:
        table = csv.read_csv(
            pa.py_buffer(content),
            read_options=csv.ReadOptions(block_size=1 << 24),
            parse_options=csv.ParseOptions(ignore_empty_lines=False, newlines_in_values=has_quotes),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    frame: pd.DataFrame = table.combine_chunks().to_pandas()
    is_blank = frame.iloc[:, 0] == ""  # as a rule nowhere: the first column is a key
    if is_blank.any() and (frame[is_blank] == "").all(axis="columns").any():
        return None
    frame.index = pd.RangeIndex(FIRST_ROW, FIRST_ROW + len(frame), name="row")
    return frame.astype("str")
