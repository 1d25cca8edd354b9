"""Loading a package: its tables as frames with plain pandas types."""

from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from checks.tables import edtf
from checks.tables.diagnosis import is_tolerable
from checks.tables.field_checks import missing_values, words
from checks.tables.package import PackageError, Resource, read_package
from checks.tables.pandera_schema import pandera_schema
from checks.tables.problems import Problem, in_one_line
from checks.tables.reading import read_table
from checks.tables.table_schema import Field


def load_tables(path: Path) -> dict[str, pd.DataFrame]:
    """The tables of a package by their names, each with the columns of its schema, in that order.

    integer becomes Int64, number Float64, boolean boolean, date datetime64[s], and any other type
    string. A missing cell is NA, in dates NaT.

    Raises:
        PackageError: the package, or one of its tables, cannot be read. The message is one line
            that names the file, and the row and the column where there is one to blame.
    """
    return {resource.name: _load(resource) for resource in read_package(path).resources}


def _load(resource: Resource) -> pd.DataFrame:
    try:
        content = resource.file.read_bytes()
    except OSError as error:
        raise PackageError(f"{resource.path}: cannot be read ({error.strerror})") from None
    reading = read_table(content, resource.path, resource.schema.field_names)
    problems = [problem for problem in reading.problems if not is_tolerable(problem)]
    if problems or reading.frame is None:
        raise PackageError(in_one_line(problems or reading.problems))
    _refuse_other_types(resource, reading.frame)
    descriptor, frame = resource.schema.descriptor, reading.frame.reset_index(drop=True)
    columns: dict[str, Any] = {}
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
    """Texts, with NA for a missing one, in the pandas type of their field."""
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
