"""The rule `figures-current`: a figure is recent enough for its document."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.time.figures_current import FiguresCurrent
from checks.tables.edtf import bounds
from tests.helpers.claim_tables import documented, frame, outcome

RULE = FiguresCurrent()


def figures(*rows, as_of="2010-03-01"):
    """Figures (claim, measure, as-of date): `crew` is valid for 100 days, `built` for ever."""
    table = frame(
        "claim_id passage_id entity_id measure_id as_of",
        [(claim, "p1", "ferry", measure, text) for claim, measure, text in rows],
    )
    days = bounds(table["as_of"])
    properties = pd.DataFrame(
        {
            "property_id": ["crew", "built"],
            "valid_for_days": pd.Series([100, None], dtype="Int64"),
        }
    )
    tables = {
        "figures": table.assign(as_of_earliest=days["earliest"], as_of_latest=days["latest"]),
        "properties": properties,
    }
    return documented(tables, [("p1", "gazette", "0")], [("gazette", as_of)])


@pytest.mark.parametrize(
    ("as_of", "document", "gap"),
    [
        ("2009-01-01", "2009-04-12", "1 day"),
        ("2009-01", "2009-05-12", "1 day"),
        ("2008", "2009-05", "21 days"),
        ("[..2008]", "2010", "266 days"),
        ("2007/2008~", "[2010..]", "266 days"),
    ],
)
def test_a_figure_older_than_its_measure_allows_is_found(as_of, document, gap):
    count, findings = outcome(RULE, figures(("a", "crew", as_of), as_of=document))
    assert [finding.claims for finding in findings] == [("a",)]
    assert f", {gap} more than such a figure counts as current" in findings[0].message
    assert (count.examined, count.found) == (1, 1)


@pytest.mark.parametrize(
    ("as_of", "document"),
    [
        ("2009-01-01", "2009-04-11"),
        ("2008", "2009-04-10"),
        ("2008-01-01", "2008"),
        ("2012", "2010"),
    ],
)
def test_a_figure_that_may_be_recent_enough_passes(as_of, document):
    count, findings = outcome(RULE, figures(("a", "crew", as_of), as_of=document))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


@pytest.mark.parametrize(
    ("as_of", "document"),
    [("", "2010"), ("[2001..]", "2010"), ("2001", "[..2010]")],
)
def test_a_figure_without_an_as_of_date_that_ends_is_not_evaluable(as_of, document):
    count, findings = outcome(RULE, figures(("a", "crew", as_of), as_of=document))
    assert findings == ()
    assert (count.examined, count.not_evaluable) == (1, 1)


def test_measures_that_do_not_grow_stale_are_not_examined():
    count, findings = outcome(RULE, figures(("a", "built", "1901"), ("b", "built", "")))
    assert (findings, count.examined) == ((), 0)


def test_a_finding_gives_the_age_of_the_figure_and_what_is_too_much_of_it():
    (finding,) = outcome(RULE, figures(("a", "crew", "2009-01-01"), as_of="2009-04-30"))[1]
    assert finding.message == (
        "crew of ferry as of 2009-01-01: 119 days before the document's date of 2009-04-30, "
        "19 days more than such a figure counts as current"
    )
    assert [(item.column, item.value) for item in finding.evidence] == [
        ("as_of", "2009-01-01 (document as of 2009-04-30)")
    ]


months = st.integers(1, 9)


@settings(max_examples=40)
@given(rows=st.lists(months, max_size=6), document=months, data=st.data())
def test_the_order_of_rows_and_coarser_dates_never_add_a_finding(rows, document, data):
    fine = [(f"c{n}", "crew", f"2009-0{month}-15") for n, month in enumerate(rows)]
    coarse = [(claim, measure, text[:7]) for claim, measure, text in fine]
    as_of = f"2009-0{document}-20"
    found = outcome(RULE, figures(*fine, as_of=as_of))[1]
    permuted = outcome(RULE, figures(*data.draw(st.permutations(fine)), as_of=as_of))[1]
    coarser = outcome(RULE, figures(*coarse, as_of=as_of))[1]
    assert permuted == found
    assert {f.id for f in coarser} <= {f.id for f in found}
