"""Cells that must be filled because of other cells of their row.

A schema declares them on a column. `"requiredWhen": {"certainty": ["inferred"]}` asks for a value
where `certainty` is one of those listed, and `true` in place of the list where it has any value.
`"requiredUnless": {"date": true}` beside it takes out rows in the same way.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np

from checks.structure.table import ProblemList, Table
from checks.tables.arrays import Mask
from checks.tables.package import Field, Schema
from checks.tables.problems import Problem

Condition: TypeAlias = Mapping[str, Any]
"""Columns, each with the list of values for which the condition holds, or True for any value."""


def check_conditions(table: Table, problems: ProblemList) -> Iterator[Problem]:
    """Cells that are empty although another cell of the row requires a value.

    Rows whose other cell already has a problem are skipped.
    """
    for field in table.schema.fields:
        condition = field.descriptor.get("requiredWhen")
        if condition is None or not table.has([field.name]):
            continue
        unless = field.descriptor.get("requiredUnless", {})
        is_lacking = ~table.filled([field.name]) & holds(table, condition) & ~holds(table, unless)
        if is_lacking.any():
            expected = f"a value: {field.name} is required where {field.required_when}"
            for row in table.frame.index[is_lacking & ~problems.mask(table, [*condition, *unless])]:
                yield table.problem("required-when", row, field.name, "", expected)


def holds(table: Table, condition: Condition) -> Mask:
    """A mask of the rows in which a column of a condition has one of its values."""
    found = np.zeros(len(table.frame), dtype=bool)
    for name, values in condition.items():
        if table.has([name]):
            cells = table.frame[name]
            found |= ((cells != "") if values is True else cells.isin(values)).to_numpy(dtype=bool)
    return found


def condition_fault(
    schema: Schema, condition: Any, schemas: Mapping[str, Schema] | None = None
) -> str | None:
    """The expectation that a condition does not meet, or None.

    With the `schemas` of all tables, it may name cells of rows that a foreign key refers to, such
    as `predicate_id.forms_roster`.
    """
    if not isinstance(condition, dict) or not condition:
        return "an object of columns with lists of values"
    for name, values in condition.items():
        if name not in schema.field_names and name not in _columns_beyond(schema, schemas or {}):
            return f"columns of the table '{schema.name}' (found '{name}')"
        is_list = isinstance(values, list) and all(isinstance(value, str) for value in values)
        if values is not True and not is_list:
            return f"for '{name}' a list of values, or true"
    return None


def _columns_beyond(schema: Schema, schemas: Mapping[str, Schema]) -> Iterator[str]:
    """The columns of other tables that a condition may name, each after its foreign key."""
    for key in schema.foreign_keys:
        if len(key.fields) == 1 and key.resource in schemas:
            yield from (f"{key.fields[0]}.{name}" for name in schemas[key.resource].field_names)


def requirement_fault(field: Field, schema: Schema, key: str = "requiredWhen") -> str | None:
    """The expectation that a condition does not meet which a column has under this key, or None."""
    fault = condition_fault(schema, field.descriptor[key])
    return fault and f"expected {key} to be {fault}"
