"""Tables whose columns have types: for the rules, and for programs that load a package."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from checks.tables import edtf
from checks.tables.arrays import Mask
from checks.tables.diagnosis import is_tolerable
from checks.tables.field_checks import missing_values, words
from checks.tables.package import Field, Package, PackageError, Resource, Schema
from checks.tables.pandera_schema import pandera_schema
from checks.tables.possible import verdicts
from checks.tables.problems import Problem, in_one_line
from checks.tables.reading import read_table

_NOT_KNOWN = " (impossible)"
"""Stands behind a number that rules must not read as one."""


def typed_tables(
    package: Package,
    text_frames: Mapping[str, pd.DataFrame],
    unknown: Mapping[str, Mask] = MappingProxyType({}),
) -> dict[str, pd.DataFrame]:
    """Frames with typed columns, by resource, of texts that have the types of their columns.

    Numbers and dates are not known in the rows of `unknown`, which has a mask for some tables.

    An empty cell becomes what its column declares by `emptyMeans`. integer becomes Int64, date
    datetime64[s] (NaT = empty), and boolean bool (`boolean`, with NA = empty, where the column is
    not required and declares nothing). A number stays the decimal text that the cell
    holds, and text stays text ("" = empty). A column of EDTF dates gets two more columns,
    `<name>_earliest` and `<name>_latest` (datetime64[s]; NaT = open or empty). The column `row`
    (int) is the spreadsheet row.

    A column that declares `possible` gets one more, `<name>_impossible` (categories): an impossible
    value and what was expected, NA for any other value, and "" where no limits are known. To other
    rules an impossible value is not known: it has no bounds, or is no number.
    """
    return {
        name: _typed_table(package.resource(name).schema, text_frames, unknown.get(name))
        for name in text_frames
    }


def load_tables(package: Package) -> dict[str, pd.DataFrame]:
    """The tables of a package by their names, each with the columns of its schema, in that order.

    `checks.load` says what types they have. Raises PackageError as it does.
    """
    return {resource.name: _load(resource) for resource in package.resources}


def _typed_table(
    schema: Schema, frames: Mapping[str, pd.DataFrame], unknown: Mask | None
) -> pd.DataFrame:
    frame = frames[schema.name]
    fields = [field for field in schema.fields if field.name in frame.columns]
    columns: dict[str, pd.Series] = {}
    for field in fields:
        columns |= _typed_columns(field, frame[field.name])
    for field in fields:
        if field.may_be_impossible:
            found = verdicts(schema, field, frames)
            columns[f"{field.name}_impossible"] = found.described(frame[field.name])
            if found.impossible.any():
                columns |= _not_known(columns, field, found.impossible)
        if unknown is not None and _is_value(field):
            columns |= _not_known(columns, field, unknown)
    columns["row"] = frame.index.to_series().astype("int64")
    return pd.DataFrame(columns).reset_index(drop=True)


def _typed_columns(field: Field, cells: pd.Series) -> dict[str, pd.Series]:
    """The column of a field, and what is derived from it."""
    if field.empty_means is not None:
        cells = cells.mask(cells == "", field.empty_means)
    columns = {field.name: cells}
    if field.type in ("integer", "boolean", "date"):
        columns[field.name] = _typed(cells.mask(cells == ""), field)
    is_filled = field.constraints.get("required") or field.empty_means is not None
    if field.type == "boolean" and is_filled:
        columns[field.name] = columns[field.name].astype("bool")
    if field.is_edtf:
        bounds = edtf.bounds(cells)
        columns |= {f"{field.name}_{end}": bounds[end] for end in edtf.ENDS}
    return columns


def _is_value(field: Field) -> bool:
    """Whether a column holds numbers or dates that rules need not know."""
    if field.is_edtf or field.may_be_impossible or field.type == "number":
        return True
    return field.type in ("integer", "date") and not field.constraints.get("required")


def _not_known(columns: Mapping[str, pd.Series], field: Field, mask: Mask) -> dict[str, pd.Series]:
    """The columns of a field without its values in a mask. A number that is text stays a text."""
    cells = columns[field.name]
    if field.is_edtf:
        days = [f"{field.name}_{end}" for end in edtf.ENDS]
        days += edtf.ENDS if field.name == edtf.DATE else ()
        return {name: columns[name].mask(mask) for name in days if name in columns}
    if field.type in ("integer", "date"):
        return {field.name: cells.mask(mask)}
    return {field.name: cells.mask(mask & (cells != ""), cells + _NOT_KNOWN)}


def _load(resource: Resource) -> pd.DataFrame:
    try:
        content = resource.read_bytes()
    except OSError as error:
        raise PackageError(f"{resource.path}: cannot be read ({error.strerror})") from None
    reading = read_table(content, resource.path, resource.schema.field_names)
    problems = [problem for problem in reading.problems if not is_tolerable(problem)]
    if problems or reading.frame is None:
        raise PackageError(in_one_line(problems or reading.problems))
    _refuse_other_types(resource, reading.frame)
    descriptor, frame = resource.schema.descriptor, reading.frame.reset_index(drop=True)
    columns: dict[str, pd.Series] = {}
    for field in resource.schema.fields:
        texts = frame[field.name].mask(frame[field.name].isin(missing_values(field, descriptor)))
        try:
            columns[field.name] = _typed(texts, field)
        except ValueError:
            message = f"column {field.name}: cannot be read as the type {field.type}"
            raise PackageError(f"{resource.path}: {message}") from None
    return pd.DataFrame(columns)


def _refuse_other_types(resource: Resource, frame: pd.DataFrame) -> None:
    """Raise PackageError for the first cells that do not have the type of their column."""
    schema = pandera_schema(resource.schema.descriptor, text=True)
    of_type = pa.DataFrameSchema(
        {
            name: pa.Column(checks=[check for check in column.checks if check.name == "type"])
            for name, column in schema.columns.items()
        }
    )
    try:
        of_type.validate(frame, lazy=True, inplace=True)
    except SchemaErrors as failures:
        cases = failures.failure_cases.sort_values("index", kind="stable")
        places = cases[["index", "column", "failure_case", "check"]].itertuples(index=False)
        raise PackageError(
            in_one_line(
                Problem(resource.path, int(row), str(column), "type", str(value), str(expected))
                for row, column, value, expected in places
            )
        ) from None


def _typed(texts: pd.Series, field: Field) -> pd.Series:
    """Texts, with NA for a missing one, in the pandas type of their field.

    Raises ValueError for a text that has another type, except in booleans.
    """
    if field.type in ("integer", "year"):
        return texts.astype("string").astype("Int64")
    if field.type == "number":
        return texts.astype("string").astype("Float64")
    if field.type == "boolean":
        return texts.isin(words(field, "trueValues")).astype("boolean").mask(texts.isna())
    if field.type == "date":
        days = edtf.calendar_days(texts.fillna(""))
        if (days.isna() & texts.notna()).any():
            raise ValueError(field.name)
        return days
    return texts.astype("string")
