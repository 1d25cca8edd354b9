"""The rule `figures-current`: a figure is recent enough for its document."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.time.figures_current import Figures, FiguresCurrent
from checks.tables.edtf import bounds
from tests.helpers.claim_tables import cells, documented, frame, outcome, sides
from tests.helpers.rule_frames import verdict

RULE = FiguresCurrent()


def test_the_model_states_that_the_age_is_not_above_what_the_measure_allows():
    groups = pd.DataFrame(
        [
            ("younger than its document", -1, 100, None),
            ("of the last day", 100, 100, None),
            ("too old", 101, 100, None),
            ("of no known age", pd.NA, 100, "the figure has no as-of date"),
        ],
        columns=["claim_id", "age", "valid_for_days", "not_evaluable"],
    )
    groups = groups.astype({"age": "Int64", "valid_for_days": "Int64", "not_evaluable": "str"})
    assert failing(Figures, groups)["claim_id"].tolist() == ["too old"]


def figures(*rows, document="2010-03-01"):
    """Figures (claim, measure, as-of date): `crew` is valid for 100 days, `built` for ever."""
    table = frame(
        "claim_id passage_id entity_id measure_id as_of",
        [(claim, "p1", "ferry", measure, text) for claim, measure, text in rows],
    )
    days = bounds(table["as_of"])
    properties = frame("property_id", [("crew",), ("built",)])
    tables = {
        "figures": table.assign(as_of_earliest=days["earliest"], as_of_latest=days["latest"]),
        "properties": properties.assign(valid_for_days=pd.Series([100, None], dtype="Int64")),
    }
    return documented(tables, [("p1", "gazette", "0")], [("gazette", document)])


@pytest.mark.parametrize(
    ("as_of", "document", "excess"),
    [
        ("2009-01-01", "2009-04-12", "1 day"),
        ("2009-01", "2009-05-12", "at least 1 day"),
        ("2008", "2009-05", "at least 21 days"),
        ("[..2008]", "2010", "at least 266 days"),
        ("2007/2008~", "[2010..]", "at least 266 days"),
    ],
)
def test_a_figure_older_than_its_measure_allows_is_found(as_of, document, excess):
    count, findings = outcome(RULE, figures(("a", "crew", as_of), document=document))
    assert [finding.claims for finding in findings] == [("a",)]
    assert findings[0].explanation.endswith(
        f"current for 100 days, and this one is {excess} older."
    )
    assert (count.examined, count.found) == (1, 1)


@pytest.mark.parametrize(
    ("measure", "as_of", "document", "expected"),
    [
        ("crew", "2009-01-01", "2009-04-11", "passed"),
        ("crew", "2008", "2009-04-10", "passed"),
        ("crew", "2012", "2010", "passed"),
        ("crew", "", "2010", "the figure has no as-of date"),
        ("crew", "[2001..]", "2010", "the as-of date of the figure is open to the present"),
        ("crew", "2001", "[..2010]", "the as-of date of the document has no first day"),
        ("built", "1901", "2010", ""),
    ],
)
def test_a_figure_that_may_be_recent_enough_passes(measure, as_of, document, expected):
    assert verdict(RULE, figures(("a", measure, as_of), document=document)) == expected


def test_a_finding_gives_the_age_of_the_figure_and_what_is_too_much_of_it():
    (finding,) = outcome(RULE, figures(("a", "crew", "2009-01-01"), document="2009-04-30"))[1]
    assert finding.headline == (
        "ferry: crew counted on 1 January 2009, 119 days before the document"
    )
    assert finding.explanation == (
        "The document is of 30 April 2009; such a figure counts as current for 100 days, "
        "and this one is 19 days older."
    )
    assert cells(finding) == [
        ("a", "as_of", "2009-01-01 (document as of 2009-04-30)", "crew of ferry")
    ]
    assert sides(finding) == ["ferry (crew) on 1 January 2009"]
