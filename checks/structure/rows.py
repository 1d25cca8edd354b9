"""Rows: a Pandera schema derived from the Table Schema, and its failures as problems."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from checks.structure.columns import Column, Table, comparable, strictly_rises
from checks.structure.values import Test, value_tests
from checks.tables.package import Field
from checks.tables.problems import CODES, Problem

if TYPE_CHECKING:
    import pandera.pandas as pandera

_UNIQUE = "expected a value that stands once in its column"


def check_rows(table: Table) -> list[Problem]:
    """Types and constraints of the columns that the table has; a cell of a bad type counts once."""
    import pandera.pandas as pandera

    try:
        row_schema(table).validate(table.frame, lazy=True)
    except pandera.errors.SchemaErrors as failures:
        problems = list(_problems(table, failures.failure_cases))
        mistyped = {(item.row, item.column) for item in problems if item.code == "type"}
        return [
            item
            for item in problems
            if item.code == "type" or (item.row, item.column) not in mistyped
        ]
    return []


def row_schema(table: Table) -> "pandera.DataFrameSchema":
    """The Pandera schema of the table's columns. The error of each check is a problem code."""
    import pandera.pandas as pandera

    columns = {}
    for name, column in table.columns.items():
        field = table.resource.schema.field(name)
        checks = [
            pandera.Check(_of_cells(test, column), error=code, ignore_na=False)
            for code, _, test in value_tests(field)
        ]
        if field.constraints.get("unique"):
            checks.append(pandera.Check(_stands_once(field), error="unique", ignore_na=False))
        if checks:
            columns[name] = pandera.Column(checks=checks)
    return pandera.DataFrameSchema(columns)


def _of_cells(test: Test, column: Column) -> Callable[[pd.Series], "pd.Series | bool"]:
    """The test of distinct values as a test of cells; plain True spares a mask of every row."""

    def check(cells: pd.Series) -> "pd.Series | bool":
        fine = test(column.values)
        return True if fine.all() else pd.Series(column.spread(fine), index=cells.index)

    return check


def _stands_once(field: Field) -> Callable[[pd.Series], "pd.Series | bool"]:
    def check(cells: pd.Series) -> "pd.Series | bool":
        if strictly_rises(cells) and field.type != "number":
            return True
        again = comparable(cells, field.type).duplicated() & (cells != "")
        return ~again if again.any() else True

    return check


def _problems(table: Table, failures: pd.DataFrame) -> Iterator[Problem]:
    for (name, code), group in failures.groupby(["column", "check"], sort=False):
        if code not in CODES:
            raise RuntimeError(f"a check of column '{name}' did not work: {code}")
        field = table.resource.schema.field(str(name))
        texts = group["failure_case"].astype("str")
        if code == "unique":
            expected = _also_in(table.frame[field.name], comparable(texts, field.type), field)
        else:
            message = next(text for other, text, _ in value_tests(field) if other == code)
            expected = [message] * len(group)
        for row, value, message in zip(group["index"], texts, expected, strict=True):
            yield Problem(table.resource.path, int(row), field.name, str(code), value, message)


def _also_in(cells: pd.Series, texts: pd.Series, field: Field) -> list[str]:
    """For each repeated text, where it stands first."""
    values = comparable(cells, field.type)
    values = values[values.isin(texts)].drop_duplicates()
    rows = {text: row for row, text in values.items()}
    return [f"{_UNIQUE}; it is in row {rows[text]} too" for text in texts]
