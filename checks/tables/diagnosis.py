"""What is wrong with the form of a CSV that is not canonical, and what can be read all the same."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from checks.tables.disguises import disguise
from checks.tables.problems import Problem
from checks.tables.shortening import listed

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OTHER_DELIMITERS = ";\t|:"

_TOLERABLE = frozenset(
    {"byte-order-mark", "line-ending", "final-newline", "blank-row", "column-order"}
)


@dataclass
class Diagnosis:
    """What could be read of a CSV, and all problems of its form.

    `header` is empty when nothing can be read. `rows` are the spreadsheet rows of the records in
    `cells`, which have as many cells as the header. `set_aside` has what could be read of all other
    records, by their row.
    """

    file: str
    header: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    set_aside: dict[int, tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        code: str,
        message: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Add a problem of this file."""
        self.problems.append(Problem(self.file, row, column, code, value, message))


@dataclass(frozen=True)
class _Record:
    """A record as it stands in the file: its row, its text, and its cells or why there are none."""

    row: int
    text: str
    cells: list[str]
    fault: str | None


def diagnose(content: bytes, file: str, columns: Sequence[str]) -> Diagnosis:
    """Read a CSV of any bytes, and say everything that is wrong with its form.

    Rows that cannot be understood are set aside, and the others are read. `columns` are those of
    the schema.
    """
    diagnosis = Diagnosis(file)
    if other := _other_than_utf8(content):
        diagnosis.add("encoding", f"expected UTF-8 (found {other})")
    else:
        content = _plain_lines(content, diagnosis)
        records = _records(content.decode("utf-8", "surrogateescape"))
        diagnosis.header = _header(next(records, None), columns, diagnosis)
    if diagnosis.header:
        _read_body(records, diagnosis)
    return diagnosis


def why_unreadable(content: bytes, file: str, columns: Sequence[str]) -> list[Problem]:
    """What keeps even a tolerant reader from the rows of a CSV: all but what it can put right."""
    problems = diagnose(content, file, columns).problems
    return [problem for problem in problems if not is_tolerable(problem)] or problems


def is_tolerable(problem: Problem) -> bool:
    """Whether rows can be read in spite of a problem."""
    is_needless_quoting = problem.code == "quoting" and problem.column is not None
    return problem.code in _TOLERABLE or is_needless_quoting


def header_line(columns: Sequence[str]) -> str:
    """The canonical header, with its newline."""
    return ",".join(_quoted(column) for column in columns) + "\n"


