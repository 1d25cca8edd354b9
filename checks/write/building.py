"""Bringing up to date what follows from other files of a package.

Every table is rewritten in canonical form, the table of rules is generated from the rules'
docstrings, and the descriptor gets the size and the hash of each file. Nothing is written before
everything has been worked out.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from checks.tables.package import Package, Resource
from checks.tables.rows import TableError, read_rows
from checks.write.rewriting import canonical_csv, canonical_json, fixity

RULE_COLUMNS = frozenset({"rule", "family", "title", "severity", "statement", "tables"})
"""The columns by which a table is known to be that of the rules."""


class BuildError(Exception):
    """Files cannot be brought up to date; the message has one line for each."""


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
        names = ", ".join(row["rule"] for row in added)
        raise BuildError(f"{resource.path} lacks {names}: add it by hand")
    columns, key = resource.schema.field_names, resource.schema.primary_key
    return canonical_csv(columns, key, [*rows, *added]) if added else None


def contents(package: Package) -> dict[Path, bytes]:
    """What each table and the descriptor should hold, by file, the descriptor last.

    Raises:
        BuildError: tables cannot be read; all of them are named.
    """
    tables: dict[str, bytes] = {}
    errors: list[str] = []
    for resource in package.resources:
        try:
            tables[resource.name] = _table(resource, package.extra_rules)
        except TableError as error:
            errors.append(str(error))
    if errors:
        raise BuildError("\n".join(errors))
    files = {resource.file: tables[resource.name] for resource in package.resources}
    return {**files, package.descriptor_file: _descriptor(package, tables)}


def _table(resource: Resource, extra: Collection[str]) -> bytes:
    """What the file of a table should hold. Raises TableError when it cannot be read."""
    rows = rule_rows(extra) if holds_rules(resource) else read_rows(resource, str(resource.file))
    return canonical_csv(resource.schema.field_names, resource.schema.primary_key, rows)


def _descriptor(package: Package, tables: Mapping[str, bytes]) -> bytes:
    """What the descriptor should hold, given what each file will, by the name of its resource."""
    resources = [
        {**resource.descriptor, **fixity(tables[resource.name])} for resource in package.resources
    ]
    return canonical_json({**package.descriptor, "resources": resources})
