"""A Table Schema becomes a Pandera schema that finds the faults of any frame."""

import json
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandera.errors import SchemaError, SchemaErrors

from checks.tables.pandera_schema import pandera_schema
from tests.helpers.builders import ROOT, all_tables, read_rows

Fault = tuple[str, str, Any]
"""Column, name of the check, and the index of the row (None where it is the whole column)."""


def faults(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> list[Fault]:
    """What a schema finds in a frame."""
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return [fault for error in errors.schema_errors for fault in _faults(error)]
    return []


def _faults(error: SchemaError) -> list[Fault]:
    cases, check = error.failure_cases, getattr(error.check, "name", error.check)
    rows = cases["index"].tolist() if isinstance(cases, pd.DataFrame) else [None]
    return [(error.column_name, check, row) for row in rows]


def both_ways(schema: pa.DataFrameSchema) -> list[pa.DataFrameSchema]:
    """The schema, and the one that comes back from its YAML."""
    return [schema, pa.DataFrameSchema.from_yaml(schema.to_yaml())]


# The tables of this package.


@cache
def schema_of_table(table: str, *, text: bool) -> pa.DataFrameSchema:
    return pandera_schema(json.loads((ROOT / f"schemas/{table}.json").read_text()), text=text)


@pytest.mark.parametrize("dtype", ["str", "object", "string[pyarrow]", "string[python]"])
@pytest.mark.parametrize("table", all_tables())
def test_every_table_of_this_package_fits_its_schema_however_texts_are_stored(
    table: str, dtype: str
) -> None:
    frame = pd.DataFrame(read_rows(ROOT, table)).astype(dtype)
    assert faults(schema_of_table(table, text=True), frame) == []


def test_one_broken_cell_is_found_also_by_the_schema_from_yaml() -> None:
    frame = pd.DataFrame(read_rows(ROOT, "polls"), dtype="str")
    frame.loc[3, "mode"], frame.loc[4, "sample_size"] = "BAD MODE", "xyz"
    for schema in both_ways(schema_of_table("polls", text=True)):
        assert set(faults(schema, frame)) == {("sample_size", "type", 4), ("mode", "enum", 3)}


def test_text_in_objects_is_text_only_if_all_of_it_is() -> None:
    schema = pa.DataFrameSchema({"name": pa.Column("text", nullable=True)})
    assert faults(schema, pd.DataFrame({"name": ["quay", None]}, dtype=object)) == []
    (found,) = {fault[:2] for fault in faults(schema, pd.DataFrame({"name": ["quay", 3]}))}
    assert found == ("name", "dtype('text')")


# One field, in both forms: its cells as a file has them, and as typed values.


def one_field(field: dict[str, Any], *, text: bool, **more: Any) -> pa.DataFrameSchema:
    return pandera_schema({"fields": [{"name": "value", **field}], **more}, text=text)


def text_codes(field: dict[str, Any], text: str, **more: Any) -> set[str]:
    frame = pd.DataFrame({"value": [text]}, dtype="str")
    first, second = (
        {check for _, check, _ in faults(schema, frame)}
        for schema in both_ways(one_field(field, text=True, **more))
    )
    assert first == second
    return first


def constrained(kind: str, **constraints: Any) -> dict[str, Any]:
    return {"type": kind, "constraints": constraints}


CELLS: list[tuple[dict[str, Any], str, str | None]] = [
    # field, text, name of the check that fails
    (constrained("integer"), "999999999999999999", None),
    (constrained("integer", minimum=1, enum=[3]), "", None),
    (constrained("integer", minimum=7, maximum=7), "7", None),
    (constrained("number"), "12345678901234567890.5", None),
    (constrained("number", enum=[52.6]), "52.60", None),
    (constrained("boolean", enum=[True]), "true", None),
    (constrained("date", minimum="2016-02-29", maximum="2016-02-29"), "2016-02-29", None),
    (constrained("string", minLength=2, maxLength=2), "éé", None),
    (constrained("string", pattern="ab|c"), "ab", None),
    (constrained("string", pattern="a", minLength=3), "", None),
    ({"type": "string", "format": "uri"}, "https://islands.invalid/a?b=c#d", None),
    ({"type": "string", "listSeparator": "|"}, "a|b", None),
    ({"type": "string", "categories": [{"value": "calm", "label": "Calm"}, "rough"]}, "calm", None),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "yes", None),
    ({"type": "year"}, "2014", None),
    (constrained("integer"), "1000000000000000000", "type"),
    (constrained("integer"), "-0", "type"),
    (constrained("number"), "1e5", "type"),
    (constrained("number", enum=[52.6]), "52.61", "enum"),
    (constrained("number", maximum="0.3"), "0.30000000000000001", "maximum"),
    (constrained("number", exclusiveMaximum=7), "7.0", "maximum"),
    (constrained("boolean"), "TRUE", "type"),
    (constrained("boolean", enum=[True]), "false", "enum"),
    (constrained("date"), "2015-02-29", "type"),
    (constrained("date", minimum="2016-02-29"), "2016-02-28", "minimum"),
    (constrained("date", maximum="2016-02-29"), "2016-03-01", "maximum"),
    (constrained("integer", exclusiveMinimum=7), "7", "minimum"),
    (constrained("string", minLength=2), "é", "min-length"),
    (constrained("string", maxLength=2), "ééé", "max-length"),
    (constrained("string", pattern="ab|c"), "abc", "pattern"),
    (constrained("string", required=True), "", "required"),
    ({"type": "string", "format": "uri"}, "nowhere", "type"),
    ({"type": "string", "listSeparator": "|"}, "b|a", "list"),
    ({"type": "string", "listSeparator": "|"}, "a|", "list"),
    ({"type": "string", "syntax": "edtf"}, "2014-13", "edtf"),
    ({"type": "string", "categories": ["calm", "rough"]}, "gale", "enum"),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "true", "type"),
    ({"type": "year"}, "MMXIV", "type"),
]


