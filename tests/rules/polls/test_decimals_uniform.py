"""The rule `decimals-uniform`: one poll is printed to one number of decimals."""

import pytest

from checks.rules.polls.printing import DecimalsUniform
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.poll_tables import answers

RULE = DecimalsUniform()


def printed(*percents):
    return answers([{"value": percent} for percent in percents])


@pytest.mark.parametrize(
    ("percents", "claims", "message"),
    [
        (["54.3", "32"], ("a0", "a1"), "0 in 32; 1 in 54.3"),
        (["52.6", "52.60"], ("a0", "a1"), "1 in 52.6; 2 in 52.60"),
        (["21", "31.29", "40", "~35.5"], ("a0", "a1", "a2"), "0 in 21, 40; 2 in 31.29"),
    ],
)
def test_shares_with_different_numbers_of_decimals_are_found(percents, claims, message):
    (finding,) = outcome(RULE, printed(*percents))[1]
    assert finding.claims == claims
    assert finding.message == (
        f"shares of harbour-poll have different numbers of decimals: {message}"
    )


@pytest.mark.parametrize(
    "percents", [["54.3", "32.0"], ["54", "32"], ["31.29", "40.00", "~35", ">90", "10..20"]]
)
def test_shares_with_one_number_of_decimals_pass_whatever_is_qualified(percents):
    count, findings = outcome(RULE, printed(*percents))
    assert (findings, count.examined, count.passed) == ((), 1, 1)


def test_an_answer_without_a_printed_share_has_no_decimals():
    count, findings = outcome(RULE, printed("54.3", "32.1", ""))
    assert (findings, count.examined, count.passed) == ((), 1, 1)


def test_shares_of_different_polls_are_not_compared():
    tables = answers([{"value": "54.3"}, {"value": "32", "poll_id": "another-poll"}])
    assert outcome(RULE, tables)[0].examined == 0


def test_shares_of_different_questions_of_one_poll_are_compared():
    tables = answers([{"value": "54.3"}, {"value": "32", "question_id": "other"}])
    assert claims_found(RULE, tables) == [("a0", "a1")]


def test_a_finding_gives_each_share_as_printed_with_its_option():
    tables = answers([{"value": "54.30"}, {"value": "32", "option": "no"}])
    (finding,) = outcome(RULE, tables)[1]
    assert cells(finding) == [
        ("a0", "percent", "54.30", "yes"),
        ("a1", "percent", "32", "no"),
    ]


def test_answers_to_questions_that_are_not_there_are_not_examined():
    tables = printed("54.3", "32")
    tables["questions"] = tables["questions"].iloc[:0]
    assert outcome(RULE, tables)[0].examined == 0
