"""The rule `status-not-lapsed`: a status is not past its stated end when the document appears."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.time.status_not_lapsed import Statuses, StatusNotLapsed
from tests.helpers.claim_tables import cells, claims_found, documented, outcome, placed

RULE = StatusNotLapsed()


def test_the_model_states_that_the_document_is_not_after_the_last_day():
    groups = pd.DataFrame(
        [
            ("in force", 10, 9, False, None),
            ("on its last day", 10, 10, False, None),
            ("lapsed", 10, 11, False, None),
            ("over", 10, 11, True, None),
            ("over, at an unknown day", 10, pd.NA, True, None),
            ("of unknown day", 10, pd.NA, False, "the as-of date of the document is open"),
        ],
        columns=["entity_id", "last_day", "document_day", "is_over", "not_evaluable"],
    )
    groups = groups.astype({"document_day": "Int64", "not_evaluable": "str"})
    failures = failing(Statuses, groups.assign(document_id="gazette"))
    assert failures["entity_id"].tolist() == ["lapsed"]


def statuses(*rows, as_of="2015-06-10"):
    """Datings (claim, entity, property, date) of one document."""
    dates = [(claim, "p1", entity, term, text, "") for claim, entity, term, text in rows]
    return documented(placed(dates), [("p1", "gazette", "0")], [("gazette", as_of)])


def lapses(claim, text):
    return (claim, "curfew", "lapses", text)


@pytest.mark.parametrize(
    ("rows", "as_of", "claims", "days"),
    [
        ([lapses("a", "2015-06-09")], "2015-06-10", ("a",), "1 day"),
        ([lapses("a", "2014")], "2015", ("a",), "1 day"),
        ([lapses("a", "2014-12~")], "2015-02-01", ("a",), "32 days"),
        ([lapses("a", "[..2014]")], "[2015..]", ("a",), "1 day"),
        ([lapses("a", "2012"), lapses("b", "2013")], "2015", ("b",), "366 days"),
        ([lapses("a", "2013"), lapses("b", "2013-12")], "2014-01-01", ("a", "b"), "1 day"),
        (
            [lapses("a", "2013"), ("b", "curfew", "extended", "2014-05-01")],
            "2015",
            ("a",),
            "366 days",
        ),
    ],
)
def test_a_status_past_its_latest_stated_end_is_found(rows, as_of, claims, days):
    count, findings = outcome(RULE, statuses(*rows, as_of=as_of))
    assert [finding.claims for finding in findings] == [claims]
    assert f" {days} before the document's date" in findings[0].message
    assert (count.examined, count.found) == (1, 1)


@pytest.mark.parametrize(
    ("rows", "as_of"),
    [
        ([lapses("a", "2015-06-10")], "2015-06-10"),
        ([lapses("a", "2015")], "2015-06-10"),
        ([lapses("a", "2014")], "2014"),
        ([lapses("a", "2012"), lapses("b", "2016")], "2015"),
        ([lapses("a", "2012"), ("b", "curfew", "ended", "2012-03")], "2015"),
        ([lapses("a", "[2012..]"), ("b", "curfew", "ended", "2012-03")], "[..2015]"),
    ],
)
def test_a_status_passes_until_its_end_or_when_it_is_over(rows, as_of):
    count, findings = outcome(RULE, statuses(*rows, as_of=as_of))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


@pytest.mark.parametrize(
    ("rows", "as_of", "reason"),
    [
        ([lapses("a", "[2012..]")], "2015", "one of the stated ends is open"),
        (
            [lapses("a", "2012"), lapses("b", "[2012..]")],
            "2015",
            "one of the stated ends is open",
        ),
        ([lapses("a", "2012")], "[..2015]", "the as-of date of the document is open"),
    ],
)
def test_an_open_end_cannot_be_judged(rows, as_of, reason):
    count, findings = outcome(RULE, statuses(*rows, as_of=as_of))
    assert (findings, count.examined) == ((), 1)
    assert count.reasons == {reason: 1}


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
    count, findings = outcome(RULE, documented(placed(dates), passages, documents))
    assert [finding.claims for finding in findings] == [("a",)]
    assert (count.examined, count.passed) == (4, 3)


def test_a_finding_names_the_status_its_end_and_the_date_of_the_document():
    (finding,) = outcome(RULE, statuses(lapses("a", "2015-06-01"), as_of="2015-06-10"))[1]
    assert finding.message == (
        "status of curfew: its latest stated end is 2015-06-01, 9 days before the document's date "
        "of 2015-06-10, and no later end is stated"
    )
    assert cells(finding) == [
        ("a", "date", "2015-06-01 (document as of 2015-06-10)", "lapses of curfew")
    ]


def test_a_finding_gives_each_form_of_the_latest_end():
    tables = statuses(lapses("a", "2013"), lapses("b", "2013-12"), as_of="2015")
    (finding,) = outcome(RULE, tables)[1]
    assert "its latest stated end is 2013 and 2013-12, 366 days before" in finding.message


years = st.integers(2001, 2009)


@settings(max_examples=40)
@given(
    rows=st.lists(st.tuples(st.sampled_from(["curfew", "embargo"]), years), max_size=6),
    as_of=years,
)
def test_it_agrees_with_the_last_year_of_each_status(rows, as_of):
    claimed = [(f"c{n}", entity, "lapses", str(year)) for n, (entity, year) in enumerate(rows)]
    last = {entity: max(y for e, y in rows if e == entity) for entity, _ in rows}
    expected = [
        tuple(f"c{n}" for n, row in enumerate(rows) if row == (entity, year))
        for entity, year in last.items()
        if year < as_of
    ]
    assert sorted(claims_found(RULE, statuses(*claimed, as_of=str(as_of)))) == sorted(expected)