@pytest.mark.parametrize(("field", "text", "code"), CELLS)
def test_a_text_fails_the_one_constraint_that_it_breaks(
    field: dict[str, Any], text: str, code: str | None
) -> None:
    assert text_codes(field, text) == ({code} if code else set())


@pytest.mark.parametrize("missing", [["-", ""], [{"value": "-", "label": "not asked"}, ""]])
def test_the_missing_values_of_the_table_are_missing_and_no_others(missing: list[Any]) -> None:
    number = constrained("integer", minimum=1)
    assert text_codes(number, "-", missingValues=missing) == set()
    assert text_codes(number, "NA", missingValues=missing) == {"type"}
    required = constrained("integer", required=True)
    assert text_codes(required, "-", missingValues=missing) == {"required"}


TYPED: list[tuple[dict[str, Any], str, list[Any], list[Fault]]] = [
    # field, dtype, values, faults
    (constrained("integer", enum=["1", 3]), "Int64", [3, None], []),
    (constrained("integer", enum=[1, 3]), "Int64", [3, 2], [("value", "enum", 1)]),
    (constrained("integer", exclusiveMaximum=7), "Int64", [6, 7], [("value", "maximum", 1)]),
    (constrained("number", minimum=0.5), "Float64", [0.5, 0.4], [("value", "minimum", 1)]),
    (constrained("number", enum=[0.5]), "Float64", [0.5, 0.4], [("value", "enum", 1)]),
    (constrained("boolean", enum=[True]), "boolean", [True, False], [("value", "enum", 1)]),
    (
        constrained("date", minimum="2014-05-02"),
        "datetime64[s]",
        ["2014-05-02", "2014-05-01"],
        [("value", "minimum", 1)],
    ),
    (
        constrained("date", enum=["2014-05-02"]),
        "datetime64[us]",
        ["2014-05-02", "2014-05-01"],
        [("value", "enum", 1)],
    ),
    (constrained("string", pattern="[a-z]+"), "str", ["quay", "Q"], [("value", "pattern", 1)]),
    (constrained("string", maxLength=1), "string", ["a", "aa"], [("value", "max-length", 1)]),
    (
        constrained("string", required=True),
        "string",
        ["a", None],
        [("value", "not_nullable", 1)],
    ),
    (
        constrained("integer", unique=True, required=True),
        "Int64",
        [1, 1],
        [("value", "field_uniqueness", 1)],
    ),
    (constrained("integer", unique=True), "Int64", [1, None, None, 1], [("value", "unique", 3)]),
    ({"type": "geopoint"}, "string", ["45,9"], []),
]


@pytest.mark.parametrize(("field", "dtype", "values", "expected"), TYPED)
def test_typed_values_are_judged_also_by_the_schema_from_yaml(
    field: dict[str, Any], dtype: str, values: list[Any], expected: list[Fault]
) -> None:
    frame = pd.DataFrame({"value": pd.Series(values, dtype=dtype)})
    for schema in both_ways(one_field(field, text=False)):
        assert faults(schema, frame) == expected


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize(
    ("field", "note"),
    [
        ({"type": "geopoint"}, "the type geopoint of value"),
        ({"type": "string", "format": "binary"}, "the format binary of value"),
        (constrained("string", pattern="(?=a)"), "the pattern of value: '(?' begins"),
        (constrained("string", minimum="a"), "the minimum of value"),
        (constrained("array", minLength=1), "the minLength of value"),
        (constrained("object", jsonSchema={}), "the constraint jsonSchema of value"),
        (constrained("date", minimum="spring"), "the minimum of value"),
        ({"type": "string", "requiredWhen": {"a": True}}, "requiredWhen of value"),
    ],
)
def test_what_cannot_be_checked_is_listed(field: dict[str, Any], note: str, text: bool) -> None:
    schema = one_field(field, text=text)
    assert any(item.startswith(note) for item in schema.metadata["not_checked"])
    assert note in schema.description
    assert note in str(pa.DataFrameSchema.from_yaml(schema.to_yaml()).description)


