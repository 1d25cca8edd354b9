"""Filling empty cells that follow from other cells.

A cell that is filled is never changed: where it differs from what follows, the check says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TypeAlias

from checks.tables.package import Package, Resource, Schema

Cells: TypeAlias = dict[str, str]
Rows: TypeAlias = dict[int, Cells]
"""The rows of a table, each by the number that a spreadsheet shows."""

CLAIM_ID, PASSAGE_ID, ENTITY_ID = "claim_id", "passage_id", "entity_id"
CITATION = frozenset({"list_label", "position", ENTITY_ID, "as_stated"})
"""Columns by which a table is known to be that of citations."""


@dataclass(frozen=True)
class Filled:
    """A cell that was empty: file as in the descriptor, row of the spreadsheet, column, value."""

    file: str
    row: int
    column: str
    value: str


def fill(package: Package, tables: Mapping[str, Rows]) -> tuple[Filled, ...]:
    """Fill the empty cells of all tables that follow from others; returns those cells, in order.

    Args:
        package: the package.
        tables: the rows of each table by its name, whose cells are trimmed; they are changed.
    """
    filled: list[Filled] = []
    entities = _entities_by_form(package, tables)
    kinds = _kinds_of_terms(package)
    for resource in package.resources:
        rows = tables[resource.name]
        for follow in (_within_rows, _claim_ids):
            filled += _put(resource, rows, follow(resource.schema, rows))
        filled += _put(resource, rows, _looked_up(resource.schema, rows, entities, kinds))
    return tuple(filled)


_Value: TypeAlias = tuple[int, str, str]
"""Row, column and value of a cell."""


def _put(resource: Resource, rows: Rows, values: Iterator[_Value]) -> Iterator[Filled]:
    for row, column, value in values:
        if value and not rows[row][column]:
            rows[row][column] = value
            yield Filled(resource.path, row, column, value)


def _within_rows(schema: Schema, rows: Rows) -> Iterator[_Value]:
    """What follows from other cells of the same row."""
    import pandas as pd

    from checks.tables.derived import derivations_of

    for derivation in derivations_of(schema):
        lacking = {
            row: cells
            for row, cells in rows.items()
            if not all(cells[name] for name in derivation.columns)
        }
        if not lacking:
            continue
        given = {name: [cells[name] for cells in lacking.values()] for name in derivation.given}
        values = derivation.values(pd.DataFrame(given, index=list(lacking), dtype="str"))
        for name in derivation.columns:
            for row, value in values[name].dropna().items():
                yield int(str(row)), name, value


def _claim_ids(schema: Schema, rows: Rows) -> Iterator[_Value]:
    """Identifiers of claims: the passage, the table, and the next number that is free."""
    if not schema.is_of_claims or all(cells[CLAIM_ID] for cells in rows.values()):
        return
    stem = _stem(schema)
    last: defaultdict[str, int] = defaultdict(int)
    for cells in rows.values():
        passage, _, name = cells[CLAIM_ID].rpartition(".")
        if found := re.fullmatch(rf"{re.escape(stem)}([0-9]+)", name):
            last[passage] = max(last[passage], int(found[1]))
    for row, cells in rows.items():
        if cells[PASSAGE_ID] and not cells[CLAIM_ID]:
            last[cells[PASSAGE_ID]] += 1
            yield row, CLAIM_ID, f"{cells[PASSAGE_ID]}.{stem}{last[cells[PASSAGE_ID]]:02d}"


def _stem(schema: Schema) -> str:
    """What identifiers call a claim of a table, as the example of its schema does: `date`."""
    example = str(schema.field(CLAIM_ID).descriptor.get("example", ""))
    found = re.search(r"\.([a-z][a-z0-9-]*?)[0-9]+$", example)
    return found[1] if found else schema.name.removesuffix("s")


def _looked_up(
    schema: Schema, rows: Rows, entities: Mapping[str, Set[str]], kinds: Mapping[str, str]
) -> Iterator[_Value]:
    """What follows from other tables: the publisher of a citation, the kind of value of a term."""
    columns = set(schema.field_names)
    for row, cells in rows.items() if columns >= CITATION else ():
        known = entities.get(cells["as_stated"], set())
        if len(known) == 1:
            yield row, ENTITY_ID, next(iter(known))
    for row, cells in rows.items() if columns >= {"used_in", "value_kind"} else ():
        yield row, "value_kind", kinds.get(cells["used_in"], "")


def _entities_by_form(package: Package, tables: Mapping[str, Rows]) -> Mapping[str, Set[str]]:
    """The entities that are known under each printed form: a label, a name, or a citation."""
    entities: defaultdict[str, set[str]] = defaultdict(set)
    for resource in package.resources:
        columns = set(resource.schema.field_names)
        form = "as_stated" if columns >= CITATION else "label" if "label" in columns else "name"
        if columns >= {ENTITY_ID, form}:
            for cells in tables[resource.name].values():
                entities[cells[form]] |= {cells[ENTITY_ID]} - {""}
    return entities


def _kinds_of_terms(package: Package) -> Mapping[str, str]:
    """What kind of value the terms of each table give, as the schemas declare it."""
    terms = [
        field.descriptor["term"]
        for resource in package.resources
        for field in resource.schema.fields
        if isinstance(field.descriptor.get("term"), dict)
    ]
    return {str(term.get("usedIn")): str(term.get("valueKind", "")) for term in terms}
