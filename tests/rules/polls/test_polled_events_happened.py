"""The rule `polled-events-happened`: nobody is asked about what is still to come."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.polled_events_happened import PolledEvents, PolledEventsHappened
from tests.helpers.claim_tables import cells, claims_found, frame, ordered, outcome, with_bounds
from tests.helpers.poll_tables import answers, polls
from tests.helpers.rule_frames import judged, verdict

RULE = PolledEventsHappened()


def test_the_model_says_that_the_event_can_have_happened_by_the_last_day():
    asked = judged(
        PolledEvents,
        poll_id=["before", "same-day", "after", "undated"],
        after_entity_id=["storm"] * 4,
        happened=[9, 10, 11, 11],
        last=[10, 10, 10, None],
        not_evaluable=[None] * 3 + ["the poll has no last day"],
    )
    assert failing(PolledEvents, asked)["poll_id"].tolist() == ["after"]


def asked_after(*dates, fieldwork="", published="", asked="", event="storm", number=1):
    """Polls poll-0, ... about an event, and its dates d0, d1, ... (property, EDTF date)."""
    days = frame(
        "claim_id entity_id property_id date",
        [(f"d{number}", "storm", *dating) for number, dating in enumerate(dates)],
    )
    days = with_bounds(days, "date")
    rows = [{"value": "50", "poll_id": f"poll-{n}", "asked": asked} for n in range(number)]
    questions = answers(rows)["questions"].assign(
        after_entity_id=event, after_property_id="struck" if event else ""
    )
    mentions = [(f"p{n}", f"poll-{n}", "", "", fieldwork, published) for n in range(number)]
    return {"polls": polls(mentions), "questions": questions, "dates": days}


@pytest.mark.parametrize(
    ("event", "times", "expected"),
    [
        ("2015-11-20", {"fieldwork": "2015-11-01/2015-11-19"}, "found"),
        ("2015-11-20", {"fieldwork": "2015-11-01/2015-11-20"}, "passed"),
        ("2015-11-20", {"fieldwork": "2015"}, "passed"),
        ("2015", {"fieldwork": "2014"}, "found"),
        ("[2015..]", {"fieldwork": "2014"}, "found"),
        ("2015-11-20", {"published": "2015-10"}, "found"),
        ("2015-11-20", {"fieldwork": "2016", "published": "2015-10"}, "found"),
        ("2015-11-20", {"fieldwork": "2015-10", "asked": "2015-12"}, "passed"),
        ("2015-11-20", {"fieldwork": "2015-12", "asked": "2015-10"}, "found"),
        ("2015-11-20", {}, "the poll has no last day"),
        ("2015-11-20", {"fieldwork": "[2015..]"}, "the poll has no last day"),
        ("[..2015]", {"fieldwork": "2014"}, "the first day of the event is open"),
    ],
)
def test_a_poll_that_ended_before_its_event_can_have_happened_is_found(event, times, expected):
    assert verdict(RULE, asked_after(("struck", event), **times)) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([("struck", "2015"), ("struck", "2013")], "passed"),  # any dating may be the right one
        ([("struck", "2015"), ("struck", "2016")], "found"),
        ([("struck", "2015"), ("struck", "[..2016]")], "the first day of the event is open"),
        ([("named", "2015")], "the event has no date"),
        ([], "the event has no date"),
    ],
)
def test_only_the_dated_property_that_the_question_names_counts(dates, expected):
    assert verdict(RULE, asked_after(*dates, fieldwork="2014")) == expected


@pytest.mark.parametrize(
    ("least_lag", "gale", "fieldwork", "expected"),
    [
        ("0", "2015", "2014", "found"),
        ("0", "2015", "2015", "passed"),
        ("31", "2015-05-01", "2015-05", "found"),
        ("31", "2015-05-01", "2015-06", "passed"),
        ("0", "[..2015]", "2014", "the event has no date"),
    ],
)
def test_an_order_stands_in_place_of_the_date_of_an_event(least_lag, gale, fieldwork, expected):
    """The storm struck after the gale, which alone has a date."""
    order = ("s", "gale", "founded", "storm", "struck", least_lag, "")
    ordering = ordered([("g", "gale", "founded", gale)], [order])
    terms = frame("property_id lifetime", [("struck", "")]).assign(single_valued=True)
    tables = {
        **asked_after(fieldwork=fieldwork),
        **ordering,
        "properties": pd.concat([ordering["properties"], terms]),
    }
    assert verdict(RULE, tables) == expected


def test_questions_that_name_no_event_are_not_judged_and_need_no_columns():
    tables = asked_after(("struck", "2015"), fieldwork="2014", event="")
    assert verdict(RULE, tables) == ""
    columns = ["after_entity_id", "after_property_id"]
    assert verdict(RULE, {**tables, "questions": tables["questions"].drop(columns=columns)}) == ""


def test_all_polls_before_one_event_are_one_finding_with_the_claims_of_ten():
    tables = asked_after(("struck", "2015"), fieldwork="2014", number=12)
    (claims,) = claims_found(RULE, tables)
    assert len(claims) == 1 + 2 * 10


def test_a_finding_gives_the_question_the_event_and_what_dates_the_poll():
    tables = asked_after(("struck", "2015-11-20"), fieldwork="2015-11-01/2015-11-18")
    named = [("storm", "the Storm"), ("poll-0", "Harbour Poll")]
    tables["entities"] = frame("entity_id label", named)
    (finding,) = outcome(RULE, tables)[1]
    assert cells(finding) == [
        ("d0", "date", "2015-11-20", "storm"),
        ("p0", "fieldwork", "2015-11-01/2015-11-18", "poll-0"),
        ("q0", "after_entity_id", "storm", "poll-0"),
    ]
    assert [item.words for item in finding.evidence] == [
        "the Storm on 20 November 2015",
        "Harbour Poll: fieldwork between 1 November 2015 and 18 November 2015",
        "Harbour Poll: question about the Storm",
    ]
    assert finding.message == (
        "Harbour Poll: question about the Storm comes too early. The poll was taken by 18 November "
        "2015, and the event cannot have happened before 20 November 2015 (at least 2 days later)."
    )
    dated = tables["questions"].assign(asked="2015", asked_latest=pd.Timestamp("2015-11-18"))
    (finding,) = outcome(RULE, {**tables, "questions": dated})[1]
    assert finding.claims == ("d0", "q0")
