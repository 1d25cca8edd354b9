"""One broken cell, in any column of the profile, is reported at exactly its place."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from checks.commands.main import main
from checks.tables.table_schema import Field
from tests.helpers.builders import (
    all_tables,
    build_package,
    describe,
    read_rows,
    schema_of,
    write_cell,
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
        values += ["almost", constraints["enum"][0].upper()]
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


# The cells themselves say what failed: there is nothing to shrink, and examples are slow.
@pytest.mark.parametrize("table", all_tables())
@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_broken_cell_in_every_column_is_reported_in_every_column(
    small_package_template: Path, tmp_path: Path, table: str, data: st.DataObject
) -> None:
    folder = tmp_path / "package"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(small_package_template, folder)
    rows = read_rows(folder, table)
    place = data.draw(st.integers(0, len(rows) - 1))
    rows[place] = {
        field.name: data.draw(st.sampled_from(broken_values(field)))
        for field in schema_of(table).fields
    }
    write_table(folder, table, rows, ordered=False)
    describe(folder)
    own = (f"data/{table}.csv", place + 2)
    # Other rows may miss a key that is broken, and nothing else.
    reported = {
        (item.file, item.row, item.column)
        for item in problems_of(folder)
        if item.code not in {"foreign-key", "claim-reference"} or (item.file, item.row) == own
    }
    assert reported == {(*own, column) for column in rows[place]}


SIGNED = [
    "-0.7%",
    "\u22120.7 %",
    "-0.7 percent",
    "+3 points",
    "-$2 million",
    "-3.5 \u00b0C",
    "-1,200",
]
SIGNED += ["-2 to -1 percent", "-0.7% to 0.3%", "-1 degree, at most"]
FORMULAS = [
    "-1+1",
    "-2*3",
    "-A1",
    "-1-1",
    "-1 -1",
    "+1+2",
    "-cmd|x",
    "-2 per cent=1",
    "-1 A1()",
    "-",
]


@pytest.mark.parametrize("words", [*SIGNED, *FORMULAS])
def test_a_printed_number_with_a_sign_is_no_formula(tmp_path: Path, words: str) -> None:
    folder = tmp_path / "package"
    build_package(folder, names=[{}])
    write_cell(folder, "names", 2, "as_stated", words)
    assert [problem.code for problem in problems_of(folder)] == ["formula"] * (words in FORMULAS)


HIDDEN = {
    "turns the direction": "gnp.\u202eexe",
    "isolates a direction": "\u2066Reed",
    "mark of a direction": "Reed\u200f",
    "space of no width": "Reed\u200bers",
    "soft hyphen": "Ree\u00aders",
    "tag": "Reed\U000e0041",
    "private use": "Reed\ue000",
    "no character": "Reed\ufdd0",
    "the last code point": "Reed\U0010ffff",
    "filler": "Reed\u3164ers",
    "joiner between Latin letters": "Re\u200ced",
    "joiner at an end": "\u0645\u200d",
    "selector after a letter": "Reed\ufe0fers",
    "two selectors": "\u2764\ufe0f\ufe0f",
}
SEEN = {
    "joiner between Arabic letters": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "joiners between Devanagari letters": "\u0915\u094d\u200d\u0937\u200c\u0915",
    "joiner after an Arabic vowel sign": "\u0645\u064e\u200c\u062e",
    "Hebrew": "\u05e9\u05dc\u05d5\u05dd",
    "selector after a sign": "\u2764\ufe0f Reed",
    "selector after an ideograph": "\u845b\U000e0100",
    "blank that does not break": "10\u00a0000",
    "other letters": "K\u00f6lo \u2013 \u201cx\u201d \u4e2d \U0001f600",
}


@pytest.mark.parametrize("case", [*HIDDEN, *SEEN])
def test_a_character_that_nobody_sees_is_a_problem_and_a_joiner_where_it_belongs_is_none(
    tmp_path: Path, case: str
) -> None:
    folder = tmp_path / "package"
    build_package(folder, names=[{}])
    write_cell(folder, "names", 2, "note", {**HIDDEN, **SEEN}[case])
    codes = [problem.code for problem in problems_of(folder)]
    assert codes == ["invisible-character"] * (case in HIDDEN)
    assert all("(found U+" in problem.message for problem in problems_of(folder))


def test_a_cell_of_any_length_is_a_cell(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    build_package(folder, names=[{}])
    write_cell(folder, "names", 2, "note", "w" * 140_000)
    assert problems_of(folder) == ()
    assert main(["build", str(folder), "--check"]) == 0
    assert main(["describe", str(folder)]) == 0
    file = folder / "data/names.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))  # read record by record
    assert {problem.code for problem in problems_of(folder)} == {"line-ending", "bytes", "hash"}
