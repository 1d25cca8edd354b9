"""The rule `simultaneous-polls-agree`: a pollster has one result at one time."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.simultaneous_polls_agree import SimultaneousPolls, SimultaneousPollsAgree
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.poll_tables import answers, surveys
from tests.helpers.rule_frames import judged, verdict

RULE = SimultaneousPollsAgree()


def test_the_model_says_that_the_larger_share_can_be_as_small_as_the_smaller_one():
    polls = judged(
        SimultaneousPolls,
        poll_id=["fits", "touches", "apart", "undated"],
        other_id=["earlier"] * 3 + [None],
        low=[99, 101, 103, None],
        high=[101, 101, 102, None],
        not_evaluable=[None] * 3 + ["the first or the last day of the fieldwork is not known"],
    )
    assert failing(SimultaneousPolls, polls)["poll_id"].tolist() == ["apart"]


UNDATED = "the first or the last day of the fieldwork is not known"
UNKNOWN = "no option in common has known shares"
DAYS = "2014-08-03/2014-08-05"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("54", "gulls", DAYS), ("57", "gulls", DAYS), "found"),
        (("54", "gulls", DAYS), ("55", "gulls", DAYS), "passed"),
        (("54 40", "gulls", DAYS), ("54 42", "gulls", DAYS), "found"),
        (("54", "gulls", DAYS), ("57", "terns", DAYS), ""),
        (("54", "", DAYS), ("57", "", DAYS), ""),
        (("54", "gulls", DAYS), ("~57", "gulls", DAYS), UNKNOWN),
        # More than half of the days of the later one are those of the earlier one.
        (("54", "gulls", "2014-08"), ("57", "gulls", DAYS), "found"),
        (("54", "gulls", DAYS), ("57", "gulls", "2014-08-04/2014-08-06"), "found"),
        (("54", "gulls", DAYS), ("57", "gulls", "2014-08-04/2014-08-07"), ""),
        (("54", "gulls", DAYS), ("57", "gulls", "2014-08-05/2014-08-06"), ""),
        (("54", "gulls", DAYS), ("57", "gulls", "2014-08-06"), ""),
        (("54", "gulls", "2014-08-05"), ("57", "gulls", DAYS), "found"),
    ],
)
def test_polls_of_one_pollster_and_time_with_different_shares_are_found(one, other, expected):
    assert verdict(RULE, surveys(one, other)) == expected
    assert verdict(RULE, surveys(other, one)) == expected


@pytest.mark.parametrize("fieldwork", ["", "[2014..]", "[..2014-08-05]"])
def test_a_poll_of_a_series_that_is_not_dated_is_not_evaluable(fieldwork):
    tables = surveys(("54", "gulls", DAYS), ("57", "gulls", fieldwork))
    assert verdict(RULE, tables) == UNDATED


@pytest.mark.parametrize("column", ["topic", "population_id"])
def test_polls_on_another_topic_or_population_are_not_compared(column):
    tables = surveys(("54", "gulls", DAYS), ("57", "gulls", DAYS))
    tables["questions"] = tables["questions"].assign(**{column: ["one", "other"]})
    assert verdict(RULE, tables) == ""


def test_a_poll_is_not_compared_with_a_mention_of_its_own():
    tables = surveys(("54", "gulls", DAYS), ("57", "gulls", DAYS))
    for name in ("polls", "questions"):
        tables[name] = tables[name].assign(poll_id="poll-00")
    assert verdict(RULE, tables) == ""


def test_options_that_the_mentions_of_a_poll_contradict_are_not_known():
    tables = surveys(("54", "gulls", DAYS), ("57", "gulls", DAYS))
    again = answers([{"value": "30", "poll_id": "poll-00"}])
    questions = again["questions"].assign(claim_id="q9")
    given = again["answers"].assign(claim_id="a9", question_claim_id="q9")
    tables["questions"] = pd.concat([tables["questions"], questions], ignore_index=True)
    tables["answers"] = pd.concat([tables["answers"], given], ignore_index=True)
    assert verdict(RULE, tables) == UNKNOWN


def test_a_short_poll_between_two_others_does_not_hide_that_these_overlap():
    long, short, late = "2014-08-01/2014-08-20", "2014-08-02", "2014-08-10/2014-08-15"
    tables = surveys(("54", "gulls", long), ("54", "gulls", short), ("57", "gulls", late))
    assert claims_found(RULE, tables) == [("a0", "a2")]


def test_a_finding_gives_the_shares_that_differ_with_their_polls():
    tables = surveys(("54 40 6", "gulls", "2014-08"), ("57 37 6", "gulls", DAYS))
    (finding,) = outcome(RULE, tables)[1]
    assert finding.severity == "warning"
    assert finding.message == (
        "2 polls by gulls at the same time differ on “bridge” by at least 2 points. "
        "The answers of islanders differ by more than rounding explains (poll-00: “yes” 54 %; "
        "poll-00: “no” 40 %; poll-01: “yes” 57 %; poll-01: “no” 37 %)."
    )
    assert cells(finding)[0] == ("a0", "percent", "54", "poll-00: yes")
    assert finding.claims == ("a0", "a1", "a3", "a4")
