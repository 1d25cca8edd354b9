"""Rows of a table: the failures of its Pandera schema as problems."""

from collections.abc import Iterator

import pandas as pd
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from checks.structure.columns import Table
from checks.tables.pandera_schema import pandera_schema
from checks.tables.problems import CODES, Problem
from checks.tables.text_columns import comparable

_ELSEWHERE = (
    SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME,
    SchemaErrorReason.COLUMN_NOT_IN_SCHEMA,
    SchemaErrorReason.COLUMN_NOT_ORDERED,
    SchemaErrorReason.DUPLICATES,
)
"""Failures that other stages report: the header when a file is read, and keys of many columns."""


def check_rows(table: Table) -> list[Problem]:
    """Cells that break the type or a constraint of their column, each by the first that it breaks.

    Raises:
        pandera.errors.SchemaError: a check did not work, which is an error of this program.
    """
    schema = pandera_schema(table.resource.schema.descriptor, text=True)
    try:
        schema.validate(table.frame, lazy=True, inplace=True)
    except SchemaErrors as failures:
        by_cell: dict[tuple[int | None, str | None], Problem] = {}
        for error in failures.schema_errors:
            for problem in _problems(table, error):
                by_cell.setdefault((problem.row, problem.column), problem)
        return list(by_cell.values())
    return []


def _problems(table: Table, error: SchemaError) -> Iterator[Problem]:
    """The problems that one failed check of one column stands for."""
    if error.reason_code in _ELSEWHERE:
        return
    code = getattr(error.check, "name", None)
    if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK or code not in CODES:
        raise error from None
    if error.column_name is None or _is_left_to_keys(table, error.column_name, code):
        return
    texts = error.failure_cases["failure_case"].astype("str")
    if code == "unique":
        expected = _also_in(table, error.column_name, texts, str(error.check.error))
    else:
        expected = [str(error.check.error)] * len(texts)
    for row, text, message in zip(error.failure_cases["index"], texts, expected, strict=True):
        yield Problem(table.resource.path, int(row), error.column_name, code, text, message)


def _is_left_to_keys(table: Table, column: str, code: str) -> bool:
    """Whether the column must be filled or distinct only because it is in the primary key."""
    return code in ("required", "unique") and not table.resource.schema.field(
        column
    ).constraints.get(code)


def _also_in(table: Table, column: str, texts: pd.Series, expected: str) -> list[str]:
    """For each repeated text, the expectation and the row where the value stands first."""
    kind = table.resource.schema.field(column).type
    values = comparable(table.frame[column], kind)
    repeated = comparable(texts, kind)
    first = values[values.isin(repeated)].drop_duplicates()
    rows = {text: row for row, text in first.items()}
    return [f"{expected}; it is in row {rows[text]} too" for text in repeated]
