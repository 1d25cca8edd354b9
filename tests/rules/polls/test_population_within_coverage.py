"""The rule `population-within-coverage`: a poll's population could be reached at its time."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.population_within_coverage import (
    PolledPopulations,
    PopulationWithinCoverage,
)
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.poll_tables import answers, contained, polls, with_days
from tests.helpers.rule_frames import judged, verdict

RULE = PopulationWithinCoverage()


def test_the_model_says_that_every_place_opens_by_the_last_day():
    asked = judged(
        PolledPopulations,
        poll_id=["before", "same-day", "after", "undated"],
        population_id=["islanders"] * 4,
        opens=[9, 10, 11, 11],
        last=[10, 10, 10, None],
        not_evaluable=[None, None, None, "the poll has no last day"],
    )
    assert failing(PolledPopulations, asked)["poll_id"].tolist() == ["after"]


ENTITIES = frame(
    "entity_id type place_id",
    [
        ("islanders", "community", "isle"),
        ("readers", "community", ""),
        ("isle", "state", ""),
        ("north", "place", ""),
        ("reef", "place", ""),
        ("bay", "place", ""),
    ],
)
TIES = [("s1", "reef", "lies_in", "north", ""), ("s1", "isle", "holds", "north", "")]


def surveyed(
    *openings, fieldwork="", published="", asked="", population="islanders", ties=TIES, more=()
):
    """Poll p0 with question q0 (and more mentions), and openings o0, o1, ... (place, date)."""
    dates = frame(
        "claim_id property_id entity_id date",
        [(f"o{number}", "reached", *opening) for number, opening in enumerate(openings)],
    )
    days = with_days(dates, "date")
    mentions = [("p0", "harbour-poll", population, "", fieldwork, published)]
    mentions += [
        (f"p{number}", "harbour-poll", "", "", *row) for number, row in enumerate(more, start=1)
    ]
    question = answers([{"value": "50", "population_id": population, "asked": asked}])["questions"]
    return {
        "dates": days.rename(columns={"date_earliest": "earliest", "date_latest": "latest"}),
        "entities": ENTITIES,
        "polls": polls(mentions),
        "questions": question,
        **contained(ties),
    }


@pytest.mark.parametrize(
    ("opening", "fieldwork", "expected"),
    [
        ("2015", "2014-12-31", "found"),
        ("2015-02-01", "2015-01", "found"),
        ("[..2015]", "2014", "found"),  # an open date counts from the first day of its bound
        ("[2015..]", "2014", "found"),
        ("[..2015]", "[..2016]", "passed"),
        ("2013/2017", "2014", "passed"),
        ("2015", "", "the poll has no last day"),
    ],
)
def test_a_poll_that_ended_before_a_part_of_its_place_opened_is_found(opening, fieldwork, expected):
    tables = surveyed(("reef", opening), fieldwork=fieldwork)
    assert verdict(RULE, tables) == expected


@pytest.mark.parametrize(
    ("times", "claims"),
    [
        ({"published": "2014"}, [("o0", "p0", "q0")]),
        ({"fieldwork": "[..2016]", "published": "2014"}, [("o0", "p0", "q0")]),
        ({"fieldwork": "2014", "asked": "2016"}, []),
        ({"fieldwork": "2016", "asked": "2014"}, [("o0", "q0")]),
        ({"more": [("2014", "")]}, [("o0", "p1", "q0")]),
    ],
)
def test_the_last_day_is_that_of_the_question_or_the_earlier_end_of_the_poll(times, claims):
    assert claims_found(RULE, surveyed(("reef", "2015"), **times)) == claims


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "found"),
        ({"population": "isle"}, "found"),
        ({"population": "reef"}, "found"),
        ({"population": "readers"}, "the place of the population is not known"),
        ({"population": "bay"}, ""),
        ({"ties": [("s1", "reef", "visited", "isle", "")]}, ""),
        ({"ties": [*TIES, ("s1", "isle", "lies_in", "reef", "")]}, "found"),  # a circle
    ],
)
def test_a_population_covers_all_that_lies_in_its_place(changes, expected):
    assert verdict(RULE, surveyed(("reef", "2015"), fieldwork="2014", **changes)) == expected


def test_without_any_stated_opening_nothing_is_examined():
    assert verdict(RULE, surveyed(fieldwork="2014", population="readers")) == ""


@pytest.mark.parametrize(
    ("openings", "claims"),
    [
        ([("reef", "2015"), ("reef", "2013")], []),  # of one place the first counts
        ([("reef", "2015"), ("north", "2013"), ("bay", "2016")], [("o0", "p0", "q0")]),
    ],
)
def test_only_the_places_that_opened_later_are_part_of_the_finding(openings, claims):
    assert claims_found(RULE, surveyed(*openings, fieldwork="2014")) == claims


def test_another_question_that_may_have_been_asked_in_time_is_no_part_of_the_finding():
    tables = surveyed(("reef", "2015"))
    late, undated = ({"value": "50", "question_id": day, "asked": day} for day in ("2015", ""))
    tables["questions"] = answers([{"value": "50", "asked": "2014"}, late, undated])["questions"]
    assert claims_found(RULE, tables) == [("o0", "q0")]


def test_a_finding_names_ten_places_and_counts_the_others():
    places = ["bay", *(f"cape-{number:02}" for number in range(1, 12))]
    ties = [*TIES, *(("s1", place, "lies_in", "north", "") for place in places)]
    openings = [(place, "2015") for place in places[1:]] + [("bay", "2016")]
    (finding,) = outcome(RULE, surveyed(*openings, fieldwork="2014", ties=ties))[1]
    assert finding.message == (
        "harbour-poll is about islanders and was taken by 2014-12-31; "
        "counted as reachable from 2016-01-01 only: bay, "
        f"{', '.join(places[1:10])} and 2 more"
    )


@pytest.mark.parametrize(
    ("times", "column"),
    [
        ({"fieldwork": "2014", "published": "2015"}, "fieldwork"),
        ({"published": "2014"}, "published"),
    ],
)
def test_a_finding_gives_the_opening_the_population_and_what_dates_the_poll(times, column):
    (finding,) = outcome(RULE, surveyed(("reef", "[..2015]"), **times))[1]
    assert cells(finding) == [
        ("o0", "date", "[..2015]", "reef"),
        ("p0", column, "2014", "harbour-poll"),
        ("q0", "population_id", "islanders", ""),
    ]
