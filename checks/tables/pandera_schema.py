"""A Table Schema as a Pandera schema.

    schema = pandera_schema(json.loads(Path("schemas/polls.json").read_text()))
    schema.validate(frame, lazy=True)

The Table Schema, of version 1 or 2, is all that it takes. What the Pandera schema cannot check is
listed in its metadata under `not_checked`, and at the end of its description, which YAML keeps.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandera.pandas as pa

from checks.tables import schema_checks
from checks.tables.field_checks import Cells, field_checks, missing_values
from checks.tables.shortening import listed
from checks.tables.table_schema import Field
from checks.tables.text_dtype import Text

NOT_CHECKED = "not_checked"
"""The key of the metadata under which a schema lists what it does not check."""

_TEXT = Text()
_DTYPES: Mapping[str, str] = {
    "integer": "Int64",
    "year": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[ns]",
    "datetime": "datetime64[ns]",
}
"""The pandas dtypes of columns that hold no text. Pandera takes any unit of time for the last."""


def pandera_schema(table_schema: Mapping[str, Any], *, text: bool = False) -> pa.DataFrameSchema:
    """The Pandera schema of the tables that a Table Schema describes.

    Each check bears a short code as its `name`, and the expectation in words as its `error`.

    Args:
        table_schema: the Table Schema, as its JSON says it.
        text: describe the cells as the file has them: text, with those missing values that the
            Table Schema names. By default describe typed columns, with NA for a missing value.
    """
    key = _names(table_schema.get("primaryKey", []))
    match = _match(table_schema)
    columns, not_checked = {}, []
    for descriptor in table_schema["fields"]:
        cells = _cells(descriptor, table_schema, text=text)
        checks = list(field_checks(cells))
        not_checked += [note for note in checks if isinstance(note, str)]
        columns[cells.field.name] = _column(
            cells,
            [check for check in checks if isinstance(check, pa.Check)],
            in_key=cells.field.name in key,
            is_key=key == [cells.field.name],
            must_be_there=match not in ("superset", "partial"),
        )
    not_checked += _foreign_keys(table_schema)
    return pa.DataFrameSchema(
        columns,
        checks=list(_unique_keys(table_schema, text=text)),
        unique=key if len(key) > 1 else None,
        strict=match not in ("subset", "partial"),
        ordered=match == "exact",
        name=table_schema.get("name"),
        title=table_schema.get("title"),
        description=_description(table_schema, not_checked),
        metadata={NOT_CHECKED: not_checked},
    )


def _cells(descriptor: Mapping[str, Any], table: Mapping[str, Any], *, text: bool) -> Cells:
    field = Field(descriptor["name"], descriptor.get("type") or "any", dict(descriptor))
    return Cells(
        field,
        missing=tuple(missing_values(field, table)) if text else (),
        is_text=text or field.type not in _DTYPES,
        is_typed=not text,
    )


def _column(
    cells: Cells, checks: list[pa.Check], *, in_key: bool, is_key: bool, must_be_there: bool
) -> pa.Column:
    """The column of a field; Pandera's own `unique` counts missing cells as equal."""
    field = cells.field
    is_required = in_key or bool(field.constraints.get("required"))
    is_unique = is_key or bool(field.constraints.get("unique"))
    by_pandera = is_unique and is_required and cells.is_typed
    if is_required and not cells.is_typed:
        expected = "a value: the column is required"
        checks.insert(0, cells.check(schema_checks.has_value, "required", expected))
    if is_unique and not by_pandera:
        expected = "a value that is unique in its column"
        kind = "string" if cells.is_typed else field.type
        checks.append(cells.check(schema_checks.is_distinct, "unique", expected, type=kind))
    return pa.Column(
        _TEXT if cells.is_text else _DTYPES[field.type],
        checks=checks,
        nullable=not is_required,
        unique=by_pandera,
        report_duplicates="exclude_first",
        required=must_be_there,
        title=field.descriptor.get("title"),
        description=field.descriptor.get("description"),
    )


def _unique_keys(table_schema: Mapping[str, Any], *, text: bool) -> Iterator[pa.Check]:
    missing = [""] if text else []
    for key in table_schema.get("uniqueKeys", []):
        columns = _names(key)
        expected = f"expected {listed(columns)} to be unique together"
        yield pa.Check(
            schema_checks.are_distinct,
            name="unique-key",
            error=expected,
            columns=columns,
            missing=missing,
        )


def _foreign_keys(table_schema: Mapping[str, Any]) -> Iterator[str]:
    for key in table_schema.get("foreignKeys", []):
        target = key["reference"].get("resource") or "the same table"
        yield f"the foreign key of {', '.join(_names(key['fields']))} into {target}"


def _description(table_schema: Mapping[str, Any], not_checked: list[str]) -> str | None:
    """The description of the table, with what is not checked: YAML drops the metadata."""
    description: str | None = table_schema.get("description")
    if not not_checked:
        return description
    note = f"Not checked here: {'; '.join(not_checked)}."
    return f"{description}\n\n{note}" if description else note


def _match(table_schema: Mapping[str, Any]) -> str:
    """How the columns of a table correspond to the fields; version 2 of the standard has a list."""
    match = table_schema.get("fieldsMatch", "exact")
    return str(match[0] if isinstance(match, list) and match else match)


def _names(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
