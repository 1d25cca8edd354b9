"""The rule `population-within-coverage`: a poll's population could be reached at its time."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.population_within_coverage import (
    PolledPopulations,
    PopulationWithinCoverage,
)
from tests.helpers.claim_tables import cells, claims_found, frame, outcome, with_bounds
from tests.helpers.poll_tables import answers, contained, polls
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
        "claim_id passage_id property_id entity_id date",
        [(f"o{number}", "s1", "reached", *opening) for number, opening in enumerate(openings)],
    )
    mentions = [("p0", "harbour-poll", population, "", fieldwork, published)]
    mentions += [
        (f"p{number}", "harbour-poll", "", "", *row) for number, row in enumerate(more, start=1)
    ]
    question = answers([{"value": "50", "population_id": population, "asked": asked}])["questions"]
    return {
        "dates": with_bounds(dates, "date"),
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


def test_a_finding_names_the_first_places_and_counts_the_others():
    places = ["bay", *(f"cape-{number:02}" for number in range(1, 12))]
    ties = [*TIES, *(("s1", place, "lies_in", "north", "") for place in places)]
    openings = [(place, "2015") for place in places[1:]] + [("bay", "2016")]
    (finding,) = outcome(RULE, surveyed(*openings, fieldwork="2014", ties=ties))[1]
    assert finding.message == (
        f"1 poll of islanders taken before {', '.join(places[1:7])} and 6 more could be reached. "
        "Surveys there count as possible from 1 January 2015 or 1 January 2016. "
        "Taken earlier: harbour-poll (by 31 December 2014)."
    )


def polled(*taken):
    """Polls (identifier, population, end of its fieldwork), and a reef reached in 2015."""
    tables = surveyed(("reef", "2015"))
    mentions = [
        (f"p{number}", poll, people, "", day, "")
        for number, (poll, people, day) in enumerate(taken)
    ]
    tables["polls"] = polls(mentions)
    asked = [{"value": "50", "poll_id": poll, "population_id": people} for poll, people, _ in taken]
    return tables | {"questions": answers(asked)["questions"]}


def test_polls_before_openings_of_one_passage_are_one_finding():
    tables = polled(
        ("tide-poll", "isle", "2013"),
        ("harbour-poll", "islanders", "2014"),
        ("late-poll", "isle", "2016"),
    )
    (finding,) = outcome(RULE, tables)[1]
    assert finding.claims == ("o0", "p0", "p1", "q0", "q1")
    assert finding.message == (
        "2 polls of islanders and isle taken before reef could be reached. "
        "Surveys there count as possible from 1 January 2015. "
        "Taken earlier: tide-poll (by 31 December 2013); harbour-poll (by 31 December 2014)."
    )


def test_polls_before_openings_of_different_passages_are_two_findings():
    tables = polled(("tide-poll", "isle", "2013"), ("harbour-poll", "bay", "2013"))
    bay = tables["dates"].assign(claim_id="o1", passage_id="s2", entity_id="bay")
    tables["dates"] = pd.concat([tables["dates"], bay], ignore_index=True)
    assert claims_found(RULE, tables) == [("o0", "p0", "q0"), ("o1", "p1", "q1")]


def test_a_finding_has_the_claims_of_ten_polls_and_counts_all():
    tables = polled(*((f"poll-{number:02}", "isle", "2013") for number in range(12)))
    (finding,) = outcome(RULE, tables)[1]
    assert len(finding.claims) == 1 + 2 * 10
    assert finding.headline.startswith("12 polls of isle taken before")


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
        ("q0", "population_id", "islanders", "harbour-poll"),
    ]
