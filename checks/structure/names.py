"""Names and texts of the descriptor and the schemas, as far as they act where they are written.

A release makes files, sheets and SQL tables of names, in which capitals and hyphens may not count.
"""

import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from checks.structure.cells import faults_of_form
from checks.tables.invisible import INVISIBLE, first_invisible, has_invisible
from checks.tables.package import Package, Schema
from checks.tables.problems import Problem
from checks.tables.table_schema import read_object

LONGEST_NAME = {"package": 100, "table": 31, "file": 100}
"""Most characters of a name; a sheet of a workbook has the name of its table."""

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
_TAKEN = re.compile(
    r"about|codebook|history|sqlite_.*|(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?",
    re.IGNORECASE,
)
"""Names of sheets and tables that a release adds, of SQLite's own tables, and of devices."""

_CONTROL = re.compile("[^\n\r\t -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\U0010ffff]")

_SURROGATE = re.compile("[\ud800-\udfff]")

_Fault = tuple[str | None, str | None, str]


def check_names(package: Package) -> Iterator[Problem]:
    """Names of the package and its resources that clash or name no files, and hidden texts."""
    for value, message in (*_name_faults(package), *_clashes(package)):
        yield Problem(package.descriptor_file.name, None, None, "name", value, message)
    yield from _hidden(package.descriptor, package.descriptor_file.name)
    for path in sorted({table.schema.path for table in package.resources if table.schema.path}):
        yield from _hidden(read_object(package.folder / path, path), path)


def column_faults(schema: Schema) -> Iterator[_Fault]:
    """Column, value and expectation of each name that no table can have as that of a column."""
    seen: set[str] = set()
    for name in schema.field_names:
        if name.casefold() in seen:
            yield name, name, "expected names of columns that differ in more than capitals"
        seen.add(name.casefold())
    # A lone surrogate, which UTF-8 cannot hold, is no better than a control character.
    names = [_SURROGATE.sub("\0", name) for name in schema.field_names]
    for _, _, name, expected in faults_of_form(
        pa.chunked_array([pa.array(names, pa.large_string())])
    ):
        yield name, name, f"expected a column name with {expected}"


def _name_faults(package: Package) -> Iterator[tuple[str, str]]:
    named = [("package", package.name)] if package.name else []
    named += [("table", table.name) for table in package.resources]
    named += [("file", file.name) for file in package.others]
    for kind, name in named:
        longest = LONGEST_NAME[kind]
        if not _NAME.fullmatch(name) or len(name) > longest:
            expected = f"a name of a {kind} of at most {longest} letters a-z, digits, points, "
            yield name, f"expected {expected}hyphens and underscores, with a letter or digit first"
        elif _TAKEN.fullmatch(name):
            yield name, f"expected another name of a {kind}: this one is taken where it is released"


def _clashes(package: Package) -> Iterator[tuple[str, str]]:
    """Names and paths that are one where capitals and hyphens do not count."""
    names = {table.name: f"the table '{table.name}'" for table in package.resources}
    lists = {
        f"{table.name}_{field.name}": f"the view of the lists in '{table.name}.{field.name}'"
        for table in package.resources
        for field in table.schema.fields
        if field.refers_to_claims and field.list_separator
    }
    first: dict[str, str] = {}
    for name, what in (*names.items(), *lists.items()):
        other = first.setdefault(name.casefold().replace("-", "_"), what)
        if other != what:
            yield name, f"expected another name than that of {other}, as SQL and sheets see it"
    paths: set[str] = {package.descriptor_file.name.casefold()}
    for resource in (*package.resources, *package.others):
        if resource.path.casefold() in paths:
            yield resource.path, f"expected a file of its own for the resource '{resource.name}'"
        paths.add(resource.path.casefold())


def _hidden(descriptor: dict[str, Any], file: str) -> Iterator[Problem]:
    """Texts with control characters other than line breaks, or with invisible characters."""
    for text in dict.fromkeys(_texts(descriptor)):
        if text.isascii() and text.isprintable():
            continue
        control = _CONTROL.search(text)
        if control or has_invisible(pa.array([text], pa.large_string()))[0].as_py():
            found = f"U+{ord(control[0]):04X}" if control else first_invisible(text)
            message = f"expected no invisible or direction-changing character (found {found})"
            yield Problem(file, None, None, INVISIBLE, text, message)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
