"""The release as one SQLite file: every table and view, with keys, types and a codebook."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from checks.tables.package import Field, Schema
from scripts.metadata.datasette import table_name
from scripts.release.codebook import COLUMNS, codebook
from scripts.release.edition import Edition
from scripts.release.values import Value, typed_rows
from scripts.views.building import TableFile

if TYPE_CHECKING:
    import apsw

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
"""SQLite's types by those of Table Schema; the others are text, days among them."""


def database(edition: Edition) -> bytes:
    """The bytes of the database.

    Table and column names are those of the package, with `_` for `-`. Empty cells are NULL, true
    is 1 and false 0. `codebook` describes every column, `about` the release. For each list of
    claims there is a view with one row for each item, `<table>_<column>`. SQLite reads the tables
    since 3.8.2, and these views since 3.9: no table is STRICT, which needs 3.37.
    """
    import apsw

    connection = apsw.Connection(":memory:")
    try:
        with connection:
            schemas = {table.name: table.schema for table in edition.tables}
            for table in edition.tables:
                connection.execute(_definition(table, schemas))
                _insert(connection, table)
            _describe(connection, edition)
        if broken := list(connection.execute("PRAGMA foreign_key_check")):
            raise RuntimeError(f"foreign keys that lead nowhere: {broken}")
        connection.execute("VACUUM")
        return connection.serialize("main")
    finally:
        connection.close()


def _definition(table: TableFile, schemas: Mapping[str, Schema]) -> str:
    schema = table.schema
    parts = [_column(field) for field in schema.fields]
    if schema.primary_key:
        parts.append(f"PRIMARY KEY ({_names(schema.primary_key)})")
    parts += [f"UNIQUE ({_names(key)})" for key in schema.unique_keys]
    parts += [
        f"FOREIGN KEY ({_names(key.fields)}) "
        f"REFERENCES {_quoted(table_name(key.resource))} ({_names(key.reference_fields)})"
        for key in schema.foreign_keys
        if _is_unique(key.reference_fields, schemas[key.resource])
    ]
    body = ",\n  ".join(parts)
    without_rowid = " WITHOUT ROWID" if schema.primary_key else ""
    return f"CREATE TABLE {_quoted(table_name(table.name))} (\n  {body}\n){without_rowid}"


def _is_unique(columns: tuple[str, ...], schema: Schema) -> bool:
    """Whether columns are a key, so that SQL lets a foreign key refer to them."""
    alone = [(field.name,) for field in schema.fields if field.constraints.get("unique")]
    return columns in (schema.primary_key, *schema.unique_keys, *alone)


def _column(field: Field) -> str:
    """The definition of a column, with its constraints as far as SQL has them."""
    name = _quoted(field.name)
    parts = [name, _TYPES.get(field.type, "TEXT")]
    if field.constraints.get("required"):
        parts.append("NOT NULL")
    if field.constraints.get("unique"):
        parts.append("UNIQUE")
    if field.type == "boolean":
        parts.append(f"CHECK ({name} IN (0, 1))")
    elif allowed := field.constraints.get("enum"):
        values = ", ".join(_literal(str(value)) for value in allowed)
        parts.append(f"CHECK ({name} IN ({values}))")
    return " ".join(parts)


def _insert(connection: "apsw.Connection", table: TableFile) -> None:
    fields = table.schema.fields
    places = ", ".join("?" * len(fields))
    rows = [[_stored(value) for value in row] for row in typed_rows(table)]
    name = _quoted(table_name(table.name))
    connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
    for field in fields:
        if field.refers_to_claims and field.list_separator:
            connection.execute(_list_view(table, field))


def _stored(value: Value) -> int | float | str | None:
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, int | float | str) or value is None else value.isoformat()


def _list_view(table: TableFile, field: Field) -> str:
    """A view with a row for each claim in a list, which SQLite reads as JSON."""
    name, column = table_name(table.name), f"listed.{_quoted(field.name)}"
    separator = _literal(json.dumps(field.list_separator, ensure_ascii=False)[1:-1])
    escaped = rf"""replace(replace({column}, '\', '\\'), '"', '\"')"""
    items = f"""'["' || replace({escaped}, {separator}, '","') || '"]'"""
    keys = [f"listed.{_quoted(key)}" for key in table.schema.primary_key]
    return (
        f"CREATE VIEW {_quoted(f'{name}_{field.name}')} AS\n"
        f"SELECT {', '.join([*keys, 'item.value AS claim_id'])}\n"
        f"FROM {_quoted(name)} AS listed, json_each({items}) AS item WHERE {column} IS NOT NULL"
    )


def _describe(connection: "apsw.Connection", edition: Edition) -> None:
    types = ", ".join(
        f"{_quoted(name)} {'INTEGER' if name in ('position', 'required') else 'TEXT'}"
        for name in COLUMNS
    )
    connection.execute(f'CREATE TABLE codebook ({types}, PRIMARY KEY ("table", "column"))')
    places = ", ".join("?" * len(COLUMNS))
    rows = [
        [_stored(value) for value in {**entry, "table": table_name(str(entry["table"]))}.values()]
        for entry in codebook(edition.tables)
    ]
    connection.executemany(f"INSERT INTO codebook VALUES ({places})", rows)
    connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    connection.executemany("INSERT INTO about VALUES (?, ?)", edition.about.items())


def _names(columns: Iterable[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
