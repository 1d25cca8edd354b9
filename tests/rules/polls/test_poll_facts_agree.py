"""The rule `poll-facts-agree`: mentions of a poll say the same of it."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.poll_facts_agree import PollFacts, PollFactsAgree
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.poll_tables import answers, polls
from tests.helpers.rule_frames import judged, verdict

RULE = PollFactsAgree()


def test_the_model_says_that_bounds_meet_or_a_pollster_is_in_common():
    facts = judged(
        PollFacts,
        poll_id=["same", "apart", "one", "none", "open"],
        fact=["sample_size", "fieldwork", "pollster_id", "pollster_id", "published"],
        low=[800, 11, None, None, 10],
        high=[800, 10, None, None, None],
        in_common=[None, None, 1, 0, None],
        not_evaluable=[None] * 4 + ["no first or no last day of the dates is known"],
    )
    assert failing(PollFacts, facts)["poll_id"].tolist() == ["apart", "none"]


def mentioned(*rows, asked="islanders"):
    """Mentions p0, p1, ... of one poll: dicts of cells."""
    columns = ("population_id", "sample_size", "fieldwork", "published", "pollster_id")
    given = [
        (f"p{number}", row.get("poll_id", "gulls"), *(row.get(name, "") for name in columns))
        for number, row in enumerate(rows)
    ]
    question = {"value": "50", "poll_id": "gulls", "population_id": asked}
    return {"polls": polls(given), "questions": answers([question])["questions"]}


def size(number, population=""):
    return {"sample_size": number, "population_id": population}


OPEN = "no first or no last day of the dates is known"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([size("1200"), size("2100")], "found"),
        ([size("1200"), size("1200")], "passed"),
        ([size("1200"), {"sample_size": "2100", "poll_id": "terns"}], ""),
        ([size("1200"), {}], ""),
        # Sizes are of a population; one that is not stated is the only one of the poll.
        ([size("1200", "islanders"), size("2100", "sailors")], ""),
        ([size("1200", "islanders"), size("2100")], "found"),
        ([size("1200", "islanders"), size("800", "sailors"), size("2100")], ""),
        # Dates are compared as days.
        ([{"fieldwork": "2014-08"}, {"fieldwork": "2014-08-03/2014-08-05"}], "passed"),
        ([{"fieldwork": "2014-08-01/2014-08-05"}, {"fieldwork": "2014-08-05/2014-08-09"}],
         "passed"),
        ([{"fieldwork": "2014-08"}, {"fieldwork": "2014-09"}], "found"),
        ([{"fieldwork": "2014"}, {"fieldwork": "[2015..]"}], "found"),
        ([{"fieldwork": "[2014..]"}, {"fieldwork": "[2015..]"}], OPEN),
        ([{"published": "2014-09-01"}, {"published": "2014-09-02"}], "found"),
        ([{"published": "2014-09"}, {"fieldwork": "2014-08"}], ""),
    ],
)  # fmt: skip
def test_sizes_and_dates_that_cannot_all_be_right_are_found(rows, expected):
    assert verdict(RULE, mentioned(*rows)) == expected


@pytest.mark.parametrize(
    ("pollsters", "passages", "expected"),
    [
        (["kelp", "tide"], "st", "found"),
        (["kelp", "kelp"], "st", "passed"),
        (["kelp", ""], "st", ""),
        (["kelp", "tide"], "ss", ""),  # conducted together
        (["kelp", "tide", "tide"], "sst", "passed"),
        (["kelp", "tide", "reef"], "sst", "found"),
        (["kelp", "tide", "kelp", "tide"], "stuu", "found"),  # s and t have none in common
    ],
)
def test_passages_that_name_no_pollster_in_common_are_found(pollsters, passages, expected):
    tables = mentioned(*({"pollster_id": name} for name in pollsters))
    tables["polls"] = tables["polls"].assign(passage_id=list(passages))
    assert verdict(RULE, tables) == expected


def test_mentions_that_fit_all_others_are_not_found():
    days = ["2014", "2014-03", "2014-05/2014-07", ""]
    assert claims_found(RULE, mentioned(*({"fieldwork": day} for day in days))) == [("p1", "p2")]


def test_findings_give_each_value_as_stated_with_its_column():
    rows = [
        {"sample_size": "1200", "fieldwork": "2014-08", "pollster_id": "kelp"},
        {"sample_size": "2100", "fieldwork": "2014-09", "pollster_id": "tide"},
    ]
    tables = mentioned(*rows)
    labels = [("gulls", "Gull Poll"), ("kelp", "Kelp Research"), ("tide", "Tide Research")]
    tables["entities"] = frame("entity_id label", labels)
    (finding,) = outcome(RULE, tables)[1]  # of one cause: the same two mentions
    assert finding.message == (
        "Gull Poll: 1,200 or 2,100 respondents? "
        "The mentions differ by 900 in the size of the sample. "
        "Gull Poll: conducted by Kelp Research or by Tide Research? "
        "The passages that name a pollster have none in common. "
        "Gull Poll: fieldwork in August 2014 or in September 2014? "
        "The dates do not overlap (at least 1 day apart)."
    )
    words = {item.words for item in finding.evidence}
    assert words > {"1,200 respondents", "fieldwork in August 2014", "conducted by Kelp Research"}
    assert ("p1", "sample_size", "2100", "") in cells(finding)
    assert {column for _, column, *_ in cells(finding)} == {
        "sample_size", "fieldwork", "pollster_id",
    }  # fmt: skip
