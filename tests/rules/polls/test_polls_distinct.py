"""The rule `polls-distinct`: one poll is coded once."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.polls_distinct import AlikePolls, PollsDistinct
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.poll_tables import surveys
from tests.helpers.rule_frames import judged, verdict

RULE = PollsDistinct()
SHARES, DAYS = "54 40 6", "2014-08-03/2014-08-05"


def test_the_model_says_that_fieldwork_or_sample_tells_two_polls_apart():
    polls = judged(
        AlikePolls,
        poll_id=["later", "larger", "same", "unknown", "few"],
        other_id=["other"] * 5,
        first=[11, 10, 10, None, 10],
        other_last=[10, 10, 10, 10, 10],
        sample_size=[800, 900, 800, None, 800],
        other_size=[800, 800, 800, 800, 800],
        not_evaluable=[None] * 4 + ["fewer than 3 shares, which chance can repeat"],
    )
    assert failing(AlikePolls, polls)["poll_id"].tolist() == ["same", "unknown"]


FEW = "fewer than 3 shares, which chance can repeat"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((SHARES, "gulls", DAYS, "800"), (SHARES, "gulls", DAYS, "800"), "found"),
        ((SHARES, "gulls", DAYS, "800"), (SHARES, "terns", DAYS, "800"), "found"),
        ((SHARES, "gulls", DAYS, "800"), (SHARES,), "found"),
        ((SHARES,), (SHARES,), "found"),
        ((SHARES, "gulls", "2014-08"), (SHARES, "gulls", DAYS), "found"),
        ((SHARES, "gulls", DAYS, "800"), (SHARES, "gulls", DAYS, "900"), "passed"),
        ((SHARES, "gulls", DAYS), (SHARES, "gulls", "2014-08-06"), "passed"),
        ((SHARES,), ("54 40 5",), ""),
        ((SHARES,), ("54.0 40.0 6.0",), ""),
        ((SHARES,), ("54 40",), ""),
        ((SHARES,), ("40 54 6",), ""),
        (("54 40",), ("54 40",), FEW),
        (("54 40 ~6",), ("54 40 ~6",), FEW),
    ],
)
def test_polls_with_the_same_shares_that_nothing_tells_apart_are_found(one, other, expected):
    assert verdict(RULE, surveys(one, other)) == expected
    assert verdict(RULE, surveys(other, one)) == expected


@pytest.mark.parametrize("column", ["topic", "population_id"])
def test_polls_on_another_topic_or_population_are_not_alike(column):
    tables = surveys((SHARES,), (SHARES,))
    tables["questions"] = tables["questions"].assign(**{column: ["one", "other"]})
    assert verdict(RULE, tables) == ""


def test_a_poll_that_is_mentioned_twice_is_one_poll():
    tables = surveys((SHARES,), (SHARES,))
    tables["questions"] = tables["questions"].assign(poll_id="poll-00")
    assert verdict(RULE, tables) == ""


def test_a_poll_of_which_mentions_give_two_sizes_has_none_that_tells_it_apart():
    tables = surveys((SHARES, "gulls", DAYS, "800"), (SHARES, "gulls", DAYS, "900"))
    again = tables["polls"].iloc[[1]].assign(claim_id="p2", sample_size=800)
    tables["polls"] = pd.concat([tables["polls"], again.astype(tables["polls"].dtypes)])
    assert verdict(RULE, tables) == "found"


def test_all_polls_with_the_same_shares_are_one_finding():
    tables = surveys(*[(SHARES, "gulls", DAYS)] * 3, ("50 40 10", "gulls", DAYS))
    assert claims_found(RULE, tables) == [tuple(f"a{number}" for number in range(9))]


def test_a_finding_gives_the_shares_of_both_polls():
    (finding,) = outcome(RULE, surveys((SHARES,), (SHARES,)))[1]
    assert finding.message == (
        "poll-00 and poll-01: one poll under two names? Both print the same 3 shares on “bridge” "
        "among islanders; neither dates of fieldwork nor sample sizes tell them apart."
    )
    assert cells(finding)[0] == ("a0", "percent", "54", "poll-00: yes")
    assert len(finding.claims) == 6
