"""The rule `status-not-lapsed`: a status is not past its stated end when the document appears."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.time.statuses import StatusNotLapsed
from tests.helpers.claim_tables import claims_found, documented, outcome, placed

RULE = StatusNotLapsed()


def statuses(*rows, as_of="2015-06-10"):
    """Datings (claim, entity, property, date) of one document."""
    dates = [(claim, "p1", entity, term, text, "") for claim, entity, term, text in rows]
    return documented(placed(dates), [("p1", "gazette", "0")], [("gazette", as_of)])


@pytest.mark.parametrize(
    ("rows", "as_of", "claims", "gap"),
    [
        ([("a", "curfew", "lapses", "2015-06-09")], "2015-06-10", ("a",), "1 day"),
        ([("a", "curfew", "lapses", "2014")], "2015", ("a",), "1 day"),
        ([("a", "curfew", "lapses", "2014-12~")], "2015-02-01", ("a",), "32 days"),
        ([("a", "curfew", "lapses", "[..2014]")], "[2015..]", ("a",), "1 day"),
        (
            [("a", "curfew", "lapses", "2012"), ("b", "curfew", "lapses", "2013")],
            "2015",
            ("b",),
            "366 days",
        ),
        (
            [("a", "curfew", "lapses", "2013"), ("b", "curfew", "lapses", "2013-12")],
            "2014-01-01",
            ("a", "b"),
            "1 day",
        ),
        (
            [("a", "curfew", "lapses", "2013"), ("b", "curfew", "extended", "2014-05-01")],
            "2015",
            ("a",),
            "366 days",
        ),
    ],
)
def test_a_status_past_its_latest_stated_end_is_found(rows, as_of, claims, gap):
    count, findings = outcome(RULE, statuses(*rows, as_of=as_of))
    assert [finding.claims for finding in findings] == [claims]
    assert f" {gap} before the document's date" in findings[0].message
    assert (count.examined, count.found) == (1, 1)


@pytest.mark.parametrize(
    ("rows", "as_of"),
    [
        ([("a", "curfew", "lapses", "2015-06-10")], "2015-06-10"),
        ([("a", "curfew", "lapses", "2015")], "2015-06-10"),
        ([("a", "curfew", "lapses", "2014")], "2014"),
        ([("a", "curfew", "lapses", "2012"), ("b", "curfew", "lapses", "2016")], "2015"),
        ([("a", "curfew", "lapses", "2012"), ("b", "curfew", "ended", "2012-03")], "2015"),
    ],
)
def test_a_status_passes_until_its_end_or_when_it_is_over(rows, as_of):
    count, findings = outcome(RULE, statuses(*rows, as_of=as_of))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


@pytest.mark.parametrize(
    ("rows", "as_of"),
    [
        ([("a", "curfew", "lapses", "[2012..]")], "2015"),
        ([("a", "curfew", "lapses", "2012"), ("b", "curfew", "lapses", "[2012..]")], "2015"),
        ([("a", "curfew", "lapses", "2012")], "[..2015]"),
    ],
)
def test_an_open_end_cannot_be_judged(rows, as_of):
    count, findings = outcome(RULE, statuses(*rows, as_of=as_of))
    assert findings == ()
    assert (count.examined, count.not_evaluable) == (1, 1)


def test_dates_that_are_no_ends_of_a_status_are_not_examined():
    count, findings = outcome(RULE, statuses(("a", "curfew", "declared", "2001")))
    assert (findings, count.examined) == ((), 0)


def test_each_document_is_measured_by_its_own_date_and_its_own_claims():
    dates = [
        ("a", "p1", "curfew", "lapses", "2012", ""),
        ("b", "p2", "curfew", "lapses", "2020", ""),
        ("c", "p1", "embargo", "lapses", "2014", ""),
        ("d", "p2", "embargo", "lapses", "2014", ""),
        ("e", "p2", "embargo", "ended", "2014", ""),
    ]
    passages = [("p1", "gazette", "0"), ("p2", "almanac", "0")]
    documents = [("gazette", "2013"), ("almanac", "2016")]
    tables = documented(placed(dates), passages, documents)
    count, findings = outcome(RULE, tables)
    assert [finding.claims for finding in findings] == [("a",)]
    assert (count.examined, count.passed) == (4, 3)


def test_a_finding_names_the_status_its_end_and_the_date_of_the_document():
    tables = statuses(("a", "curfew", "lapses", "2015-06-01"), as_of="2015-06-10")
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == (
        "status of curfew: its latest stated end is 2015-06-01, 9 days before the document's date "
        "of 2015-06-10, and no later end is stated"
    )
    assert [(item.column, item.value, item.label) for item in finding.evidence] == [
        ("date", "2015-06-01 (document as of 2015-06-10)", "lapses of curfew")
    ]


def test_a_finding_gives_each_form_of_the_latest_end():
    rows = [("a", "curfew", "lapses", "2013"), ("b", "curfew", "lapses", "2013-12")]
    (finding,) = outcome(RULE, statuses(*rows, as_of="2015"))[1]
    assert "its latest stated end is 2013 and 2013-12, 366 days before" in finding.message


years = st.integers(2001, 2009)
ends = st.lists(st.tuples(st.sampled_from(["curfew", "embargo"]), years), max_size=6)


@settings(max_examples=40)
@given(rows=ends, as_of=years)
def test_it_agrees_with_the_last_year_of_each_status(rows, as_of):
    claimed = [(f"c{n}", entity, "lapses", str(year)) for n, (entity, year) in enumerate(rows)]
    last = {entity: max(y for e, y in rows if e == entity) for entity, _ in rows}
    expected = [
        tuple(f"c{n}" for n, row in enumerate(rows) if row == (entity, year))
        for entity, year in last.items()
        if year < as_of
    ]
    assert sorted(claims_found(RULE, statuses(*claimed, as_of=str(as_of)))) == sorted(expected)


@settings(max_examples=40)
@given(rows=ends, as_of=years, data=st.data())
def test_the_order_of_rows_and_the_names_of_entities_change_nothing(rows, as_of, data):
    claimed = [(f"c{n}", entity, "lapses", str(year)) for n, (entity, year) in enumerate(rows)]
    renamed = [(claim, f"the-{entity}", *rest) for claim, entity, *rest in claimed]
    permuted = data.draw(st.permutations(renamed))
    one = outcome(RULE, statuses(*claimed, as_of=str(as_of)))[1]
    other = outcome(RULE, statuses(*permuted, as_of=str(as_of)))[1]
    assert [(f.id, f.value_hash) for f in one] == [(f.id, f.value_hash) for f in other]
