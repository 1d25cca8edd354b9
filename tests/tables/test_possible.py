"""What a column declares as possible, and what is then impossible."""

from typing import Any

import pandas as pd
import pytest

from checks.tables.package import Schema
from checks.tables.possible import NO_LIMITS, verdicts
from checks.tables.table_schema import read_schema
from tests.helpers.builders import ROOT


def schema(kind: dict[str, Any], possible: dict[str, Any]) -> Schema:
    """The schema of a table `boats` with the columns `value` and `start`, and terms in `term`."""
    fields = [
        {"name": "value", **kind, "possible": possible},
        {"name": "start", "type": "string", "syntax": "edtf"},
        {"name": "term", "type": "string"},
    ]
    reference = {"resource": "terms", "fields": ["term_id"]}
    keys = [{"fields": ["term"], "reference": reference}]
    return read_schema({"fields": fields, "foreignKeys": keys}, "boats", ROOT)


def verdict(kind: dict[str, Any], possible: dict[str, Any], value: str, **cells: str) -> str:
    """What is said of one value: the code and the expectation, or nothing."""
    boats = pd.DataFrame({"value": [value], "start": "", "term": ""}, dtype="str").assign(**cells)
    terms = pd.DataFrame(
        {
            "term_id": ["crew", "share", "warmth"],
            "minimum": ["0", "0", ""],
            "maximum": ["", "1", ""],
        }
    )
    table = schema(kind, possible)
    found = verdicts(table, table.field("value"), {"boats": boats, "terms": terms})
    code, text = found.faults[found.codes[0]]
    assert found.impossible[0] == (code not in ("", NO_LIMITS))
    return f"{code}: {text}" if text else code


NUMBER, INTEGER, TEXT = ({"type": name} for name in ("number", "integer", "string"))


@pytest.mark.parametrize("kind", [NUMBER, TEXT])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", ""),
        ("100", ""),
        ("100.00", ""),
        ("100.01", "maximum: at most 100"),
        ("185", "maximum: at most 100"),
        ("-0.1", "minimum: at least 0"),
        ("", ""),
        ("many", ""),
    ],
)
def test_a_number_lies_within_the_limits_of_its_column(
    kind: Any, value: str, expected: str
) -> None:
    assert verdict(kind, {"minimum": 0, "maximum": 100}, value) == expected


@pytest.mark.parametrize(
    ("value", "term", "expected"),
    [
        ("-3", "crew", "minimum: at least 0"),
        ("300", "crew", ""),
        ("1.5", "share", "maximum: at most 1"),
        ("-40", "warmth", NO_LIMITS),
        ("-40", "unknown", NO_LIMITS),
        ("", "warmth", ""),
    ],
)
def test_a_number_lies_within_the_limits_of_its_term(value: str, term: str, expected: str) -> None:
    assert verdict(NUMBER, {"limitsOf": "term"}, value, term=term) == expected


EDTF = {"type": "string", "syntax": "edtf"}
CALENDAR = "edtf: days that the calendar has"
ORDER = "edtf: an end that does not precede the start"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2014-02-28", ""),
        ("2014-02-31", CALENDAR),
        ("2014-27", CALENDAR),
        ("2014-27/2015", CALENDAR),
        ("[..2014-02-30]", CALENDAR),
        ("2016-09/2016-01", ORDER),
        ("[2016..2014]", ORDER),
        ("2016-09/2016", ""),
        ("1004", "minimum: a date from 1800 on"),
        ("1799/1800", ""),
        ("../1799", "minimum: a date from 1800 on"),
        ("1004/..", ""),
        ("2101-01", "maximum: a date until 2100"),
        ("last year", ""),
        ("", ""),
    ],
)
def test_a_date_is_one_of_the_calendar_and_within_the_limits(value: str, expected: str) -> None:
    assert verdict(EDTF, {"minimum": "1800", "maximum": "2100"}, value) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2016-05", "2014", ORDER),
        ("2016-05", "2016", ""),
        ("2016-05", "../2016-04", ORDER),
        ("2016-05", "2017/..", ""),
        ("", "2014", ""),
        ("2016-13", "2014", ""),
    ],
)
def test_an_end_does_not_precede_its_start(start: str, end: str, expected: str) -> None:
    assert verdict(EDTF, {"after": "start"}, end, start=start) == expected


def test_an_impossible_value_is_described_with_what_was_expected() -> None:
    table = schema(NUMBER, {"minimum": 0, "maximum": 100})
    values = pd.Series(["185", "50", "-3", "185", ""], dtype="str", index=[2, 3, 4, 5, 6])
    found = verdicts(table, table.field("value"), {"boats": values.to_frame("value")})
    said = found.described(values)
    assert said.index.tolist() == [2, 3, 4, 5, 6]
    assert said.isna().tolist() == [False, True, False, False, True]
    assert said.dropna().tolist() == [
        "185: expected at most 100",
        "-3: expected at least 0",
        "185: expected at most 100",
    ]
