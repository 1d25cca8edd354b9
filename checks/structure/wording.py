"""The words of a row beside its values: a value that the words print otherwise was miscoded.

A schema declares on the column of the words which values these carry, and where they need not:

    {"columns": ["low", "high"], "unless": {"certainty": ["inferred"]}}

A column of dates in EDTF is compared with the years, months and days that are printed, any other
one with the numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.structure.columns import Table
from checks.structure.conditions import condition_fault, holds
from checks.structure.problem_list import ProblemList
from checks.tables.arrays import Mask
from checks.tables.package import Field, Schema
from checks.tables.problems import Problem

_PART_OF_DATE = "[0-9]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_FIRST_NUMBER = "(?P<number>[0-9][0-9,]*(?:[.][0-9]+)?)"


def check_wording(table: Table, problems: ProblemList) -> Iterator[Problem]:
    """Words that print numbers, or parts of dates, and not those of the row.

    Rows whose words or values are at fault for another reason are not judged.
    """
    schema = table.resource.schema
    for field in schema.fields:
        declared = field.descriptor.get("carries")
        if declared is None or field.name not in table.frame.columns:
            continue
        columns = [name for name in declared["columns"] if name in table.frame.columns]
        at_fault = problems.rows_with_problems(table.resource.path, [field.name, *columns])
        is_judged = ~holds(table, declared.get("unless", {}))
        is_judged &= ~table.frame.index.isin(list(at_fault))
        rows = table.frame.loc[is_judged, [field.name, *columns]]
        dates = [name for name in columns if schema.field(name).is_edtf]
        counts = [name for name in columns if schema.field(name).type == "integer"]
        numbers = [name for name in columns if name not in dates + counts]
        for name in dates:
            dated = rows[_matches(rows[field.name], _PART_OF_DATE)]
            yield from _problems(table, field.name, dated, [name], _of_date)
        for name in counts:
            yield from _problems(table, field.name, rows, [name], _of_count)
        yield from _problems(table, field.name, rows, numbers, _of_numbers)


def _problems(
    table: Table,
    words: str,
    rows: pd.DataFrame,
    values: Sequence[str],
    contradicts: Callable[..., bool],
) -> Iterator[Problem]:
    rows = rows.loc[_is_doubtful(rows, words, values), [words, *values]]
    distinct = rows.drop_duplicates()
    wrong = [contradicts(text, *cells) for text, *cells in distinct.itertuples(index=False)]
    if not any(wrong):
        return
    found = rows.reset_index().merge(distinct[wrong], on=[words, *values]).sort_values("row")
    for row, text, *cells in found.itertuples(index=False):
        given = [f"{name} {cell}" for name, cell in zip(values, cells, strict=True) if cell]
        expected = f"expected words that print the values of the row ({', '.join(given)})"
        yield Problem(table.resource.path, int(row), words, "as-stated", str(text), expected)


def _is_doubtful(rows: pd.DataFrame, words: str, values: Sequence[str]) -> Mask:
    """In which rows there are values that are not simply the first number of the words."""
    given = (rows[list(values)] != "").any(axis="columns").to_numpy(dtype=bool)
    texts = pa.array(rows[words], type=pa.large_string(), from_pandas=False)
    first = pc.struct_field(pc.extract_regex(texts, _FIRST_NUMBER), "number")
    number = pc.fill_null(pc.replace_substring(first, ",", ""), "").to_numpy(zero_copy_only=False)
    plain = np.ones(len(rows), dtype=bool)
    for name in values:
        cells = rows[name].to_numpy(object)
        plain &= (cells == "") | (cells == number)
    return given & ~plain


def _matches(texts: pd.Series, pattern: str) -> Mask:
    array = pa.array(texts, type=pa.large_string(), from_pandas=False)
    mask: Mask = pc.match_substring_regex(array, pattern).to_numpy(zero_copy_only=False)
    return mask


def _of_numbers(text: str, *cells: str) -> bool:
    from checks.tables.printed_values import contradicts_numbers

    return contradicts_numbers(text, [cell for cell in cells if cell])


def _of_count(text: str, cell: str) -> bool:
    from checks.tables.printed_values import contradicts_numbers

    return contradicts_numbers(text, [cell], of_counts=True)


def _of_date(text: str, cell: str) -> bool:
    from checks.tables.printed_values import contradicts_date

    return contradicts_date(text, cell)


def wording_fault(field: Field, schema: Schema) -> str | None:
    """What was expected of the declaration of what words carry, or None."""
    declared: Any = field.descriptor.get("carries", {"columns": []})
    columns = declared.get("columns") if isinstance(declared, dict) else None
    if not isinstance(columns, list) or set(declared) - {"columns", "unless"}:
        return "expected carries to have columns, and perhaps unless"
    if unknown := [str(name) for name in columns if name not in schema.field_names]:
        return f"expected carries to name columns of the table (not '{', '.join(unknown)}')"
    fault = condition_fault(schema, declared["unless"]) if "unless" in declared else None
    return fault and f"expected unless to be {fault}"
