"""`claims-check describe [PACKAGE]`: lists the tables of a package, or the columns of a table.

Nothing is checked, and pandas is not imported.
"""

import json
from collections.abc import Sequence
from typing import Any

from checks.commands.usage import Parser, UsageError, aligned
from checks.tables.package import Field, Package, Resource, read_package
from checks.tables.rows import TableError, read_rows


def run(arguments: Sequence[str]) -> str:
    """The tables of a package with rows, columns, keys and references, as text or JSON.

    Raises:
        UsageError: the arguments are wrong, or a table cannot be read.
        PackageError: there is no package that can be read.
    """
    parser = Parser(
        "describe", "List the tables of a package with their rows, columns, keys and references."
    )
    parser.add_package()
    parser.add_argument(
        "--table",
        metavar="TABLE",
        action="append",
        default=[],
        help="list the columns of this table instead (may be given repeatedly)",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form (default: text)"
    )
    options = parser.parse_args(arguments)
    try:
        description = describe(read_package(options.package))
    except TableError as error:
        raise UsageError(str(error)) from None
    tables = {table["name"]: table for table in description["tables"]}
    if unknown := [name for name in options.table if name not in tables]:
        raise UsageError(f"the package has no table {unknown[0]!r}")
    chosen = [tables[name] for name in options.table]
    if options.format == "json":
        shown = {**description, "tables": chosen or description["tables"]}
        return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(map(_columns, chosen)) if chosen else _overview(description)


def describe(package: Package) -> dict[str, Any]:
    """What is in a package, as JSON shows it. Raises TableError if a table cannot be read."""
    descriptor = package.descriptor
    licences = [item for item in descriptor.get("licenses", []) if isinstance(item, dict)]
    return {
        "name": package.name,
        "version": package.version,
        "title": str(descriptor.get("title", "")),
        "licences": [str(item.get("name") or item.get("title", "")) for item in licences],
        "tables": [_table(resource) for resource in package.resources],
    }


def _table(resource: Resource) -> dict[str, Any]:
    rows = read_rows(resource, str(resource.file))
    schema = resource.schema
    return {
        "name": resource.name,
        "title": str(resource.descriptor.get("title", "")),
        "path": resource.path,
        "rows": len(rows),
        "key": schema.primary_key,
        "references": [
            {"columns": key.fields, "to": key.resource, "to_columns": key.reference_fields}
            for key in schema.foreign_keys
        ],
        "columns": [_column(field, rows) for field in schema.fields],
    }


def _column(field: Field, rows: Sequence[dict[str, str]]) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": "date (EDTF)" if field.is_edtf else field.type,
        "title": str(field.descriptor.get("title", "")),
        "required": bool(field.constraints.get("required", False)),
        "filled": sum(bool(row[field.name]) for row in rows),
    }


def _overview(description: dict[str, Any]) -> str:
    tables = description["tables"]
    head = [
        f"{description['name']} {description['version']}".strip(),
        description["title"],
        f"{len(tables)} tables, {sum(table['rows'] for table in tables):,} rows",
        ", ".join(description["licences"]),
    ]
    rows = [("table", "rows", "columns", "key", "refers to")]
    rows += [
        (
            table["name"],
            f"{table['rows']:,}",
            f"{len(table['columns'])}",
            ", ".join(table["key"]),
            ", ".join(dict.fromkeys(reference["to"] for reference in table["references"])),
        )
        for table in tables
    ]
    return "\n".join([*filter(None, head), "", aligned(rows, right=(1, 2))])


def _columns(table: dict[str, Any]) -> str:
    targets = {
        name: f"{reference['to']}.{to}"
        for reference in table["references"]
        for name, to in zip(reference["columns"], reference["to_columns"], strict=False)
    }
    rows = [("column", "type", "filled", "", "refers to")]
    for column in table["columns"]:
        name = column["name"]
        role = "key" if name in table["key"] else "required" if column["required"] else ""
        rows.append((name, column["type"], f"{column['filled']:,}", role, targets.get(name, "")))
    head = f"{table['name']}: {table['rows']:,} rows in {table['path']}"
    return f"{head}\n{aligned(rows, right=(2,))}"
