"""Bringing up to date what follows from other files of a package.

Empty cells that follow from others are filled, every table is rewritten in canonical form, tables
that are generated are made anew, and the descriptor gets the size and the hash of each file.
Nothing is written before everything has been worked out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.tables.package import Package, Resource
from checks.tables.problems import UserError
from checks.tables.rows import TableError, bytes_of, numbered_rows, read_rows
from checks.tables.shortening import listed
from checks.write.derived import (
    derived_tables,
    holds_rules,
    is_derived,
    is_generated,
    register_resource,
    rule_rows,
)
from checks.write.filling import Cells, Filled, Rows, fill
from checks.write.rewriting import canonical_csv, canonical_json, fixity, tidied


class BuildError(UserError):
    """Files cannot be brought up to date; the message has one line for each."""


@dataclass(frozen=True)
class Built:
    """What the files of a package should hold, the descriptor last.

    `tables` are the rows in those files, by the name of the table; `filled` are the cells that were
    empty and follow from others.
    """

    files: dict[Path, bytes]
    tables: Mapping[str, Rows]
    filled: tuple[Filled, ...]


def rules_for(
    resource: Resource, column: str, needed: Collection[str], extra: Collection[str]
) -> bytes | None:
    """What a table that names rules holds if it is generated; None if people write it.

    Args:
        resource: the table.
        column: where it has the names of rules.
        needed: names of rules that it must have, unless they are no rules (any more).
        extra: names of rules of other distributions, as in `checks.rules.registry`.

    Raises:
        BuildError: a rule is needed that people must add.
        TableError: the table cannot be read.
    """
    rules = rule_rows(extra)
    if holds_rules(resource):
        return canonical_csv(resource.schema.field_names, resource.schema.primary_key, rules)
    missing = set(needed) - {row[column] for row in read_rows(resource)}
    if names := listed(row["rule"] for row in rules if row["rule"] in missing):
        raise BuildError(f"{resource.path} lacks {names}: add it by hand")
    return None


def build(package: Package, replaced: Mapping[str, Sequence[Cells]] | None = None) -> Built:
    """What each table and the descriptor should hold.

    Args:
        package: the package.
        replaced: rows to put in the place of those of some tables, by the name of the table.

    Raises:
        BuildError: tables cannot be read; all of them are named.
    """
    rows: dict[str, Rows] = {}
    errors: list[str] = []
    for resource in package.resources:
        try:
            rows[resource.name] = _rows(resource, package, (replaced or {}).get(resource.name))
        except TableError as error:
            errors.append(str(error))
    others: dict[str, bytes] = {}
    for item in package.others:
        try:
            others[item.name] = bytes_of(item.file, item.path)
        except TableError as error:
            errors.append(str(error))
    if errors:
        raise BuildError("\n".join(errors))
    filled = fill(package, rows)
    tables = {
        resource.name: canonical_csv(
            resource.schema.field_names,
            resource.schema.primary_key,
            rows[resource.name].values(),
        )
        for resource in package.resources
    }
    tables |= _derived(package, rows)
    files = {resource.file: tables[resource.name] for resource in package.resources}
    descriptor = _descriptor(package, {**tables, **others})
    return Built({**files, package.descriptor_file: descriptor}, rows, filled)


def _rows(resource: Resource, package: Package, replaced: Sequence[Cells] | None) -> Rows:
    """The tidy rows that a table should hold. Raises TableError when it cannot be read."""
    if holds_rules(resource):
        replaced = rule_rows(package.extra_rules)
    rows = numbered_rows(resource) if replaced is None else dict(enumerate(replaced, start=2))
    return {row: tidied(cells, resource.schema.field_names) for row, cells in rows.items()}


def _derived(package: Package, rows: Mapping[str, Rows]) -> dict[str, bytes]:
    """The derived tables, which stay as they are where a number or a date cannot be read."""
    if not any(map(is_derived, package.resources)):
        return {}
    import pandas as pd

    from checks.tables.typed import typed_tables

    frames = {
        item.name: pd.DataFrame(
            list(rows[item.name].values()),
            index=list(rows[item.name]),
            columns=list(item.schema.field_names),
            dtype="str",
        )
        for item in package.resources
        if not is_generated(item)
    }
    register = register_resource(package)
    findings = list(rows[register.name].values()) if register else []
    try:
        return derived_tables(package, typed_tables(package, frames), findings)
    except ValueError:
        return {}


def _descriptor(package: Package, contents: Mapping[str, bytes]) -> bytes:
    """What the descriptor should hold, given what each file will, by the name of its resource."""
    resources = [
        {**item, **fixity(contents[item["name"]])} for item in package.descriptor["resources"]
    ]
    return canonical_json({**package.descriptor, "resources": resources})
