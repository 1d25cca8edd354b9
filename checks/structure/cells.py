"""Cells by themselves: trimmed, visible, NFC, no formula; then what the schema says of them."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from checks.structure.table import Table
from checks.tables.invisible import INVISIBLE, first_invisible, has_invisible
from checks.tables.pandera_schema import pandera_schema
from checks.tables.problems import CODES, OF_FORM, Problem
from checks.tables.text_columns import arrow_texts, comparable

_FORMULA = "=+@\t\r-"
"""What a spreadsheet takes for the beginning of a formula, except in a number with a sign."""

_SIGNED = r"[-+](?:US)?[$€£]?[0-9][0-9.,]*(?:\s?(?:%|‰|°[CF]?))?"
_UNSIGNED = _SIGNED.removeprefix("[-+]")
_SIGNED_NUMBER = (
    rf"\A{_SIGNED}(?:(?:[,;]?\s\p{{L}}[\p{{L}}'\x{{2019}}-]*)+(?:\s(?:{_SIGNED}|{_UNSIGNED}))?)*\z"
)
"""A printed number with a sign, and words after it: `-0.7%`, `+3 points`, `-2 to -1 percent`."""

_ELSEWHERE = (
    SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME,
    SchemaErrorReason.COLUMN_NOT_IN_SCHEMA,
    SchemaErrorReason.COLUMN_NOT_ORDERED,
    SchemaErrorReason.DUPLICATES,
)
"""Failures that other stages report: the header when a file is read, and keys of many columns."""


def check_form(table: Table) -> Iterator[Problem]:
    """Cells that are untrimmed, not visible, not NFC, or formulas, each with one problem."""
    frame = table.frame
    if frame.empty:
        return
    # All columns at once: a package has many small tables, and each test has a price of its own.
    texts = pa.chunked_array([arrow_texts(frame[name]) for name in frame.columns])
    for place, code, value, expected in faults_of_form(texts):
        column, row = divmod(place, len(frame))
        yield table.problem(code, frame.index[row], frame.columns[column], value, expected)


def faults_of_form(texts: pa.ChunkedArray) -> Iterator[tuple[int, str, str, str]]:
    """Place, code, text and expectation of each text whose form a cell may not have."""
    is_harmless = pc.and_(
        pc.ascii_is_printable(texts), pc.equal(pc.ascii_trim(texts, f" {_FORMULA}"), texts)
    )
    places = np.flatnonzero(~is_harmless.to_numpy())
    texts = texts.take(pa.array(places)).combine_chunks()
    seen = np.zeros(len(texts), dtype=bool)
    for code, expected, test in _TESTS:
        bad = test(texts).to_numpy(zero_copy_only=False) & ~seen
        seen |= bad
        for place, value in zip(places[bad], texts.filter(pa.array(bad)).to_pylist(), strict=True):
            found = f" (found {first_invisible(value)})" if code == INVISIBLE else ""
            yield int(place), code, value, expected + found


def in_plain_form(table: Table, problems: Iterable[Problem]) -> Table:
    """The table with the cells that have a problem of form trimmed, and in NFC."""
    by_column: dict[str, dict[int, str]] = {}
    for problem in problems:
        if problem.code in OF_FORM and problem.row is not None:
            text = unicodedata.normalize("NFC", str(problem.value).strip())
            by_column.setdefault(str(problem.column), {})[problem.row] = text
    frame = table.frame
    for column, texts in by_column.items():
        plain = frame[column].to_numpy(dtype=object)
        plain[frame.index.get_indexer(pd.Index(list(texts)))] = list(texts.values())
        frame = frame.assign(**{column: pd.Series(plain, frame.index, frame[column].dtype)})
    return replace(table, frame=frame)


def check_values(table: Table) -> list[Problem]:
    """Cells that break the type or a constraint of their column, each by the first that it breaks.

    Raises:
        pandera.errors.SchemaError: a check did not work, which is an error of this program.
    """
    schema = pandera_schema(table.schema.descriptor, text=True)
    try:
        schema.validate(table.frame, lazy=True, inplace=True)
    except SchemaErrors as failures:
        by_cell: dict[tuple[int | None, str | None], Problem] = {}
        for error in failures.schema_errors:
            for problem in _problems(table, error):
                by_cell.setdefault((problem.row, problem.column), problem)
        return list(by_cell.values())
    return []


def _has_control(texts: pa.Array) -> pa.Array:
    return pc.match_substring_regex(texts, "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def _is_untrimmed(texts: pa.Array) -> pa.Array:
    return pc.not_equal(pc.utf8_trim_whitespace(texts), texts)


def _is_formula(texts: pa.Array) -> pa.Array:
    is_number = pc.match_substring_regex(texts, _SIGNED_NUMBER)
    return pc.and_not(pc.not_equal(pc.ascii_ltrim(texts, _FORMULA), texts), is_number)


def _is_not_normal(texts: pa.Array) -> pa.Array:
    return pc.not_equal(pc.utf8_normalize(texts, "NFC"), texts)


_TESTS: tuple[tuple[str, str, Callable[[pa.Array], pa.Array]], ...] = (
    ("control-character", "no control characters and no line breaks", _has_control),
    (INVISIBLE, "no invisible or direction-changing character", has_invisible),
    ("untrimmed", "no white space at the ends", _is_untrimmed),
    ("formula", "no cell that a spreadsheet runs as a formula", _is_formula),
    ("not-nfc", "text in Unicode normalisation form C (NFC)", _is_not_normal),
)


def _problems(table: Table, error: SchemaError) -> Iterator[Problem]:
    """The problems that one failed check of one column stands for."""
    if error.reason_code in _ELSEWHERE:
        return
    code, column = getattr(error.check, "name", None), error.column_name
    if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK or code not in CODES:
        raise error from None
    if column is None:
        return
    if code in ("required", "unique") and not table.schema.field(column).constraints.get(code):
        return  # it is so only because it is in the primary key
    texts = error.failure_cases["failure_case"].astype("str")
    expected = [str(error.check.error)] * len(texts)
    if code == "unique":
        expected = _also_in(table, column, texts, str(error.check.error))
    for row, text, message in zip(error.failure_cases["index"], texts, expected, strict=True):
        yield Problem(table.resource.path, int(row), column, code, text, message)


def _also_in(table: Table, column: str, texts: pd.Series, expected: str) -> list[str]:
    """For each repeated text, the expectation and the row where the value stands first."""
    kind = table.schema.field(column).type
    values = comparable(table.frame[column], kind)
    repeated = comparable(texts, kind)
    first = values[values.isin(repeated)].drop_duplicates()
    rows = {text: row for row, text in first.items()}
    return [f"{expected}; it is in row {rows[text]} too" for text in repeated]
