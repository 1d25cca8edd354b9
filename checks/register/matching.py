"""The register of findings: a table of the package with a maintainer's judgement on each finding.

A package is valid if register and findings match: each finding is registered, each registered
finding still occurs, and the generated columns of the register match the finding.
"""

import copy
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from checks.findings.evaluation import Finding
from checks.tables.package import VERSION, Package, PackageError, Resource
from checks.tables.rows import TableError
from checks.tables.shortening import one_cell
from checks.write.building import BuildError, rules_for
from checks.write.derived import REGISTER_COLUMNS, derived_tables, register_resource
from checks.write.rewriting import canonical_csv, canonical_json, fixity, rewrite

NEW_DISPOSITION = "under-review"

REVIEW = "review"
"""The column with the finding from which a judgement was carried over, until it is reviewed."""

CLAIM_SEPARATOR = "|"

Row = dict[str, str]


@dataclass(frozen=True)
class Match:
    """The register compared with the findings of the rules that ran.

    `rows` are the registered rows and `changed` the generated columns that differ, both by the
    identifier of the finding. `absent` findings are registered, but no longer found.
    """

    rows: Mapping[str, Row]
    unregistered: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    absent: tuple[str, ...]

    @property
    def is_exact(self) -> bool:
        """Whether findings and register are the same."""
        return not (self.unregistered or self.changed or self.absent)


def registered_rows(table: pd.DataFrame | None) -> dict[str, Row]:
    """The rows of a register (a table of texts) by finding identifier.

    A table that lacks a column of a register counts as empty: the structure check reports it.
    """
    if table is None or not set(table.columns) >= REGISTER_COLUMNS:
        return {}
    rows = table.astype("str").to_dict("records")
    return {row["finding_id"]: {str(key): str(row[key]) for key in row} for row in rows}


def match(findings: Iterable[Finding], rows: Mapping[str, Row], ran: Collection[str]) -> Match:
    """Compare findings with registered rows, as far as they belong to rules that `ran`."""
    found = {finding.id: finding for finding in findings}
    changed = {
        identifier: columns
        for identifier, finding in found.items()
        if identifier in rows and (columns := _differing_columns(finding, rows[identifier]))
    }
    absent = [key for key, row in rows.items() if row["rule"] in ran and key not in found]
    return Match(
        rows=rows,
        unregistered=tuple(identifier for identifier in found if identifier not in rows),
        changed=changed,
        absent=tuple(sorted(absent)),
    )


def _generated(finding: Finding) -> Row:
    return {
        "finding_id": finding.id,
        "rule": finding.rule,
        "claims": one_cell(finding.claims, CLAIM_SEPARATOR),
        "message": finding.message,
        "value_hash": finding.value_hash,
        "severity": finding.severity,
        "headline": finding.headline,
    }


def _differing_columns(finding: Finding, row: Row) -> tuple[str, ...]:
    """The generated columns of the register whose cells differ from the finding."""
    generated = _generated(finding)
    return tuple(name for name in generated if name in row and row[name] != generated[name])


def update_register(
    package: Package,
    findings: Iterable[Finding],
    rows: Mapping[str, Row],
    ran: Collection[str],
    carried: Mapping[str, Row],
    typed: Mapping[str, pd.DataFrame] = MappingProxyType({}),
) -> bool:
    """Rewrite the register so that it matches the findings, and describe it in the descriptor.

    Every column that is not generated keeps what a maintainer wrote. A new finding gets its cells
    in `carried`; if there is no column for the mark, its disposition stays `under-review`. Rows of
    rules that did not run stay. A generated table of rules to which the register refers is brought
    up to date, and tables that are derived from the `typed` ones are made anew. All files are
    complete before any takes its place.

    Returns:
        Whether anything had to be written.

    Raises:
        PackageError: the package has no register.
        WritingError: a file cannot be written.
    """
    resource = register_resource(package)
    if resource is None:
        raise PackageError("the package has no register: a table with finding_id, disposition, ...")
    if not VERSION.fullmatch(package.version):
        raise PackageError(
            f"{package.descriptor_file}: 'version' must be of the form 1.2.3, not "
            f"{package.version!r}: new findings are dated by it"
        )
    columns = resource.schema.field_names
    blank = dict.fromkeys(columns, "")
    new = {**blank, "first_seen": package.version, "disposition": NEW_DISPOSITION}
    kept = [row for row in rows.values() if row["rule"] not in ran]
    if REVIEW not in columns:
        unmarked = {"disposition": NEW_DISPOSITION}
        carried = {identifier: {**cells, **unmarked} for identifier, cells in carried.items()}
    written = {**carried, **rows}
    current = [{**new, **written.get(item.id, {}), **_generated(item)} for item in findings]
    registered = [*kept, *current]
    data = canonical_csv(columns, resource.schema.primary_key, registered)
    rules = _rules(package, resource, {row["rule"] for row in registered})
    derived = derived_tables(package, typed, registered) if typed else {}
    tables = {**derived, resource.name: data, **rules}
    files = {package.resource(name).file: content for name, content in tables.items()}
    files[package.descriptor_file] = _descriptor(package, tables)
    return rewrite(files)


def _rules(package: Package, register: Resource, needed: Collection[str]) -> dict[str, bytes]:
    """The generated tables of rules to which the register refers, by name.

    Raises:
        PackageError: the table lacks a rule, and no row can be generated.
    """
    changed: dict[str, bytes] = {}
    keys = {key.resource: key for key in register.schema.foreign_keys if key.fields == ("rule",)}
    for item in package.resources:
        if item.name in keys:
            (column,) = keys[item.name].reference_fields
            try:
                content = rules_for(item, column, needed, package.extra_rules)
            except (BuildError, TableError) as error:
                raise PackageError(f"{register.path} cannot be updated: {error}") from None
            changed |= {item.name: content} if content else {}
    return changed


def _descriptor(package: Package, tables: Mapping[str, bytes]) -> bytes:
    """The descriptor with the size and hash of new tables, where it states them."""
    descriptor = copy.deepcopy(package.descriptor)
    for entry in descriptor["resources"]:
        if entry["name"] in tables:
            new = fixity(tables[entry["name"]])
            entry.update({key: value for key, value in new.items() if key in entry})
    return canonical_json(descriptor)
