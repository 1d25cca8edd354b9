"""The rule `status-not-lapsed`: a status is not past its stated end when the document appears."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.time.status_not_lapsed import Statuses, StatusNotLapsed
from tests.helpers.claim_tables import cells, documented, outcome, placed, sides
from tests.helpers.rule_frames import verdict

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
        ([lapses("a", "2014")], "2015", ("a",), "at least 1 day"),
        ([lapses("a", "2014-12~")], "2015-02-01", ("a",), "at least 32 days"),
        ([lapses("a", "[..2014]")], "[2015..]", ("a",), "at least 1 day"),
        ([lapses("a", "2012"), lapses("b", "2013")], "2015", ("b",), "at least 366 days"),
        ([lapses("a", "2013"), lapses("b", "2013-12")], "2014-01-01", ("a", "b"), "at least 1 day"),
        (
            [lapses("a", "2013"), ("b", "curfew", "extended", "2014-05-01")],
            "2015",
            ("a",),
            "at least 366 days",
        ),
    ],
)
def test_a_status_past_its_latest_stated_end_is_found(rows, as_of, claims, days):
    count, findings = outcome(RULE, statuses(*rows, as_of=as_of))
    assert [finding.claims for finding in findings] == [claims]
    assert findings[0].explanation.endswith(f", {days} later, and states no later end.")
    assert (count.examined, count.found) == (1, 1)


OPEN_END, OPEN_DOCUMENT = "one of the stated ends is open", "the as-of date of the document is open"


@pytest.mark.parametrize(
    ("rows", "as_of", "expected"),
    [
        ([lapses("a", "2015-06-10")], "2015-06-10", "passed"),
        ([lapses("a", "2014")], "2014", "passed"),
        ([lapses("a", "2012"), lapses("b", "2016")], "2015", "passed"),
        ([lapses("a", "2012"), ("b", "curfew", "ended", "2012-03")], "2015", "passed"),
        ([lapses("a", "[2012..]"), ("b", "curfew", "ended", "2012-03")], "[..2015]", "passed"),
        ([lapses("a", "2012"), lapses("b", "[2012..]")], "2015", OPEN_END),
        ([lapses("a", "2012")], "[..2015]", OPEN_DOCUMENT),
        ([("a", "curfew", "declared", "2001")], "2015", ""),
    ],
)
def test_a_status_passes_until_its_end_or_when_it_is_over(rows, as_of, expected):
    assert verdict(RULE, statuses(*rows, as_of=as_of)) == expected


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
    assert finding.headline == ("curfew: last stated to end on 1 June 2015, before the document")
    assert finding.explanation == (
        "The document is of 10 June 2015, 9 days later, and states no later end."
    )
    assert cells(finding) == [
        ("a", "date", "2015-06-01 (document as of 2015-06-10)", "lapses of curfew")
    ]
    assert sides(finding) == ["curfew (lapses) 1 June 2015"]


def test_a_finding_gives_each_form_of_the_latest_end():
    tables = statuses(lapses("a", "2013"), lapses("b", "2013-12"), as_of="2015")
    (finding,) = outcome(RULE, tables)[1]
    assert finding.headline == (
        "curfew: last stated to end in 2013 or in December 2013, before the document"
    )
