"""The rule `decimals-uniform`: one poll is printed to one number of decimals."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.decimals_uniform import DecimalsUniform, PollDecimals
from tests.helpers.claim_tables import cells, frame, outcome
from tests.helpers.poll_tables import answers
from tests.helpers.rule_frames import judged, verdict

RULE = DecimalsUniform()


def test_the_model_says_that_the_fewest_decimals_are_the_most():
    polls = judged(PollDecimals, poll_id=["same", "mixed"], fewest=[1, 0], most=[1, 1])
    assert failing(PollDecimals, polls)["poll_id"].tolist() == ["mixed"]


@pytest.mark.parametrize(
    ("percents", "claims", "decimals"),
    [
        (["54.3", "32"], ("a0", "a1"), "32 % without decimals; 54.3 % with 1 decimal"),
        (["52.6", "52.60"], ("a0", "a1"), "52.6 % with 1 decimal; 52.60 % with 2 decimals"),
        (
            ["21", "31.29", "40", "~35.5"],
            ("a0", "a1", "a2"),
            "21 % and 40 % without decimals; 31.29 % with 2 decimals",
        ),
    ],
)
def test_shares_with_different_numbers_of_decimals_are_found(percents, claims, decimals):
    (finding,) = outcome(RULE, answers({"value": percent} for percent in percents))[1]
    assert finding.claims == claims
    assert finding.explanation == f"The text prints {decimals}."


@pytest.mark.parametrize(
    ("percents", "headline"),
    [
        (["54.3", "32"], "Harbour Poll: shares with and without decimals"),
        (["52.6", "52.60"], "Harbour Poll: shares with 1 to 2 decimals"),
    ],
)
def test_a_headline_says_how_many_decimals_there_are(percents, headline):
    tables = answers({"value": percent} for percent in percents)
    tables["entities"] = frame("entity_id label", [("harbour-poll", "Harbour Poll")])
    assert outcome(RULE, tables)[1][0].headline == headline


@pytest.mark.parametrize(
    ("percents", "change", "expected"),
    [
        (["54.3", "32"], {"question_id": "other"}, "found"),
        (["54.3", "32.0"], {}, "passed"),
        (["31.29", "40.00", "~35", ">90", "10..20", ""], {}, "passed"),  # qualified, or no number
        (["54.3", "32"], {"poll_id": "another-poll"}, ""),
        (["54.3", "~32"], {}, ""),
        (["54.3", "32"], {"question_claim_id": "absent"}, ""),
    ],
)
def test_shares_of_one_poll_are_compared_as_far_as_no_words_qualify_them(
    percents, change, expected
):
    first, *rest = ({"value": percent} for percent in percents)
    assert verdict(RULE, answers([first, *({**row, **change} for row in rest)])) == expected


def test_a_finding_gives_each_share_as_printed_with_its_option():
    tables = answers([{"value": "54.30"}, {"value": "32", "option": "no"}])
    (finding,) = outcome(RULE, tables)[1]
    assert cells(finding) == [("a0", "percent", "54.30", "yes"), ("a1", "percent", "32", "no")]
