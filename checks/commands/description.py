"""What a package holds: its tables with their rows, columns, keys and references.

Nothing is checked and no heavy library is loaded; `python -m checks describe` prints it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from checks.tables.loose_reading import read_rows
from checks.tables.package import Field, ForeignKey, Package, Resource


@dataclass(frozen=True)
class ReferenceDescription:
    """A foreign key: `columns` hold values of `to_columns` of the table `to`."""

    columns: tuple[str, ...]
    to: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True)
class ColumnDescription:
    """A column; `filled` is the number of rows with a value."""

    name: str
    type: str
    title: str
    required: bool
    filled: int


@dataclass(frozen=True)
class TableDescription:
    """A table, and what is in it."""

    name: str
    title: str
    path: str
    rows: int
    key: tuple[str, ...]
    references: tuple[ReferenceDescription, ...]
    columns: tuple[ColumnDescription, ...]


@dataclass(frozen=True)
class PackageDescription:
    """A package, and its tables in the order of the descriptor."""

    name: str
    version: str
    title: str
    licences: tuple[str, ...]
    tables: tuple[TableDescription, ...]


def describe(package: Package) -> PackageDescription:
    """Describe a package. Raises TableError when one of its tables cannot be read."""
    descriptor = package.descriptor
    licences = [item for item in descriptor.get("licenses", []) if isinstance(item, dict)]
    return PackageDescription(
        name=package.name,
        version=package.version,
        title=str(descriptor.get("title", "")),
        licences=tuple(str(item.get("name") or item.get("title", "")) for item in licences),
        tables=tuple(_table(resource) for resource in package.resources),
    )


def _table(resource: Resource) -> TableDescription:
    rows = read_rows(resource, str(resource.file))
    schema = resource.schema
    return TableDescription(
        name=resource.name,
        title=str(resource.descriptor.get("title", "")),
        path=resource.path,
        rows=len(rows),
        key=schema.primary_key,
        references=tuple(_reference(key) for key in schema.foreign_keys),
        columns=tuple(
            _column(field, filled=sum(bool(row[field.name]) for row in rows))
            for field in schema.fields
        ),
    )


def _reference(key: ForeignKey) -> ReferenceDescription:
    return ReferenceDescription(key.fields, key.resource, key.reference_fields)


def _column(field: Field, filled: int) -> ColumnDescription:
    return ColumnDescription(
        name=field.name,
        type="date (EDTF)" if field.is_edtf else field.type,
        title=str(field.descriptor.get("title", "")),
        required=bool(field.constraints.get("required", False)),
        filled=filled,
    )


def as_json(description: PackageDescription, tables: Sequence[str] = ()) -> str:
    """The description as JSON, of the named tables alone if there are any names.

    Raises:
        KeyError: the package has no table of that name.
    """
    import json

    chosen = _named(description, tables) if tables else description.tables
    content = {**asdict(description), "tables": [asdict(table) for table in chosen]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_text(description: PackageDescription, tables: Sequence[str] = ()) -> str:
    """The description as text: a line for each table, or the columns of the named ones.

    Raises:
        KeyError: the package has no table of that name.
    """
    if tables:
        return "\n".join(map(_columns, _named(description, tables)))
    return f"{_head(description)}\n\n{_overview(description)}"


def _named(description: PackageDescription, names: Sequence[str]) -> list[TableDescription]:
    known = {table.name: table for table in description.tables}
    return [known[name] for name in names]


def _head(description: PackageDescription) -> str:
    rows = sum(table.rows for table in description.tables)
    named = f"{description.name} {description.version}".strip()
    parts = [
        named,
        description.title,
        f"{len(description.tables)} tables, {rows:,} rows",
        ", ".join(description.licences),
    ]
    return "\n".join(part for part in parts if part)


def _overview(description: PackageDescription) -> str:
    rows = [("table", "rows", "columns", "key", "refers to")]
    rows += [
        (
            table.name,
            f"{table.rows:,}",
            f"{len(table.columns)}",
            ", ".join(table.key),
            ", ".join(dict.fromkeys(reference.to for reference in table.references)),
        )
        for table in description.tables
    ]
    return _aligned(rows, right=(1, 2))


def _columns(table: TableDescription) -> str:
    targets = {
        name: f"{reference.to}.{to}"
        for reference in table.references
        for name, to in zip(reference.columns, reference.to_columns, strict=False)
    }
    rows = [("column", "type", "filled", "", "refers to")]
    rows += [
        (
            column.name,
            column.type,
            f"{column.filled:,}",
            "key" if column.name in table.key else "required" if column.required else "",
            targets.get(column.name, ""),
        )
        for column in table.columns
    ]
    return f"{table.name}: {table.rows:,} rows in {table.path}\n{_aligned(rows, right=(2,))}"


def _aligned(rows: Sequence[tuple[str, ...]], right: tuple[int, ...]) -> str:
    """Rows under each other, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if position in right else cell.ljust(width)
            for position, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n"
