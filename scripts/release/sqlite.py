"""The release as one SQLite file: every table and view, with keys, types and a codebook."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from checks.tables.package import Field
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
    claims there is a view with one row for each item, `<table>_<column>`.
    """
    import apsw

    connection = apsw.Connection(":memory:")
    try:
        with connection:
            for table in edition.tables:
                connection.execute(_definition(table))
                _insert(connection, table)
            _describe(connection, edition)
        if broken := list(connection.execute("PRAGMA foreign_key_check")):
            raise RuntimeError(f"foreign keys that lead nowhere: {broken}")
        connection.execute("VACUUM")
        return connection.serialize("main")
    finally:
        connection.close()


def _definition(table: TableFile) -> str:
    schema = table.schema
    parts = [_column(field) for field in schema.fields]
    if schema.primary_key:
        parts.append(f"PRIMARY KEY ({_names(schema.primary_key)})")
    parts += [f"UNIQUE ({_names(key)})" for key in schema.unique_keys]
    parts += [
        f"FOREIGN KEY ({_names(key.fields)}) "
        f"REFERENCES {_quoted(table_name(key.resource))} ({_names(key.reference_fields)})"
        for key in schema.foreign_keys
    ]
    body = ",\n  ".join(parts)
    without_rowid = ", WITHOUT ROWID" if schema.primary_key else ""
    return f"CREATE TABLE {_quoted(table_name(table.name))} (\n  {body}\n) STRICT{without_rowid}"


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
        values = ", ".join("'" + str(value).replace("'", "''") + "'" for value in allowed)
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
    """A view with a row for each claim in a list; identifiers hold no quotes or backslashes."""
    name, column = table_name(table.name), _quoted(field.name)
    items = f"""'["' || replace({column}, '{field.list_separator}', '","') || '"]'"""
    return (
        f"CREATE VIEW {_quoted(f'{name}_{field.name}')} AS\n"
        f"SELECT {_names(table.schema.primary_key)}, value AS claim_id\n"
        f"FROM {_quoted(name)}, json_each({items}) WHERE {column} IS NOT NULL"
    )


def _describe(connection: "apsw.Connection", edition: Edition) -> None:
    types = ", ".join(
        f"{_quoted(name)} {'INTEGER' if name in ('position', 'required') else 'TEXT'}"
        for name in COLUMNS
    )
    connection.execute(f'CREATE TABLE codebook ({types}, PRIMARY KEY ("table", "column")) STRICT')
    places = ", ".join("?" * len(COLUMNS))
    rows = [
        [_stored(value) for value in {**entry, "table": table_name(str(entry["table"]))}.values()]
        for entry in codebook(edition.tables)
    ]
    connection.executemany(f"INSERT INTO codebook VALUES ({places})", rows)
    connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
    connection.executemany("INSERT INTO about VALUES (?, ?)", edition.about.items())


def _names(columns: Iterable[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
