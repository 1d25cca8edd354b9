"""The rule `restated-shares-agree`: what is said twice of one result can be true."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.restated_shares_agree import RestatedShares, RestatedSharesAgree
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.poll_tables import answers
from tests.helpers.rule_frames import judged, verdict

RULE = RestatedSharesAgree()


def test_the_model_says_that_the_highest_low_does_not_exceed_the_lowest_high():
    shares = judged(
        RestatedShares,
        poll_id=["fits", "touches", "apart", "unknown"],
        question_id=["q"] * 4,
        population_id=["islanders"] * 4,
        low=[99, 101, 103, None],
        high=[101, 101, 102, None],
        not_evaluable=[None] * 3 + ["fewer than two of the shares have a known extent"],
    )
    assert failing(RestatedShares, shares)["poll_id"].tolist() == ["apart"]


FEW = "fewer than two of the shares have a known extent"
NO = {"option": "no", "stance": "unfavourable"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["78", "87"], "found"),
        (["78", "78"], "passed"),
        (["78", "78.4"], "passed"),
        (["78", "78.5"], "passed"),  # both round to 78.5
        (["78", "78.6"], "found"),
        (["78.40", "78.4"], "passed"),
        (["78", ">75"], "passed"),
        (["78", ">79"], "found"),
        (["78", "<=70"], "found"),
        (["78", "~87"], FEW),
        (["78", "~87", "87"], "found"),
        (["78"], ""),
    ],
)
def test_shares_of_one_option_that_no_value_fits_are_found(values, expected):
    assert verdict(RULE, answers([{"value": value} for value in values])) == expected


@pytest.mark.parametrize("column", ["poll_id", "question_id", "population_id", "option"])
def test_results_of_another_poll_question_population_or_option_are_not_compared(column):
    assert verdict(RULE, answers([{"value": "78"}, {"value": "87", column: "other"}])) == ""


def test_a_question_that_is_not_in_its_table_has_no_results():
    tables = answers([{"value": "78"}, {"value": "87", "question_claim_id": "absent"}])
    assert verdict(RULE, tables) == ""


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        ([640, 512], "the mentions print different bases"),
        ([640, None], "found"),
        ([640, 640], "found"),
    ],
)
def test_shares_of_different_bases_can_both_be_right(bases, expected):
    tables = answers([{"value": "78"}, {"value": "87"}])
    tables["questions"] = tables["questions"].assign(base=pd.array(bases, "Int64"))
    assert verdict(RULE, tables) == expected


def test_options_that_are_exchanged_are_one_finding_with_all_their_shares():
    first = [{"value": "52"}, {"value": "47", **NO, "question_claim_id": "q0"}]
    second = [{"value": "47"}, {"value": "52", **NO, "question_claim_id": "q2"}]
    tables = answers([*first, *second])
    tables["entities"] = frame("entity_id label", [("harbour-poll", "Harbour Poll")])
    (finding,) = outcome(RULE, tables)[1]
    assert finding.claims == ("a0", "a1", "a2", "a3")
    assert finding.message == (
        "Harbour Poll on “bridge”: “no” 47 % or 52 %? Among islanders, the shares of one answer "
        "are at least 4 percentage points apart: “no” 47 % and 52 %; “yes” 47 % and 52 %."
    )
    assert cells(finding)[0] == ("a0", "percent", "52", "yes")


def test_of_several_mentions_those_that_fit_all_others_are_not_found():
    tables = answers([{"value": value} for value in ("78", "87", "60..90")])
    assert claims_found(RULE, tables) == [("a0", "a1")]
