"""Conditions on rows: a cell that other cells of its row ask for.

A schema declares them on a column. `"requiredWhen": {"certainty": ["inferred"]}` asks for a value
where `certainty` is one of those listed, and `true` in place of the list where it has any value.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np

from checks.structure.columns import Table
from checks.structure.problem_list import ProblemList
from checks.tables.arrays import Mask
from checks.tables.package import Field, Schema
from checks.tables.problems import Problem

Condition: TypeAlias = Mapping[str, Any]
"""Columns, each with the list of values for which the condition holds, or True for any value."""


def check_conditions(table: Table, problems: ProblemList) -> Iterator[Problem]:
    """Cells that are empty although another cell of the row asks for a value.

    A row whose other cell is at fault for another reason is not judged.
    """
    for field in table.resource.schema.fields:
        condition = field.descriptor.get("requiredWhen")
        if condition is None or field.name not in table.frame.columns:
            continue
        is_empty = (table.frame[field.name] == "").to_numpy(dtype=bool)
        lacking = is_empty & holds(table, condition)
        if not lacking.any():
            continue
        at_fault = problems.rows_with_problems(table.resource.path, condition)
        expected = f"expected a value: {field.name} is required where {in_words(condition)}"
        for row in table.frame.index[lacking]:
            if int(row) not in at_fault:
                yield Problem(
                    table.resource.path, int(row), field.name, "required-when", "", expected
                )


def holds(table: Table, condition: Condition) -> Mask:
    """In which rows one of the columns of a condition has one of its values."""
    found = np.zeros(len(table.frame), dtype=bool)
    for name, values in condition.items():
        if name in table.columns:
            column = table.columns[name]
            is_met = column.values != "" if values is True else column.values.isin(values)
            found |= column.spread(is_met.to_numpy(dtype=bool))
    return found


def in_words(condition: Condition) -> str:
    """A condition in words: `certainty is inferred or partition is filled`."""
    values = {
        name: "filled" if wanted is True else " or ".join(wanted)
        for name, wanted in condition.items()
    }
    return " or ".join(f"{name} is {wanted}" for name, wanted in values.items())


def condition_fault(schema: Schema, condition: Any) -> str | None:
    """What was expected of a condition that cannot be checked, or None."""
    if not isinstance(condition, dict) or not condition:
        return "an object of columns with lists of values"
    for name, values in condition.items():
        if name not in schema.field_names:
            return f"columns of the table '{schema.name}' (found '{name}')"
        is_list = isinstance(values, list) and all(isinstance(value, str) for value in values)
        if values is not True and not is_list:
            return f"for '{name}' a list of values, or true"
    return None


def requirement_fault(field: Field, schema: Schema) -> str | None:
    """What was expected of the requirement of a column, or None."""
    if "requiredWhen" not in field.descriptor:
        return None
    fault = condition_fault(schema, field.descriptor["requiredWhen"])
    return fault and f"expected requiredWhen to be {fault}"
