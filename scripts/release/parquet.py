"""Every table of the release as a Parquet file, typed, with a description of every column."""

import io
from collections.abc import Mapping
from typing import Any

from checks.tables.package import Field
from checks.tables.table_schema import as_text
from scripts.release.edition import Edition
from scripts.release.values import typed_rows
from scripts.views.building import TableFile


def parquet_files(edition: Edition) -> Mapping[str, bytes]:
    """The bytes of each file by the name of its table.

    Nothing is compressed, as in `archive`. The metadata of a column hold its title, description
    and constraints; those of the file what the release and the table are.
    """
    return {table.name: _file(table, edition) for table in edition.tables}


def _file(table: TableFile, edition: Edition) -> bytes:
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyarrow import parquet

    about = {
        **edition.about,
        "table": table.name,
        "table_title": table.text("title"),
        "table_description": table.text("description"),
    }
    schema = pa.schema([_field(field) for field in table.schema.fields], metadata=about)
    rows = typed_rows(table)
    columns = [[row[place] for row in rows] for place in range(len(schema))]
    stream = io.BytesIO()
    # fastparquet cannot read the dictionary of a column without values (dask/fastparquet #808).
    filled = [name for name, cells in zip(schema.names, columns, strict=True) if {*cells} - {None}]
    parquet.write_table(
        pa.table(columns, schema=schema),
        stream,
        compression="none",
        version="2.6",
        use_dictionary=filled,
    )
    return stream.getvalue()


def _field(field: Field) -> Any:
    import pyarrow as pa

    types = {
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    names = ("title", "description", "example", "syntax", "listSeparator", "references")
    described = {name: field.descriptor[name] for name in names if name in field.descriptor}
    constraints = {f"constraint_{name}": value for name, value in field.constraints.items()}
    return pa.field(
        field.name,
        types.get(field.type, pa.string()),
        nullable=not field.constraints.get("required"),
        metadata={name: _text(value) for name, value in {**described, **constraints}.items()},
    )


def _text(value: Any) -> str:
    return "|".join(map(as_text, value)) if isinstance(value, list) else as_text(value)
