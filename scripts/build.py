"""``python -m scripts.build``: bring up to date what follows from other files of the package.

Every table is rewritten in canonical form, the table of rules is generated from the rules'
docstrings, and the descriptor gets the size and the hash of each file. Nothing is written before
everything has been worked out, and every file is replaced at once; what is up to date is left
alone.
"""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from checks.package import Package, PackageError, Resource, read_package
from scripts.canonical import TableError, canonical_csv, read_rows

RULES = "rules"


class BuildError(Exception):
    """Files cannot be brought up to date; the message has one line for each."""


def rule_rows() -> list[dict[str, str]]:
    """The table of rules: one row for each rule, from its attributes and its docstring."""
    from checks.rules import all_rules  # imports pandas

    rows = []
    for rule in all_rules():
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


def table_bytes(resource: Resource) -> bytes:
    """What the file of a table should hold. Raises TableError when it cannot be read."""
    columns = resource.schema.field_names
    rows = rule_rows() if resource.name == RULES else read_rows(resource)
    if rows and set(columns) != set(rows[0]):
        expected = ", ".join(rows[0])
        raise TableError(f"{resource.path}: the columns of its schema must be {expected}")
    return canonical_csv(columns, resource.schema.primary_key, rows)


def descriptor_bytes(package: Package, tables: dict[str, bytes]) -> bytes:
    """What the descriptor should hold, given what each file will, by the name of its resource."""
    resources: list[dict[str, Any]] = []
    for resource in package.resources:
        content = tables[resource.name]
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        resources.append({**resource.descriptor, "bytes": len(content), "hash": digest})
    descriptor = {**package.descriptor, "resources": resources}
    return (json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def contents(package: Package) -> dict[Path, bytes]:
    """What each table and the descriptor should hold, by file, the descriptor last.

    Raises:
        BuildError: tables cannot be read; all of them are named.
    """
    tables: dict[str, bytes] = {}
    errors: list[str] = []
    for resource in package.resources:
        try:
            tables[resource.name] = table_bytes(resource)
        except TableError as error:
            errors.append(str(error))
    if errors:
        raise BuildError("\n".join(errors))
    files = {resource.file: tables[resource.name] for resource in package.resources}
    return {**files, package.descriptor_file: descriptor_bytes(package, tables)}


def replace(file: Path, content: bytes) -> None:
    """Replace a file at once: whoever reads it finds the old content or the new one."""
    temporary = file.with_name(f".{file.name}.new")
    try:
        temporary.write_bytes(content)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def stale(files: dict[Path, bytes]) -> Iterable[Path]:
    """The files that do not hold what they should."""
    return (
        file
        for file, content in files.items()
        if not file.is_file() or file.read_bytes() != content
    )


def main(arguments: list[str] | None = None) -> int:
    """Bring the package up to date. Exit status 1: stale (with --check), 2: unreadable."""
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description=main.__doc__)
    parser.add_argument("package", type=Path, nargs="?", default=Path(), help="default: here")
    parser.add_argument("--check", action="store_true", help="change nothing, name what is stale")
    chosen = parser.parse_args(arguments)
    try:
        package = read_package(chosen.package)
        files = contents(package)
    except (PackageError, BuildError) as error:
        for line in str(error).split("\n"):
            print(f"build: {line}", file=sys.stderr)
        return 2
    changed = list(stale(files))
    for file in changed:
        if not chosen.check:
            replace(file, files[file])
        name = os.path.relpath(file, package.folder)
        print(f"{'stale' if chosen.check else 'written'}: {name}")
    if not changed:
        print("Everything is up to date.")
    return 1 if chosen.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
