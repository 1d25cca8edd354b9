"""One broken cell, in any column of the profile, is reported at exactly its place."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from checks.tables.table_schema import Field
from tests.helpers.builders import (
    Row,
    all_tables,
    build_package,
    describe,
    read_rows,
    schema_of,
    small_rows,
    write_table,
)
from tests.helpers.verdicts import problems_of

BROKEN_IN_ANY_COLUMN = ["late ", " late", "la\x07te", "la\nte", "e\u0301te", "=1+1", "@late"]

BROKEN_BY_TYPE = {
    "integer": ["1.0", "01", "+1", "one", "1e3", "-0", "1 000", "9" * 19],
    "number": ["1e3", "01", ".5", "5.", "1,5", "NaN", "INF", "five"],
    "boolean": ["True", "yes", "1", "truefalse"],
    "date": ["2017", "2017-2-1", "2017-02-30", "01.02.2017", "2017-02-01T00:00:00"],
}


def broken_values(field: Field) -> list[str]:
    """Values that the schema of the column rules out, whatever the other cells are."""
    constraints = field.constraints
    values = [*BROKEN_IN_ANY_COLUMN, *BROKEN_BY_TYPE.get(field.type, [])]
    if constraints.get("required"):
        values.append("")
    if "enum" in constraints:
        values += ["nearly", constraints["enum"][0].upper()]
    if "pattern" in constraints:
        values += ["No such thing!", "é"]
    if "minimum" in constraints:
        values.append(str(constraints["minimum"] - 1))
    if field.is_edtf:
        values += ["spring 2017", "2017-13", "2018/2017", "2017-02-30"]
    if field.refers_to_claims:
        values.append("nobody.claims.this")
    if field.descriptor.get("format") == "uri":
        values.append("nowhere")
    return values


@cache
def tables_around(table: str) -> Path:
    """The folder of a valid package of this table and those that it needs."""
    around = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, around, ignore_errors=True)
    folder = around / table
    given_rows: dict[str, list[Row]] = {table: small_rows(table)}
    claims = {"comparisons": "answers", "findings": "dates", "figures": "figures"}
    if table in claims:
        given_rows[claims[table]] = small_rows(claims[table])
    build_package(folder, **given_rows)
    return folder


Cell: TypeAlias = tuple[int, str]


def broken_and_reported(folder: Path, table: str, broken: dict[Cell, str]) -> None:
    """Break the cells of a copy of the package, and compare what is reported with what is broken.

    A key that is broken is missed by those that refer to it, and that is the only thing that may
    be reported elsewhere.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tables_around(table), folder)
    rows = read_rows(folder, table)
    before = {rows[place][column] for place, column in broken}
    for (place, column), value in broken.items():
        rows[place][column] = value
    write_table(folder, table, rows, ordered=False)
    describe(folder)
    reported = {
        (item.file, item.row, item.column)
        for item in problems_of(folder)
        if item.code not in {"foreign-key", "claim-reference"} or item.value not in before
    }
    assert reported == {(f"data/{table}.csv", place + 2, column) for place, column in broken}


# The cells themselves say what failed: there is nothing to shrink, and examples are slow.
in_copies = settings(
    max_examples=4,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def draw_cell(data: st.DataObject, table: str, field: Field) -> tuple[Cell, str]:
    place = data.draw(st.integers(0, len(read_rows(tables_around(table), table)) - 1))
    return (place, field.name), data.draw(st.sampled_from(broken_values(field)))


@pytest.mark.parametrize("table", all_tables())
@in_copies
@given(data=st.data())
def test_a_broken_cell_in_every_column_is_reported_in_every_column(
    tmp_path: Path, table: str, data: st.DataObject
) -> None:
    cells = dict(draw_cell(data, table, field) for field in schema_of(table).fields)
    broken_and_reported(tmp_path / "package", table, cells)
