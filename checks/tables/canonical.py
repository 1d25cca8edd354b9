"""The canonical form of a CSV: reading it at once, and proving that it is canonical.

Canonical is: UTF-8 without byte order mark, LF, commas, quotes only where CSV needs them, a final
newline, the header of the schema, and rows that are neither blank nor ragged. The proof is to write
again what was read: the same bytes must come out.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

FIRST_ROW = 2
"""The row in which a spreadsheet shows the first record: the header is row 1."""


def read_canonical(content: bytes, columns: Sequence[str]) -> pd.DataFrame | None:
    """The records as a frame of text, or None when the bytes are not the canonical ones.

    The frame has the spreadsheet row as its index, named `row`; "" is empty, and "NA" is NA.
    """
    header = header_line(columns).encode()
    if not content.startswith(header) or not content.endswith(b"\n") or b"\r" in content:
        return None
    if len(content) == len(header):
        return text_frame([], [], columns)
    table = _parse(content, len(header), columns)
    if table is None or _has_blank_row(table):
        return None
    if b'"' in content and not _rewrites_to(table, content, len(header)):
        return None
    frame: pd.DataFrame = table.to_pandas()
    frame.index = pd.RangeIndex(FIRST_ROW, FIRST_ROW + len(frame), name="row")
    return frame.astype("str")


def text_frame(data: Any, rows: Any, columns: Sequence[str]) -> pd.DataFrame:
    """A frame of text whose index is the spreadsheet row."""
    index = pd.Index(rows, dtype="int64", name="row")
    return pd.DataFrame(data, index=index, columns=list(columns), dtype="str")


def quoted(cell: str) -> str:
    """The cell as a canonical CSV writes it: in quotes only where they are needed."""
    if any(character in cell for character in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def header_line(columns: Sequence[str]) -> str:
    """The canonical header, with its newline."""
    return ",".join(quoted(column) for column in columns) + "\n"


def _parse(content: bytes, start: int, columns: Sequence[str]) -> "pa.Table | None":
    """The records from byte `start` on, or None when they are not regular UTF-8 records."""
    import pyarrow as pa
    from pyarrow import csv

    try:
        return csv.read_csv(
            pa.py_buffer(content).slice(start),
            read_options=csv.ReadOptions(column_names=list(columns), block_size=1 << 24),
            parse_options=csv.ParseOptions(ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None


def _has_blank_row(table: "pa.Table") -> bool:
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    is_blank = pc.equal(table.column(0), "")
    for column in table.columns[1:]:
        if not pc.any(is_blank).as_py():  # as a rule after the first column, which is a key
            return False
        is_blank = pc.and_(is_blank, pc.equal(column, ""))
    return bool(pc.any(is_blank).as_py())


def _rewrites_to(table: "pa.Table", content: bytes, start: int) -> bool:
    """Whether the canonical writing of the records is `content` from byte `start` on."""
    import numpy as np
    import pyarrow.compute as pc

    cells = [_quoted_column(column) for column in table.columns]
    cells[-1] = pc.binary_join_element_wise(cells[-1], "\n", "")
    lines = pc.binary_join_element_wise(*cells, ",")
    actual = np.frombuffer(content, dtype=np.uint8)
    for chunk in lines.chunks:
        expected = _bytes_of(chunk)
        if not np.array_equal(actual[start : start + len(expected)], expected):
            return False
        start += len(expected)
    return start == len(content)


def _bytes_of(chunk: Any) -> Any:
    """All texts of an Arrow array of strings, one after the other."""
    import numpy as np

    _, offsets, data = chunk.buffers()
    if data is None:
        return np.empty(0, dtype=np.uint8)
    ends = np.frombuffer(offsets, dtype=np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
    return np.frombuffer(data, dtype=np.uint8)[ends[0] : ends[-1]]


def _quoted_column(column: Any) -> Any:
    import pyarrow.compute as pc

    special = (b",", b'"', b"\n")
    if not any(mark in _bytes_of(chunk).tobytes() for chunk in column.chunks for mark in special):
        return column
    in_quotes = pc.binary_join_element_wise('"', pc.replace_substring(column, '"', '""'), '"', "")
    return pc.if_else(pc.match_substring_regex(column, '[",\n]'), in_quotes, column)
