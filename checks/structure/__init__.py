"""Whether a package is what its descriptor and its Table Schemas say, cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from checks.structure.allowed import check_allowed
from checks.structure.cells import check_form, check_values, in_plain_form
from checks.structure.claims import (
    check_claim_ids,
    check_claim_places,
    check_references,
    known_claims,
)
from checks.structure.conditions import check_conditions
from checks.structure.derived import check_derived
from checks.structure.descriptor import check_descriptor, check_schemas
from checks.structure.documents import check_documents
from checks.structure.files import check_size_and_hash, read_file
from checks.structure.generated import check_generated
from checks.structure.keys import check_foreign_keys, check_order, check_own_keys
from checks.structure.names import check_names
from checks.structure.outline import check_outline
from checks.structure.possible import check_possible
from checks.structure.table import ProblemList, Table
from checks.structure.vocabulary import check_terms, check_vocabularies
from checks.structure.wording import check_wording
from checks.tables.package import File, Package, Resource
from checks.tables.problems import Problem
from checks.tables.reading import read_table


@dataclass(frozen=True)
class StructureResult:
    """The tables that could be read, and all problems of the package.

    `tables` maps the name of a resource to its frame: columns of text in the order of the schema
    ("" = empty), and the row of the spreadsheet as the index, named `row`. Where there are
    problems, a frame may lack columns and rows. Cells have no white space at their ends, and are in
    Unicode normalisation form C. `set_aside` has what could be read of rows that a frame lacks, by
    table and row.
    """

    tables: dict[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    set_aside: dict[str, Mapping[int, tuple[str, ...]]]


def check_structure(
    package: Package, generated: Mapping[str, Sequence[Mapping[str, str]]] = MappingProxyType({})
) -> StructureResult:
    """Check descriptor, schemas, files, rows, keys and order, and report all problems at once.

    `generated` has the rows that the program generates, by the name of the table.
    """
    problems = ProblemList()
    problems.add(check_descriptor(package))
    problems.add(check_names(package))
    schemas = check_schemas(package)
    tables = {}
    reported: set[str] = set()
    for resource in package.resources:
        faults = schemas[resource.name]
        shared = resource.schema.path or resource.name
        problems.add(() if shared in reported else faults)
        reported.add(shared)
        table = _read(resource, problems, judge=not faults)
        if table is not None:
            tables[resource.name] = table
    for file in package.others:
        _bytes_of(file, problems)
    tables = {name: _check_table(table, problems) for name, table in tables.items()}
    for name in generated.keys() & tables.keys():
        problems.add(check_generated(tables[name], generated[name]))
    _check_between(package, tables, problems)
    files = [package.descriptor_file.name]
    for resource in package.resources:
        files += [resource.schema.path or "", resource.path]
    files += [file.path for file in package.others]
    frames = {name: table.frame for name, table in tables.items()}
    set_aside = {name: table.set_aside for name, table in tables.items() if table.set_aside}
    return StructureResult(frames, problems.in_order(files), set_aside)


def _read(resource: Resource, problems: ProblemList, *, judge: bool) -> Table | None:
    """The table of a resource, or None where its file or its schema cannot be read.

    `judge`: the schema has no problem, so that rows can be checked by it.
    """
    content = _bytes_of(resource, problems)
    if content is None or not judge:
        return None
    reading = read_table(content, resource.path, resource.schema.field_names)
    problems.add(reading.problems)
    return None if reading.frame is None else Table(resource, reading.frame, reading.set_aside)


def _bytes_of(resource: File, problems: ProblemList) -> bytes | None:
    """The bytes of a file, whose size and hash are checked; None if it cannot be read."""
    content = read_file(resource)
    if isinstance(content, Problem):
        problems.add([content])
        return None
    problems.add(check_size_and_hash(resource, content))
    return content


def _check_table(table: Table, problems: ProblemList) -> Table:
    """Check a table by itself: the form of its cells first, then what they say.

    Returns:
        The table with its cells in plain form.
    """
    of_form = list(check_form(table))
    problems.add(of_form)
    table = in_plain_form(table, of_form)
    problems.add(check_values(table))
    problems.add(check_conditions(table, problems))
    problems.add(check_derived(table))
    problems.add(check_wording(table, problems))
    problems.add(check_own_keys(table))
    problems.add(check_order(table, problems))
    return table


def _check_between(package: Package, tables: dict[str, Table], problems: ProblemList) -> None:
    """Check what tables say of each other."""
    problems.add(check_claim_ids(tables))
    claims = known_claims(package, tables)
    problems.add(check_foreign_keys(tables))
    for table in tables.values():
        problems.add(check_possible(table, tables, problems))
        problems.add(() if claims is None else check_references(table, claims))
        problems.add(check_claim_places(table, problems))
        problems.add(check_outline(table, problems))
    problems.add(check_documents(tables, problems))
    problems.add(check_vocabularies(tables, problems))
    for table in tables.values():
        problems.add(check_terms(table, tables, problems))
        problems.add(check_allowed(table, tables, problems))
