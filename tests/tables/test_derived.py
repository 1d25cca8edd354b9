"""What follows from other cells of a row."""

import json
from typing import Any

import pandas as pd
import pytest

from checks.tables.derived import derivations_of
from checks.tables.table_schema import read_schema
from tests.helpers.builders import ROOT, schema_of


def following(table: str, **cells: str) -> dict[str, Any]:
    """What follows in a table of this project from cells of a row, by column; None: nothing."""
    schema = schema_of(table)
    row = pd.DataFrame([dict.fromkeys(schema.field_names, "") | cells], dtype="str")
    found: dict[str, Any] = {}
    for derivation in derivations_of(schema):
        values = derivation.values(row[list(derivation.given)])
        for name in derivation.columns:
            value = values[name].iloc[0]
            found[name] = None if pd.isna(value) else value
    return found


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2013-02", ("2013-02-01", "2013-02-28", "month")),
        ("[..2013]", ("", "2013-12-31", "open")),
        ("2013-13", ("", "", "month")),
        ("soon", (None, None, None)),
        ("", ("", "", "")),
    ],
)
def test_bounds_and_precision_follow_from_a_date(date: str, expected: tuple[str | None]) -> None:
    found = following("dates", date=date)
    assert tuple(found[name] for name in ("earliest", "latest", "precision")) == expected


@pytest.mark.parametrize(
    ("qualifier", "bounds", "expected"),
    [
        ("exactly", ("", "20", ""), "20"),
        ("exactly", ("20", "", ""), "20"),
        ("exactly", ("", "", "20.0"), "20.0"),
        ("exactly", ("20", "20", "20"), "20"),
        ("exactly", ("20", "21", ""), None),
        ("exactly", ("", "", ""), None),
        ("about", ("", "20", ""), None),
        ("", ("", "20", ""), None),
    ],
)
def test_an_exact_figure_has_one_value(
    qualifier: str, bounds: tuple[str, str, str], expected: str | None
) -> None:
    low, best, high = bounds
    found = following("figures", qualifier=qualifier, low=low, best=best, high=high)
    assert [found[name] for name in ("low", "best", "high")] == [expected] * 3


@pytest.mark.parametrize(
    ("claim_id", "passage_id"),
    [("p01.s02.date03", "p01.s02"), ("b-p01.date03", "b-p01"), ("date03", None), ("", None)],
)
def test_the_passage_stands_in_the_identifier_of_a_claim(
    claim_id: str, passage_id: str | None
) -> None:
    assert following("statements", claim_id=claim_id) == {"passage_id": passage_id}


def test_a_name_is_stated_as_it_is_printed() -> None:
    assert following("names", name="Oru")["as_stated"] == "Oru"
    assert following("names")["as_stated"] is None


def test_nothing_follows_from_a_date_that_is_no_edtf() -> None:
    schema = json.loads((ROOT / "schemas/dates.json").read_text("utf-8"))
    for field in schema["fields"]:
        field.pop("syntax", None)
    columns = [each.columns for each in derivations_of(read_schema(schema, "dates", ROOT))]
    assert columns == [("passage_id",)]