def test_another_way_of_writing_numbers_is_not_checked_in_text_alone() -> None:
    field = {"type": "number", "decimalChar": ","}
    assert one_field(field, text=True).metadata["not_checked"] == ["how value writes a number"]
    assert one_field(field, text=False).metadata["not_checked"] == []


# The table as a whole.

TIDES: dict[str, Any] = {
    "name": "tides",
    "title": "Tides",
    "description": "High water at the quays.",
    "fields": [
        {"name": "quay", "type": "string", "title": "Quay", "description": "Where."},
        {"name": "day", "type": "date"},
        {"name": "metres", "type": "number"},
    ],
    "primaryKey": ["quay", "day"],
    "uniqueKeys": [["day", "metres"]],
    "foreignKeys": [{"fields": "quay", "reference": {"resource": "quays", "fields": "id"}}],
}
ROWS = pd.DataFrame(
    {"quay": ["east", "west"], "day": ["2014-05-01"] * 2, "metres": ["2.5", ""]}, dtype="str"
)


def test_title_description_and_foreign_keys_are_told() -> None:
    schema = pandera_schema(TIDES)
    assert (schema.name, schema.title) == ("tides", "Tides")
    assert schema.metadata == {"not_checked": ["the foreign key of quay into quays"]}
    assert schema.description == (
        "High water at the quays.\n\nNot checked here: the foreign key of quay into quays."
    )
    assert (schema.columns["quay"].title, schema.columns["quay"].description) == ("Quay", "Where.")


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({}, None),
        ({"quay": ["east", "east"]}, "multiple_fields_uniqueness"),
        ({"quay": ["east", ""]}, "required"),
        ({"metres": ["2.5", "2.5"]}, "unique-key"),
    ],
)
def test_keys_of_one_table_are_checked(changes: dict[str, list[str]], check: str | None) -> None:
    frame = ROWS.assign(**{name: pd.Series(v, dtype="str") for name, v in changes.items()})
    for schema in both_ways(pandera_schema(TIDES, text=True)):
        assert {found for _, found, _ in faults(schema, frame)} == ({check} if check else set())


def test_a_primary_key_of_one_column_is_complete_and_distinct() -> None:
    key = {"fields": [{"name": "value", "type": "integer"}], "primaryKey": "value"}
    frame = pd.DataFrame({"value": ["1", "", "1"]}, dtype="str")
    assert faults(pandera_schema(key, text=True), frame) == [
        ("value", "required", 1),
        ("value", "unique", 2),
    ]


@pytest.mark.parametrize(
    ("match", "columns", "is_fine"),
    [
        ("exact", ["quay", "day", "metres"], True),
        ("exact", ["day", "quay", "metres"], False),
        ("exact", ["quay", "day", "metres", "more"], False),
        (["equal"], ["day", "quay", "metres"], True),
        ("subset", ["quay", "day", "metres", "more"], True),
        ("superset", ["quay", "day"], True),
        ("partial", ["quay", "day", "more"], True),
    ],
)
def test_columns_are_those_of_the_schema_as_it_says_how(
    match: Any, columns: list[str], is_fine: bool
) -> None:
    described = {**TIDES, "fieldsMatch": match, "uniqueKeys": [], "primaryKey": []}
    frame = ROWS.assign(more="x").astype("str")[columns]
    assert (faults(pandera_schema(described, text=True), frame) == []) is is_fine


decimals = st.decimals(-100, 100, places=20).map(lambda number: f"{number:f}")


@given(decimals, decimals)
def test_bounds_of_numbers_in_text_are_exact(value: str, bound: str) -> None:
    number, limit = Decimal(value), Decimal(bound)
    frame = pd.DataFrame({"value": [value]}, dtype="str")
    for name, is_fine in {
        "minimum": number >= limit,
        "maximum": number <= limit,
        "exclusiveMinimum": number > limit,
        "exclusiveMaximum": number < limit,
    }.items():
        schema = one_field(constrained("number", **{name: bound}), text=True)
        assert (faults(schema, frame) == []) is is_fine


def test_an_expected_pattern_is_shown_by_the_example_of_the_column_if_it_fits() -> None:
    for example, ending in (("52.60", ", such as 52.60"), ("half", ""), (52.6, ""), (None, "")):
        field = {**constrained("string", pattern="[0-9.]+"), "example": example}
        (check,) = one_field(field, text=True).columns["value"].checks
        assert check.error == f"expected a text that matches [0-9.]+{ending}"
