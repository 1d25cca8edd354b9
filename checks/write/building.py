"""Bringing up to date what follows from other files of a package.

Empty cells that follow from others are filled, every table is rewritten in canonical form, the
tables of rules and of restatements are generated, and the descriptor gets the size and the hash of
each file. Nothing is written before everything has been worked out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checks.tables.package import Package, Resource
from checks.tables.problems import UserError
from checks.tables.rows import TableError, numbered_rows, read_rows
from checks.tables.shortening import listed
from checks.write.filling import Cells, Filled, Rows, fill
from checks.write.rewriting import canonical_csv, canonical_json, fixity, tidied

if TYPE_CHECKING:
    import pandas as pd

RULE_COLUMNS = frozenset({"rule", "family", "title", "severity", "statement", "tables"})
"""The columns by which a table is known to be that of the rules."""


RESTATEMENT_COLUMNS = frozenset({"first_claim_id", "claim_id", "document_id", "place"})
"""The columns by which a table is known to be that of restatements."""


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


def rule_rows(extra: Collection[str] = ()) -> list[dict[str, str]]:
    """The table of rules: one row for each rule, from its attributes and its docstring.

    `extra` names rules of other distributions, as in `checks.rules.registry`.
    """
    from checks.rules.registry import all_rules  # imports pandas

    rows = []
    for rule in all_rules(extra):
        documentation = type(rule).documentation()
        rows.append(
            {
                "rule": rule.name,
                "family": rule.family,
                "title": documentation.title,
                "severity": rule.severity,
                "statement": documentation.statement,
                "tables": "|".join(sorted(rule.reads)),
            }
        )
    return rows


def holds_rules(resource: Resource) -> bool:
    """Whether a table is that of the rules, which nobody edits."""
    return set(resource.schema.field_names) == RULE_COLUMNS


def is_generated(resource: Resource) -> bool:
    """Whether all rows of a table are generated: that of the rules, and that of restatements."""
    return holds_rules(resource) or holds_restatements(resource)


def holds_restatements(resource: Resource) -> bool:
    """Whether a table is that of restatements, which nobody edits."""
    return set(resource.schema.field_names) == RESTATEMENT_COLUMNS


def restatement_tables(package: Package, tables: "Mapping[str, pd.DataFrame]") -> dict[str, bytes]:
    """What the tables of restatements should hold, by name; a package has one, or none.

    Args:
        package: the package.
        tables: its typed tables.
    """
    resources = [item for item in package.resources if holds_restatements(item)]
    if not resources:
        return {}
    from checks.findings.restatements import restatements  # imports pandas

    rows = restatements(tables)
    return {
        item.name: canonical_csv(item.schema.field_names, item.schema.primary_key, rows)
        for item in resources
    }


def rules_added(
    resource: Resource, column: str, needed: Collection[str], extra: Collection[str]
) -> bytes | None:
    """What a table of rules holds when those that are `needed` are added; None if it has them all.

    Args:
        resource: the table.
        column: where it has the names of rules.
        needed: names of rules. Those that are no rules (any more) are not added.
        extra: names of rules of other distributions, as in `checks.rules.registry`.

    Raises:
        BuildError: a rule must be added, and the table has columns that nothing can fill.
        TableError: the table cannot be read.
    """
    rows = read_rows(resource)
    missing = set(needed) - {row[column] for row in rows}
    added = [row for row in rule_rows(extra) if row["rule"] in missing] if missing else []
    if added and not holds_rules(resource):
        names = listed(row["rule"] for row in added)
        raise BuildError(f"{resource.path} lacks {names}: add it by hand")
    columns, key = resource.schema.field_names, resource.schema.primary_key
    return canonical_csv(columns, key, [*rows, *added]) if added else None


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
    tables |= _restated(package, rows)
    files = {resource.file: tables[resource.name] for resource in package.resources}
    return Built({**files, package.descriptor_file: _descriptor(package, tables)}, rows, filled)


def _rows(resource: Resource, package: Package, replaced: Sequence[Cells] | None) -> Rows:
    """The tidy rows that a table should hold. Raises TableError when it cannot be read."""
    if holds_rules(resource):
        replaced = rule_rows(package.extra_rules)
    rows = numbered_rows(resource) if replaced is None else dict(enumerate(replaced, start=2))
    return {row: tidied(cells, resource.schema.field_names) for row, cells in rows.items()}


def _restated(package: Package, rows: Mapping[str, Rows]) -> dict[str, bytes]:
    """The tables of restatements, which stay as they are where a number or a date is none."""
    if not any(map(holds_restatements, package.resources)):
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
    try:
        return restatement_tables(package, typed_tables(package, frames))
    except ValueError:
        return {}


def _descriptor(package: Package, tables: Mapping[str, bytes]) -> bytes:
    """What the descriptor should hold, given what each file will, by the name of its resource."""
    resources = [
        {**resource.descriptor, **fixity(tables[resource.name])} for resource in package.resources
    ]
    return canonical_json({**package.descriptor, "resources": resources})
