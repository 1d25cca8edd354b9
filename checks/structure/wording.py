"""Compares the words of a row with its values: a value that the words contradict was miscoded.

The schema declares on the column of the words which columns hold their values, and in which rows
the two may differ:

    {"columns": ["low", "high"], "unless": {"certainty": ["inferred"]}}

A column of EDTF dates is compared with the years, months and days in the words, any other column
with the numbers in them.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.structure.conditions import condition_fault, holds
from checks.structure.table import ProblemList, Table
from checks.tables.arrays import Mask
from checks.tables.package import Field, Schema
from checks.tables.printed_dates import contradicts_date
from checks.tables.printed_values import contradicts_number
from checks.tables.problems import Problem
from checks.tables.shortening import listed
from checks.tables.text_columns import arrow_texts

_PART_OF_DATE = "[0-9]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_FIRST_NUMBER = "(?P<number>-?[0-9][0-9,]*(?:[.][0-9]+)?)"
_PART_OF_SIGN = "(?i)[(\u2212\u2013]|minus|negative|below"


def check_wording(table: Table, problems: ProblemList) -> Iterator[Problem]:
    """Rows whose words contain numbers or parts of dates, but not the coded values.

    Rows that already have a problem in the words or in the values are skipped.
    """
    schema = table.schema
    for field in schema.fields:
        declared = field.descriptor.get("carries")
        if declared is None or not table.has([field.name]):
            continue
        columns = [name for name in declared["columns"] if table.has([name])]
        compared = ~holds(table, declared.get("unless", {}))
        compared &= ~problems.mask(table, [field.name, *columns])
        rows = table.frame.loc[compared, [field.name, *columns]]
        rows = rows[_is_doubtful(rows, schema, columns)]
        for row, text, missing in _contradictions(rows, schema, columns):
            values = "values" if len(missing) > 1 else "value"
            message = f"{field.name} does not contain the coded {values} {listed(missing)}"
            yield Problem(table.resource.path, row, field.name, "as-stated", text, message)


def _is_doubtful(rows: pd.DataFrame, schema: Schema, columns: Sequence[str]) -> Mask:
    """The rows that need a close look; in most, the value is simply the first number of the words.

    `rows` has the column of the words first.
    """
    texts = arrow_texts(rows.iloc[:, 0])
    first = pc.struct_field(pc.extract_regex(texts, _FIRST_NUMBER), "number")
    first = pc.fill_null(pc.replace_substring(first, ",", ""), "").to_numpy(zero_copy_only=False)
    mentions_date, may_have_sign = (
        pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
        for pattern in (_PART_OF_DATE, _PART_OF_SIGN)
    )
    doubtful = np.zeros(len(rows), dtype=bool)
    for name in columns:
        cells = rows[name].to_numpy(object)
        unexplained = (
            mentions_date if schema.field(name).is_edtf else (cells != first) | may_have_sign
        )
        doubtful |= (cells != "") & unexplained
    return doubtful


def _contradictions(
    rows: pd.DataFrame, schema: Schema, columns: Sequence[str]
) -> Iterator[tuple[int, str, list[str]]]:
    """Row number, words, and the missing values (as `low=3`); equal rows are compared once."""
    for key, equal in rows.groupby(list(rows.columns), sort=False).groups.items():
        text, *cells = cast("tuple[str, ...]", key)
        missing = [
            f"{name}={cell}"
            for name, cell in zip(columns, cells, strict=True)
            if cell and _contradicts(text, schema.field(name), cell)
        ]
        if missing:
            yield from ((int(row), text, missing) for row in equal)


def _contradicts(text: str, column: Field, cell: str) -> bool:
    if column.is_edtf:
        return contradicts_date(text, cell)
    return contradicts_number(text, cell, of_counts=column.type == "integer")


def wording_fault(field: Field, schema: Schema) -> str | None:
    """What was expected of the declaration `carries` of a column, or None."""
    declared: Any = field.descriptor["carries"]
    columns = declared.get("columns") if isinstance(declared, dict) else None
    if not isinstance(columns, list) or set(declared) - {"columns", "unless"}:
        return "expected carries to have columns, and perhaps unless"
    if unknown := [str(name) for name in columns if name not in schema.field_names]:
        return f"expected carries to name columns of the table (not '{listed(unknown)}')"
    fault = condition_fault(schema, declared["unless"]) if "unless" in declared else None
    return fault and f"expected unless to be {fault}"
