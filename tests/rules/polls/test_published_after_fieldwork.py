"""The rule `published-after-fieldwork`: results are published when there are any."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.published_after_fieldwork import PollDates, PublishedAfterFieldwork
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.poll_tables import polls
from tests.helpers.rule_frames import judged, verdict

RULE = PublishedAfterFieldwork()


def test_the_model_says_that_publication_is_not_before_the_end_of_the_fieldwork():
    frame = judged(
        PollDates,
        poll_id=["before", "same-day", "after", "open"],
        fieldwork_ended=[10, 10, 10, None],
        published=[9, 10, 11, 9],
        not_evaluable=[None, None, None, "the first day of the fieldwork is open"],
    )
    assert failing(PollDates, frame)["poll_id"].tolist() == ["before"]


def mentioned(*dates):
    """Mentions p0, p1, ... of one poll: (fieldwork, published)."""
    return {"polls": polls((f"p{n}", "gulls", "", "", *each) for n, each in enumerate(dates))}


@pytest.mark.parametrize(
    ("fieldwork", "published", "expected"),
    [
        ("2014-08-02", "2014-08-01", "found"),
        ("2014-08/2014-09", "2014-07", "found"),
        ("[2014..]", "[..2013]", "found"),
        ("2014", "2014", "passed"),
        ("2014-08/2014-09", "2014-08", "passed"),
        ("2013", "[..2014]", "passed"),
        ("", "2013", "no date of fieldwork is stated"),
        ("2014", "", "no date of publication is stated"),
        ("[..2014]", "2013", "the first day of the fieldwork is open"),
        ("2014", "2013/..", "the last day of the publication is open"),
    ],
)
def test_a_poll_published_before_its_fieldwork_can_have_ended_is_found(
    fieldwork, published, expected
):
    assert verdict(RULE, mentioned((fieldwork, published))) == expected


@pytest.mark.parametrize(
    ("dates", "claims"),
    [
        ([("2014", ""), ("", "2013"), ("2013", ""), ("", "2014"), ("", "")], ("p0", "p1")),
        ([("2014", ""), ("2015", ""), ("", "2014")], ("p1", "p2")),
    ],
)
def test_mentions_of_a_poll_hold_together_and_those_that_do_not_fit_are_found(dates, claims):
    assert claims_found(RULE, mentioned(*dates)) == [claims]


def test_a_finding_gives_both_dates_as_stated_and_the_days_between_them():
    named = pd.DataFrame({"entity_id": ["gulls"], "label": ["Gull Poll"]}, dtype="str")
    tables = {**mentioned(("2014-08/2014-09", "2014-07")), "entities": named}
    (finding,) = outcome(RULE, tables)[1]
    assert cells(finding) == [
        ("p0", "fieldwork", "2014-08/2014-09", ""),
        ("p0", "published", "2014-07", ""),
    ]
    assert finding.message == (
        "Gull Poll: published before the fieldwork ended. Results were published by 31 July 2014, "
        "but the fieldwork cannot have ended before 1 August 2014 (at least 1 day later)."
    )
