"""`claims-check describe [PACKAGE]`: lists the tables of a package, or explains a table."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from checks.commands.usage import Parser, UsageError, aligned
from checks.explaining import explained_by
from checks.tables.description import describe
from checks.tables.escaping import json_text
from checks.tables.package import read_package

_WIDTH_WHEN_PIPED = 100
_WIDEST = 120


def run(arguments: Sequence[str]) -> str:
    """The tables of a package with rows, columns, keys and references, as text or JSON.

    Raises:
        UsageError: the arguments are wrong.
        TableError: a table cannot be read.
        PackageError: there is no package that can be read.
    """
    parser = Parser(
        "describe",
        "List the tables of a package with their rows, columns, keys and references, or explain "
        "what the columns of a table may hold.",
    )
    parser.add_package()
    parser.add_argument(
        "--table",
        metavar="TABLE",
        action="append",
        default=[],
        help="explain this table instead: the meaning of each column, its codes, and the terms of "
        "the vocabulary that fit (may be given repeatedly)",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form (default: text)"
    )
    options = parser.parse_args(arguments)
    package = read_package(options.package)
    with explained_by(package):
        description = describe(package)
    tables = {table["name"]: table for table in description["tables"]}
    if unknown := [name for name in options.table if name not in tables]:
        raise UsageError(f"the package has no table {unknown[0]!r}")
    chosen = [tables[name] for name in options.table]
    if options.format == "json":
        shown = {**description, "tables": chosen or description["tables"]}
        return json_text(shown)
    return "\n".join(map(_explained, chosen)) if chosen else _overview(description)


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
    others = [f"no table: {file['name']} in {file['path']}\n" for file in description["files"]]
    return "\n".join([*filter(None, head), "", aligned(rows, right=(1, 2)), *others])


def _explained(table: dict[str, Any]) -> str:
    """The table, and each of its columns with what it may hold."""
    targets = {
        name: f"{reference['to'] or table['name']}.{to}"
        for reference in table["references"]
        for name, to in zip(reference["columns"], reference["to_columns"], strict=False)
    }
    blocks = [[f"{table['name']}: {table['rows']:,} rows in {table['path']}", table["description"]]]
    for column in table["columns"]:
        target = targets.get(column["name"], "a claim" if column["refers_to_claims"] else "")
        parts = [
            column["type"],
            "key" if column["name"] in table["key"] else _requirement(column),
            f"refers to {target}" if target else "",
            f"filled in {column['filled']:,}",
        ]
        blocks.append([f"{column['name']}: {', '.join(filter(None, parts))}", *_details(column)])
    return "\n".join(_wrapped(block) for block in blocks)


def _requirement(column: dict[str, Any]) -> str:
    """Whether a cell must be filled, in words."""
    if column["required"]:
        return "required"
    if column["required_when"]:
        return f"required where {column['required_when']}"
    meaning = column["empty_means"]
    return "optional" if meaning is None else f"optional (empty means {meaning})"


def _details(column: dict[str, Any]) -> Iterator[str]:
    """The lines about a column; those with more blanks in front are parts of those before."""
    yield column["description"]
    if column["example"]:
        yield f"Example: {column['example']}"
    if column["codes"]:
        yield "Codes:"
    for code, meaning in column["codes"].items():
        yield f"  {code}: {meaning}".removesuffix(": ")
    if column["terms"]:
        yield "Terms that fit, each with the types of entities that it relates:"
    for term in column["terms"]:
        types = [f"{name}: {', '.join(each) or 'any'}" for name, each in term["types"].items()]
        yield f"  {term['term']}: {term['definition']} ({'; '.join(types)})"


def _wrapped(block: Sequence[str]) -> str:
    """A line, and below it, indented, those about it."""
    width = min(shutil.get_terminal_size((_WIDTH_WHEN_PIPED, 24)).columns, _WIDEST)
    head, *details = block
    lines = [head]
    for detail in filter(None, details):
        indent = " " * (4 + len(detail) - len(detail.lstrip()))
        hanging = indent + ("  " if len(indent) > 4 else "")
        lines.append(
            textwrap.fill(
                detail.strip(),
                width,
                initial_indent=indent,
                subsequent_indent=hanging,
                break_on_hyphens=False,
                break_long_words=False,
            )
        )
    return "\n".join(lines) + "\n"
