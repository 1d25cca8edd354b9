"""Impossible values: coded as printed if the words of the row print them, else slips of the coder.

`checks.tables.possible` says how a column declares which of its values are possible.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from checks.structure.table import ProblemList, Table
from checks.tables import edtf
from checks.tables.package import Field, Schema
from checks.tables.possible import LIMITS, is_number, term_of, verdicts
from checks.tables.printed_dates import prints_date
from checks.tables.printed_values import prints_number
from checks.tables.problems import Problem

_WORDS = "as_stated"
"""The column of every table of claims that holds the printed words."""


def check_possible(
    table: Table, tables: Mapping[str, Table], problems: ProblemList
) -> Iterator[Problem]:
    """Impossible values that the words of their row do not print.

    Cells that already have a problem are skipped.
    """
    frames = {name: each.frame for name, each in tables.items()}
    for field in table.schema.fields:
        if not field.may_be_impossible or not table.has([field.name, _WORDS]):
            continue
        found = verdicts(table.schema, field, frames)
        impossible = found.impossible & ~problems.mask(table, [field.name])
        prints = prints_date if field.is_edtf else prints_number
        for place in np.flatnonzero(impossible).tolist():
            value, words = table.frame[[field.name, _WORDS]].iloc[place]
            if not prints(words, value):
                code, expected = found.faults[found.codes[place]]
                expected = f"{expected}, or a value that {_WORDS} prints ({words!r} does not)"
                yield table.problem(code, table.frame.index[place], field.name, value, expected)


def possible_fault(field: Field, schema: Schema) -> str | None:
    """What was expected of the declaration `possible` of a column, or None."""
    declared: Any = field.descriptor["possible"]
    if not schema.is_of_claims:
        return "expected possible only in a table of claims"
    if not isinstance(declared, dict) or not declared:
        return "expected possible to be an object with limits"
    if field.is_edtf:
        return _fault_of_dates(declared, schema)
    if set(declared) - {*LIMITS, "limitsOf"} or field.type not in ("string", "integer", "number"):
        return "expected possible to have minimum, maximum or limitsOf, of a column of numbers"
    if "limitsOf" in declared and not term_of(schema, str(declared["limitsOf"])):
        return "expected limitsOf to name a column with a foreign key into the vocabulary"
    limits = [str(declared[name]) for name in LIMITS if name in declared]
    return None if all(map(is_number, limits)) else "expected the limits to be numbers"


def _fault_of_dates(declared: Mapping[str, Any], schema: Schema) -> str | None:
    if set(declared) - {*LIMITS, "after"}:
        return "expected possible of a column of dates to have minimum, maximum or after"
    if "after" in declared:
        other = declared["after"]
        if other not in schema.field_names or not schema.field(other).is_edtf:
            return "expected after to name a column of EDTF dates"
    limits = pd.Series([str(declared[name]) for name in LIMITS if name in declared], dtype="str")
    known = edtf.bounds(limits)["precision"].isin(["year", "month", "day"])
    return None if known.all() else "expected the limits to be dates, such as 1800"
