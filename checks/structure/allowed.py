"""Values that a column may have only in some rows.

A schema declares them on the column by the property `allowed`. This lets `note` say "read as" only
where the row is inferred; without `pattern`, the condition is asked of every value:

    {"when": {"certainty": ["inferred"]}, "pattern": ".*read as.*"}

A condition is as in `requiredWhen`. It can also name a cell of the row that a foreign key refers
to: `predicate_id.forms_roster` is what the vocabulary says in `forms_roster` of the term.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from checks.structure.conditions import Condition, condition_fault, holds
from checks.structure.table import ProblemList, Table
from checks.structure.vocabulary import key_of
from checks.tables.arrays import Mask
from checks.tables.package import Field, Schema
from checks.tables.patterns import full_matches, pattern_fault
from checks.tables.problems import Problem
from checks.tables.table_schema import in_words
from checks.tables.text_columns import arrow_texts, positions


def check_allowed(
    table: Table, tables: Mapping[str, Table], problems: ProblemList
) -> Iterator[Problem]:
    """Values in rows that do not meet the condition of their column.

    Rows are skipped if a cell that the condition names has a problem, or is in a row that is not
    there. A column is skipped if the condition names a column that no table has.
    """
    for field in table.schema.fields:
        declared = field.descriptor.get("allowed")
        if declared is None or not table.has([field.name]):
            continue
        is_concerned = table.filled([field.name])
        if "pattern" in declared:
            texts = arrow_texts(table.frame[field.name])
            is_concerned &= full_matches(texts, declared["pattern"]).to_numpy(zero_copy_only=False)
        if not is_concerned.any():
            continue
        seen = _seen(table, declared["when"], tables, problems)
        if seen is None:
            continue
        is_wrong = is_concerned & ~holds(seen.table, declared["when"]) & ~seen.is_unclear
        for place in np.flatnonzero(is_wrong).tolist():
            value = table.frame[field.name].iloc[place]
            expected = f"such a value only where {in_words(declared['when'])}"
            if "pattern" in declared:
                expected += f" (it matches {declared['pattern']})"
            row = table.frame.index[place]
            yield table.problem("allowed-when", row, field.name, value, expected)


@dataclass(frozen=True)
class _Seen:
    """A table with the cells that a condition names, and a mask of the rows that are unclear."""

    table: Table
    is_unclear: Mask


def _seen(
    table: Table, condition: Condition, tables: Mapping[str, Table], problems: ProblemList
) -> _Seen | None:
    """The table with columns such as `predicate_id.forms_roster`; None where one is not there."""
    own = [name for name in condition if "." not in name]
    if not table.has(own):
        return None
    frame, is_unclear = table.frame, problems.mask(table, own)
    for name in condition:
        column, _, wanted = name.partition(".")
        if not wanted:
            continue
        key = key_of(table.schema, column)
        target = tables.get(key.resource) if key else None
        if key is None or target is None or not table.has([column]):
            return None
        if not target.has([*key.reference_fields, wanted]):
            return None
        found = positions(frame[column], target.frame[key.reference_fields[0]])
        broken = np.append(problems.mask(target, [wanted]), True)  # the last is that of no row: -1
        is_unclear = is_unclear | broken[found]
        cells = np.append(target.frame[wanted].to_numpy(dtype=object), "")
        frame = frame.assign(**{name: cells[found]})
    return _Seen(replace(table, frame=frame), is_unclear)


def allowed_fault(field: Field, schema: Schema, schemas: Mapping[str, Schema]) -> str | None:
    """The expectation that `allowed` of a column does not meet, or None."""
    declared: Any = field.descriptor["allowed"]
    if not isinstance(declared, dict) or set(declared) - {"when", "pattern"}:
        return "expected allowed to have when, and perhaps pattern"
    if "pattern" in declared and (reason := pattern_fault(declared["pattern"])):
        return f"expected a pattern that Python and RE2 read alike: {reason}"
    fault = condition_fault(schema, declared.get("when"), schemas)
    return fault and f"expected when to be {fault}"