def _quoted(cell: str) -> str:
    """The cell as a canonical CSV writes it: in quotes only where they are needed."""
    if any(character in cell for character in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _other_than_utf8(content: bytes) -> str | None:
    """What the content is, if that is beyond a cell or two of another encoding."""
    if what := disguise(content):
        return what
    if content.startswith(_UTF_16):
        return "UTF-16"
    if b"\0" in content and (b"\0" in content.partition(b"\n")[0] or not _is_utf8(content)):
        return "bytes that are no text"
    return None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plain_lines(content: bytes, diagnosis: Diagnosis) -> bytes:
    """The content without byte order mark and with LF alone, once what was there is noted."""
    if content.startswith(_BYTE_ORDER_MARK):
        content = content[len(_BYTE_ORDER_MARK) :]
        diagnosis.add("byte-order-mark", "expected no byte order mark before the header", row=1)
    if place := content.find(b"\r") + 1:
        row = content.count(b"\n", 0, place) + 1
        count = content.count(b"\r")
        message = f"expected lines that end in LF alone (found {_times(count, 'CR')})"
        diagnosis.add("line-ending", message, row=row)
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if content and not content.endswith(b"\n"):
        row = content.count(b"\n") + 1
        diagnosis.add("final-newline", "expected LF at the end of the last line", row=row)
    return content


def _times(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _records(text: str) -> Iterator[_Record]:
    """The records of a CSV, blank lines included, as a spreadsheet numbers them."""
    lines = io.StringIO(text, newline="\n").readlines()
    reader = csv.reader(lines, strict=True)
    for row in count(1):
        start, cells, fault = reader.line_num, [], None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = str(error)
        yield _Record(row, "".join(lines[start : reader.line_num]), cells, fault)


def _header(record: _Record | None, columns: Sequence[str], diagnosis: Diagnosis) -> list[str]:
    """The names in the header, or no names when the file cannot be read by them."""
    expected = header_line(columns).rstrip("\n")
    if record is None or not any(record.cells):
        fault = f" ({record.fault})" if record and record.fault else ""
        diagnosis.add("missing-header", f"expected the header '{expected}'{fault}", 1)
        return []
    if not _is_readable(record, diagnosis):
        return []
    header = record.cells
    delimiters = [mark for mark in _OTHER_DELIMITERS if mark in header[0]]
    if len(header) == 1 < len(columns) and delimiters:
        found = repr(delimiters[0]) if delimiters[0] == "\t" else f"'{delimiters[0]}'"
        message = f"expected cells separated by ',' (found {found})"
        diagnosis.add("dialect", message, 1, None, header[0])
        return []
    if not set(header) & set(columns):
        found = record.text.rstrip("\n")
        diagnosis.add("missing-header", f"expected the header '{expected}'", 1, None, found)
        return []
    _check_names(header, columns, diagnosis)
    _check_quoting(record, header, diagnosis)
    return header


def _check_names(header: list[str], columns: Sequence[str], diagnosis: Diagnosis) -> None:
    for name in columns:
        if name not in header:
            diagnosis.add("missing-column", f"expected a column '{name}'", 1, name)
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            diagnosis.add("duplicate-column", f"expected one column '{name}'", 1, name, name)
        elif name not in columns:
            message = "expected only columns of the schema: " + listed(columns)
            diagnosis.add("extra-column", message, 1, name, name)
    found = [name for name in header if name in columns and header.count(name) == 1]
    expected = [name for name in columns if name in found]
    for actual, name in zip(found, expected, strict=True):
        if actual != name:
            message = f"expected column '{name}' here; the order is: {listed(columns)}"
            diagnosis.add("column-order", message, 1, actual, actual)
            break


def _read_body(records: Iterator[_Record], diagnosis: Diagnosis) -> None:
    """Read the rows below the header into the diagnosis."""
    header, in_form = diagnosis.header, True
    for record in records:
        if not record.fault and not any(record.cells):
            diagnosis.add("blank-row", "expected no blank row", record.row)
        elif not _is_readable(record, diagnosis):
            texts = record.cells or re.split('[",\n]', record.text)
            diagnosis.set_aside[record.row] = tuple(map(_shown, texts))
        elif len(record.cells) != len(header):
            _add_ragged(record, diagnosis)
            diagnosis.set_aside[record.row] = tuple(record.cells)
        else:
            # The first row with needless quotes is enough: whole files are written that way.
            in_form = in_form and _check_quoting(record, header, diagnosis)
            diagnosis.rows.append(record.row)
            diagnosis.cells.append(record.cells)


def _is_readable(record: _Record, diagnosis: Diagnosis) -> bool:
    """Whether the record is closed and UTF-8; if not, a problem says so."""
    if record.fault:
        text = _shown(record.text.rstrip("\n"))
        message = f"expected cells with quotes that are doubled inside and closed ({record.fault})"
        diagnosis.add("quoting", message, record.row, None, text)
        return False
    readable = True
    for position, cell in enumerate(record.cells):
        if cell != _shown(cell):
            column = dict(enumerate(diagnosis.header)).get(position)
            diagnosis.add("encoding", "expected UTF-8", record.row, column, _shown(cell))
            readable = False
    return readable


def _shown(text: str) -> str:
    """The text with the replacement character for every byte that is not UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _add_ragged(record: _Record, diagnosis: Diagnosis) -> None:
    header = diagnosis.header
    expected, found = len(header), len(record.cells)
    message = f"expected {_times(expected, 'cell')}, as in the header (found {found})"
    column = header[found] if found < expected else None
    value = None if found < expected else record.cells[expected]
    diagnosis.add("ragged-row", message, record.row, column, value)


def _check_quoting(record: _Record, header: list[str], diagnosis: Diagnosis) -> bool:
    """Whether the record is written with quotes only where CSV needs them."""
    text, place = record.text.removesuffix("\n"), 0
    for position, cell in enumerate(record.cells):
        canonical = _quoted(cell)
        end = place + len(canonical)
        if not text.startswith(canonical, place) or text[end : end + 1] not in {",", ""}:
            message = f"expected {canonical} (quotes only where CSV needs them)"
            diagnosis.add("quoting", message, record.row, header[position], cell)
            return False
        place = end + 1
    return True
