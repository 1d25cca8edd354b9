"""Structure: whether a package is what its descriptor and Table Schemas say, cell by cell."""

from dataclasses import dataclass

import pandas as pd

from checks.structure.cells import check_cells
from checks.structure.claims import (
    check_claim_ids,
    check_claim_places,
    check_references,
    known_claims,
)
from checks.structure.columns import Table
from checks.structure.conditions import check_conditions
from checks.structure.dates import check_derived_bounds
from checks.structure.descriptor import check_descriptor, check_schemas
from checks.structure.files import check_fixity, read_file
from checks.structure.keys import check_foreign_keys, check_own_keys
from checks.structure.order import check_order
from checks.structure.outline import check_outline
from checks.structure.problem_list import Ledger
from checks.structure.rows import check_rows
from checks.structure.vocabulary import check_terms, check_vocabularies
from checks.structure.wording import check_wording
from checks.tables.package import Package, Resource
from checks.tables.problems import Problem
from checks.tables.reading import read_table


@dataclass(frozen=True)
class StructureResult:
    """The tables that could be read, and everything that is wrong with the package.

    `tables` maps the name of a resource to its frame: columns of text in the order of the schema
    ("" = empty), and the spreadsheet row as the index, named `row`. Where there are problems, a
    frame may lack columns and rows.
    """

    tables: dict[str, pd.DataFrame]
    problems: tuple[Problem, ...]


def check_structure(package: Package) -> StructureResult:
    """Check descriptor, schemas, files, rows, keys and order, and report all problems at once."""
    ledger = Ledger()
    ledger.add(check_descriptor(package))
    schemas = check_schemas(package)
    tables = {}
    reported: set[str] = set()
    for resource in package.resources:
        faults = schemas[resource.name]
        shared = resource.schema.path or resource.name
        ledger.add(() if shared in reported else faults)
        reported.add(shared)
        table = _read(resource, ledger, judge=not faults)
        if table is not None:
            tables[resource.name] = table
    for table in tables.values():
        _check_table(table, ledger)
    _check_between(package, tables, ledger)
    files = [package.descriptor_file.name]
    for resource in package.resources:
        files += [resource.schema.path or "", resource.path]
    frames = {name: table.frame for name, table in tables.items()}
    return StructureResult(frames, ledger.problems(files))


def _read(resource: Resource, ledger: Ledger, *, judge: bool) -> Table | None:
    """The table of a resource, if its file can be read and its schema can be judged by."""
    content = read_file(resource)
    if isinstance(content, Problem):
        ledger.add([content])
        return None
    ledger.add(check_fixity(resource, content))
    if not judge:
        return None
    reading = read_table(content, resource.path, resource.schema.field_names)
    ledger.add(reading.problems)
    return None if reading.frame is None else Table(resource, reading.frame, reading.complete)


def _check_table(table: Table, ledger: Ledger) -> None:
    """What can be said of a table by itself: the form of cells first, then what they say."""
    ledger.add(check_cells(table))
    ledger.add(check_rows(table))
    ledger.add(check_conditions(table, ledger))
    ledger.add(check_derived_bounds(table))
    ledger.add(check_wording(table, ledger))
    ledger.add(check_own_keys(table))
    key = table.resource.schema.primary_key
    ledger.add(check_order(table, ledger.rows_at_fault(table.resource.path, key)))


def _check_between(package: Package, tables: dict[str, Table], ledger: Ledger) -> None:
    """What tables say of each other."""
    ledger.add(check_claim_ids(tables))
    claims = known_claims(package, tables)
    foreign_keys = check_foreign_keys(tables)
    for name, table in tables.items():
        ledger.add(foreign_keys[name])
        ledger.add(check_references(table, claims))
        ledger.add(check_claim_places(table, ledger))
        ledger.add(check_outline(table, ledger))
    ledger.add(check_vocabularies(tables, ledger))
    for table in tables.values():
        ledger.add(check_terms(table, tables, ledger))
